"""Quoted stretches of a text, their marks included."""

import re
from collections.abc import Iterable

from extraction.model import Span

# Double curly and straight marks, two single ones typed for a double one, guillemets.
MARK = re.compile(r"[“”„‟\"«»]|''|``|’’|‘‘")
OPENING = frozenset("“„‟«") | {"``", "‘‘"}
CLOSING = frozenset("”»") | {"’’"}


def find_quotes(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Return the quotes of `text` in order, marks included, none inside another.

    A quote left open ends with its paragraph: printers repeat the opening mark where it goes on.
    """
    return [quote for paragraph in paragraphs for quote in _quotes_of(text, paragraph)]


def runs_on(text: str, quote: Span) -> bool:
    """Tell whether `quote` was left open, so that the next paragraph may go on with it."""
    last = text[quote.end - 1]
    return quote.end - quote.start < 2 or not (last in CLOSING or last in "\"'’")


def _quotes_of(text: str, paragraph: Span) -> list[Span]:
    quotes: list[Span] = []
    start: int | None = None
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        if start is None:
            # A closing mark that nothing opened: some typists turn the first one round.
            if mark not in CLOSING or _opens(text, match, paragraph):
                start = match.start()
        elif mark not in OPENING:
            quotes.append(Span(start, match.end()))
            start = None
    if start is not None:
        quotes.append(Span(start, paragraph.end))
    return quotes


def _opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    at_left = match.start() == paragraph.start or text[match.start() - 1].isspace()
    return at_left and match.end() < paragraph.end and not text[match.end()].isspace()
