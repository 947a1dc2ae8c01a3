"""Wording: the text of a claim stands alone."""

import pytest

from extraction.contents import Stretch
from extraction.model import Hop, Source, Span
from extraction.wording import word_claim

HALE = (Hop(0, "origin", Source("person:tom hale", "person", "Tom Hale"), "said", "direct_quote"),)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("They [the owners] gave us [the crew] two days", "The owners gave the crew two days."),
        ("Her [Brown's] mill burned", "Brown's mill burned."),
        ("he sold their [the owners] mill", "He sold the owners' mill."),
        ("The mill [in Brix] burned", "The mill in Brix burned."),
        ("The mil [sic] burned", "The mil burned."),
    ],
)
def test_an_editors_word_stands_for_the_pronoun_before_it(words, text):
    assert word_claim(words, Stretch((Span(0, len(words)),), "direct_quote"), HALE) == text


def test_the_marks_round_a_part_of_somebodys_words_go():
    words = 'the pumps were insured "to the last belt"'
    stretch = Stretch((Span(0, len(words)),), "mixed", is_credited=True)

    assert word_claim(words, stretch, HALE) == "The pumps were insured to the last belt."
