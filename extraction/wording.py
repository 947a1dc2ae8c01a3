"""The text of a claim: a sentence that can stand alone, with nothing added that the article does not say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.clauses import is_clause, subject_of
from extraction.contents import Stretch
from extraction.kinds import describe_mention, is_name
from extraction.layout import Layout
from extraction.model import Hop
from extraction.references import PRONOUNS, gender_of

SUBJECT_PRONOUN = re.compile(
    r"(?P<pronoun>he|she|they|it|I)(?P<short>['’](?:s|m|ve|ll|d|re))?(?=\s)", re.IGNORECASE
)
OTHER_FIRST_PERSON = re.compile(r"\b(?:I|my|me|mine|myself)\b")
# What "I" does, when somebody else says it of the speaker.
THIRD_PERSON = {
    "am": "is",
    "was": "was",
    "have": "has",
    "had": "had",
    "will": "will",
    "would": "would",
    "could": "could",
    "can": "can",
    "did": "did",
    "do": "does",
    "never": "never",
}
IT_ALSO = re.compile(r"It\s(?:will|would|could|may|might|can|is|was|has|had)\salso\s")
# "The accord", "This new law": one thing, told as known.
ONE_THING = re.compile(r"(?:The|This)\s(?:[a-z-]+\s)?[a-z-]*[a-rt-z]")
NOBODY_CALLS_IT = frozenset(("person", "anonymous", "group"))
SHORT_FORMS = {"m": "is", "ve": "has", "ll": "will", "d": "would"}
EDGE = " \t\r\n\xa0,;:–—-"


def name_it(layout: Layout, stretch: Stretch) -> Stretch:
    """Name the thing in "It will also …" where the sentence before is about it, else return `stretch`.

    "Also" goes on with the subject before; without it "it" may be anything that was mentioned.
    """
    words = stretch.words(layout.text)
    sentence = layout.sentence_at(stretch.spans[0].start)
    if not IT_ALSO.match(words) or sentence.start != stretch.spans[0].start or sentence.start == 0:
        return stretch
    subject = subject_of(layout.sentence_at(sentence.start - 1).of(layout.text))
    if not subject or not ONE_THING.fullmatch(subject) or describe_mention(subject).kind in NOBODY_CALLS_IT:
        return stretch
    return replace(stretch, wording=f"{subject} {words.partition(' ')[2]}")


def word_claim(text: str, stretch: Stretch, hops: Sequence[Hop]) -> str:
    """Return the claim's own sentence: capital first, full stop last, subject named where that is sure.

    "He", "she" or "I" at the beginning of what one named person said is that person.
    """
    words = " ".join(stretch.words(text).split()).strip(EDGE)
    if stretch.introduction and not is_clause(words):
        words = f"{' '.join(stretch.introduction.split()).rstrip(EDGE)}: {words}"
    words = _name_subject(words, hops)
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "…", "?")) else f"{words}."


def _name_subject(words: str, hops: Sequence[Hop]) -> str:
    speakers = [hop.source for hop in hops if hop.role == "origin"]
    subject = SUBJECT_PRONOUN.match(words)
    if not subject or len(speakers) != 1 or speakers[0].kind != "person" or not is_name(speakers[0].name):
        return words
    name, rest = speakers[0].name, words[subject.end() :].lstrip()
    pronoun = subject["pronoun"].casefold()
    mode = next(hop.mode for hop in hops if hop.role == "origin")
    if pronoun == "i" and mode == "direct_quote":
        return _in_third_person(words, name, (subject["short"] or "")[1:], rest)
    said_by_same = PRONOUNS.get(pronoun) == gender_of(name)
    if pronoun in ("he", "she") and said_by_same and mode == "indirect" and not subject["short"]:
        return f"{name} {rest}"
    return words


def _in_third_person(words: str, name: str, short: str, rest: str) -> str:
    if OTHER_FIRST_PERSON.search(rest):
        return words
    if short:
        return f"{name} {SHORT_FORMS[short]} {rest}" if short in SHORT_FORMS and short != "d" else words
    verb, _, after = rest.partition(" ")
    if verb in THIRD_PERSON:
        return f"{name} {THIRD_PERSON[verb]} {after}"
    return f"{name} {rest}" if verb.endswith("ed") else words
