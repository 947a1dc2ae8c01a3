"""Who a mention stands for: full names, surnames, pronouns, "the agency" and "the source"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.cast import Cast, Met
from extraction.cast import gender_of as gender_of
from extraction.descriptions import find_described
from extraction.epithets import FORMER, can_be_called, find_epithet, is_personal
from extraction.genders import find_genders
from extraction.introductions import find_introductions, find_people_of, find_short_forms
from extraction.kinds import (
    MENTION_CHARS,
    OFFICES,
    Portrait,
    describe_mention,
    is_name,
)
from extraction.known import KNOWN
from extraction.model import Anonymity, Source, Span
from extraction.names import find_names
from extraction.namesakes import find_person, find_surnames
from extraction.pronouns import PRONOUNS as PRONOUNS
from extraction.pronouns import person_spoken_of, resolve_pronoun
from extraction.shortnames import ACRONYM, ONE_BODY, find_by_short_form
from extraction.unnamed import hidden_by_name, newly_met, with_later_facts
from extraction.wordlists import fold

# A spokesperson is the body's voice, but not where they ask to stay unnamed.
STAYS_UNNAMED = re.compile(
    r",?\s(?:who|speaking|asking)\s[^.;\n\"“”]{0,60}\b(?:named|identified|anonymity|(?:by|his|her"
    r"|their)\sname)\b"
)
# "The Portuguese": who of those named is of that nation.
NATION_ALONE = re.compile(r"[Tt]he\s[A-Z][a-z]+")
# "One of them said": somebody of a group met before, and nobody's name.
ONE_OF_THEM = re.compile(
    r"(?:one|another|two|three|four|five|some|several|many|most|none|a\sfew)\sof\s(?:them|those|these|us|whom|the\s(?:others|pair|two|three))\b",
    re.IGNORECASE,
)
ONE = re.compile(r"one|another", re.IGNORECASE)
# "The larger carrier, Corvair": a description with the name beside it.
NAMED_BESIDE = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Oo]ne|[A-Z][\w'’-]*['’]s)\s[^,;.]{2,80}?,\s(?:the\s)?(?P<name>[A-Z][\w.'’-]*(?:\s(?:(?:al|bin|van|von|de|del|der|la|of)\s)?[A-Z][\w.'’-]*){0,4})",
)
OWN_DETERMINER = re.compile(
    r"(?:the|an?|its|his|her|their|our|another|one|two|three|some|several|many|other|both)\s"
    r"|[A-Z][\w'’-]*['’]s?\s",
    re.IGNORECASE,
)
SHORT_OFFICES = frozenset(
    "ceo cfo coo cto president chairman chairwoman founder co-founder owner publisher".split()
)
JOINT = re.compile(r",?\s+and\s+|,\s+(?=[^\W\d_a-z][^\s,]*(?:\s+[^\W\d_a-z][^\s,]*)*,?\s+and\s)")
# "National Rail (NR)" is called National Rail; the short form is another name of it.
IN_BRACKETS = re.compile(r"\s*\([A-Z][A-Za-z]{1,7}\)?")
# "The Norland government" is Norland's.
ITS_GOVERNMENT = re.compile(r"(?:the\s)?(?P<state>[A-Z][\w'’-]+)\s[Gg]overnment", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One source as the text mentions it; joint sources are one mention each."""

    span: Span
    source: Source


def resolve_sources(
    text: str, mentions: Iterable[Span], sentences: Sequence[Span]
) -> dict[Span, list[Mention]]:
    """Return for each span of `mentions` the sources it speaks of, in text order; joint ones apart.

    Two mentions have one `Source.key` only where the text says they are one. A pronoun without a sure
    antecedent is a source of kind `unknown`, named as mentioned.
    """
    spans = sorted(set(mentions))
    people = sorted([*find_names(text), *find_people_of(text)], key=lambda name: name.span)
    cast = Cast(text, people, find_introductions(text), find_short_forms(text))
    cast.surnames = find_surnames(cast, spans)
    cast.genders = {f"person:{fold(name)}": told for name, told in find_genders(text, people).items()}
    cast.sentences = sentences
    starts = [sentence.start for sentence in sentences]
    resolved: dict[Span, list[Mention]] = {}
    for span in spans:
        index = bisect_right(starts, span.start) - 1
        sentence = sentences[index] if index >= 0 else span
        resolved[span] = [
            Mention(part, source)
            for part in split_joint(text, span)
            for source in _resolve(cast, part, sentence)
        ]
        _remember_joint(cast, span, resolved[span])
    return _with_later_facts(cast, resolved)


def _with_later_facts(cast: Cast, resolved: dict[Span, list[Mention]]) -> dict[Span, list[Mention]]:
    """Give an unnamed source what a later sentence tells of it: "The official, who may not speak"."""
    told: dict[str, Anonymity] = {}
    for mentions in resolved.values():
        for mention in mentions:
            anonymity = mention.source.anonymity
            if anonymity and mention.source.key not in told:
                more = with_later_facts(cast, mention.span, anonymity)
                told |= {mention.source.key: more} if more != anonymity else {}
    if not told:
        return resolved
    return {
        span: [_with_facts(mention, told.get(mention.source.key)) for mention in mentions]
        for span, mentions in resolved.items()
    }


def _with_facts(mention: Mention, anonymity: Anonymity | None) -> Mention:
    return replace(mention, source=replace(mention.source, anonymity=anonymity)) if anonymity else mention


def _remember_joint(cast: Cast, span: Span, mentions: Sequence[Mention]) -> None:
    """Let those credited together be meant together: "they", "both"."""
    sources = tuple(dict.fromkeys(mention.source for mention in mentions))
    if len(sources) > 1 and fold(span.of(cast.text)) not in PRONOUNS:
        cast.meet(Met(span, sources, Portrait("unknown", span.of(cast.text), is_plural=True)))


def split_joint(text: str, span: Span) -> list[Span]:
    """Return the spans of the sources credited jointly in one span: "Hale and Ortiz" is two.

    Only names, and phrases that each begin with their own determiner, are parted.
    """
    words = span.of(text)
    if len(words) > MENTION_CHARS or " and " not in words or ONE_BODY.fullmatch(words):
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
    # "A study by Hale and Ortiz" is one paper, "president and CEO" one person.
    # "Liberal and conservative economists" are economists.
    is_adjective = (
        " " not in parts[0].of(text)
        and text[parts[-1].start].islower()
        and not OWN_DETERMINER.match(parts[-1].of(text))
    )
    is_paper = describe_mention(parts[0].of(text)).kind in ("document", "dataset")
    if is_adjective or is_paper or any(_is_office(part.of(text)) for part in parts[1:]):
        return [span]
    if not all(_stands_alone(part.of(text)) for part in parts):
        return [span]
    # "Two newspapers, La Voce and Il Ponte": they are the two.
    first, *others = (describe_mention(part.of(text)) for part in parts)
    are_named = (
        first.is_plural and not first.is_named and len(others) > 1 and all(one.is_named for one in others)
    )
    return parts[1:] if are_named else parts


def _is_office(words: str) -> bool:
    """Say whether words begin with the bare name of an office: "CEO of the mill"."""
    first = fold(words).partition(" ")[0]
    return first in OFFICES or first in SHORT_OFFICES


def _stands_alone(words: str) -> bool:
    portrait = describe_mention(words)
    if is_name(words):
        return (
            portrait.kind in ("person", "unknown", "government", "news_agency", "outlet") or portrait.is_named
        )
    # "A congressman and rights leader" is one person: another one has a determiner, or there are several.
    is_other = portrait.is_plural or OWN_DETERMINER.match(words)
    return portrait.is_named or bool(portrait.kind != "unknown" and " " in words and is_other)


def _resolve(cast: Cast, span: Span, sentence: Span) -> tuple[Source, ...]:
    words = IN_BRACKETS.sub("", span.of(cast.text))
    if fold(words) in PRONOUNS:
        return resolve_pronoun(cast, span, sentence)
    if NATION_ALONE.fullmatch(words) and (known := find_epithet(cast, span, Portrait("unknown", words))):
        return known
    portrait = _portrait_of(cast, words)
    if portrait.head == "spokesman" and STAYS_UNNAMED.match(cast.text, span.end):
        portrait = Portrait("anonymous", words, head="spokesman")
    if hidden := hidden_by_name(cast, span, portrait, sentence):
        sources: tuple[Source, ...] = (hidden,)
    elif portrait.is_named and portrait.kind in ("person", "unknown"):
        sources = (find_person(cast, portrait, words, span.start),)
    elif state := _state_of(cast, words):
        sources = (state,)
    elif portrait.is_named:
        sources = (_named_body(cast, portrait, span.start),)
    elif _speaks_again(words, portrait) and (known := _described_again(cast, span, portrait)):
        sources = known
    else:
        sources = (newly_met(cast, portrait, words, sentence),)
    cast.meet(Met(span, sources, portrait, cast.gender_at(span, portrait)))
    return sources


def _portrait_of(cast: Cast, words: str) -> Portrait:
    """Return what a mention says of its source, a name told beside a description before the description."""
    short = cast.short_forms.get(fold(words).removeprefix("the ").upper())
    portrait = describe_mention(short or words)
    if one_of := ONE_OF_THEM.match(words):
        return Portrait("anonymous", words, head="other", is_plural=not ONE.match(one_of[0]))
    if portrait.kind == "person" and ACRONYM.fullmatch(portrait.name):
        # "its counterpart, the FDA"
        return replace(portrait, kind="organisation")
    told = NAMED_BESIDE.fullmatch(words) if not portrait.is_named else None
    if not told:
        return portrait
    named = describe_mention(told["name"])
    # Of one word the description tells what it is, of several the words do.
    is_told = " " not in told["name"] and named.kind == "unknown" and portrait.kind != "unknown"
    kind = portrait.kind if is_told else named.kind
    return replace(named, kind="person" if kind == "anonymous" else kind, head=portrait.head)


def _described_again(cast: Cast, span: Span, portrait: Portrait) -> tuple[Source, ...]:
    """Return whom a definite description speaks of again, by what was said before or by an epithet."""
    words = span.of(cast.text)
    if known := (FORMER.match(words) and find_epithet(cast, span, portrait)) or find_described(
        cast, span, portrait
    ):
        return known
    if found := find_epithet(cast, span, portrait):
        return found
    if not is_personal(words):
        return ()
    found = person_spoken_of(cast, span)
    return tuple(source for source in found if can_be_called(cast, words, source))


def _named_body(cast: Cast, portrait: Portrait, position: int) -> Source:
    """Return a body by its name, by the longer one where initials stand for it: "the FAO"."""
    is_short = ACRONYM.fullmatch(portrait.name) and fold(portrait.name) not in KNOWN
    spelled = find_by_short_form(cast, portrait.name, position) if is_short else None
    return spelled or cast.remember(portrait.kind, portrait.name)


def _state_of(cast: Cast, words: str) -> Source | None:
    """Return the state met before whose government is spoken of: "the Norland government" is Norland."""
    governing = ITS_GOVERNMENT.fullmatch(words)
    if not governing:
        return None
    same = (source for source in cast.sources.values() if source.name == governing["state"])
    return next((source for source in same if source.kind in ("government", "unknown")), None)


def _speaks_again(words: str, portrait: Portrait) -> bool:
    return portrait.is_definite or bool(re.match(r"(?:the|both)\b", words, re.IGNORECASE))
