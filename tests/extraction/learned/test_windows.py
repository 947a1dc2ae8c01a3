"""How texts are cut into windows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extraction.learned.pieces import Pieces
from extraction.learned.windows import CAPACITY, Window, cut


def some_pieces(*paragraphs: int) -> Pieces:
    """Return pieces of which only the paragraphs matter; each number is a paragraph's length."""
    numbers = np.repeat(np.arange(len(paragraphs)), paragraphs)
    zeros = np.zeros_like(numbers)
    return Pieces(zeros, zeros, zeros, zeros == 0, numbers, zeros, zeros)


def test_whole_paragraphs_share_a_window_while_they_fit():
    windows = cut(some_pieces(100, 100, 100))

    assert windows == [Window(0, 200, 0, 200), Window(200, 300, 200, 300)]


def test_a_long_paragraph_is_cut_into_windows_that_share_pieces():
    windows = cut(some_pieces(400))

    assert windows == [Window(0, 255, 0, 207), Window(159, 400, 207, 400)]


def test_a_text_without_words_has_no_window():
    assert cut(some_pieces()) == []


@given(st.lists(st.integers(1, 900)))
def test_every_piece_is_owned_once_and_seen_by_its_owner(paragraphs):
    windows = cut(some_pieces(*paragraphs))

    owned = [piece for window in windows for piece in range(window.own_start, window.own_end)]
    assert owned == list(range(sum(paragraphs)))
    assert all(w.start <= w.own_start and w.own_end <= w.end <= w.start + CAPACITY for w in windows)
