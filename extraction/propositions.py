"""One sentence, several statements: its coordinated and relative clauses and appositions."""

import re
from collections.abc import Sequence

from extraction.clauses import (
    AMONG,
    AUXILIARIES,
    CHARS_READ,
    SUBORDINATOR,
    find_finite_verb,
    has_subject,
    is_clause,
    subject_of,
)
from extraction.contents import Stretch, mode_of
from extraction.layout import Layout
from extraction.lists import trim
from extraction.model import HopMode, Span
from extraction.relatives import Aside, find_relatives
from extraction.wordlists import fold

# Between two clauses that each state something.
# A bare "and" joins clauses only between two auxiliaries: "the mill is closed and the bridge will follow".
JOINT = re.compile(
    r";\s+(?:and\s+|but\s+)?|,?\s+(?:and|but)\s+that\s+"
    r"|,\s+(?:and|but|yet|while|whereas|though|although|since|because)\s+|(?P<bare>\sand\s+)"
)
# "and has severed": the second verb shares the first one's subject.
SECOND_VERB = re.compile(
    r",\s+(?:and|but)\s+(?=(?:" + "|".join(sorted(AUXILIARIES, key=len, reverse=True)) + r")\b)"
)
# "Aleppo, Syria's second-biggest city," and "Hale, the mayor of Brix,": a name and what it is.
APPOSITION = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,4}),\s(?P<what>[^\W\d_a-z][\w-]*['’]s\s[\w\s'’-]{3,80})(?=,|$)"
)
FORMER_NAME = re.compile(
    r"(?P<name>(?:the\s)?(?:(?:[a-z]{2}-)?[^\W\d_a-z][\w'’-]*\s?){1,6}),\s(?P<what>(?:previously|formerly)\s(?:called|known\sas)\s(?:the\s)?(?:[^\W\d_a-z][\w'’-]*\s?){1,6})(?=[\s,;.]|$)"
)
# "by the flood and by the fire", "out of Brix and out of Hale": one preposition twice parts two statements.
TWICE = re.compile(
    r"\s(?P<preposition>out of|by|from|against|for|on|in)\s(?P<one>[^,;]{3,160}?)\s+and\s+"
    r"(?=(?P=preposition)\s(?!\w+ing\b)\S)"
)


def split_stretch(layout: Layout, stretch: Stretch) -> list[Stretch]:
    """Return the statements that one stretch makes, in text order, only where parting them is safe.

    A stretch of several spans stays whole. The words of a part taken from a relative clause name what it
    speaks of: "raids, which often hit civilians" gives "raids often hit civilians".
    """
    if len(stretch.spans) != 1:
        return [stretch]
    if among := AMONG.fullmatch(stretch.spans[0].of(layout.text)):
        return _statements_among(layout, stretch, stretch.spans[0], among)
    parts: list[Stretch] = []
    for subject, clause in _clauses(layout.text, stretch.spans[0]):
        parts += _statements_of_clause(layout, stretch, subject, clause)
    return parts or [stretch]


def _clauses(text: str, span: Span) -> list[tuple[Span | None, Span]]:
    """Return the coordinated clauses of `span`, each with the subject it borrows from the one before."""
    clauses: list[tuple[Span | None, Span]] = []
    start, borrowed = span.start, None
    for match in JOINT.finditer(text, span.start, span.end):
        if match.start() < start:
            continue
        left, right = Span(start, match.start()), Span(match.end(), span.end)
        before, after = _beginning(text, left), _beginning(text, right)
        if _opens_subordinate(before) or not (is_clause(before) or borrowed):
            continue
        if match["bare"] and not (_has_auxiliary(before) and _has_auxiliary(after) and has_subject(after)):
            continue
        subject = None
        if not has_subject(after):
            subject = borrowed or _borrowed_subject(text, left, match)
            if subject is None:
                continue
        clauses.append((borrowed, left))
        start, borrowed = right.start, subject
    return [*clauses, (borrowed, Span(start, span.end))]


def _beginning(text: str, span: Span) -> str:
    """Return as much of `span` as tells whether it is a clause; slicing it all would make long lists slow."""
    return text[span.start : min(span.end, span.start + CHARS_READ)]


def _has_auxiliary(words: str) -> bool:
    verb = find_finite_verb(words)
    return verb is not None and fold(verb[0]) in AUXILIARIES


def _borrowed_subject(text: str, left: Span, joint: re.Match[str]) -> Span | None:
    """Return the subject of `left` where the verb after `joint` shares it: "took a name, and has severed"."""
    if not SECOND_VERB.match(text, joint.start()):
        return None
    subject = subject_of(left.of(text))
    return Span(left.start, left.start + len(subject)) if subject else None


def _opens_subordinate(words: str) -> bool:
    """Say whether `words` begin with "if", "although", "when", so that what follows belongs to them."""
    return SUBORDINATOR.match(words) is not None and "," not in words.strip(" ,")


def _statements_of_clause(
    layout: Layout, stretch: Stretch, subject: Span | None, clause: Span
) -> list[Stretch]:
    text = layout.text
    # Within somebody's words an apposition is mostly the writer's aid, not part of what was said.
    appositions = [] if stretch.is_credited else _appositions(text, clause)
    asides = [*appositions, *find_relatives(text, clause, appositions)]
    asides = [
        aside
        for aside in asides
        if mode_of(layout, aside.hole) == mode_of(layout, clause) or stretch.mode != "direct_quote"
    ]
    asides.sort(key=lambda aside: aside.hole)
    main = _without(text, clause, _outermost([aside.hole for aside in asides]))
    if not is_clause(" ".join(span.of(text) for span in main)) and subject is None:
        asides, main = asides if stretch.introduction else [], [trim(text, clause)]
    if subject:
        main = [subject, *main]
    statements = [
        Stretch(tuple(spans), _mode(layout, spans), stretch.introduction, is_credited=stretch.is_credited)
        for spans in _each_of_two(text, main)
    ]
    statements += [
        Stretch(aside.spans, _mode(layout, aside.spans), wording=aside.wording) for aside in asides
    ]
    return statements


def _outermost(holes: list[Span]) -> list[Span]:
    outer: list[Span] = []
    for hole in holes:
        if not outer or outer[-1].end <= hole.start:
            outer.append(hole)
    return outer


def _each_of_two(text: str, main: list[Span]) -> list[list[Span]]:
    """Return a list of spans for each of two phrases of one preposition, else `main` alone."""
    last = main[-1]
    match = TWICE.search(text, last.start, last.end)
    if not match or not is_clause(text[last.start : match.start()]):
        return [main]
    shared, second = Span(last.start, match.start()), Span(match.end(), last.end)
    return [[*main[:-1], Span(last.start, match.end("one"))], [*main[:-1], shared, second]]


def _statements_among(layout: Layout, stretch: Stretch, clause: Span, among: re.Match[str]) -> list[Stretch]:
    """Turn "among the likely losers are A, and B" into "among the likely losers are A" and the same of B."""
    rest = Span(clause.start + among.start("rest"), clause.start + among.end("verb"))
    offset = clause.start + among.start("subjects")
    edges = [
        0,
        *(edge for match in re.finditer(r",\s+and\s+", among["subjects"]) for edge in match.span()),
        len(among["subjects"]),
    ]
    subjects = [
        Span(offset + start, offset + end) for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return [
        Stretch(
            (Span(rest.start, subject.end),) if index == 0 else (rest, subject),
            _mode(layout, [rest, subject]),
            wording=f"{among['rest']} {among['verb']} {subject.of(layout.text)}",
        )
        for index, subject in enumerate(subjects)
    ]


def _appositions(text: str, clause: Span) -> list[Aside]:
    found = []
    for pattern, verb in ((APPOSITION, "is"), (FORMER_NAME, "was")):
        for match in pattern.finditer(text, clause.start, clause.end):
            name, what = match["name"].strip(), match["what"].strip()
            span = Span(match.start(), match.start("what") + len(what))
            found.append(Aside(Span(match.end("name"), span.end), (span,), f"{name} {verb} {what}"))
    return found


def _without(text: str, clause: Span, holes: list[Span]) -> list[Span]:
    edges = [clause.start, *(edge for hole in holes for edge in (hole.start, hole.end)), clause.end]
    spans = [
        trim(text, Span(start, end), " \t\r\n\xa0;,.")
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return [span for span in spans if span.start < span.end]


def _mode(layout: Layout, spans: Sequence[Span]) -> HopMode:
    modes = {mode_of(layout, span) for span in spans}
    return modes.pop() if len(modes) == 1 else "mixed"
