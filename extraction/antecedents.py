"""What "he", "she" and "the deal" stand for at the beginning of a statement."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from extraction.cast import gender_of
from extraction.clauses import subject_of
from extraction.contents import Stretch
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.model import Span
from extraction.names import find_names
from extraction.pronouns import PRONOUNS
from extraction.wordlists import fold

OPENING_PRONOUN = re.compile(r"(?P<pronoun>[Hh]e|[Ss]he)\s(?=[a-z])")
# "That is not mine," Hale said of the note: what was said of is what the quotation begins with.
SAID_OF = re.compile(
    r"(?:(?<=\sof)|\sof)\s(?P<what>(?:the|an?|his|her|its|their|one\sof\s(?:the|his|her|its|their)|(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen)\.\s)?[A-Z][\w'’-]+)"
    r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)\b[^.,;:\"“”\n]{0,60})(?=[.,;\n]|$)"
)
OF_WHICH = re.compile(
    r"(?:That|This|It|He|She|They|These|Those)\s(?=(?:is|was|are|were|has|had|have|will|would|[a-z]+s)\b)"
)
# Whom a pronoun means stands in the sentence before it, or the one before that.
SENTENCES_BACK = 2
# "The 29-year-old was …": the sentence before says who.
OF_AGE = re.compile(r"[Tt]he\s\d{1,2}-year-old\s(?=(?:has|had|is|was|will|would|did|could|[a-z]+ed)\b)")
# "The deal would …": one thing told as known, at the beginning; what it is may stand further up.
_NOUN = (
    r"(?P<noun>deal|agreement|accord|truce|ceasefire|treaty|pact|plan|proposal|bill|law|decree|ban|strike|merger"
    r"|takeover|sale|offer|project|report|study|inquiry|lawsuit|ruling|vote|summit|talks|attack|raid|fire|flood|crash)"
)
KNOWN_THING = re.compile(rf"[Tt]he\s{_NOUN}\s(?=[a-z])")
# What tells which: "a deal for a truce in Brix", "a ban on the sale of fireworks".
# Nothing is told where the words may go on: "a deal for a two-day" is cut off, "… two-day truce" is not.
_NEXT = r"(?:the\s|an?\s)?(?:[a-z]+(?:-[a-z]+)+\s|[a-z]+(?:wide|al|ic|ary|ous|ive|ful|less)\s)*[\w'’-]+"
_END = (
    r"(?=\s*(?:[.,;:!?()\"“”\n–—]|$)|\s(?:in|of|on|at|with|to|that|which|who|and|or|but|by|as|from|after|before|for"
    r"|under|over|between|until|while|when|because|is|are|was|were|has|have|had|will|would|could|may|might|must)\b)"
)
TELLING = re.compile(
    rf"\b[Aa]n?\s(?:[a-z-]+\s)?{_NOUN}\s(?P<which>(?:for|on|with|between|against|in|over|to)\s{_NEXT}"
    rf"(?:\s(?:in|of|on|at|with)\s{_NEXT}|\s[A-Z][\w'’-]+)*){_END}"
)


def name_spoken_of(text: str, cue: Span | None, stretch: Stretch) -> Stretch:
    """Return a quotation with what it was "said of" in place of the pronoun it begins with."""
    words = stretch.words(text)
    opening = OF_WHICH.match(words)
    spoken = SAID_OF.match(text, cue.end) if cue and opening else None
    if not opening or not spoken or stretch.mode != "direct_quote":
        return stretch
    return replace(stretch, wording=f"{spoken['what']} {words[opening.end() :]}")


@dataclass(frozen=True)
class Antecedents:
    """Whom and what one article speaks of, looked up where a statement opens with a word for it."""

    layout: Layout

    @cached_property
    def _people(self) -> dict[str, int]:
        """Return full name -> where it first stands."""
        first: dict[str, int] = {}
        for name in find_names(self.layout.text):
            if name.kind == "person":
                first.setdefault(name.words, name.span.start)
        return first

    @cached_property
    def _somebody(self) -> frozenset[str]:
        """Return the names that stand somewhere as a person's, and not where something goes to."""
        return frozenset(name.words for name in find_names(self.layout.text) if not name.is_place)

    @cached_property
    def _told(self) -> dict[str, list[tuple[int, str]]]:
        """Return noun -> where and which such things were told of, each but once: more than one is unsure."""
        told: dict[str, dict[str, int]] = {}
        for match in TELLING.finditer(self.layout.text):
            told.setdefault(fold(match["noun"]), {}).setdefault(match["which"], match.start())
        return {
            noun: sorted((start, which) for which, start in ones.items())[:2] for noun, ones in told.items()
        }

    def name_by_age(self, stretch: Stretch) -> Stretch:
        """Return `stretch` with a name for "the 29-year-old" at its beginning, where one person fits."""
        words = stretch.words(self.layout.text)
        opening = OF_AGE.match(words)
        name = self._person(stretch.spans[0].start, None) if opening else None
        return replace(stretch, wording=f"{name} {words[opening.end() :]}") if opening and name else stretch

    def name_opening(self, stretch: Stretch) -> Stretch:
        """Return `stretch` with its first word named, where exactly one person or thing fits."""
        words = stretch.words(self.layout.text)
        start = stretch.spans[0].start
        if pronoun := OPENING_PRONOUN.match(words):
            name = self._person(start, PRONOUNS[fold(pronoun["pronoun"])])
            return replace(stretch, wording=f"{name} {words[pronoun.end() :]}") if name else stretch
        if known := KNOWN_THING.match(words):
            which = self._which(known["noun"], start)
            named = f"{words[: known.end('noun')]} {which}{words[known.end('noun') :]}"
            return replace(stretch, wording=named) if which else stretch
        return stretch

    def _person(self, start: int, gender: str | None) -> str | None:
        sentence = self.layout.sentence_at(start)
        window = sentence
        for _ in range(SENTENCES_BACK):
            window = self.layout.sentence_at(window.start - 1) if window.start else window
        before = self.layout.text[window.start : start]
        if self._is_about_somebody_unnamed(sentence):
            return None
        near = {name for name in self._names_until(start) if _stands_in(name, before)}
        fitting = [name for name in near if gender is None or gender_of(name) in (gender, None)]
        # A name that looks like a place's may yet be somebody's: it is not taken, and leaves no other sure.
        return fitting[0] if len(fitting) == 1 and fitting[0] in self._somebody else None

    def _is_about_somebody_unnamed(self, sentence: Span) -> bool:
        if not sentence.start:
            return True
        subject = subject_of(self.layout.sentence_at(sentence.start - 1).of(self.layout.text))
        portrait = describe_mention(subject) if subject else None
        return portrait is not None and portrait.kind in ("anonymous", "person") and not portrait.is_named

    def _names_until(self, start: int) -> set[str]:
        return {name for name, first in self._people.items() if first < start}

    def _which(self, noun: str, start: int) -> str | None:
        """Return the one thing that "a deal for a truce" was told to be before, None where several were."""
        told = [which for first, which in self._told.get(fold(noun), ()) if first < start]
        return told[0] if len(told) == 1 else None


def _stands_in(name: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", words) is not None
