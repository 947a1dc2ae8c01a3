"""Anchors: hand-made fragments stand exactly where they say, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.anchors import AnchorAmbiguous, AnchorMismatch, AnchorNotFound, anchor, describe
from extraction.model import Span

TEXT = "The pump failed. The pump was old."


def test_words_that_stand_once_are_found():
    assert anchor(TEXT, exact="was old") == Span(26, 33)


def test_context_chooses_between_two_places():
    assert anchor(TEXT, exact="The pump", prefix="failed. ") == Span(17, 25)


def test_words_in_several_places_are_refused_with_their_number():
    with pytest.raises(AnchorAmbiguous, match="'The pump' stands in 2 places; more context is needed"):
        anchor(TEXT, exact="The pump")


def test_words_that_stand_nowhere_are_refused():
    with pytest.raises(AnchorNotFound, match="'The valve' stands nowhere in the text"):
        anchor(TEXT, exact="The valve")


def test_words_in_another_context_are_refused():
    with pytest.raises(AnchorNotFound, match="'The pump' stands in the text, but not in that context"):
        anchor(TEXT, exact="The pump", prefix="yesterday ")


def test_other_words_at_the_position_are_named():
    with pytest.raises(AnchorMismatch, match="at 4 to 8 stands 'pump', not 'mill'"):
        anchor(TEXT, exact="mill", start=4, end=8)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 35)])
def test_a_position_outside_the_text_is_refused(start, end):
    with pytest.raises(AnchorMismatch, match=f"no stretch from {start} to {end} in a text of 34 code points"):
        anchor(TEXT, start=start, end=end)


def test_half_a_position_is_refused():
    with pytest.raises(AnchorMismatch, match="a position needs both start and end"):
        anchor(TEXT, start=4)


def test_context_is_32_code_points_at_most():
    text = "👩" * 40 + "pump" + "é" * 40

    assert describe(text, Span(40, 44)) == ("pump", "👩" * 32, "é" * 32)


@given(st.text(min_size=1), st.data())
def test_what_is_described_anchors_where_it_stood(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact, _, _ = describe(text, Span(start, end))

    assert anchor(text, exact=exact, start=start, end=end) == Span(start, end)
