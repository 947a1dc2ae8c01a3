"""Whom "he", "she", "it", "they" and "both" stand for."""

import re

from extraction.cast import REACH_CHARS, Cast, Met, gender_of
from extraction.clauses import find_finite_verb, is_adverb, subject_of
from extraction.descriptions import find_described
from extraction.kinds import GIVEN_NAMES, Portrait, describe_mention
from extraction.model import Source, Span
from extraction.names import PLACE_WORD
from extraction.nouns import HEADS
from extraction.wordlists import fold

PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "himself", "his"), "m"),
    **dict.fromkeys(("she", "her", "herself", "hers"), "f"),
    **dict.fromkeys(("they", "them", "themselves", "their"), "plural"),
    **dict.fromkeys(("it", "itself", "its"), "thing"),
    **dict.fromkeys(("who", "which", "that"), "relative"),
    **dict.fromkeys(("both",), "both"),
    **dict.fromkeys(("i", "we", "you", "me", "us", "one", "everyone", "nobody", "someone", "this"), "open"),
}
# Whom "he" means may be told so many sentences before, in the first words of one.
SENTENCES_BACK = 3
SUBJECT_CHARS = 300
# An epithet speaks of who spoke just before.
CLOSE_CHARS = 400
# "At a recent event in Brix, Hale rejected …".
SETTING = re.compile(
    r"(?:At|In|On|By|During|After|Before|Since|For|From|Last|Earlier|Later|Over|Under)\b[^,\n]{2,80},\s"
)
COUPLE = re.compile(
    r"(?P<one>[A-Z][\w'’-]+)\sand\s(?P<other>[A-Z][\w'’-]+)\s(?P<name>[A-Z][\w'’-]+)(?=[\s,])"
)
OPENING_ROLE = re.compile(r"(?:The|An?|His|Her|Their|Its|One|Another)\s(?:[a-z][\w-]*\s){1,4}")
# "A welder", "the older swimmer": somebody, though no list has the word.
A_NOUN = re.compile(r"(?:an?|the|one|another|his|her)\s(?:[a-z-]+\s){0,3}[a-z-]+", re.IGNORECASE)
# What goes before a name that stands after its pronoun: "Although she said no, Ada Brown …".
SUBORDINATE = re.compile(r"(?:although|though|while|when|before|after|as|because)\s+$", re.IGNORECASE)
LATER_NAME = re.compile(r"[^.,;\n]{3,120},\s(?=[^\W\d_a-z])")


def resolve_pronoun(cast: Cast, span: Span, sentence: Span) -> tuple[Source, ...]:
    """Return whom the pronoun at `span` stands for; a source of kind `unknown` where that is not sure."""
    gender = PRONOUNS[fold(span.of(cast.text))]
    found: tuple[Source, ...] = ()
    if gender in ("m", "f"):
        found = _person(cast, span, gender, sentence)
    elif gender == "relative":
        found = _just_named(cast, span)
    elif gender == "thing":
        found = _subject_of_sentence(cast, span, sentence) or _thing(cast, span)
    elif gender == "plural":
        found = _several(cast, span)
    elif gender == "both":
        found = _both(cast, span)
    return found or (Source(f"unknown:{span.start}", "unknown", span.of(cast.text)),)


def person_spoken_of(cast: Cast, span: Span) -> tuple[Source, ...]:
    """Return the named person of whom an epithet, "the 58-year-old", can speak at `span`; empty if none."""
    about = _subject_before(cast, span, None)
    if about is None:
        met = next(iter(cast.met_before(span.start)), None)
        about = (
            met.sources if met and len(met.sources) == 1 and span.start - met.span.end <= CLOSE_CHARS else ()
        )
    return tuple(source for source in about if source.kind == "person")


def _remembered(cast: Cast, sources: tuple[Source, ...], gender: str | None) -> tuple[Source, ...]:
    """Return whom a pronoun stands for, and keep that it does: who was "he" is not "she" later."""
    if gender and len(sources) == 1 and sources[0].kind in ("person", "anonymous"):
        cast.genders.setdefault(sources[0].key, gender)
    return sources


def _person(cast: Cast, span: Span, gender: str | None, sentence: Span) -> tuple[Source, ...]:
    """Return whom the sentence before is about, else the nearest speaker, else the nearest person named.

    Nothing may keep them from being `gender`.
    """
    about = _subject_before(cast, span, gender)
    if about is not None:
        return _remembered(cast, about, gender)
    for met in cast.met_before(span.start):
        for source in reversed(met.sources):
            if _is_somebody(source, met) and _can_be(cast, source, gender, met.gender):
                return _remembered(cast, (source,), gender)
    for name in cast.people_before(span.start):
        person = cast.remember("person", name.words)
        if _can_be(cast, person, gender):
            return _remembered(cast, (person,), gender)
    return _named_after(cast, span, gender, sentence)


def _can_be(cast: Cast, source: Source, gender: str | None, shown: str | None = None) -> bool:
    """Say whether nothing keeps a source from being "he" or "she"."""
    told = gender_of(source.name) if source.kind == "person" else None
    told = told or cast.genders.get(source.key) or shown
    return gender is None or told in (gender, None)


def _subject_before(cast: Cast, span: Span, gender: str | None) -> tuple[Source, ...] | None:
    """Return whom a sentence begins with that stands between the last speaker and the pronoun.

    None where there is no such sentence; empty where it begins with somebody of whom nothing is known.
    """
    last = next(iter(cast.met_before(span.start)), None)
    own = Span(cast.sentence_start(span.start), span.start)
    for sentence in (own, *cast.sentences_before(span.start, SENTENCES_BACK)):
        if last and sentence.start <= last.span.end:
            return None
        if _is_quoted(cast.text, sentence.start):
            continue
        mention = _opening_subject(sentence.of(cast.text)[:SUBJECT_CHARS])
        portrait = describe_mention(mention) if mention else None
        if portrait and not portrait.is_named and portrait.kind in ("anonymous", "person"):
            if portrait.is_plural:
                continue
            return _described(cast, sentence, mention, portrait, gender)
        if not portrait or not portrait.is_named or portrait.kind not in ("person", "unknown"):
            continue
        person = None if PLACE_WORD.match(portrait.name) else cast.person_named(portrait.name)
        if person and _can_be(cast, person, gender):
            return (person,)
    return None


def _described(
    cast: Cast, sentence: Span, mention: str, portrait: Portrait, gender: str | None
) -> tuple[Source, ...] | None:
    """Return whom a description that opens a sentence speaks of: met before, brought in now, or unknown."""
    start = cast.text.find(mention, sentence.start, sentence.end)
    if start < 0:
        return None
    if not portrait.is_definite:
        # "A hospital administrator denied it. He said": nobody who was met before
        return ()
    found = find_described(cast, Span(start, start + len(mention)), portrait)
    fitting = tuple(source for source in found if _can_be(cast, source, gender))
    return fitting if len(fitting) == 1 else ()


def _is_quoted(text: str, start: int) -> bool:
    """Say whether a sentence is somebody's words, as far as the marks of its paragraph tell."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - 2 * REACH_CHARS) : start + 1]
    is_open = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return is_open or text[start : start + 2].replace("’", "'") == "''" or before.count("''") % 2 == 1


def _opening_subject(words: str) -> str:
    """Return the words before the first verb or comma, a setting that comes first left out."""
    setting = SETTING.match(words)
    words = words[setting.end() :] if setting else words
    verb = find_finite_verb(words)
    subject = words[: verb.start() if verb else len(words)].partition(",")[0].split()
    while subject and is_adverb(subject[-1]):
        subject.pop()
    if verb is None and (role := OPENING_ROLE.match(words)):
        # A verb that no list has: "The cousin laughs at this."
        told = role[0].split()
        nouns = [place for place, word in enumerate(told) if HEADS.get(fold(word)) == "anonymous"]
        subject = told[: nouns[0] + 1] if nouns else subject
    return " ".join(subject)


def _is_somebody(source: Source, met: Met) -> bool:
    if source.kind == "unknown":
        is_described = not met.portrait.is_named and not met.portrait.is_plural and bool(met.portrait.head)
        return is_described and A_NOUN.fullmatch(source.name) is not None
    return source.kind == "person" or (source.kind == "anonymous" and not met.portrait.is_plural)


def _named_after(cast: Cast, span: Span, gender: str | None, sentence: Span) -> tuple[Source, ...]:
    """Return the person in "Although she said no, Ada Brown went": nobody was named before."""
    later = LATER_NAME.match(cast.text, span.end, sentence.end)
    if not later or not SUBORDINATE.search(cast.text, sentence.start, span.start):
        return ()
    named = (name for name in cast.names if name.kind == "person" and name.span.start == later.end())
    return tuple(
        cast.remember("person", name.words)
        for name in named
        if gender is None or gender_of(name.words) in (gender, None)
    )


def _just_named(cast: Cast, span: Span) -> tuple[Source, ...]:
    before = cast.text[max(0, span.start - 80) : span.start].rstrip(", ")
    for name in cast.people_before(span.start):
        if before.endswith(name.words):
            return (cast.remember("person", name.words),)
    return ()


def _thing(cast: Cast, span: Span) -> tuple[Source, ...]:
    for met in cast.met_before(span.start):
        is_body = met.portrait.is_named and " " not in met.portrait.name
        for source in met.sources:
            is_thing = source.kind not in ("person", "anonymous", "unknown", "group")
            if (is_thing or (source.kind == "unknown" and is_body)) and not met.is_many:
                return (source,)
    return ()


def _several(cast: Cast, span: Span) -> tuple[Source, ...]:
    """Return the group or pair that "they" means, where only one is in reach."""
    groups = {met.sources for met in cast.met_before(span.start) if met.is_many}
    return groups.pop() if len(groups) == 1 else () if groups else _couple(cast, span)


def _couple(cast: Cast, span: Span) -> tuple[Source, ...]:
    """Return the two of "Ada and Tom Hale opened the mill", where the sentence before begins with them."""
    before = next(iter(cast.sentences_before(span.start, 1)), None)
    couple = COUPLE.match(cast.text, before.start, before.end) if before else None
    if not couple or GIVEN_NAMES.keys().isdisjoint((couple["one"], couple["other"])):
        return ()
    names = (f"{couple[which]} {couple['name']}" for which in ("one", "other"))
    return tuple(cast.remember("person", name) for name in names)


def _both(cast: Cast, span: Span) -> tuple[Source, ...]:
    """Return the two met before, where there are exactly two: a pair, or one and another."""
    met = cast.met_before(span.start)
    sources = list(dict.fromkeys(source for one in reversed(met) for source in one.sources))
    if len(sources) == 2:
        return tuple(sources)
    return met[0].sources if met and len(met[0].sources) == 2 else ()


def _subject_of_sentence(cast: Cast, span: Span, sentence: Span) -> tuple[Source, ...]:
    """Return the named body that "it" stands for in "Norland backs what it calls …", no name between."""
    before = cast.text[sentence.start : span.start]
    subject = subject_of(before)
    portrait = describe_mention(subject) if subject else None
    if subject is None or portrait is None or not portrait.is_named:
        return ()
    is_sure = portrait.kind in ("government", "organisation", "news_agency", "outlet")
    is_alone = not re.search(r"\b[A-Z]", before[len(subject) :])
    return (cast.remember(portrait.kind, portrait.name),) if is_sure and is_alone else ()
