"""Contents that an engine cut within a clause, made whole: "be heard in May", "the talks to resume"."""

import re
from dataclasses import replace

from extraction.contents import Stretch
from extraction.model import Attribution, Span

# A content never begins behind one of these: its verb, or its subject, has been left out.
AUXILIARY_BEFORE = re.compile(
    r"\b(?:will|would|can|could|may|might|must|shall|should|has|have|had|is|are|was|were|did|does|do)\s(?:not\s)?$"
)
JOINT = re.compile(r"[,;]\s(?:but|and|though|although|while)\s")
REACH_CHARS = 120
# "Expects prices to fall": what is expected is told by an infinitive.
EXPECTING = re.compile(
    r"\b(?:expect|forecast|predict|project|foresee|anticipat)(?:s|ed|ing|e)?\b(?!\sto\b)", re.IGNORECASE
)
INFINITIVE = re.compile(
    r"(?P<who>(?!to\b)(?:[^\s,;:.?!\"“”]+\s){0,8}?[^\s,;:.?!\"“”]+)\sto\s(?P<verb>(?:not\s)?[a-z]+)(?=\s|$)"
)


def with_whole_clauses(text: str, attribution: Attribution) -> Attribution:
    """Return `attribution` with each part of its content from the beginning of its clause on."""
    content = tuple(_whole(text, span) for span in attribution.content)
    return attribution if content == attribution.content else replace(attribution, content=content)


def _whole(text: str, span: Span) -> Span:
    before = text[max(0, span.start - REACH_CHARS) : span.start]
    if not AUXILIARY_BEFORE.search(before) or not text[span.start].islower():
        return span
    joints = list(JOINT.finditer(before))
    return Span(span.start - len(before) + joints[-1].end(), span.end) if joints else span


def as_expected(text: str, cue: str, stretch: Stretch) -> Stretch:
    """Return what is expected worded as a statement: "the talks to resume" as "the talks will resume"."""
    words = stretch.words(text)
    told = INFINITIVE.match(words) if EXPECTING.search(cue) else None
    if not told or stretch.wording:
        return stretch
    return replace(stretch, wording=f"{told['who']} will {told['verb']}{words[told.end() :]}")
