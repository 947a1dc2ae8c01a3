"""What a matrix makes of the clause within it: "it was not clear whether", "there is little hope that"."""

import re
from dataclasses import dataclass

from extraction.clauses import find_finite_verb, has_subject
from extraction.model import CertaintyLevel, Span
from extraction.wordlists import read_rows, words_in

RUMOUR = (
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|speculation|talk|stor(?:y|ies)"
    r"|charges?|assertions?|idea|notion)"
)
_BE = (
    r"(?:is|was|are|were|(?:has|have|had)(?:\snot)?\sbeen|remains?|remained|seems|seemed|appears"
    r"|appeared|became|may\sbe|might\sbe)"
)
_ADVERBS = (
    r"(?:(?:[a-z]+ly|still|also|now|then|quite|yet|far\sfrom|at\sall|at\sfirst|so|as\syet|always|even"
    r"|just|too|more)\s)*"
)
_WH = (
    r"(?P<wh>whether|if|who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|far|often|soon))?)"
)
_WHO = r"(?P<who>(?:[^\s,;:.?!\"“”]+\s){0,6}?[^\s,;:.?!\"“”]+)"
_PLACEHOLDERS = {
    " ~be": rf"(?:['’]s| {_BE})",
    "~be": _BE,
    "~adv": _ADVERBS,
    "~adj": r"(?:[a-z-]+ ){0,2}?",
    "~rumour": RUMOUR,
    "~who": _WHO,
}


def _compiled(shape: str) -> re.Pattern[str]:
    for placeholder, words in _PLACEHOLDERS.items():
        shape = shape.replace(placeholder, words)
    before, *rest = shape.split("~wh")
    shape = before + "".join(f"{_WH}{after}" for after in rest)
    return re.compile(shape.replace(" ", r"\s") + r"(?=\s)", re.IGNORECASE)


# Words that many shapes begin with: where a clause begins otherwise those shapes are not tried.
_OPENINGS = ("it", "there")
MATRICES: tuple[tuple[re.Pattern[str], CertaintyLevel, str], ...] = tuple(
    (_compiled(row[1]), row[0], next((word for word in _OPENINGS if re.match(rf"{word}\b", row[1])), ""))  # type: ignore[misc]  # the list holds levels
    for row in read_rows("certainty_matrices.tsv")
)
# Without one of these no matrix of the list stands in a clause.
TRIGGERS = frozenset(
    "it there with question not never cannot t declined declines refused refuses unable confirm confirms"
    " confirmed yet neither nobody none no raise raises raised raising chances odds likelihood expectation"
    " assumption consensus suspicion belief feeling thinking i we sceptical skeptical doubtful unconvinced"
    " dubious".split()
)
# The clause comes first: "Whether the hall opens depends on the plaster", "How many fell was not known".
_OPEN = (
    rf"(?:{_BE}\s{_ADVERBS}(?:unclear|unknown|uncertain|undecided|unresolved|debatable|disputed|anyone['’]s\sguess|anybody['’]s\sguess"
    r"|another\s(?:matter|question)|an\sopen\squestion|a\smystery|open|not\s(?:\w+ly\s)?(?:clear|known|certain|disclosed|decided|settled"
    r"|determined|established|said))|(?:remains?|remained|has\syet|have\syet)\sto\sbe\s\w+|(?:will\s)?depends?\son|depended\son"
    r"|(?:could|can)\s?not\sbe\s(?:\w+ly\s)?(?:established|determined|verified|confirmed))"
)
QUESTION_FIRST = re.compile(
    rf"(?P<wh>whether|who|whom|whose|what|when|where|why|how(?:\s\w+)?)\s(?P<what>[^;:.?!]{{3,200}}?)\s{_OPEN}\b",
    re.IGNORECASE,
)
# "Reports that a village was cut off could not be confirmed", "Claims that he fled were false".
HEARSAY = re.compile(
    rf"(?:(?:the|any|earlier|some|local|media|press)\s){{0,2}}{RUMOUR}(?:\s(?:on|in|from|by)\s[^,;.]{{2,50}}?)?\sthat\s(?P<what>[^;:.?!]{{3,200}}?)\s"
    r"(?:(?P<unknown>(?:could\s?not|cannot|have\snot|has\snot|had\snot|were\snot|was\snot|are\syet\sto|have\syet\sto|has\syet\sto)\s(?:be\s|been\s)?(?:\w+ly\s)?"
    r"(?:verified|confirmed|checked|corroborated|substantiated|established))"
    r"|(?P<denied>(?:are|is|was|were|have\sbeen|has\sbeen)\s(?:\w+ly\s)?(?:denied|dismissed|rejected|refuted|disproved|debunked|false|untrue|baseless"
    r"|unfounded|wrong|groundless|nonsense))|(?P<possible>(?:are|were|have\sbeen|began|started)\s(?:\w+ly\s)?(?:circulating|spreading|swirling|doing\sthe\srounds|circulated)))\b",
    re.IGNORECASE,
)
# "That a bomb had been planted could not be excluded": the clause comes first, and what is made of it last.
FRONTED = re.compile(
    r"That\s(?P<what>[^;:.?!]{3,200}?)\s(?P<cue>(?:could|can)(?:\snot|not)\sbe\s(?:\w+ly\s)?"
    r"(?:(?P<excluded>excluded|ruled\sout|discounted)|confirmed|verified|established|proved|proven))\b"
)
# After these the clause is a statement by itself; after "who", "how many" it is not.
WHOLE = frozenset(("whether", "if", ""))
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Embedded:
    """A clause within another one: where it stands, the level it gets, and the words that give it."""

    span: Span
    level: CertaintyLevel
    cue: str
    is_whole: bool
    """Whether the clause is a statement when it stands alone."""


def find_embedded(text: str, clause: Span) -> Embedded | None:
    """Return the clause that a matrix at the beginning of `clause` grades, None where there is none."""
    whole = clause.of(text)
    if TRIGGERS.isdisjoint(words_in(whole)):
        return _first(text, clause)
    opening = whole[:5].casefold()
    for pattern, level, word in MATRICES:
        if not opening.startswith(word):
            continue
        match = pattern.match(text, clause.start, clause.end)
        if not match or _is_clause(match):
            continue
        wh = (match.groupdict().get("wh") or "").casefold()
        span = Span(match.end() + 1, clause.end)
        words = span.of(text)
        is_whole = wh in WHOLE
        if len(words.split()) >= FEWEST_WORDS and (has_subject(words) or not is_whole):
            return Embedded(
                span if is_whole else Span(match.start("wh"), clause.end), level, match[0], is_whole
            )
    return _first(text, clause)


def _is_clause(match: re.Match[str]) -> bool:
    """Say whether what ought to be a subject has a verb: "I have said that I would not say what"."""
    who = match.groupdict().get("who")
    return who is not None and find_finite_verb(f"{who} ") is not None


def _first(text: str, clause: Span) -> Embedded | None:
    fronted = FRONTED.match(text, clause.start, clause.end)
    if fronted and has_subject(fronted["what"]):
        is_open = fronted["excluded"] is not None
        return Embedded(
            Span(*fronted.span("what")), "possible" if is_open else "unknown", fronted["cue"], True
        )
    first = QUESTION_FIRST.match(text, clause.start, clause.end)
    if first and has_subject(first["what"]):
        is_whole = first["wh"].casefold() == "whether"
        span = Span(first.start("what") if is_whole else first.start("wh"), first.end("what"))
        return Embedded(span, "unknown", text[first.end("what") + 1 : first.end()], is_whole)
    heard = HEARSAY.match(text, clause.start, clause.end)
    if heard and has_subject(heard["what"]):
        level: CertaintyLevel = "unknown" if heard["unknown"] else "denied" if heard["denied"] else "possible"
        return Embedded(Span(*heard.span("what")), level, heard[level], True)
    return None


def level_of_matrix(words: str) -> CertaintyLevel | None:
    """Return the level that the matrix `words` give to what follows them, None if they are no matrix."""
    words = words.rstrip()
    if TRIGGERS.isdisjoint(words_in(words)):
        return None
    matched = ((level, pattern.match(f"{words} ")) for pattern, level, _ in MATRICES)
    return next((level for level, match in matched if match and match.end() == len(words)), None)
