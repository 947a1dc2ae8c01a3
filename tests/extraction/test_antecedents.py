"""Antecedents: a claim that opens with "he" or "the deal" says who and which, where the text does."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article


def last_claim_of(text: str) -> str:
    return build_claims(Article(text=text), [])[-1].text


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Mayor Tom Hale resigned on Monday. He sold the mill in May.", "Tom Hale sold the mill in May."),
        ("Tom Hale met Ada Brown. She sold the mill in May.", "Ada Brown sold the mill in May."),
        (
            "Tom Hale ran the mill. Hale was ill for years. He sold the mill in May.",
            "Tom Hale sold the mill in May.",
        ),
        (
            "They signed a deal for a truce in Brix. The deal would open the road.",
            "The deal for a truce in Brix would open the road.",
        ),
        (
            "They signed a deal for a two-day truce in Brix. The deal would open the road.",
            "The deal for a two-day truce in Brix would open the road.",
        ),
    ],
)
def test_the_one_that_fits_is_named(text, claim):
    assert last_claim_of(text) == claim


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hale met Sam Orr. He sold the mill in May.",
        "Tom Hale hired a cook. A nurse came along. He sold the mill in May.",
        "The ship left Port Stanley in March. He sold the mill in May.",
        "The mill burned in March. He sold the mill in May.",
        "They signed a deal on grain and a deal on oil. The deal would open the road.",
    ],
)
def test_where_two_or_none_fit_the_word_stays(text):
    assert last_claim_of(text) == text.rsplit(". ", 1)[1]


def test_who_is_told_by_age_is_the_one_person_of_the_sentence_before():
    text = "Soprano Elif Orm cancelled on Monday. The 29-year-old had been told not to sing."

    claims = build_claims(Article(text=text), [])

    assert claims[-1].text == "Elif Orm had been told not to sing."
