"""What a text looks like to the encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.learned.pieces import (
    CAPITALISED,
    CLOSES,
    CONTINUES,
    DIGITS,
    INSIDE,
    LOWER,
    MARK,
    MIXED,
    OPENS,
    OUTSIDE,
    UNCLOSED,
    UPPER,
    Reader,
)

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz.,:\"'“”", "pump", "##s", "said"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(VOCABULARY)


def test_a_continuation_ends_where_its_word_ends(reader):
    pieces = reader.read("Pumps said")

    assert pieces.starts.tolist() == [0, 4, 6, 10]
    assert pieces.ends.tolist() == [5, 5, 10, 10]
    assert pieces.is_word.tolist() == [True, False, True, False]


def test_each_paragraph_ends_with_a_separator(reader):
    pieces = reader.read("a b\n\nc")

    assert pieces.ids.tolist() == [reader_id("a"), reader_id("b"), 2, reader_id("c"), 2]
    assert pieces.paragraphs.tolist() == [0, 0, 0, 1, 1]


def test_the_shape_of_a_word_tells_its_capitals(reader):
    pieces = reader.read("pump Pump PUMP McPump 3rd ,")

    assert pieces.shapes.tolist() == [LOWER, CAPITALISED, UPPER, MIXED, DIGITS, MARK, MARK]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('a "b" c', [OUTSIDE, OPENS, INSIDE, CLOSES, OUTSIDE, OUTSIDE]),
        ("“b” c", [OPENS, INSIDE, CLOSES, OUTSIDE, OUTSIDE]),
        ("“b\n“c”", [OPENS, UNCLOSED, OUTSIDE, CONTINUES, INSIDE, CLOSES, OUTSIDE]),
        ("b ” c", [OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE]),
    ],
)
def test_quotation_is_followed_from_mark_to_mark(reader, text, states):
    pieces = reader.read(text)

    assert pieces.quotes.tolist() == states


@given(st.text())
def test_any_text_is_read_in_order_and_within_its_bounds(text):
    pieces = Reader(VOCABULARY).read(text)

    words = pieces.is_word
    assert (pieces.starts >= 0).all() and (pieces.ends <= len(text)).all()
    assert (pieces.starts[words][1:] >= pieces.ends[words][:-1]).all()
    assert (pieces.starts[words] < pieces.ends[words]).all()


def reader_id(piece: str) -> int:
    return VOCABULARY.index(piece)


@given(st.text(st.sampled_from(" \n\"ab.é\u0301日İ”'-"), max_size=60), st.integers(1, 20))
def test_a_text_read_in_stretches_has_the_pieces_of_the_whole(text, most_chars):
    reader = Reader(VOCABULARY)
    whole, parted = reader.encode(text), reader.encode(text, most_chars)

    assert [each.tolist() for each in parted] == [each.tolist() for each in whole]
