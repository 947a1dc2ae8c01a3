"""Laws of where reported words begin and end."""

import pytest

from extraction.boundaries import with_right_ends
from extraction.denials import past_of
from extraction.layout import read_layout


def parts(text, attribution):
    mended = with_right_ends(read_layout(text), attribution)
    return tuple([span.of(text) for span in role] for role in (mended.source, mended.content))


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        (
            "The owner told the players that pay was late.",
            "told",
            "the players that pay was late",
            "that pay was late",
        ),
        (
            "The owner said in July that the mill had closed.",
            "said",
            "in July that the mill had closed",
            "that the mill had closed",
        ),
        (
            "The owner said, citing two clerks, that rent had doubled.",
            "said",
            "citing two clerks, that rent had doubled",
            "that rent had doubled",
        ),
        (
            "The owner said the day that changed it was a Monday.",
            "said",
            "the day that changed it was a Monday",
            "the day that changed it was a Monday",
        ),
    ],
)
def test_whom_when_and_citing_whom_is_no_part_of_what_was_said(credit, text, cue, content, kept):
    assert parts(text, credit(text, "The owner", cue, content)) == (["The owner"], [kept])


def test_a_source_begins_after_the_comma_that_ends_what_was_said(credit):
    text = "The wall gave way, warden Tom Hale and keeper Una Orm told the inquest."

    mended = parts(text, credit(text, "Una Orm", "told", "The wall gave way, warden Tom Hale and keeper"))

    assert mended == (["warden Tom Hale and keeper Una Orm"], ["The wall gave way"])


def test_what_was_said_goes_on_to_the_comma_before_its_source(credit):
    text = "It goes back to a gauge at Corrie, its keeper, Tim Orm, said."

    mended = parts(text, credit(text, "its keeper, Tim Orm,", "said", "It goes back to a gauge at"))

    assert mended == (["its keeper, Tim Orm,"], ["It goes back to a gauge at Corrie"])


def test_words_that_are_no_clause_yet_run_on_until_they_are_one(credit):
    text = "The clerk said the shipper would skip its dividend."

    mended = parts(text, credit(text, "The clerk", "said", "the shipper"))

    assert mended == (["The clerk"], ["the shipper would skip its dividend"])


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("The mill is shut, a welder said. The mine is open, said another.", "another"),
        ("A welder said the mill is shut; another said the mine is open.", "another"),
        ("A welder said the mill is shut, and a second official said the mine is open.", "a second official"),
    ],
)
def test_another_is_never_who_spoke_before(credit, claims_of, text, another):
    welder = "a welder" if "a welder" in text else "A welder"
    first = credit(text, welder, "said", "mill is shut")
    second = credit(text, welder, "said", "mine is open")
    last = text.rindex("said")
    second = type(second)(second.source, (type(second.cue[0])(last, last + 4),), second.content)

    hops = [claim.hops[0] for claim in claims_of(text, first, second)]

    assert [hop.mention.of(text) for hop in hops] == [welder, another]
    assert hops[0].source.key != hops[1].source.key


def test_indirect_words_that_their_cue_interrupts_are_one_claim(credit, claims_of):
    text = "The offer, the owners said, was their last."

    [claim] = claims_of(text, credit(text, "the owners", "said", "The offer,", "was their last"))

    assert claim.text == "The offer was their last."
    assert [fragment.span.of(text) for fragment in claim.fragments] == ["The offer", "was their last"]
    assert claim.hops[0].mode == "indirect"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Officials denied a claim by the rebels that the dam had failed.",
            "Officials",
            "denied",
            "a claim by the rebels that the dam had failed",
        ),
        (
            "Police dismissed as baseless a report by Open Hand that the dam had failed.",
            "Police",
            "dismissed",
            "as baseless a report by Open Hand that the dam had failed",
        ),
        (
            "The dairy said there was no truth in claims that the dam had failed.",
            "The dairy",
            "said",
            "there was no truth in claims that the dam had failed",
        ),
    ],
)
def test_a_claim_that_somebody_denies_is_what_it_says_and_denied(
    credit, claims_of, text, source, cue, content
):
    [claim] = claims_of(text, credit(text, source, cue, content))

    assert (claim.text, claim.certainty.level) == ("The dam had failed.", "denied")


def test_who_recalls_a_claim_does_not_make_it(credit, claims_of):
    text = "Hale recalled a report that the dam had failed."

    [claim] = claims_of(text, credit(text, "Hale", "recalled", "a report that the dam had failed"))

    assert [hop.role for hop in claim.hops] == ["publisher"]


def test_each_deed_that_somebody_denies_is_a_claim(credit, claims_of):
    text = "Tom Hale denied owning the flat or ever having slept there."

    claims = claims_of(text, credit(text, "Tom Hale", "denied", "owning the flat or ever having slept there"))

    assert [(claim.text, claim.certainty.level) for claim in claims] == [
        ("Tom Hale owned the flat.", "denied"),
        ("Tom Hale had slept there.", "denied"),
    ]


@pytest.mark.parametrize(
    ("gerund", "past"),
    [
        ("closing", "closed"),
        ("planning", "planned"),
        ("carrying", "carried"),
        ("selling", "sold"),
        ("zyxing", None),
    ],
)
def test_the_past_of_a_gerund_is_told_where_a_list_knows_it(gerund, past):
    assert past_of(gerund) == past


def test_what_is_asked_after_if_is_open_and_no_condition(credit, claims_of):
    text = "Reporters asked if the mill had closed."

    [claim] = claims_of(text, credit(text, "Reporters", "asked", "if the mill had closed"))

    assert (claim.text, claim.certainty.level) == ("The mill had closed.", "unknown")
    assert claim.certainty.condition is None
