"""For whom a person speaks: "we" of a firm's head is the firm."""

import re

from extraction.kinds import describe_mention
from extraction.wordlists import fold

_NAME = r"(?P<body>[^\W\d_a-z][\w&'’-]*(?:\s[^\W\d_a-z][\w&-]*){0,3})"
# Where a firm's name ends, nothing of it is left out.
_END = r"(?=[,.;:\"“”]|\s(?:said|told|and|which|who|has|in|from|since|until)\b|$)"
_ROLE = (
    r"(?:(?:co-)?founder|chief\sexecutive|CEO|chairman|chairwoman|chair|president|director|managing\sdirector|general\smanager|manager|head|owner|boss"
    r"|spokesman|spokeswoman|spokesperson|finance\schief|chief\s\w+(?:\sofficer)?|chief\sengineer|secretary|captain)"
)
_LEADS = r"(?:runs|chairs|heads|leads|founded|owns|manages|directs|set\sup|started|co-founded)"
OWNING = re.compile(r"['’]s?$")
SHORTEST = 4


def find_body(text: str, person: str) -> str | None:
    """Return the one firm that `person` is told to speak for, None where none is or several are."""
    surname = re.escape(person.split()[-1])
    patterns = (
        rf"\b{surname},\s(?:who\s|which\s)?(?:[\w-]+\s){{0,3}}?{_LEADS}\s(?:[\w-]+-based\s|the\s(?:[a-z-]+\s){{0,3}})?{_NAME}{_END}",
        rf"\b{surname}\s{_LEADS}\s(?:[\w-]+-based\s|the\s(?:[a-z-]+\s){{0,3}})?{_NAME}{_END}",
        rf"\b{surname},\s(?:the\s|a\s|an\s|its\s)?(?:[\w-]+\s){{0,3}}?{_ROLE}\s(?:of|at|for)\s(?:the\s(?:[a-z-]+\s){{0,3}})?(?:[\w-]+-based\s)?{_NAME}{_END}",
        rf"{_NAME}['’]s?\s(?:[a-z]+\s){{0,3}}?{_ROLE},?\s(?:[\w'’-]+\s){{0,2}}{surname}\b",
    )
    found = {
        OWNING.sub("", match["body"]) for pattern in patterns for match in re.finditer(pattern, text)
    } | _of_subject(text, surname)
    bodies = {fold(body): body for body in found if _is_body(body)}
    bodies.pop(fold(person), None)
    return bodies.popitem()[1] if len(bodies) == 1 else None


def _is_body(name: str) -> bool:
    """Say whether a name may be a firm's: it has a word for one, or is one word and nobody's title."""
    kind = describe_mention(name).kind
    return kind == "organisation" or (kind == "unknown" and " " not in name and len(name) >= SHORTEST)


def _of_subject(text: str, surname: str) -> set[str]:
    """Return whose director "its director, Ada Brown" is: of the name that the text begins with."""
    if not re.search(
        rf"\b(?:the\s(?:company|firm|group)['’]s|[Ii]ts)\s(?:[a-z]+\s){{0,3}}?{_ROLE},\s(?:[\w'’-]+\s){{0,2}}{surname}\b",
        text,
    ):
        return set()
    first = re.match(rf"(?:[A-Z][a-z]+\s(?:[a-z]+\s)+)?(?:The\s(?:[\w-]+\s)*?)?{_NAME}\s[a-z]", text)
    return {first["body"]} if first else set()
