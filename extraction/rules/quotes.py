"""Quoted stretches of a text, their marks included."""

import re
from collections.abc import Iterable

from extraction.model import Span

# Double curly and straight marks, two single ones typed for a double one, guillemets.
MARK = re.compile(r"[“”„‟\"«»]|''|``|’’|‘‘")
OPENING = frozenset("“„‟«") | {"``", "‘‘"}
CLOSING = frozenset("”»") | {"’’"}
# A single mark opens before a word and closes after one; "'tis", "'em" and "'90s" begin with an apostrophe.
SINGLE_MARK = re.compile(
    r"(?P<opens>(?<![\w'’])['‘](?=\w)(?!(?:tis|twas|em|til|cause|n|bout|round|\d\ds?)\b))"
    r"|(?<=[\w.,!?…])['’](?![\w'’])",
    re.IGNORECASE,
)


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
    return sorted([*quotes, *_single_quotes(text, paragraph, quotes)])


def _single_quotes(text: str, paragraph: Span, quotes: list[Span]) -> list[Span]:
    """Return the stretches between `quotes` that single marks enclose, as British papers print them."""
    starts = [paragraph.start, *(quote.end for quote in quotes)]
    ends = [*(quote.start for quote in quotes), paragraph.end]
    found: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        opening: int | None = None
        doubtful: int | None = None
        if not any(text.find(mark, start, end) >= 0 for mark in "'‘’"):
            continue
        for match in SINGLE_MARK.finditer(text, start, end):
            if match["opens"]:
                if opening is not None and doubtful is not None:
                    found.append(Span(opening, doubtful))
                opening, doubtful = match.start(), None
            elif opening is not None and text[match.start() - 1] in "sS":
                # "the farmers' wells": an apostrophe, unless no other mark closes the quote.
                doubtful = doubtful or match.end()
            elif opening is not None:
                found.append(Span(opening, match.end()))
                opening = doubtful = None
        if opening is not None and doubtful is not None:
            found.append(Span(opening, doubtful))
    return found


def _opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    at_left = match.start() == paragraph.start or text[match.start() - 1].isspace()
    return at_left and match.end() < paragraph.end and not text[match.end()].isspace()
