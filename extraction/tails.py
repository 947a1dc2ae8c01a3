"""Statements that hang on another one: its condition, its cause, what came before, a list behind a colon."""

import re
from collections.abc import Iterator

from extraction.clauses import has_subject, is_clause, subject_of
from extraction.coordination import split_clauses
from extraction.model import Span
from extraction.relatives import Aside

# "If the levy passes, fares will rise and buses will stop": the condition holds for each.
CONDITION_FIRST = re.compile(
    r"(?P<condition>(?:If|Unless|Provided\sthat|Should|Were|Once|In\sthe\sevent\sof)\s[^,;:.?!\"“”\n]{3,160}),\s",
    re.IGNORECASE,
)
# "… closed because its roof had collapsed", "… are feared drowned after a boat capsized".
TAIL = re.compile(
    r"(?P<joint>\s(?P<word>because|after))\s(?!of\b|that\b|which\b|who\b|it\semerged\b|all\b)(?P<tail>[^;:?!\n]{8,200})"
)
# "Did not die because", "only because", "mainly because": what is negated or weighed is the reason.
WEIGHED = re.compile(
    r"(?:\b(?:not|never|\w+n['’]t)\b[^.;]*|\b(?:only|just|mainly|mostly|partly|largely|simply|but|precisely|perhaps|probably|even|often|particularly"
    r"|especially|shortly|soon|long|right|immediately|years?|months?|weeks?|days?|hours?|minutes?|seconds?|moments?|time|and|or|ever|day))$",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|has|have|been|did|\w{2,}ed|fell|broke|found|left|took|went|came|sank|shot|hit|lost|won|ran|cut|said|struck|burst|gave|rose"
    r"|shook|told|began|saw|fled|made|blew)\b"
)
# "… three faults: the roof leaks, the boiler has no papers and two doors are shut".
LISTED = re.compile(r"(?P<lead>[^:;.?!\n]{8,160}):\s(?P<list>[^:;?!\n]{16,400})")
# What tells that a list follows: a number, or a word for what is listed.
COUNTING = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|many|these|following|faults|reasons|demands|things|problems|findings"
    r"|conditions|points|facts|changes|errors)\b"
)
MODAL = re.compile(r"\b(?:will|would|could|may|might|must|can|should|shall)\b")
SHORTENED = re.compile(r"(?:It|That|This)(?:['’]s|\s(?:is|was|may\sbe|might\sbe))", re.IGNORECASE)
# "The gym roof leaks", beside items that are surely clauses, is one too.
SHORT_CLAUSE = re.compile(r"(?:the|its|an?|no|one|two|three)\s(?:[a-z-]+\s){1,4}[a-z]+s\b")
BETWEEN = re.compile(r",\sand\s|,\s|\sand\s")


def split_condition(text: str, clause: Span) -> tuple[Span, list[Span]] | None:
    """Return a condition and the clauses that it holds for, None where there are not several."""
    first = CONDITION_FIRST.match(text, clause.start, clause.end)
    if not first or not MODAL.search(text, first.end(), clause.end):
        return None
    parts = split_clauses(text, Span(first.end(), clause.end))
    whole = [part for borrowed, part in parts if borrowed is None and has_subject(part.of(text))]
    if len(parts) < 2 or len(whole) != len(parts):
        return None
    return Span(*first.span("condition")), whole


def split_listed(text: str, span: Span) -> list[Span]:
    """Return the statements behind a colon, where each is one; empty where they are not."""
    listed = LISTED.fullmatch(text, span.start, span.end)
    if not listed or not COUNTING.search(listed["lead"]):
        return []
    start, end = listed.span("list")
    edges = [start, *(edge for mark in BETWEEN.finditer(text, start, end) for edge in mark.span()), end]
    items = [Span(one, other) for one, other in zip(edges[::2], edges[1::2], strict=True)]
    sure = sum(has_subject(item.of(text)) for item in items)
    is_each = all(has_subject(item.of(text)) or SHORT_CLAUSE.match(item.of(text)) for item in items)
    return items if len(items) > 1 and is_each and 2 * sure > len(items) else []


def _is_past(tail: str) -> bool:
    return PAST.search(tail) is not None and re.search(r"\b(?:is|are|will)\b", tail) is None


def find_tails(text: str, clause: Span) -> Iterator[Aside]:
    """Yield the cause, or the event before it, that a clause tells behind it as a statement of its own."""
    for match in TAIL.finditer(text, clause.start, clause.end):
        before, tail = text[clause.start : match.start()], match["tail"].rstrip(" .")
        if not is_clause(before) or not has_subject(tail) or "," in tail.split(" ", 4)[0]:
            continue
        if WEIGHED.search(before) or (match["word"] == "after" and not _is_past(tail)):
            continue
        # "That's because …", "after a woman, asked why, …" tell nothing by themselves
        if subject_of(tail) is None or SHORTENED.fullmatch(before.strip()):
            continue
        span = Span(match.start("tail"), match.start("tail") + len(tail))
        yield Aside(Span(match.start(), span.end), (span,), tail)
        return
