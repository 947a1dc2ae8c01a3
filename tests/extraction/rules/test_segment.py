"""Laws of paragraphs and sentences."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntok import segmenter
from syntok.tokenizer import Tokenizer

from extraction.rules.segment import split_paragraphs, split_sentences


def words(spans, text):
    return [span.of(text) for span in spans]


def test_a_blank_line_ends_a_paragraph():
    text = "The plant closed.\nIt is old.\n \n  Hale left. "

    assert words(split_paragraphs(text), text) == ["The plant closed.", "It is old.", "Hale left."]


def test_lines_filled_to_a_width_are_one_paragraph():
    line = "The plant at the river mouth was closed on Monday because its pumps"
    text = f"{line}\n{line}\nHad failed.\n\nHale left."

    assert words(split_paragraphs(text), text) == [f"{line}\n{line}\nHad failed.", "Hale left."]


def test_a_line_that_starts_in_lower_case_goes_on():
    text = "The plant closed\non Monday."

    assert words(split_paragraphs(text), text) == [text]


def test_list_items_are_their_own_sentences_without_their_marker():
    text = "The plan says:\n- two pumps;\n– a valve\n1. one gate."

    assert words(split_sentences(text), text) == [
        "The plan says:",
        "two pumps;",
        "a valve",
        "one gate.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“The pump failed. Nobody knew.” Hale left.", ["“The pump failed.", "Nobody knew.”", "Hale left."]),
        ('"It failed," Hale said. "Now."', ['"It failed," Hale said.', '"Now."']),
        ("Mr. Hale met U.S. Sen. Ortiz at 3.5 percent.", ["Mr. Hale met U.S. Sen. Ortiz at 3.5 percent."]),
        ("Gov. Hale left. Rep. Ann Ortiz stayed.", ["Gov. Hale left.", "Rep. Ann Ortiz stayed."]),
        ("\u202bقال هيل. 😀 Yes.", ["\u202bقال هيل.", "😀 Yes."]),
        ("a\x00b \ud800 sat. Hale left.", ["a\x00b \ud800 sat.", "Hale left."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_stand_where_they_end(text, sentences):
    assert words(split_sentences(text), text) == sentences


@given(st.text(st.characters(codec=None), max_size=200) | st.text(" .\n-aA\"”“'", max_size=80))
def test_sentences_are_trimmed_ordered_and_lose_nothing_but_space_and_markers(text):
    spans = split_sentences(text)

    assert all(0 <= a.start < a.end <= len(text) for a in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


WORDS = "a the Hale said U.S. Mr. no. 5 Jan. 3.5 It's Co. 12th so; etc... “No.” (x (ibid.) ok) lower.Upper […"


PLAIN = ["mill", "Closed,", "again"]
# What ends a sentence beyond doubt, abbreviations that look like it, and what may stand before and after.
ENDS = [
    "closed.",
    "it.",
    "Hale.",
    "Corp.",
    "vs.",
    'again!"',
    "late.”",
    "approx.",
    "figs.",
    "setbre.",
    "site.example.",
    "well-known?",
    "‘ended.’",
    '"The',
    "“Ada",
    "I",
    "Mr. Hale",
    "Mrs. So",
    "Dr. I",
]


@given(st.lists(st.sampled_from([*WORDS.split(" "), *ENDS * 2, *PLAIN * 8]), min_size=1).map(" ".join))
def test_sentences_end_where_syntok_ends_them(text):
    tokenizer = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)
    ends = [tokens[-1].offset + len(tokens[-1].value) for tokens in segmenter.split(tokenizer.tokenize(text))]

    assert [span.end for span in split_sentences(text)] == ends


def count_calls(work, text):
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", ["word ", "A.\n", "a. ", "\n", " \n", '"A b." ', "Gov. ", "- "])
def test_work_grows_with_length_and_no_faster(unit):
    once, twice = (count_calls(split_sentences, unit * n) for n in (500, 1000))

    assert twice < 2.2 * once
