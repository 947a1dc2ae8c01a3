"""One sentence, several statements: its coordinated and relative clauses and appositions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.asides import find_asides, find_known, part_shared
from extraction.clauses import AMONG, PREPOSITION, find_finite_verb, has_subject, is_clause
from extraction.contents import Stretch, mode_of
from extraction.coordination import split_clauses
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.matrices import Embedded, find_embedded
from extraction.model import HopMode, Span
from extraction.participles import find_added
from extraction.relatives import Aside, find_relatives
from extraction.tails import find_tails, split_condition, split_listed

# "Aleppo, Syria's second-biggest city," and "Hale, the mayor of Brix,": a name and what it is.
APPOSITION = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,4}),\s(?P<what>[^\W\d_a-z][\w-]*['’]s\s[\w\s'’-]{3,80})(?=,|$)"
)
# "Ada Brown, a former inspector, won": what a person is, told beside the name.
PERSON_IS = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){1,3}),\s(?P<what>(?:an?|the)\s(?!\w,)(?!who\b|which\b)[\w'’-]+(?:\s(?!who\b|which\b)[\w'’-]+){0,8}\s?)"
    r"(?=,(?!\s(?:and|or|who|which)\b))"
)
# "Because the rains failed, the goats were sold": the cause is a statement of its own.
CAUSE = re.compile(r"[Bb]ecause\s(?P<cause>[^,;:]{8,160}?),\s")
# "The vault - installed last year - was opened", "Copper (down 3 percent) fell": told between marks.
BETWEEN_MARKS = re.compile(
    r"\s(?:(?P<mark>[-–—])\s(?P<between>[^-–—;.()\n]{6,120}?)\s(?P=mark)(?=\s)|\((?P<within>[^()\n]{6,120}?)\)(?=[\s,]))"
)
STATE = re.compile(
    r"(?:down|up|aged|worth|now|once|still|only|just|\w+ed|built|bought|sold|made|held|known|born)\b"
)
FORMERLY = re.compile(r",\s(?:previously|formerly)\s")
FORMER_NAME = re.compile(
    r"(?P<name>(?:the\s)?(?:(?:[a-z]{2}-)?[^\W\d_a-z][\w'’-]*\s?){1,6}),\s(?P<what>(?:previously|formerly)\s(?:called|known\sas)\s(?:the\s)?(?:[^\W\d_a-z][\w'’-]*\s?){1,6})(?=[\s,;.]|$)"
)
# "Norland's largest town hit by the flood": what befell it is a statement of its own.
BEFALLEN = re.compile(r"\s(?P<how>(?:[a-z]+ed|hit|torn|cut|struck|beset)\sby\s[^,;]+)$")
# "… who had fallen, nor whether he lived": the second question of one matrix.
NEXT_QUESTION = re.compile(r",?\s(?:and|or|nor)\s(?:whether|if)\s")
# "by the flood and by the fire", "out of Brix and out of Hale": one preposition twice parts two statements.
TWICE = re.compile(
    r"\s(?P<preposition>out of|by|from|against|for|on|in)\s(?P<one>[^,;]{3,160}?)\s+and\s+"
    r"(?=(?P=preposition)\s(?!\w+ing\b)\S)"
)


def split_stretch(layout: Layout, stretch: Stretch) -> list[Stretch]:
    """Return the statements that one stretch makes, in text order, only where parting them is safe.

    A stretch of several spans, or with a wording of its own, stays whole. The words of a part taken from a
    relative clause name what it speaks of: "raids, which often hit civilians" gives "raids often hit
    civilians".
    """
    if len(stretch.spans) != 1 or stretch.wording:
        return [stretch]
    if among := AMONG.fullmatch(stretch.spans[0].of(layout.text)):
        return _statements_among(layout, stretch, stretch.spans[0], among)
    parts: list[Stretch] = []
    whole = trim(layout.text, stretch.spans[0], " \n.")
    if shared := split_condition(layout.text, whole):
        return _conditional(layout, stretch, *shared)
    if listed := split_listed(layout.text, whole):
        return [replace(stretch, spans=(item,), mode=_mode(layout, [item])) for item in listed]
    for subject, clause in split_clauses(layout.text, stretch.spans[0]):
        embedded = find_embedded(layout.text, trim(layout.text, clause, " \n.")) if subject is None else None
        if embedded:
            parts += _graded_statements(layout, stretch, clause, embedded)
        else:
            parts += _statements_of_clause(layout, stretch, subject, clause)
    return parts or [stretch]


def _conditional(layout: Layout, stretch: Stretch, condition: Span, clauses: list[Span]) -> list[Stretch]:
    """Return each clause with the condition that they share."""
    return [
        replace(
            stretch,
            spans=(condition, clause) if number else (Span(condition.start, clause.end),),
            mode=_mode(layout, [condition, clause]),
            wording=f"{condition.of(layout.text)}, {clause.of(layout.text)}" if number else "",
        )
        for number, clause in enumerate(clauses)
    ]


def _graded_statements(layout: Layout, stretch: Stretch, clause: Span, embedded: Embedded) -> list[Stretch]:
    """Return the clauses that a matrix grades, "not clear who fell, nor whether he lived", and its asides."""
    text = layout.text
    matrix = (embedded.level, embedded.cue)
    told = list(find_known(text, clause))
    if not embedded.is_whole:
        first, *others = _each_question(text, embedded.span)
        asked = Stretch(
            (first,),
            _mode(layout, [first]),
            wording=f"{text[clause.start : embedded.span.start]}{first.of(text)}"
            if clause.start < embedded.span.start
            else clause.of(text),
            is_credited=stretch.is_credited,
            matrix=matrix,
        )
    else:
        asked, others = None, _each_question(text, embedded.span)
    inner = [
        statement if statement.wording else replace(statement, matrix=matrix)
        for other in others
        for statement in _statements_of_clause(layout, stretch, None, _before_hole(other, told))
    ]
    known = [Stretch(aside.spans, _mode(layout, aside.spans), wording=aside.wording) for aside in told]
    return [*([asked] if asked else []), *inner, *known]


def _before_hole(clause: Span, told: Sequence[Aside]) -> Span:
    """Return a clause up to what it tells by the way, which is a statement of its own."""
    return Span(clause.start, min([clause.end, *(a.hole.start for a in told if a.hole.start > clause.start)]))


def _each_question(text: str, span: Span) -> list[Span]:
    """Return the questions that one matrix asks together: "who had fallen, nor whether he lived"."""
    starts = [match for match in NEXT_QUESTION.finditer(text, span.start, span.end)]
    edges = [span.start, *(edge for match in starts for edge in match.span()), span.end]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _statements_of_clause(
    layout: Layout, stretch: Stretch, subject: Span | None, clause: Span
) -> list[Stretch]:
    text = layout.text
    # Within somebody's words an apposition is mostly the writer's aid, not part of what was said.
    appositions = [] if stretch.is_credited else _appositions(text, clause)
    asides = [
        *appositions,
        *find_relatives(text, clause, appositions),
        *find_asides(text, clause),
        *_between_marks(text, clause),
        *_causes(text, clause),
        *(find_tails(text, clause) if mode_of(layout, clause) == "indirect" else ()),
        *find_added(text, clause),
    ]
    asides = [
        aside
        for aside in asides
        if mode_of(layout, aside.hole) == mode_of(layout, clause) or stretch.mode != "direct_quote"
    ]
    asides.sort(key=lambda aside: aside.hole)
    holes = [aside.hole for aside in asides if aside.hole.start < aside.hole.end]
    main = _without(text, clause, _outermost(holes))
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
    if not match:
        parted = part_shared(text, last)
        if not parted or not is_clause(parted[1].of(text)):
            return [main]
        first_end, shared, second = parted
        return [[*main[:-1], Span(last.start, first_end)], [*main[:-1], shared, second]]
    if not is_clause(text[last.start : match.start()]):
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
    found: list[Aside] = []
    if text.find(",", clause.start, clause.end) < 0:
        return found
    # a name before "formerly" is costly to look for where the word is not there
    former = ((FORMER_NAME, "was"),) if FORMERLY.search(text, clause.start, clause.end) else ()
    for pattern, verb in ((APPOSITION, "is"), *former, (PERSON_IS, "is")):
        for match in pattern.finditer(text, clause.start, clause.end):
            if pattern is PERSON_IS and not _is_person_told(match):
                continue
            name, what = match["name"].strip(), match["what"].strip()
            span = Span(match.start(), match.start("what") + len(what))
            hole = Span(match.end("name"), span.end)
            if befallen := BEFALLEN.search(what):
                how = Span(match.start("what") + befallen.start("how"), span.end)
                named = Span(match.start(), match.start() + len(name))
                found.append(Aside(hole, (named, how), f"{name} {verb} {befallen['how']}"))
                what = what[: befallen.start()]
                span = Span(span.start, match.start("what") + len(what))
            found.append(Aside(hole, (span,), f"{name} {verb} {what}"))
    return found


def _is_person_told(match: re.Match[str]) -> bool:
    is_person = describe_mention(match["name"]).kind == "person" and not PREPOSITION.match(match["name"])
    is_person = is_person and not match["what"].endswith((" and", " or", " but"))
    return is_person and find_finite_verb(match["what"]) is None


def _between_marks(text: str, clause: Span) -> Iterator[Aside]:
    """Yield what dashes or brackets set off right after a subject, as said of it."""
    for match in BETWEEN_MARKS.finditer(text, clause.start, clause.end):
        subject = Span(clause.start, match.start())
        inside = Span(*match.span("between" if match["between"] else "within"))
        said = inside.of(text)
        is_said_of = (
            STATE.match(said)
            and len(subject.of(text).split()) <= 6
            and find_finite_verb(subject.of(text)) is None
        )
        if is_said_of and find_finite_verb(text[match.end() : clause.end]):
            verb = "is" if said.startswith(("down", "up", "aged", "worth", "now", "still")) else "was"
            yield Aside(Span(*match.span()), (subject, inside), f"{subject.of(text)} {verb} {said}")


def _causes(text: str, clause: Span) -> Iterator[Aside]:
    match = CAUSE.match(text, clause.start, clause.end)
    if match and has_subject(match["cause"]):
        cause = Span(*match.span("cause"))
        yield Aside(Span(clause.end, clause.end), (cause,), match["cause"])


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
