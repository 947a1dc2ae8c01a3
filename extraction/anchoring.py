"""Words that point back to the sentence before: "since then", "there", "the former", "its crew"."""

import re
from dataclasses import replace

from extraction.contents import Stretch
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.model import Span
from extraction.wordlists import words_in

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# The time that a sentence tells: a year, a date, a day of the week.
TIME = re.compile(
    rf"\b(?:in|since|by)\s(?P<year>(?:{_MONTH}\s)?(?:1[89]|20)\d\d)\b|\bon\s(?P<date>\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}|{_DAY})\b"
    rf"|\bin\s(?P<month>{_MONTH})\b"
)
THEN = re.compile(
    r"\b(?P<word>[Ss]ince|[Bb]y|[Uu]ntil)\s(?P<then>then|that\stime|that\sday|that\syear)\b|\b(?P<same>(?:[Oo]n\s)?(?:[Tt]hat|the\ssame)\sday)\b"
)
PLACE = re.compile(
    r"\b(?P<where>(?:in|at|near|outside)\s(?:the\s)?[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){0,2})"
)
THERE_LAST = re.compile(r"\sthere(?=[.,]?$)")
PAIR = re.compile(
    r"(?P<one>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,3})\sand\s(?P<other>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,3})"
)
FORMER = re.compile(r"[Tt]he\s(?P<which>former|latter)\s(?=[a-z])")
TWO = re.compile(
    r"(?:[Tt]he\stwo|[Bb]oth)\s(?:countries|nations|states|governments|companies|firms|groups|sides|men|women|leaders|ministers|teams|clubs|banks|parties"
    r"|airlines|cities|towns|players|armies)\s(?=[a-z])"
)
OWNED = re.compile(r"(?P<whose>[Ii]ts)\s(?=[a-z])")
OPENING_NAME = re.compile(
    r"(?P<name>(?:(?:The|the)\s)?(?:[a-z-]+\s){0,2}(?P<proper>[^\W\d_a-z][\w&'’-]*(?:\s[^\W\d_a-z][\w&'’-]*){0,3}))\s(?=[a-z])"
)
TRIGGER = re.compile(
    r"\b(?:then|there|former|latter|two|both|its|that\sday|same\sday|that\stime|that\syear)\b", re.IGNORECASE
)
# Without one of these words there is no trigger.
_POINTING = frozenset("then there former latter two both its day time year".split())
NOT_PLACES = re.compile(rf"{_MONTH}|{_DAY}")


def anchor(layout: Layout, stretch: Stretch) -> Stretch:
    """Return `stretch` with what it points back to named, where the sentence before tells only one."""
    words = stretch.words(layout.text)
    if _POINTING.isdisjoint(words_in(words)) or not TRIGGER.search(words):
        return stretch
    own = layout.sentence_at(stretch.spans[0].start)
    before = _before(layout, own, stretch)
    if not before:
        return stretch
    told = _then(words, before)
    told = _there(told, before)
    told = _of_pair(told, before)
    told = _its(layout.text, told, before)
    return stretch if told == words else replace(stretch, wording=told)


def _before(layout: Layout, own: Span, stretch: Stretch) -> str:
    """Return the sentence before, with what stands before the stretch in its own sentence."""
    lead = layout.text[own.start : stretch.spans[0].start]
    last = layout.sentence_at(own.start - 1) if own.start else own
    return f"{last.of(layout.text)} {lead}" if own.start else lead


def _then(words: str, before: str) -> str:
    times = {match[0]: match for match in TIME.finditer(before)}
    then = THEN.search(words)
    if not then or len(times) != 1:
        return words
    [match] = times.values()
    when = match["year"] or match["date"] or match["month"]
    if when.endswith("day") and not then["same"] and then["word"].casefold() != "by":
        return words
    if then["same"]:
        return f"{words[: then.start()]}on {when}{words[then.end() :]}" if match["date"] else words
    return f"{words[: then.end('word')]} {when}{words[then.end() :]}"


def _there(words: str, before: str) -> str:
    there = THERE_LAST.search(words)
    if not there or PLACE.search(words) or words[: there.start()].endswith((" over", " out", " up", " down")):
        return words
    places = {match["where"] for match in PLACE.finditer(before) if not NOT_PLACES.search(match[0])}
    return f"{words[: there.start()]} {places.pop()}{words[there.end() :]}" if len(places) == 1 else words


def _of_pair(words: str, before: str) -> str:
    pairs = {match.group("one", "other") for match in PAIR.finditer(before)}
    if len(pairs) != 1:
        return words
    [(one, other)] = pairs
    if former := FORMER.match(words):
        return f"{one if former['which'] == 'former' else other} {words[former.end() :]}"
    two = TWO.match(words)
    return f"{one} and {other} {words[two.end() :]}" if two else words


def _its(text: str, words: str, before: str) -> str:
    """Name whose "its crew" is, where the sentence before begins with the one thing it can be."""
    owned = OWNED.match(words)
    opening = OPENING_NAME.match(before) if owned else None
    if not owned or not opening:
        return words
    name = opening["name"].removesuffix("'s").removesuffix("’s")
    rest = before[opening.end() :]
    portrait = describe_mention(opening["proper"])
    is_person = portrait.kind in ("person", "anonymous") and " " in opening["proper"]
    rivals = re.findall(r"\b(?:and|or)\s(?:the\s)?[A-Z]|\b(?:company|firm|group|agency|team|bank)\b", rest)
    if is_person or rivals or not _is_proper(text, opening["proper"]):
        return words
    return f"{name}{'’' if name.endswith('s') else '’s'} {words[owned.end() :]}".replace("’", "'")


def _is_proper(text: str, word: str) -> bool:
    """Say whether a word that opens a sentence is a name: it has capitals within, or stands so elsewhere."""
    if word.split()[0] in NOBODY:
        return False
    return not word.istitle() or " " in word or re.search(rf"[a-z,]\s{re.escape(word)}\b", text) is not None


# Words with a capital at the beginning of a sentence that are no names.
NOBODY = frozenset(
    """
    It He She They This That These Those There Here In On At By For From As After Before When While If Since
    Its His Her Their But And Or So Yet We I You No None Some Many Most All Both Each Only Then Now Also Still
    Analysts Officials Police
    """.split()
)
