"""Datelines: the place, and often the agency, that a report opens with; they are no part of what it says."""

import re

from extraction.model import Span
from extraction.wordlists import read_rows

_NAMES = sorted((name for row in read_rows("source_agencies.tsv") for name in row), key=len, reverse=True)
_SERVICE = (
    r"[A-Z][\w.'’&-]*(?:\s[A-Z][\w.'’&-]*){0,3}"
    r"\s(?:News\s(?:Service|Agency|Wire)|Newswire|Wire\sService|Press\sAgency)"
)
# A news agency or service by its name, as a regular expression.
AGENCY = rf"(?:{'|'.join(map(re.escape, (*_NAMES, *map(str.upper, _NAMES))))}|{_SERVICE})"
_AGENCIES = rf"{AGENCY}(?:\s?[/,]\s?{AGENCY}){{0,3}}"
# "UPDATE 2-", "CORRECTED-", "URGENT: ", "Exclusive: ": what a wire puts before a headline or a report.
SLUG = (
    r"(?:(?:(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|EXCLUSIVE|BREAKING|URGENT|ALERT)(?:\s\d{1,2})?\s?[-–—:]"
    r"|(?:Update|Corrected|Correction|Exclusive|Breaking|Urgent|Alert)(?:\s\d{1,2})?\s?:)\s?)+"
    r"(?=[^\W\d_])"
)
# "OSTVIK, Norland, May 3 (Reuters) - ", "(Bloomberg) -- ", "PORT ARLE — ". A bare hyphen after capitals alone
# may belong to the sentence ("NATO - the alliance"), so there it needs an agency before it.
_DATELINE = re.compile(
    rf"(?:[A-Z][^\n()]{{1,60}})?\((?P<agencies>{_AGENCIES})\)\s*(?:-{{1,2}}|–|—)\s+"
    r"|[A-Z]{2}[A-Z .'’-]{1,40}(?:,[^\n()—]{1,30})?\s(?:--|—)\s+"
    rf"|{SLUG}"
)


def after_dateline(text: str, paragraph: Span) -> Span:
    """Return `paragraph` without the dateline it opens with, or as it is."""
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(dateline.end(), paragraph.end) if dateline else paragraph


def agencies_of_dateline(text: str, paragraph: Span) -> tuple[str, ...]:
    """Return the agencies in the dateline that `paragraph` opens with, as printed."""
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    named = dateline["agencies"] if dateline else None
    return tuple(re.split(r"\s?[/,]\s?", named)) if named else ()
