"""What a sentence states by the way, relative clauses apart: participles, results, settings."""

import re
from collections.abc import Iterator

from extraction.clauses import find_finite_verb, has_subject, subject_of
from extraction.coordination import split_clauses
from extraction.model import Span
from extraction.relatives import Aside, Relative, asides_of

# An indefinite phrase brings in what the participle after it tells of: "a raid on the mill, led by Hale".
PARTICIPLE = re.compile(
    r"(?P<what>\ban?\s(?:[\w'’-]+\s){0,3}?[\w'’-]+(?:\s(?:in|of|on|near|at)\s(?:(?!\san?\s)[^,;]){2,80}?)?),?\s"
    r"(?P<how>(?:led|run|staged|owned|headed|founded|financed|funded|backed|organi[sz]ed|launched|carried\sout)\sby\s[^,;]{3,200})"
    r"(?=[,;.]|$)"
)
PAST_OR_PERFECT = re.compile(r"\b(?:was|were|had|has|have|[a-z]{3,}ed)\b")
# ", leading to the loss of the mill": what came of what the sentence tells.
RESULT = re.compile(
    r",\s(?P<how>(?P<verb>leading\sto|resulting\sin|prompting|triggering|causing)\s(?P<what>[^,;]{3,240}))(?=[,;.]|$)"
)
RESULTED = {
    "leading to": "led to",
    "resulting in": "resulted in",
    "prompting": "prompted",
    "triggering": "triggered",
    "causing": "caused",
}
# "from the mill and a house in Brix": the second of two long phrases that share a preposition.
SECOND_PLACE = re.compile(
    r"\s(?P<shared>from|by)\s(?P<one>[^,;]{3,160}?)\sand\s(?=(?:an?|the)\s(?:\S+\s){2}\S)"
)
FEWEST_WORDS_SHARED = 3
# "in a war that has killed many": the event in which a sentence is set, and what is told of it.
SETTING = re.compile(
    r",?\sin\s(?P<what>(?:an?|the|this|its|their)\s(?:[\w'’-]+\s){0,3}?"
    r"(?:war|conflict|campaign|dispute|strike|siege|battle|fight|crisis|famine|epidemic|outbreak|uprising|offensive))\s"
    r"(?P<link>that|which|in\swhich|where)\s(?P<said>[^;]{10,400})$"
)
# "forces purporting to want peace" say so of themselves; whether it is true is open.
PROFESSION = re.compile(
    r"(?P<who>(?:(?:the|some|many|several)\s)?[a-z][\w-]+s)\s(?P<cue>purport)ing\s(?P<what>to\s(?:\ban?\s[\w-]+,\s[\w-]+(?=\s)|[^,;.]){3,200})"
)
# Whether the main clause holds is open; what a relative clause tells of a thing it brings in is not.
OPEN_QUESTION = re.compile(
    r"it\s(?:was|is|remains|remained)\s(?:still\s)?(?:not\s(?:immediately\s|yet\s)?(?:clear|known)|unclear|unknown)\s(?:if|whether)\s",
    re.IGNORECASE,
)
BROUGHT_IN = re.compile(
    r"(?P<what>\ban?\s(?:(?!an?\s|that\s|which\s)[\w'’-]+\s){0,5}(?!an?\s|that\s|which\s)[\w'’-]+)\s(?P<pronoun>that|which)\s(?P<said>[^,;]{3,300})$"
)


def find_asides(text: str, clause: Span) -> Iterator[Aside]:
    """Yield what `clause` states by the way, in no order; an empty hole leaves the main clause as it is."""
    end = clause.end - (text[clause.end - 1] == ".")
    clause = Span(clause.start, max(clause.start, end))
    yield from _participles(text, clause)
    yield from _results(text, clause)
    yield from _settings(text, clause)
    yield from _professions(text, clause)


def part_shared(text: str, span: Span) -> tuple[int, Span, Span] | None:
    """Return where the first of two long phrases of one preposition ends, what is shared, and the second.

    "By new raids on the towns and a long siege of Brix" is two statements; shared is the part up to "by".
    """
    match = SECOND_PLACE.search(text, span.start, span.end)
    if not match or len(match["one"].split()) < FEWEST_WORDS_SHARED:
        return None
    return match.end("one"), Span(span.start, match.end("shared")), Span(match.end(), span.end)


def _participles(text: str, clause: Span) -> Iterator[Aside]:
    if text.find("by", clause.start, clause.end) < 0:
        return
    for match in PARTICIPLE.finditer(text, clause.start, clause.end):
        verb = "was" if PAST_OR_PERFECT.search(text, clause.start, match.end("what")) else "is"
        hole, span = Span(match.end("what"), match.end()), Span(*match.span())
        yield Aside(hole, (span,), f"{match['what']} {verb} {match['how']}")


def _results(text: str, clause: Span) -> Iterator[Aside]:
    match = RESULT.search(text, clause.start, clause.end)
    subject = subject_of(text[clause.start : match.start()]) if match else None
    if not match or not subject:
        return
    hole, how = Span(*match.span()), Span(*match.span("how"))
    agent = Span(clause.start, clause.start + len(subject))
    verb = RESULTED[" ".join(match["verb"].split())]
    if parted := part_shared(text, how):
        first_end, shared, second = parted
        places = [(Span(how.start, first_end),), (shared, second)]
    else:
        places = [(how,)]
    for spans in places:
        words = " ".join(span.of(text) for span in spans)
        yield Aside(hole, (agent, *spans), f"{subject} {verb}{words[len(match['verb']) :]}")


def _settings(text: str, clause: Span) -> Iterator[Aside]:
    match = SETTING.search(text, clause.start, clause.end)
    if not match:
        return
    what, said = Span(*match.span("what")), Span(*match.span("said"))
    is_subject = match["link"] in ("that", "which")
    # The clause is read with its subject before it, as if it stood alone.
    shift = len(match["what"]) + 1 if is_subject else 0
    alone = f"{match['what']} {match['said']}" if is_subject else match["said"]
    if not (find_finite_verb(match["said"]) if is_subject else has_subject(alone)):
        return
    for number, (borrowed, piece) in enumerate(split_clauses(alone, Span(0, len(alone)))):
        wording = f"{borrowed.of(alone)} {piece.of(alone)}" if borrowed else piece.of(alone)
        told = Span(said.start + max(piece.start - shift, 0), said.start + piece.end - shift)
        spans = (what, told) if number else (Span(what.start, told.end),)
        yield Aside(Span(*match.span()), spans, wording if is_subject else f"{wording} in {match['what']}")


def _professions(text: str, clause: Span) -> Iterator[Aside]:
    if text.find("purporting", clause.start, clause.end) < 0:
        return
    for match in PROFESSION.finditer(text, clause.start, clause.end):
        nowhere = Span(match.end(), match.end())
        yield Aside(nowhere, (Span(*match.span()),), f"{match['who']} {match['cue']} {match['what']}")


def find_known(text: str, clause: Span) -> Iterator[Aside]:
    """Yield what an open question takes for known: that there is such a thing as it asks about."""
    clause = Span(clause.start, max(clause.start, clause.end - (text[clause.end - 1] == ".")))
    asked = OPEN_QUESTION.match(text, clause.start, clause.end)
    match = BROUGHT_IN.search(text, asked.end(), clause.end) if asked else None
    if match:
        said = Span(*match.span("said"))
        hole = Span(match.end("what"), match.end())
        what = Span(*match.span("what"))
        relative = Relative(what, None, match["pronoun"], match.start("pronoun"), [said], hole)
        yield from asides_of(text, relative, match["said"])
