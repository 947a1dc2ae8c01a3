"""Texts cut into the windows that the encoder reads at once."""

from dataclasses import dataclass

import numpy as np

from extraction.learned.pieces import Pieces

# Pieces in a window, its leading [CLS] not counted: about 190 words, some four paragraphs of news.
CAPACITY = 255
# A paragraph that fills more than a window is read in windows that share so many pieces.
SHARED = 96


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces `start:end` of a text, read together; cues are taken from `own_start:own_end` only."""

    start: int
    end: int
    own_start: int
    own_end: int


def cut(pieces: Pieces, capacity: int = CAPACITY, first: int | None = None) -> list[Window]:
    """Return windows over all pieces: whole paragraphs, as many as fit; every piece is owned exactly once.

    `first`, if given, is the capacity of the first window alone (training shifts the cuts by it).
    """
    after_paragraph = np.flatnonzero(np.append(np.diff(pieces.paragraphs) != 0, len(pieces) > 0)) + 1
    windows: list[Window] = []
    start, room = 0, first or capacity
    while start < len(pieces):
        fitting = int(np.searchsorted(after_paragraph, start + room, side="right"))
        end = int(after_paragraph[fitting - 1]) if fitting else 0
        if end > start:
            windows.append(Window(start, end, start, end))
        else:
            end = int(after_paragraph[fitting])
            windows.extend(_cut_long(start, end, capacity))
        start, room = end, capacity
    return windows


def _cut_long(start: int, end: int, capacity: int) -> list[Window]:
    """Return overlapping windows over one paragraph, each owning up to the middle of what it shares."""
    stride = capacity - SHARED
    begins = list(range(start, max(end - SHARED, start + 1), stride))
    bounds = [start, *(begin + SHARED // 2 for begin in begins[1:]), end]
    return [
        Window(begin, min(begin + capacity, end), own_start, own_end)
        for begin, own_start, own_end in zip(begins, bounds[:-1], bounds[1:], strict=True)
    ]
