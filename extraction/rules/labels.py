"""Transcripts: a speaker's name in capitals, a colon, and the words."""

import re
from dataclasses import dataclass

from extraction.model import Span
from extraction.rules.tokens import Sentence

LABEL = re.compile(r"([A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]*){0,3}(?: \([^()\n]{1,40}\))?)(:)[ \t\xa0]+(?=\S)")
# A line in capitals with a colon may also be a heading ("UPDATE: the plant is open").
LABEL_PROBABILITY = 0.7


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks, the colon that says so, and the first sentence spoken."""

    speaker: Span
    colon: Span
    words: Span
    probability: float = LABEL_PROBABILITY


def read_label(text: str, sentence: Sentence) -> Label | None:
    """Return the speaker's label that `sentence` begins with: "HALE: The pump failed."."""
    match = LABEL.match(text, sentence.span.start, sentence.span.end)
    if match is None:
        return None
    return Label(Span(*match.span(1)), Span(*match.span(2)), Span(match.end(), sentence.span.end))
