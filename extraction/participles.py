"""What a sentence adds with a participle at its end: "the dam burst, killing twelve people"."""

import re
from collections.abc import Iterator

from extraction.clauses import PAST, PRETERITES, UNCHANGED_PAST, find_finite_verb, subject_of
from extraction.model import Span
from extraction.relatives import Aside
from extraction.wordlists import fold, read_rows

PASTS = {row[0]: row[1] for row in read_rows("participle_pasts.tsv")}
# An object follows: "killing the guard", "leaving 300 homeless"; "leaving for Brix" tells too little.
ADDED = re.compile(
    rf"(?<=,\s)(?P<how>(?P<verb>{'|'.join(sorted(PASTS))})\s"
    r"(?=(?:(?:the|an?|its|his|her|their|at|more|about|some|dozens|hundreds|thousands|many|several|half|most|all"
    r"|two|three|four|five|six)\s|[\d$€£]|[^\W\d_a-z]))"
    r"[^;]{3,200}?)(?=\s*\.?$)"
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?\w+(?:ed|en|t)\b")


def find_added(text: str, clause: Span) -> Iterator[Aside]:
    """Yield what the participle at the end of `clause` says its subject did, where the clause is in the past.

    After a passive it may be somebody else who did it, so that stays one statement.
    """
    match = ADDED.search(text, clause.start, clause.end)
    if not match:
        return
    main = text[clause.start : match.start()].rstrip(" ,")
    subject, verb = subject_of(main), find_finite_verb(main)
    if not subject or not verb or PASSIVE.search(main) or not _is_past(fold(verb[0])):
        return
    how = Span(*match.span("how"))
    done = f"{subject} {PASTS[match['verb']]}{match['how'][len(match['verb']) :]}"
    hole = Span(clause.start + len(main), how.end)
    yield Aside(hole, (Span(clause.start, clause.start + len(subject)), how), done)


def _is_past(verb: str) -> bool:
    return verb in PAST or verb in PRETERITES or verb in UNCHANGED_PAST or verb.endswith("ed")
