"""What the shipped weights find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.learned.engine import LearnedEngine
from extraction.model import Span

ENGINE = LearnedEngine()
ARTICLE = (
    "“The sluice gates held all night,” Marta Lindqvist, the harbour master, told reporters on Tuesday.\n\n"
    "According to the port authority, two barges were damaged.\n\n"
    "Orsted said the repairs would cost $4 million and take until spring. “We had no warning,” he added.\n\n"
    "The barges were built in 1987."
)


def words(spans: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Orsted said the pumps had failed.", ["Orsted"], ["said"], ["the pumps had failed"]),
        (
            "According to the port authority, two barges were damaged.",
            ["the port authority"],
            ["According to"],
            ["two barges were damaged."],
        ),
    ],
)
def test_who_said_what_is_found(text, source, cue, content):
    (found,) = ENGINE.find_attributions(text)

    assert [words(part, text) for part in (found.source, found.cue, found.content)] == [source, cue, content]


def test_several_threads_find_what_one_finds():
    assert LearnedEngine(threads=2).find_attributions(ARTICLE * 4) == ENGINE.find_attributions(ARTICLE * 4)


def test_a_text_without_words_has_no_attributions():
    assert ENGINE.find_attributions(" \n\n ") == []


@settings(max_examples=30, deadline=None)
@given(st.text() | st.text(alphabet='Hesaid tht," \n“”.'))
def test_in_any_text_spans_are_ordered_apart_and_inside(text):
    found = ENGINE.find_attributions(text)

    assert found == sorted(found, key=lambda each: min(each.source + each.cue + each.content))
    for spans in (spans for each in found for spans in (each.source, each.cue, each.content)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end < after.start for before, after in zip(spans[:-1], spans[1:], strict=True))
