"""Nests: who passes on whose words within what somebody says."""

import pytest

from extraction.nests import with_nested


@pytest.mark.parametrize(
    ("content", "speakers"),
    [
        ("that a witness had told him that the van was blue", ["a witness"]),
        ("a fire chief had learned from two hikers that the hut was empty", ["a fire chief", "two hikers"]),
        ("traders had been told by their brokers that the mill was shut", ["traders", "their brokers"]),
        ("prisoners had heard their guards say the camp would be moved", ["prisoners", "their guards"]),
        ("police believe the driver fled", ["police"]),
        ("a pilot said a nurse had said the field was mined", ["a pilot", "a nurse"]),
        ("The fees were booked twice, the ledger shows", ["the ledger"]),
    ],
)
def test_whoever_passes_words_on_is_found_outermost_first(credit, content, speakers):
    text = f"Hale said {content}."

    outer, *nested = with_nested(text, [credit(text, "Hale", "said", content)])

    assert [one.source[0].of(text) for one in nested] == speakers


@pytest.mark.parametrize(
    "content",
    [
        "the mill had closed because nobody told the owner",
        "the driver of the van, who told nobody, had fled",
        "he was sorry",
        '"they told me that it was safe"',
    ],
)
def test_a_plain_statement_holds_nobody_elses_words(credit, content):
    text = f"Hale said {content}."

    attributions = [credit(text, "Hale", "said", content)]

    assert with_nested(text, attributions) == attributions


def test_whom_a_medium_quotes_is_found_after_as_saying(credit):
    text = "Reuters quoted the mayor, Ada Lind, as saying that the water was safe."
    outer = credit(text, "Reuters", "quoted", text[len("Reuters quoted ") : -1])

    [_, inner] = with_nested(text, [outer])

    spans = (*inner.source, *inner.cue, *inner.content)
    assert [span.of(text) for span in spans] == ["the mayor, Ada Lind", "as saying", "the water was safe"]


def test_what_the_engine_found_itself_is_not_found_again(credit):
    text = "Hale said police believe the driver fled."
    outer = credit(text, "Hale", "said", "police believe the driver fled")
    inner = credit(text, "police", "believe", "the driver fled")

    assert with_nested(text, [outer, inner]) == [outer, inner]


def test_who_speaks_at_the_end_of_a_quotation_that_is_passed_on_speaks_all_of_it(credit, claims_of, chain_of):
    text = '"The mill will close," Hale said, according to Reuters. "And the mine has closed."'
    passed_on = credit(
        text, "Reuters", "according to", '"The mill will close," Hale said', '"And the mine has closed."'
    )

    claims = claims_of(text, passed_on)

    assert [claim.text for claim in claims] == ["The mill will close.", "The mine has closed."]
    assert [chain_of(claim) for claim in claims] == [
        [(0, "origin", "unknown", "Hale", "said"), (1, "relay", "news_agency", "Reuters", "said")]
    ] * 2


@pytest.mark.parametrize(
    "told", ["Mayor Ida Brandt promised that", "Mayor Ida Brandt has privately told senators that"]
)
def test_who_promises_or_confides_is_the_origin_behind_a_paper(credit, claims_of, told):
    text = f"{told} the school would reopen, the Daily Echo said."

    [claim] = claims_of(text, credit(text, "the Daily Echo", "said", f"{told} the school would reopen"))

    assert [hop.source.name for hop in claim.hops[:-1]] == ["Ida Brandt", "Daily Echo"]


@pytest.mark.parametrize(
    ("content", "claim", "names"),
    [
        ("her brother admitted driving the van", "Her brother drove the van.", ["her brother", "Ida Brandt"]),
        (
            "two porters recalled carrying the crate",
            "Two porters carried the crate.",
            ["two porters", "Ida Brandt"],
        ),
        ("Norland is convinced that the dam is safe", "The dam is safe.", ["Norland", "Ida Brandt"]),
    ],
)
def test_deeds_owned_up_to_and_firm_beliefs_are_passed_on(credit, claims_of, content, claim, names):
    text = f"Ida Brandt said {content}."

    [told] = claims_of(text, credit(text, "Ida Brandt", "said", content))

    assert (told.text, [hop.source.name for hop in told.hops[:-1]]) == (claim, names)


def test_where_and_when_something_was_said_parts_it_from_nobody(credit, claims_of):
    text = "Ida Brandt said in Karst on Tuesday that the dam is safe, Reuters reported."

    [told] = claims_of(text, credit(text, "Reuters", "reported", text.split(", Reuters")[0]))

    assert (told.text, [hop.source.name for hop in told.hops[:-1]]) == (
        "The dam is safe.",
        ["Ida Brandt", "Reuters"],
    )
