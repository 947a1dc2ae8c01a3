"""Who a mention stands for: full names, surnames, pronouns, "the agency" and "the source"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extraction.anonymity import describe_anonymity, is_generic
from extraction.clauses import subject_of
from extraction.kinds import GIVEN_NAMES, MENTION_CHARS, Portrait, describe_mention, is_name
from extraction.model import Anonymity, Source, SourceKind, Span
from extraction.names import Name, find_names
from extraction.wordlists import fold

# A pronoun or "the agency" speaks of somebody met shortly before; further back the reference is not sure.
REACH_CHARS = 1500
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "himself", "his"), "m"),
    **dict.fromkeys(("she", "her", "herself", "hers"), "f"),
    **dict.fromkeys(("they", "them", "themselves", "their"), "plural"),
    **dict.fromkeys(("it", "itself", "its"), "thing"),
    **dict.fromkeys(("who", "which", "that"), "relative"),
    **dict.fromkeys(("i", "we", "you", "me", "us", "one", "everyone", "nobody", "someone", "this"), "open"),
}
# "The minister" may be a person met by name, or one nobody named.
SOMEBODY = frozenset(("anonymous", "person"))
JOINT = re.compile(r",?\s+and\s+|,\s+(?=[^\W\d_a-z][^\s,]*(?:\s+[^\W\d_a-z][^\s,]*)*,?\s+and\s)")
HONORIFICS = {
    "mr": "m",
    "sir": "m",
    "king": "m",
    "prince": "m",
    "lord": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "queen": "f",
    "lady": "f",
    "princess": "f",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One source as the text mentions it; joint sources are one mention each."""

    span: Span
    source: Source


@dataclass(slots=True)
class _Cast:
    """Everybody met so far, in the order of the text."""

    text: str
    names: list[Name]
    met: list[tuple[int, Source, Portrait]] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    """Lone names that are surely persons, though the text never gives them in full."""
    anonymous_count: int = 0

    def people_before(self, position: int) -> Iterable[Name]:
        last = bisect_right(self.names, position, key=lambda name: name.span.start)
        for name in reversed(self.names[:last]):
            if position - name.span.start > REACH_CHARS:
                return
            if name.kind == "person":
                yield name


def resolve_sources(
    text: str, mentions: Iterable[Span], sentences: Sequence[Span]
) -> dict[Span, list[Mention]]:
    """Return for each span of `mentions` the sources it speaks of, in text order; joint ones apart.

    Two mentions have one `Source.key` only where the text says they are one. A pronoun without a sure
    antecedent is a source of kind `unknown`, named as mentioned.
    """
    spans = sorted(set(mentions))
    cast = _Cast(text, find_names(text))
    cast.surnames = _find_surnames(cast, spans)
    starts = [sentence.start for sentence in sentences]
    resolved: dict[Span, list[Mention]] = {}
    for span in spans:
        index = bisect_right(starts, span.start) - 1
        sentence = sentences[index] if index >= 0 else span
        resolved[span] = [Mention(part, _resolve(cast, part, sentence)) for part in split_joint(text, span)]
    return resolved


def split_joint(text: str, span: Span) -> list[Span]:
    """Return the spans of the sources credited jointly in one span: "Hale and Ortiz" is two.

    Only names, and phrases that each begin with their own determiner, are parted.
    """
    words = span.of(text)
    if len(words) > MENTION_CHARS or " and " not in words:
        return [span]
    parts: list[Span] = []
    position = 0
    for match in (*JOINT.finditer(words), None):
        end = match.start() if match else len(words)
        parts.append(Span(span.start + position, span.start + end))
        position = match.end() if match else end
    kinds = {describe_mention(part.of(text)).kind for part in parts}
    # "Health and Welfare": a lone unknown word joins people, never a ministry.
    if "unknown" in kinds and not kinds <= {"unknown", "person"}:
        return [span]
    return parts if all(_stands_alone(part.of(text)) for part in parts) else [span]


def _stands_alone(words: str) -> bool:
    portrait = describe_mention(words)
    if is_name(words):
        return (
            portrait.kind in ("person", "unknown", "government", "news_agency", "outlet") or portrait.is_named
        )
    return portrait.is_named or (portrait.kind != "unknown" and words[:1].islower() and " " in words)


def _resolve(cast: _Cast, span: Span, sentence: Span) -> Source:
    words = span.of(cast.text)
    gender = PRONOUNS.get(fold(words))
    if gender:
        return _resolve_pronoun(cast, span, gender, sentence)
    portrait = describe_mention(words)
    if portrait.kind == "person" and portrait.is_named or (portrait.is_named and portrait.kind == "unknown"):
        source = _named_person(cast, portrait, words)
    elif portrait.is_named:
        source = _remember(cast, portrait.kind, portrait.name)
    elif portrait.is_definite and not portrait.is_plural and (known := _antecedent(cast, span, portrait)):
        return known
    elif portrait.kind == "anonymous":
        cast.anonymous_count += 1
        key = f"anonymous:{cast.anonymous_count}"
        anonymity = _with_group_category(cast, describe_anonymity(words, sentence.of(cast.text)))
        source = Source(key, "anonymous", anonymity.descriptor, anonymity)
    else:
        source = _remember(cast, portrait.kind, portrait.name)
    cast.met.append((span.start, source, portrait))
    return source


def _with_group_category(cast: _Cast, anonymity: Anonymity) -> Anonymity:
    """Give "one source" the category, never the identity, of the one kind of unnamed group met before it."""
    groups = [source.anonymity for _, source, met in cast.met if source.anonymity and met.is_plural]
    categories = {group.category for group in groups if group.category != "other"}
    if len(categories) != 1 or not is_generic(anonymity):
        return anonymity
    return replace(anonymity, category=categories.pop())


def _remember(cast: _Cast, kind: SourceKind, name: str) -> Source:
    key = f"{kind}:{fold(name)}"
    return cast.sources.setdefault(key, Source(key, kind, name))


def _named_person(cast: _Cast, portrait: Portrait, words: str) -> Source:
    """Find the full name for a surname, where exactly one person of the text bears it."""
    tail = portrait.name.split()[-1].rstrip(".") if portrait.name.split() else ""
    full = {name.words for name in cast.names if name.kind == "person" and name.words.endswith(f" {tail}")}
    if " " not in portrait.name and len(full) == 1:
        return _remember(cast, "person", full.pop())
    return _remember(cast, "person" if portrait.name in cast.surnames else portrait.kind, portrait.name)


def _find_surnames(cast: _Cast, spans: Sequence[Span]) -> frozenset[str]:
    """Return the lone names that a title introduces, or that a "she" right after them can only mean."""
    titled = {name.words for name in cast.names if name.kind == "person" and " " not in name.words}
    meant: set[str] = set()
    for index, span in enumerate(spans):
        if PRONOUNS.get(fold(span.of(cast.text))) not in ("m", "f") or index == 0:
            continue
        near = [
            other for other in spans[max(0, index - 12) : index] if span.start - other.start <= REACH_CHARS
        ]
        lone = {name for other in near if (name := _lone_name(other.of(cast.text)))}
        if (
            len(lone) == 1
            and _lone_name(spans[index - 1].of(cast.text))
            and not any(cast.people_before(span.start))
        ):
            meant |= lone
    return frozenset(titled | meant)


def _lone_name(words: str) -> str | None:
    portrait = describe_mention(words)
    is_lone = portrait.kind == "unknown" and portrait.is_named and " " not in portrait.name
    return portrait.name if is_lone else None


def _resolve_pronoun(cast: _Cast, span: Span, gender: str, sentence: Span) -> Source:
    words = span.of(cast.text)
    if gender == "thing" and (subject := _subject_of_sentence(cast, span, sentence)):
        return subject
    candidates = [met for met in cast.met[-12:] if span.start - met[0] <= REACH_CHARS]
    if gender in ("m", "f"):
        for _, source, portrait in reversed(candidates):
            if _can_be(source, portrait, gender):
                return source
        for name in cast.people_before(span.start):
            if gender_of(name.words) in (gender, None):
                return _remember(cast, "person", name.words)
    elif gender == "relative":
        before = cast.text[max(0, span.start - 80) : span.start].rstrip(", ")
        for name in cast.people_before(span.start):
            if before.endswith(name.words):
                return _remember(cast, "person", name.words)
    elif candidates:
        for _, source, portrait in reversed(candidates):
            is_thing = (
                source.kind not in ("person", "anonymous", "unknown", "group") and not portrait.is_plural
            )
            if (gender == "thing" and is_thing) or (gender == "plural" and portrait.is_plural):
                return source
    return Source(f"unknown:{span.start}", "unknown", words)


def _subject_of_sentence(cast: _Cast, span: Span, sentence: Span) -> Source | None:
    """Return the named body that "it" stands for in "Norland backs what it calls …", no name between."""
    before = cast.text[sentence.start : span.start]
    subject = subject_of(before)
    portrait = describe_mention(subject) if subject else None
    if subject is None or portrait is None or not portrait.is_named:
        return None
    is_sure = portrait.kind in ("government", "organisation", "news_agency", "outlet")
    is_alone = not re.search(r"\b[A-Z]", before[len(subject) :])
    return _remember(cast, portrait.kind, portrait.name) if is_sure and is_alone else None


def _can_be(source: Source, portrait: Portrait, gender: str) -> bool:
    if source.kind == "person":
        return gender_of(source.name) in (gender, None)
    return source.kind == "anonymous" and not portrait.is_plural


def _antecedent(cast: _Cast, span: Span, portrait: Portrait) -> Source | None:
    """Return whom "the agency", "the source", "the minister" speaks of, where somebody like that was met."""
    for _, source, met in reversed(cast.met[-12:]):
        if (
            portrait.kind in SOMEBODY
            and source.kind in SOMEBODY
            and met.head == portrait.head
            and not met.is_plural
        ):
            return source
        if portrait.head == "agency" and source.kind == "news_agency":
            return source
        if portrait.kind == "outlet" and source.kind == "outlet" and portrait.name.count(" ") == 1:
            return source
        if portrait.kind in ("organisation", "document", "dataset", "group") and met.head == portrait.head:
            return source
    if portrait.head == "agency":
        agencies = {
            name.words: name
            for name in cast.names
            if name.kind == "news_agency" and name.span.start < span.start
        }
        if len(agencies) == 1 and "news" in portrait.name:
            return _remember(cast, "news_agency", next(iter(agencies)))
    if portrait.kind in SOMEBODY:
        for name in cast.people_before(span.start):
            if portrait.head in name.title.split():
                return _remember(cast, "person", name.words)
    return None


def gender_of(name: str) -> str | None:
    """Return "m" or "f" where the given name or honorific tells, else None."""
    first = name.split()[0].rstrip(".") if name.split() else ""
    return HONORIFICS.get(first.casefold()) or GIVEN_NAMES.get(first)
