"""Sentences that are no statement of the publisher's: verdicts, judgements, what a site or a firm prints."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Nurses called the roster an insult.",
        "The dean hailed the vote as a turning point.",
        "The abbot, Ivo Lund, denied it.",
        "Traders expect it to recover.",
        "It was a sorry spectacle from start to end.",
        "That is a grim outlook for the valley.",
        "The new hall is a gem by the river.",
        "In our view, that is two too few.",
        "Time will tell whether it was wise.",
        "This story is for members only.",
        "Fees and charges may apply to some cards.",
        "Photo gallery: the week in pictures from Brix.",
        "Corvo is a leading provider of ferry solutions.",
        "Tell us what you saw at the port.",
    ],
)
def test_what_only_judges_or_advertises_is_no_statement(claims_of, text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called an election for May.",
        "The union called a strike at noon.",
        "The clerk put the letters on the table.",
        "By noon half of the votes had been counted.",
        "The oldest oar dates from 1702.",
        "The court said little on Monday, offering only a date.",
    ],
)
def test_what_only_looks_like_a_verdict_is_a_statement(claims_of, text):
    assert [claim.text for claim in claims_of(text)] == [text]


def test_what_a_firm_says_of_itself_at_the_end_is_left_out(claims_of):
    text = (
        "Corvo will build a pier in Arle. It will cost 4 million marks. Work starts in May.\n\n"
        "About Corvo\n\nCorvo sails to nine islands. Its boats run on gas."
    )

    assert len(claims_of(text)) == 3
