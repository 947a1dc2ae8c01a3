"""Whom a description speaks of again: "the agency", "the minister", "the first lawmaker", "both men"."""

import re

from extraction.cast import Cast, Met
from extraction.kinds import Portrait, describe_mention
from extraction.model import Source, Span
from extraction.nouns import AFTER_HEAD, HEADS, singular
from extraction.wordlists import fold

# Words for a company of which nothing else is said.
COMPANY = frozenset("company firm group business corporation enterprise maker".split())
PAPER = frozenset("newspaper paper daily weekly magazine broadcaster channel website outlet".split())
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "former": 0, "latter": 1}
ANYBODY = frozenset("man woman person people".split())
# "Both men", "the two officials": the one group of several met before.
GROUP_AGAIN = re.compile(r"(?:both|(?:the|these|those)(?:\s(?:two|three|four|five))?)\s", re.IGNORECASE)
WORD = re.compile(r"[\w'’-]+")
DETERMINERS = frozenset("the this that these those both two three four five".split())


def find_described(cast: Cast, span: Span, portrait: Portrait) -> tuple[Source, ...]:
    """Return whom the definite description at `span` speaks of again, empty where nobody sure was met."""
    words = _words_of(span.of(cast.text))
    if not words:
        return ()
    noun, modifiers = singular(words[-1]), frozenset(words[:-1])
    if portrait.is_plural:
        return _group_again(cast, span, noun)
    if ordinal := next((word for word in words if word in ORDINALS), None):
        return _of_order(cast, span, noun, ORDINALS[ordinal])
    modifiers = frozenset(word for word in modifiers if "-" not in word)
    return (
        _met_again(cast, span, noun, modifiers)
        or _introduced(cast, span, noun, modifiers)
        or _body(cast, span, noun, portrait)
    )


def _words_of(mention: str) -> list[str]:
    """Return the folded words of a description up to its head, determiners left out."""
    phrase = AFTER_HEAD.split(mention.partition(",")[0])[0]
    return [word for word in (fold(one) for one in WORD.findall(phrase)) if word not in DETERMINERS]


def _met_again(cast: Cast, span: Span, noun: str, modifiers: frozenset[str]) -> tuple[Source, ...]:
    """Return the one unnamed source, or body, described by the same noun before."""
    same = [
        met
        for met in cast.met_before(span.start)
        if not met.portrait.is_named
        and not met.portrait.is_plural
        and met.portrait.head == noun
        and modifiers <= frozenset(fold(word) for word in WORD.findall(met.span.of(cast.text)))
    ]
    sources = list(dict.fromkeys(met.sources for met in same))
    if len(sources) > 1 and all(source.kind == "anonymous" for one in sources for source in one):
        # "A diplomat said … A diplomat said … The diplomat": either may be meant.
        return ()
    return sources[0] if sources else ()


def _introduced(cast: Cast, span: Span, noun: str, modifiers: frozenset[str]) -> tuple[Source, ...]:
    """Return the name that was brought in by such a description, the nearest where several were."""
    nearest = cast.introduced_before(span.start, noun, modifiers)
    if nearest is None:
        return ()
    portrait = describe_mention(nearest.name)
    is_person = HEADS.get(nearest.head) in ("anonymous", None) and portrait.kind in ("person", "unknown")
    if is_person:
        return (_person(cast, nearest.name),)
    kind = portrait.kind if portrait.kind not in ("unknown", "person") else HEADS.get(nearest.head, "unknown")
    name = portrait.name if portrait.is_named else nearest.name
    return (cast.first_named.get(fold(name)) or cast.remember(kind, name),)


def _person(cast: Cast, name: str) -> Source:
    """Return the person of that name, in full where exactly one full name of the text ends in it."""
    full = cast.bearers_of(name)
    return cast.remember("person", full.pop() if " " not in name and len(full) == 1 else name)


def _body(cast: Cast, span: Span, noun: str, portrait: Portrait) -> tuple[Source, ...]:
    """Return the one company, paper or agency met before that "the company", "the paper" can mean."""
    met = cast.met_before(span.start)
    if noun == "agency":
        return _of_kind(met, ("news_agency",)) or _agency_named(cast, span, portrait)
    if noun in PAPER:
        return _of_kind(met, ("outlet",))
    if noun in COMPANY:
        lone = [
            one
            for one in met
            if one.portrait.is_named and one.sources[0].kind in ("organisation", "unknown") and not one.gender
        ]
        sources = list(dict.fromkeys(source for one in lone for source in one.sources))
        return (sources[0],) if len(sources) == 1 else ()
    return ()


def _of_kind(met: list[Met], kinds: tuple[str, ...]) -> tuple[Source, ...]:
    return next(((source,) for one in met for source in one.sources if source.kind in kinds), ())


def _agency_named(cast: Cast, span: Span, portrait: Portrait) -> tuple[Source, ...]:
    agencies = cast.agencies_before(span.start)
    if len(agencies) == 1 and "news" in portrait.name:
        return (cast.remember("news_agency", agencies.pop()),)
    return ()


def _of_order(cast: Cast, span: Span, noun: str, place: int) -> tuple[Source, ...]:
    """Return the one that "the first lawmaker", "the second" counts among the unnamed ones met."""
    unnamed = [
        met
        for met in reversed(cast.met_before(span.start))
        if met.sources[0].kind == "anonymous" and not met.portrait.is_plural
    ]
    if noun not in ORDINALS and noun != "one":
        heads = {noun, "other", ""}
        unnamed = [met for met in unnamed if met.portrait.head in heads]
    sources = list(dict.fromkeys(met.sources for met in unnamed))
    return sources[place] if place < len(sources) else ()


def _group_again(cast: Cast, span: Span, noun: str) -> tuple[Source, ...]:
    """Return the one group met before that "both men", "the two officials" can mean."""
    if not GROUP_AGAIN.match(span.of(cast.text)):
        return ()
    groups = {met.sources for met in cast.met_before(span.start) if met.is_many and _is_of(met, noun)}
    return groups.pop() if len(groups) == 1 else ()


def _is_of(met: Met, noun: str) -> bool:
    is_unnamed = all(source.kind in ("anonymous", "person") for source in met.sources)
    return met.portrait.head == noun or (noun in ANYBODY and is_unnamed)
