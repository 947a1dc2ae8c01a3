"""From the encoder's readings to attributions."""

import numpy as np
import pytest

from extraction.learned.decode import Settings, decode, find_cues, settle, without_gaps
from extraction.learned.pieces import Reader
from extraction.learned.rating import Rating
from extraction.learned.roles import CONTENT, Readings, RoleHead
from extraction.learned.windows import cut
from extraction.model import Span

BY_CUE = Rating(np.eye(7, dtype=np.float32)[0], 0.0)
SETTINGS = Settings(0.5, 0.3, np.zeros((3, 3), dtype=np.float32), BY_CUE, threshold=0.5)
OUT, BEGIN, IN = np.eye(3, dtype=np.float32) * 9
NO_ROLE, SOURCE_ROLE, CONTENT_ROLE = np.eye(3, dtype=np.float32) * 9


def test_two_cues_side_by_side_are_told_apart():
    cues = find_cues(np.stack([BEGIN, IN, BEGIN, OUT]), SETTINGS)

    assert [cue.tolist() for cue, _ in cues] == [[0, 1], [2]]


def test_a_cue_that_begins_within_still_counts():
    cues = find_cues(np.stack([OUT, IN, OUT]), SETTINGS)

    assert [cue.tolist() for cue, _ in cues] == [[1]]


def test_an_improbable_cue_is_not_found():
    doubtful = np.array([[0.5, 0.0, -9.0]], dtype=np.float32)

    assert find_cues(doubtful, SETTINGS) == []


def test_a_word_goes_to_the_cue_that_claims_it_most():
    scores = np.log(np.array([[[0.1, 0.1, 0.8]] * 3, [[0.3, 0.1, 0.6]] * 3], dtype=np.float32))

    settle(scores, [np.array([0]), np.array([2])])

    assert scores.argmax(2).tolist() == [[0, CONTENT, 0], [0, 0, 0]]


def test_a_gap_in_a_content_is_filled_unless_its_own_cue_is_there():
    assert without_gaps([0, 3, 5, 19], own={4}) == [0, 1, 2, 3, 5, 19]


def test_an_attribution_is_read_off_words():
    text = "Ada Hale said pumps failed."
    letters = sorted(set(text.lower()) - {" "})
    pieces = Reader(["[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{each}" for each in letters)]).read(text)
    (window,) = cut(pieces)
    roles = [SOURCE_ROLE, SOURCE_ROLE, NO_ROLE, CONTENT_ROLE, CONTENT_ROLE, NO_ROLE]
    readings, head = readings_that_say([OUT, OUT, BEGIN, OUT, OUT, OUT], roles, pieces.is_word)

    (found,) = decode(pieces, [(window, readings)], head, SETTINGS)

    assert (found.source, found.cue, found.content) == ((Span(0, 8),), (Span(9, 13),), (Span(14, 26),))
    assert found.probability == pytest.approx(1 - 1 / (np.e**9 + 2))


def readings_that_say(cues, roles, is_word) -> tuple[Readings, RoleHead]:
    """Return readings and a head that passes each word's wanted role through."""
    nothing = np.zeros((len(cues), 3), dtype=np.float32)
    flat = np.zeros((len(cues), 2), dtype=np.float32)
    places = np.flatnonzero(is_word) + 1
    readings = Readings(places, np.stack(cues), nothing, np.stack(roles), flat, flat[:, :1])
    return readings, RoleHead(
        np.zeros((65, 3), np.float32), np.eye(3, dtype=np.float32), np.zeros(3, np.float32)
    )
