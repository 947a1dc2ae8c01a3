"""Datelines: the place, and often the agency, that a report opens with; they are no part of what it says."""

import re

from extraction.model import Span
from extraction.wordlists import read_rows

_AGENCIES = "|".join(re.escape(name) for row in read_rows("source_agencies.tsv") for name in row)
# "OSTVIK, Norland, May 3 (Reuters) - ", "PORT ARLE — ". A bare hyphen after capitals alone may belong to the
# sentence ("NATO - the alliance"), so there it needs an agency before it.
_DATELINE = re.compile(
    rf"[A-Z][^\n()]{{1,60}}\((?:{_AGENCIES})\)\s*(?:-{{1,2}}|–|—)\s+"
    r"|[A-Z]{2}[A-Z .'’-]{1,40}(?:,[^\n()—]{1,30})?\s(?:--|—)\s+"
)


def after_dateline(text: str, paragraph: Span) -> Span:
    """Return `paragraph` without the dateline it opens with, or as it is."""
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(dateline.end(), paragraph.end) if dateline else paragraph
