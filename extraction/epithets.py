"""Whom a new description speaks of again: "the 58-year-old", "the defender", "the brewer", "the document"."""

import re
from collections.abc import Iterable

from extraction.cast import Cast, Met
from extraction.kinds import OFFICES, Portrait, describe_mention
from extraction.model import Source, Span
from extraction.nouns import HEADS, singular
from extraction.wordlists import fold, read_words

WORD = re.compile(r"[\w'’-]+")
SAME = re.compile(r"(?:the\s(?:very\s)?same|that|this)\s(?P<noun>(?:[\w'’-]+\s)*?[\w'’-]+)$", re.IGNORECASE)
OF_AGE = re.compile(r"the\s(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-year-old\b", re.IGNORECASE)
FORMER = re.compile(
    r"the\s(?P<which>former|late|outgoing|acting|ex|deputy|incoming)[\s-](?P<noun>[a-z]+)$", re.IGNORECASE
)
# "One survivor, a cook": what an unnamed source is, told beside it.
BESIDE = re.compile(
    r",\s(?:an?|the)\s(?:[\w'’-]+\s){0,3}?(?P<noun>[a-z][\w-]+)(?=,|$|\s(?:who|from|in|at|of)\b)"
)
# Whoever is named may be called by these, though nothing brought them in by them.
PERSONAL = read_words("source_epithets.txt")
# Words for a body by what it does; "-maker" and "-based body" are told by their form.
BODIES = re.compile(
    r"(?:.*maker|.*builder|.*grower|company|firm|group|business|corporation|enterprise|body|organi[sz]ation|agency|institute|institution|centre|center"
    r"|regulator|watchdog|charity|union|co-?operative|force|utility|manufacturer|producer|operator|miner|developer|chain|start-?up|giant|retailer|supermarket"
    r"|airline|carrier|lender|bank|insurer|shipper|brewer|distiller|refiner|exporter|importer|supplier|forecaster|platform|club|team|party|movement|museum|gallery"
    r"|university|college|school|hospital|clinic|church|foundation|federation|association|society|council|committee|commission|authority|ministry|department"
    r"|network|consultancy|brokerage|fund|laboratory|lab|observatory|archive|service)"
)
PAPERS = frozenset(
    """
    document paper report study text memo letter audit filing
    review dossier survey poll index list statement analysis bulletin
    """.split()
)
# Adjectives of nations share so many letters with the nation's name: "Portuguese" and "Portugal".
LETTERS_SHARED = 4
NATIONAL = re.compile(r"[A-Z][a-z]+(?:an|ese|ish|ch|i|ek|ss|er|ic|ak|ard)$")
# A body of this kind has the word in its name; and whoever publishes is called by few others.
SELF_NAMED = frozenset(
    "ministry department council committee commission authority hospital clinic school university"
    " college church museum party court office union club".split()
)
# "The news cooperative", "the media group": a medium, whatever kind of body it is.
OF_NEWS = frozenset(("news", "media", "press"))
AGES = frozenset("teenager pensioner veteran octogenarian septuagenarian nonagenarian man woman".split())


def find_epithet(cast: Cast, span: Span, portrait: Portrait) -> tuple[Source, ...]:
    """Return whom a definite description in a new word speaks of, empty where that is not sure."""
    words = " ".join(span.of(cast.text).split())
    if portrait.is_plural:
        return ()
    if same := SAME.match(words):
        return _same(cast, span, singular(fold(same["noun"]).split()[-1]))
    if former := FORMER.match(words):
        known = cast.introduced_before(span.start, fold(former["noun"]), frozenset([fold(former["which"])]))
        return (cast.remember("person", _full(cast, known.name)),) if known else ()
    if not re.match(r"the\s", words, re.IGNORECASE):
        return ()
    noun = singular(fold(WORD.findall(words)[-1]))
    return (
        _beside(cast, span, noun)
        or _of_nation(cast, span, words, noun)
        or _paper(cast, span, noun)
        or _body(cast, span, words, noun)
    )


def is_personal(words: str) -> bool:
    """Say whether a description may speak of anybody: by an age, or by a word like "defender"."""
    if OF_AGE.match(words):
        return True
    told = WORD.findall(words)
    is_short = len(told) <= 3 and fold(words).startswith("the ")
    return is_short and fold(told[-1]) in PERSONAL


def can_be_called(cast: Cast, words: str, source: Source) -> bool:
    """Say whether nothing else is told of a person than "the 34-year-old midfielder" says: no "coach"."""
    noun = singular(fold(WORD.findall(words)[-1]))
    heads = {one.head for one in cast.introductions if _full(cast, one.name) == source.name}
    tells = HEADS.get(noun) == "anonymous" and noun not in AGES
    return not tells or not heads or noun in heads


def _full(cast: Cast, name: str) -> str:
    bearers = cast.bearers_of(name)
    return bearers.pop() if " " not in name and len(bearers) == 1 else name


def _unnamed(cast: Cast, span: Span) -> Iterable[Met]:
    return (
        met
        for met in cast.met_before(span.start)
        if not met.portrait.is_named and not met.portrait.is_plural and len(met.sources) == 1
    )


def _same(cast: Cast, span: Span, noun: str) -> tuple[Source, ...]:
    """Return the nearest source of that noun: "the same fighter" says that it is the one before."""
    for met in _unnamed(cast, span):
        said = {singular(fold(word)) for word in WORD.findall(met.span.of(cast.text))}
        if noun in said or noun in ("man", "woman", "person"):
            return met.sources
    return ()


def _beside(cast: Cast, span: Span, noun: str) -> tuple[Source, ...]:
    told = [
        met.sources
        for met in _unnamed(cast, span)
        if any(match["noun"] == noun for match in BESIDE.finditer(met.span.of(cast.text)))
    ]
    sources = list(dict.fromkeys(told))
    return sources[0] if len(sources) == 1 else ()


def _of_nation(cast: Cast, span: Span, words: str, noun: str) -> tuple[Source, ...]:
    """Return the person told to be of the nation in "the Slovak minister", "the Portuguese"."""
    nation = next((word for word in WORD.findall(words)[1:3] if NATIONAL.match(word)), None)
    if nation is None or describe_mention(words).kind in ("government", "news_agency", "outlet"):
        return ()
    is_person = fold(nation) == noun or HEADS.get(noun) == "anonymous" or noun in OFFICES or noun in PERSONAL
    if not is_person:
        return ()
    told = {
        _full(cast, one.name)
        for one in cast.introductions
        if one.start < span.start
        and fold(nation) in one.words
        and describe_mention(one.name).kind == "person"
    }
    for name in cast.people_before(span.start):
        after = cast.text[name.span.end : name.span.end + 40]
        if match := re.match(r"\s(?:of|from)\s(?P<state>[A-Z]\w+)", after):
            if match["state"][:LETTERS_SHARED] == nation[:LETTERS_SHARED]:
                told.add(name.words)
    return (cast.remember("person", told.pop()),) if len(told) == 1 else ()


def _paper(cast: Cast, span: Span, noun: str) -> tuple[Source, ...]:
    if noun not in PAPERS:
        return ()
    papers = [
        met
        for met in cast.met_before(span.start)
        if met.sources[0].kind in ("document", "dataset") and not met.portrait.is_plural
    ]
    sources = list(dict.fromkeys(met.sources for met in papers))
    return sources[0] if len(sources) == 1 else ()


def _body(cast: Cast, span: Span, words: str, noun: str) -> tuple[Source, ...]:
    """Return the body that "the brewer", "the Tarn force" means: of that name, or the only one."""
    if not BODIES.fullmatch(noun):
        return ()
    names = [word for word in WORD.findall(words)[1:-1] if word[0].isupper() and not word.endswith("-based")]
    met = [
        one
        for one in cast.met_before(span.start)
        if one.sources[0].kind not in ("person", "anonymous", "document", "dataset") and not one.gender
    ]
    if names:
        met = [one for one in met if all(name in one.span.of(cast.text) for name in names)]
    met = [one for one in met if not one.portrait.is_plural and _is_body(one, cast, words)]
    sources = list(dict.fromkeys(one.sources for one in met))
    if len(sources) == 1 and (names or _is_close(cast, span, met[0])):
        return sources[0]
    return () if sources or names else _subject_body(cast, span)


def _is_body(met: Met, cast: Cast, mention: str) -> bool:
    source, told = met.sources[0], [fold(word) for word in WORD.findall(mention)]
    noun = singular(told[-1])
    words = {fold(word) for word in WORD.findall(f"{met.span.of(cast.text)} {source.name}")}
    if noun in SELF_NAMED:
        return noun in words
    if source.kind in ("outlet", "news_agency"):
        # "Hexol was fined, the Times reported. The firm": who tells of firms is not called one.
        return noun in words or not OF_NEWS.isdisjoint(told)
    if source.kind != "unknown":
        return True
    return noun in words or (met.portrait.is_named and " " not in source.name)


def _is_close(cast: Cast, span: Span, met: Met) -> bool:
    is_body = met.portrait.is_named or bool(met.portrait.head)
    before = cast.sentences_before(span.start, 1)
    nearest = next(iter(cast.met_before(span.start)), None)
    return is_body and met is nearest and bool(before) and met.span.start >= before[0].start


def _subject_body(cast: Cast, span: Span) -> tuple[Source, ...]:
    """Return the named body with which a sentence before begins: "Orme AG lost money. The brewer …"."""
    for sentence in cast.sentences_before(span.start, 2):
        subject = OPENING_NAME.match(cast.text, sentence.start, sentence.end)
        portrait = describe_mention(subject["name"]) if subject else None
        if portrait and portrait.is_named and portrait.kind in ("organisation", "government"):
            return (cast.remember(portrait.kind, portrait.name),)
    return ()


OPENING_NAME = re.compile(
    r"(?:The\s)?(?P<name>[A-Z][\w&'’-]*(?:\s(?:of\s|and\s|for\s)?[A-Z][\w&.'’-]*){0,5})(?=\s[a-z])"
)
