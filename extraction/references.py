"""Who a mention stands for: full names, surnames, pronouns, "the agency" and "the source"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extraction.anonymity import describe_anonymity
from extraction.kinds import GIVEN_NAMES, MENTION_CHARS, Portrait, describe_mention, is_name
from extraction.model import Source, SourceKind, Span
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
    cast = _Cast(text, find_names(text))
    starts = [sentence.start for sentence in sentences]
    resolved: dict[Span, list[Mention]] = {}
    for span in sorted(set(mentions)):
        index = bisect_right(starts, span.start) - 1
        sentence = sentences[index].of(text) if index >= 0 else ""
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


def _resolve(cast: _Cast, span: Span, sentence: str) -> Source:
    words = span.of(cast.text)
    gender = PRONOUNS.get(fold(words))
    if gender:
        return _resolve_pronoun(cast, span, gender)
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
        source = Source(key, "anonymous", " ".join(words.split()), describe_anonymity(words, sentence))
    else:
        source = _remember(cast, portrait.kind, portrait.name)
    cast.met.append((span.start, source, portrait))
    return source


def _remember(cast: _Cast, kind: SourceKind, name: str) -> Source:
    key = f"{kind}:{fold(name)}"
    return cast.sources.setdefault(key, Source(key, kind, name))


def _named_person(cast: _Cast, portrait: Portrait, words: str) -> Source:
    """Find the full name for a surname, where exactly one person of the text bears it."""
    tail = portrait.name.split()[-1].rstrip(".") if portrait.name.split() else ""
    full = {name.words for name in cast.names if name.kind == "person" and name.words.endswith(f" {tail}")}
    if " " not in portrait.name and len(full) == 1:
        return _remember(cast, "person", full.pop())
    return _remember(cast, portrait.kind, portrait.name)


def _resolve_pronoun(cast: _Cast, span: Span, gender: str) -> Source:
    words = span.of(cast.text)
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


def _can_be(source: Source, portrait: Portrait, gender: str) -> bool:
    if source.kind == "person":
        return gender_of(source.name) in (gender, None)
    return source.kind == "anonymous" and not portrait.is_plural


def _antecedent(cast: _Cast, span: Span, portrait: Portrait) -> Source | None:
    """Return whom "the agency", "the source", "the minister" speaks of, where somebody like that was met."""
    for _, source, met in reversed(cast.met[-12:]):
        if (
            portrait.kind == "anonymous"
            and source.kind == "anonymous"
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
    if portrait.kind == "anonymous":
        for name in cast.people_before(span.start):
            if portrait.head in name.title.split():
                return _remember(cast, "person", name.words)
    return None


def gender_of(name: str) -> str | None:
    """Return "m" or "f" where the given name or honorific tells, else None."""
    first = name.split()[0].rstrip(".") if name.split() else ""
    return HONORIFICS.get(first.casefold()) or GIVEN_NAMES.get(first)
