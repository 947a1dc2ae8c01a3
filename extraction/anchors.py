"""Anchors of a claim in a text: from quoted words or a position to a span, and back."""

from extraction.model import Span

# How many code points of context a selector carries on each side; the custom of Hypothesis.
CONTEXT_CHARS = 32
# How much of what stands in the text an error message shows.
SHOWN_CHARS = 60
# Places are counted for the message only so far: counting overlapping repeats is slow.
MOST_COUNTED = 100


class AnchorError(ValueError):
    """A fragment does not stand in the text as described."""


class AnchorMismatch(AnchorError):
    """Something else stands at the given position."""


class AnchorNotFound(AnchorError):
    """The words stand nowhere in the text."""


class AnchorAmbiguous(AnchorError):
    """The words stand in several places, and the context does not tell which is meant."""


def anchor(
    text: str,
    *,
    exact: str | None = None,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Span:
    """Return where a fragment stands in `text`, given its words, its position, or both.

    Positions count code points from 0, end excluded. Where both are given they must agree; `prefix` and
    `suffix` choose between several places of the same words.
    Source: W3C Web Annotation, TextQuoteSelector and TextPositionSelector.
    :raises AnchorMismatch: the position lies outside the text, or other words stand there.
    :raises AnchorNotFound: the words, or the words in that context, stand nowhere.
    :raises AnchorAmbiguous: they stand in more than one place.
    """
    if start is not None and end is not None:
        return _anchor_position(text, exact, start, end)
    if start is not None or end is not None:
        raise AnchorMismatch("a position needs both start and end")
    if not exact:
        raise AnchorNotFound("a fragment needs its words or its position")
    return _anchor_quote(text, exact, prefix, suffix)


def describe(text: str, span: Span) -> tuple[str, str, str]:
    """Return the words at `span` with up to 32 code points before and after: exact, prefix, suffix."""
    prefix = text[max(0, span.start - CONTEXT_CHARS) : span.start]
    return span.of(text), prefix, text[span.end : span.end + CONTEXT_CHARS]


def _anchor_position(text: str, exact: str | None, start: int, end: int) -> Span:
    if not 0 <= start < end <= len(text):
        raise AnchorMismatch(f"no stretch from {start} to {end} in a text of {len(text)} code points")
    if exact is not None and text[start:end] != exact:
        raise AnchorMismatch(f"at {start} to {end} stands {_shown(text[start:end])}, not {_shown(exact)}")
    return Span(start, end)


def _anchor_quote(text: str, exact: str, prefix: str, suffix: str) -> Span:
    # Context makes the search itself narrower, so a common word is as fast to anchor as a rare one.
    sought = prefix + exact + suffix
    first = text.find(sought)
    if first < 0:
        missing = (
            "stands in the text, but not in that context" if exact in text else "stands nowhere in the text"
        )
        raise AnchorNotFound(f"{_shown(exact)} {missing}")
    second = text.find(sought, first + 1)
    if second >= 0:
        raise AnchorAmbiguous(
            f"{_shown(exact)} stands in {_places(text, sought)} places; more context is needed"
        )
    return Span(first + len(prefix), first + len(prefix) + len(exact))


def _places(text: str, sought: str) -> str:
    found, position = 0, text.find(sought)
    while position >= 0 and found < MOST_COUNTED:
        found, position = found + 1, text.find(sought, position + 1)
    return f"{found} or more" if found == MOST_COUNTED else str(found)


def _shown(words: str) -> str:
    return repr(words if len(words) <= SHOWN_CHARS else words[: SHOWN_CHARS - 1] + "…")
