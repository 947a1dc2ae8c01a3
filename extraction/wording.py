"""The text of a claim: a sentence that can stand alone, with nothing added that the article does not say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.cast import gender_of
from extraction.clauses import is_clause, subject_of
from extraction.contents import Stretch
from extraction.firstperson import tell_of_speaker
from extraction.kinds import describe_mention, is_name
from extraction.layout import Layout
from extraction.model import Hop
from extraction.pronouns import PRONOUNS
from extraction.wordlists import fold

SUBJECT_PRONOUN = re.compile(r"(?P<pronoun>he|she)(?=\s)", re.IGNORECASE)
# "They [the owners] left", "told him [Hale]": an editor's word for the pronoun; elsewhere it fills a gap.
EDITED = re.compile(
    r"(?:\b(?:he|she|it|they|him|them|us|we|I|me|you|this|that|those|these|there|her(?=\s\[[^\]]*\](?:[.,;]|$|\s(?:to|that|in|on|at|for|and)\b)))\s"
    r"|\b(?P<possessive>his|its|their|our|my|your|her)\s)?\[(?P<word>[^\[\]\n]{1,80})\]",
    re.IGNORECASE,
)
# Within somebody's words the marks round a part of them tell only which are theirs.
QUOTES = re.compile(r"[\"“”„«»]")
NO_WORD = frozenset(("sic", "...", "…"))
IT_ALSO = re.compile(r"It\s(?:will|would|could|may|might|can|is|was|has|had)\salso\s")
# "The accord", "This new law": one thing, told as known.
ONE_THING = re.compile(r"(?:The|This)\s(?:[a-z-]+\s)?[a-z-]*[a-rt-z]")
NO_SPEAKERS = frozenset(("anonymous", "group", "document", "dataset", "unknown"))
NOBODY_CALLS_IT = frozenset(("person", "anonymous", "group"))
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
    if stretch.is_credited and not stretch.wording:
        words = QUOTES.sub("", words)
    words = _name_subject(" ".join(EDITED.sub(_edited, words).split()), hops)
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "…", "?")) else f"{words}."


def _edited(match: re.Match[str]) -> str:
    """Return an editor's word as part of the sentence: "their [the owners] plan" is the owners' plan."""
    word = match["word"]
    if fold(word) in NO_WORD:
        return match[0][: match.start("word") - match.start() - 1]
    if not match["possessive"] or word.endswith(("'s", "’s", "'", "’")):
        return word
    return f"{word}'" if word.endswith("s") else f"{word}'s"


def _name_subject(words: str, hops: Sequence[Hop]) -> str:
    speakers = [hop.source for hop in hops if hop.role == "origin"]
    if len(speakers) != 1 or not is_name(speakers[0].name):
        return words
    [speaker] = speakers
    mode = next(hop.mode for hop in hops if hop.role == "origin")
    if mode == "direct_quote" and speaker.kind not in NO_SPEAKERS:
        return tell_of_speaker(words, speaker)
    subject = SUBJECT_PRONOUN.match(words)
    is_same = subject and PRONOUNS.get(fold(subject[0])) == gender_of(speaker.name)
    if subject and is_same and mode == "indirect" and speaker.kind == "person":
        return f"{speaker.name} {words[subject.end() :].lstrip()}"
    return words
