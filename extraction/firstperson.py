"""What a speaker says of themselves, told by somebody else: "I shut the hatch" is "Hale shut the hatch"."""

import re
from dataclasses import dataclass

from extraction.cast import gender_of
from extraction.clauses import PAST, PLURAL_VERBS, UNCHANGED_PAST, find_finite_verb, third_person
from extraction.model import Source
from extraction.wordlists import fold

_ADVERB = r"(?P<adverb>(?:also|never|still|just|only|always|already|really|[a-z]{2,}ly)\s)?"
_SHORT = r"(?:['’](?P<short>m|ve|ll|re))?"
# Whole words for the speaker; "I'd" may be "I had" or "I would", so words with it stay as they are.
SINGULAR = re.compile(
    rf"\b(?:I{_SHORT}\s{_ADVERB}(?P<verb>[\w'’]+)|(?P<possessive>[Mm]y)|(?P<object>me)|(?P<self>myself))\b"
)
PLURAL = re.compile(
    rf"\b(?:[Ww]e{_SHORT}\s{_ADVERB}(?P<verb>[\w'’]+)|(?P<possessive>[Oo]ur)|(?P<object>us)|(?P<self>ourselves))\b"
)
UNSURE = re.compile(r"\bI['’]d\b|\b[Ww]e['’]d\b|\bmine\b|\bours\b|\bI\b(?!['’]?\w*\s\w)", re.ASCII)
AND_I = re.compile(r"\band\sI\b")
LONG_FORMS = {"m": "is", "re": "is", "ve": "has", "ll": "will"}
# What the verb becomes when somebody else is its subject.
OTHER_FORMS = {
    **{"am": "is", "are": "is", "were": "was", "was": "was", "have": "has", "do": "does"},
    **{"don't": "doesn't", "haven't": "hasn't", "aren't": "isn't", "weren't": "wasn't"},
}
UNCHANGED = frozenset(
    "had has did will would could can should must may might cannot can't couldn't won't wouldn't didn't"
    " hadn't shouldn't wasn't mustn't".split()
)
PRONOUNS = {
    "m": ("he", "his", "him", "himself"),
    "f": ("she", "her", "her", "herself"),
    "body": ("it", "its", "it", "itself"),
}
BODIES = frozenset(("organisation", "government", "news_agency", "outlet"))


@dataclass(slots=True)
class _Teller:
    """Puts a name for the first word that means the speaker, and a pronoun for the others."""

    name: str
    kind: str | None
    is_sure: bool = True
    is_named: bool = False

    def put(self, match: re.Match[str]) -> str:
        """Return the words in place of one word for the speaker, with its verb."""
        if match["self"]:
            return self._form(3, self.name)
        if match["object"]:
            return self._form(2, self.name)
        if match["possessive"]:
            return self._form(1, f"{self.name}'s")
        verb, adverb = self._verb(match), match["adverb"] or ""
        if match["short"]:
            return f"{self._form(0, self.name)} {LONG_FORMS[match['short']]} {adverb}{match['verb']}"
        return f"{self._form(0, self.name)} {adverb}{verb}"

    def _form(self, place: int, name: str) -> str:
        if self.is_named and self.kind:
            return PRONOUNS[self.kind][place]
        self.is_sure = self.is_sure and (place != 3 or self.kind is not None)
        self.is_named = True
        return name if place != 3 else PRONOUNS[self.kind][3] if self.kind else ""

    def _verb(self, match: re.Match[str]) -> str:
        verb = fold(match["verb"])
        if (
            match["short"]
            or verb in UNCHANGED
            or verb in PAST
            or verb in UNCHANGED_PAST
            or verb.endswith("ed")
        ):
            return match["verb"]
        if verb in OTHER_FORMS:
            return OTHER_FORMS[verb]
        self.is_sure = self.is_sure and verb in PLURAL_VERBS
        return third_person(verb)


def tell_of_speaker(words: str, speaker: Source) -> str:
    """Return quoted `words` with the speaker's name for "I", or a body's for "we"; as they are if not sure.

    "We" of a person may mean anybody, and stays.
    """
    is_body = speaker.kind in BODIES
    pattern = PLURAL if is_body else SINGULAR
    if not pattern.search(words) or UNSURE.search(words) or _are_several(words):
        return words
    teller = _Teller(speaker.name, "body" if is_body else gender_of(speaker.name))
    told = pattern.sub(teller.put, words)
    return told if teller.is_sure else words


def _are_several(words: str) -> bool:
    """Say whether "I" is one of two subjects: "Ada and I remain", not "he fell and I ran"."""
    joint = AND_I.search(words)
    return joint is not None and joint.start() > 0 and find_finite_verb(words[: joint.start()]) is None
