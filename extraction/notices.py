"""What an article prints of itself, apart from what it reports: whom it credits, and what it corrects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.credit_lines import Credits, read_credit_line, read_signature
from extraction.datelines import agencies_of_dateline
from extraction.model import Span
from extraction.rules.segment import split_paragraphs

# A dateline stands at the head, below a summary at most; a signature of a name alone at the foot.
PARAGRAPHS_AT_HEAD = 6
PARAGRAPHS_AT_FOOT = 3
# Longer notes are articles of their own.
MOST_CORRECTION_CHARS = 2000
_ARTICLE = r"(?:news\s)?(?:article|story|report|post|piece|headline|page|column|dispatch|caption)"
_ERROR = (
    r"(?:(?:in)?correct|clarif|error|mistake|mistook|misstate|misidentif|misspel|inaccura|wrong|erroneous)"
)
_DATE = (
    r"(?:(?:on|at|\d{1,4}(?:st|nd|rd|th|[:.]\d\d)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*"
    r"|nov\w*|dec\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m\.?|e[ds]?t|p[ds]t|gmt|utc|bst|cet)\b[\s,./-]*){1,9}"
)
_WORD = r"(?:corrections?(?:\s(?:and|&)\sclarifications?)?|clarifications?|corrigend(?:um|a)|errat(?:um|a))"
CORRECTION = re.compile(
    # "Correction: …", "CLARIFICATION (4 May 2026) – …", "Correction, May 4: …"
    rf"(?:{_WORD}|corrected(?:\sversion)?)(?:\s?\([^()\n]{{2,40}}\)|,?\s{_DATE})?\s?[:–—]\s?\S"
    r"|an?\s(?:correction|clarification)\s(?:was|has\sbeen)\s(?:made|added|appended)\b"
    # "An earlier version of this article misstated …"
    rf"|(?:(?:because\sof|due\sto|owing\sto)\s[^.\n]{{3,60}}?\b(?:error|mistake|mix-up)[^.\n]{{0,30}}?,?\s)?"
    rf"(?:an?|the|our)\s(?:earlier|previous|prior|original)\s(?:version|edition)s?\sof\sthis\s{_ARTICLE}"
    # "This May 4 story has been corrected to …", "This article was updated on 4 May to correct …"
    rf"|this\s(?:[\w.,]+\s){{0,3}}?{_ARTICLE}\s(?:was|has\sbeen|is|had\sbeen)\s(?:since\s)?"
    rf"(?:corrected|amended|clarified|(?:updated|changed|edited|revised|modified)\b[^\n]{{0,120}}\b{_ERROR})"
    # "This article originally misidentified …"
    rf"|this\s{_ARTICLE}\s(?:originally|previously|initially|incorrectly|mistakenly|wrongly)\s(?:mis\w+|said|stated|gave"
    r"|reported|listed|named|attributed|referred|included|contained)\b"
    rf"|we(?:['’]ve|\shave)\s(?:since\s)?(?:corrected|amended|clarified)\s(?:this|the|our)\s{_ARTICLE}"
    # "(Corrects first name in paragraph 2)", "This version of the May 4 story corrects …"
    r"|(?:this\s(?:story|version|article|report)\s(?:of\s[^.\n]{3,40}?\s)?)?"
    r"(?:corrects\s|clarifies\sthat\s|refiles\sto\s(?:correct|fix|remove))"
    # "Editor's note: … incorrectly …"
    rf"|(?:editor['’]?s['’]?|publisher['’]s)\snote\s?[:–—]\s?[^\n]{{0,300}}?\b{_ERROR}",
    re.IGNORECASE,
)
# A heading of its own, whose note is the next paragraph.
HEADING = re.compile(rf"{_WORD}(?:,?\s{_DATE})?\W*", re.IGNORECASE)
_BEFORE = re.compile(r"[\s•·*_(\[:–—-]*")


@dataclass(frozen=True, slots=True)
class Notices:
    """What an article prints of itself, each as printed and once; `spans` are the paragraphs that do.

    A dateline is no paragraph: the rest of it reports.
    """

    wire_credits: tuple[str, ...]
    contributors: tuple[str, ...]
    corrections: tuple[str, ...]
    spans: tuple[Span, ...]


def read_notices(text: str, paragraphs: Sequence[Span] | None = None) -> Notices:
    """Return the notices of `text`; `paragraphs` are its own, where they are known."""
    paragraphs = split_paragraphs(text) if paragraphs is None else paragraphs
    credits = list(_find_credits(text, paragraphs))
    corrections = list(_find_corrections(text, paragraphs))
    heads = [agencies_of_dateline(text, paragraph) for paragraph in paragraphs[:PARAGRAPHS_AT_HEAD]]
    agencies = [
        *(name for names in heads for name in names),
        *(name for _, one in credits for name in one.agencies),
    ]
    return Notices(
        tuple(dict.fromkeys(agencies)),
        tuple(dict.fromkeys(name for _, one in credits for name in one.contributors)),
        tuple(dict.fromkeys(note.of(text) for note in corrections)),
        tuple(sorted({*(span for span, _ in credits), *corrections})),
    )


def is_correction(words: str) -> bool:
    """Say whether a paragraph is a note of what the article had wrong before."""
    return (
        len(words) <= MOST_CORRECTION_CHARS
        and CORRECTION.match(words, _opening(words, 0, len(words))) is not None
    )


def _find_credits(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, Credits]]:
    foot = len(paragraphs) - PARAGRAPHS_AT_FOOT
    for number, paragraph in enumerate(paragraphs):
        words = paragraph.of(text)
        credits = read_credit_line(words)
        if credits is None and number >= max(foot, 1):
            credits = read_signature(words)
        if credits is not None:
            yield paragraph, credits


def _find_corrections(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    is_headed = False
    for paragraph in paragraphs:
        words = paragraph.of(text)
        if len(words) <= MOST_CORRECTION_CHARS and (is_headed or is_correction(words)):
            yield paragraph
        is_headed = HEADING.fullmatch(words) is not None


def _opening(text: str, start: int, end: int) -> int:
    before = _BEFORE.match(text, start, end)
    return before.end() if before else start
