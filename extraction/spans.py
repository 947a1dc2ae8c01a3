"""How spans and attributions lie to each other in a text."""

from collections.abc import Sequence

from extraction.model import Attribution, Span


def words_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of `spans`, joined by blanks."""
    return " ".join([text[span.start : span.end] for span in spans])


def extent_of(attribution: Attribution) -> Span:
    """Return from the first to the last of an attribution's words."""
    roles = (*attribution.source, *attribution.cue, *attribution.content)
    return Span(min([span.start for span in roles]), max([span.end for span in roles]))


def anchor_of(attribution: Attribution) -> Span:
    """Return where an attribution stands in its sentence: its cue, else its source, else its content."""
    return (attribution.cue or attribution.source or attribution.content)[0]


def holds(outer: Span, inner: Span) -> bool:
    """Say whether `inner` lies within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlap(one: Span, other: Span) -> bool:
    """Say whether two spans share words."""
    return one.start < other.end and other.start < one.end
