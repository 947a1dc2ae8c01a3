"""Wording: the text of a claim stands alone."""

import pytest

from extraction.claims import build_claims
from extraction.contents import Stretch
from extraction.model import Article, Hop, Source, Span
from extraction.wording import word_claim

ORTEK = Source("organisation:norland grain agency", "organisation", "Norland Grain Agency")

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


def told_by_ortek(text: str) -> str:
    mention, cue = text.index("he Norland") - 1, text.index("said")
    start = text.index("it ")
    spans = Span(mention, mention + len("The Norland Grain Agency")), Span(cue, cue + 4)
    hops = (Hop(0, "origin", ORTEK, "said", "indirect", *spans),)
    return word_claim(text, Stretch((Span(start, len(text) - 1),), "indirect"), hops)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The Norland Grain Agency said on Monday it had sold the wheat.",
            "The Norland Grain Agency had sold the wheat.",
        ),
        ("The Norland Grain Agency said it would be wrong to sell.", "It would be wrong to sell."),
        (
            "Asked about the ship and its crew, the Norland Grain Agency said it had sunk.",
            "It had sunk.",
        ),
    ],
)
def test_it_is_the_body_that_speaks_where_nothing_else_is_near(text, claim):
    assert told_by_ortek(text) == claim


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("But the mill was closed in May.", "The mill was closed in May."),
        ("Meanwhile, the mill was closed in May.", "The mill was closed in May."),
        ("(The mill was closed in May.)", "The mill was closed in May."),
        ("The mill was called “the heart of Brix.”", "The mill was called “the heart of Brix.”"),
    ],
)
def test_a_claim_stands_without_what_tied_it_to_its_neighbours(sentence, claim):
    [made] = build_claims(Article(text=sentence), [])

    assert made.text == claim


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "claim"),
    [
        (
            '"That is not my handwriting," Kaj Orm said of the note.',
            "Kaj Orm",
            "said of",
            '"That is not my handwriting,"',
            "The note is not Kaj Orm's handwriting.",
        ),
        (
            '"He is not fit to lead," Kaj Orm said of Mr. Hale.',
            "Kaj Orm",
            "said of",
            '"He is not fit to lead,"',
            "Mr. Hale is not fit to lead.",
        ),
        (
            "Sandmo's widow said she was tired.",
            "Sandmo's widow",
            "said",
            "she was tired",
            "Sandmo's widow was tired.",
        ),
        ("Kjell Orm said he was tired.", "Kjell Orm", "said", "he was tired", "Kjell Orm was tired."),
        (
            "Of Tom Hale, Kjell Orm said he was tired.",
            "Kjell Orm",
            "said",
            "he was tired",
            "He was tired.",
        ),
    ],
)
def test_the_pronoun_a_claim_begins_with_is_named_where_one_alone_is_meant(
    credit, claims_of, text, source, cue, content, claim
):
    [made] = claims_of(text, credit(text, source, cue, content))

    assert made.text == claim


def test_what_a_speaker_says_before_saying_anything_goes(credit, claims_of):
    text = '"I mean, you know, the mill has closed," Tom Hale said.'

    [claim] = claims_of(text, credit(text, "Tom Hale", "said", '"I mean, you know, the mill has closed,"'))

    assert claim.text == "The mill has closed."


def test_a_name_of_one_word_takes_no_article_from_another_word_for_it():
    words = "The agency said it had paid."
    source = Source("news_agency:reuters", "news_agency", "Reuters")
    hops = (Hop(0, "origin", source, "said", "indirect", Span(0, 10), Span(11, 15)),)

    assert (
        word_claim(words, Stretch((Span(16, 27),), "indirect", is_credited=True), hops) == "Reuters had paid."
    )


def test_items_under_a_bare_that_are_whole_statements(credit, claims_of):
    text = "The report found that:\n- the ministry overpaid; and\n- no records were kept"

    claims = claims_of(text, credit(text, "The report", "found", "that:"))

    assert [claim.text for claim in claims] == ["The ministry overpaid.", "No records were kept."]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The U.N. said the dam had failed.", "The U.N.", "U.N."),
        ("The dam had failed, said the U.N.", "the U.N", "U.N."),
        ("The U.S. said the dam had failed.", "The U.S.", "United States"),
    ],
)
def test_a_name_of_initials_keeps_its_last_stop(credit, claims_of, text, mention, name):
    [claim] = claims_of(text, credit(text, mention, "said", "dam had failed"))

    assert claim.hops[0].source.name == name
