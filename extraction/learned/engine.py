"""The learned engine: read, cut into windows, run the encoder, decode."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from extraction.learned.decode import decode
from extraction.learned.pieces import Ints, Pieces, Reader
from extraction.learned.roles import Readings
from extraction.learned.weights import DEFAULT_PATH, open_weights
from extraction.learned.windows import Window, cut
from extraction.model import Attribution, Span

# What can part words from what leads over to them, and belongs to neither.
_LEADING = " ,;:\n"


class LearnedEngine:
    """Find attributions with the weights that `training` made, the same on any number of threads."""

    name = "learned"

    def __init__(self, path: Path = DEFAULT_PATH, threads: int = 1) -> None:
        """Load the weights at `path`.

        :raises ValueError: there are none.
        """
        self.weights = open_weights(path, threads)
        self._reader = Reader(self.weights.vocabulary)
        self.version = self.weights.version
        self.head = self.weights.head

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span."""
        pieces = self.read(text)
        read = ((window, self.look(pieces, window)) for window in cut(pieces))
        found = decode(pieces, read, self.head, self.weights.settings)
        found = [_without_leading_commas(text, attribution) for attribution in found]
        found = [attribution for attribution in found if attribution.content]
        return sorted(found, key=lambda each: min(each.source + each.cue + each.content))

    def read(self, text: str) -> Pieces:
        """Return the pieces of `text` by the weights' vocabulary."""
        return self._reader.read(text)

    def look(self, pieces: Pieces, window: Window) -> Readings:
        """Run the encoder over one window and keep what it says of words."""
        inside = slice(window.start, window.end)
        places = np.flatnonzero(pieces.is_word[inside]) + 1
        said = self.weights.run(
            _led_by(self._reader.classifier, pieces.ids[inside]),
            _led_by(0, pieces.shapes[inside]),
            _led_by(0, pieces.quotes[inside]),
            places,
        )
        return Readings(places, *said)


def _led_by(first: int, numbers: Ints) -> Ints:
    """Return `numbers` after `first`."""
    led = np.empty(len(numbers) + 1, dtype=np.int64)
    led[0] = first
    led[1:] = numbers
    return led


def _without_leading_commas(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution, its content from the first word or quotation mark on."""
    content = [Span(span.end - len(span.of(text).lstrip(_LEADING)), span.end) for span in attribution.content]
    return replace(attribution, content=tuple(span for span in content if span.start < span.end))
