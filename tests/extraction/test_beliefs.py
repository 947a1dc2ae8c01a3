"""Beliefs: what somebody calls a thing is their word, not the publisher's."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article


def told_of(text: str) -> list[tuple[str, list[str]]]:
    claims = build_claims(Article(text=text), [])
    return [(claim.text, [hop.source.name for hop in claim.hops[:-1]]) for claim in claims]


@pytest.mark.parametrize(
    ("text", "claim", "source"),
    [
        ('Ada Brown called the plan "madness".', 'The plan is "madness".', "Ada Brown"),
        ('Mayor Tom Hale described the floods as "a test".', 'The floods are "a test".', "Tom Hale"),
        ('The union chief, Ada Brown, called it "crumbs".', 'It is "crumbs".', "Ada Brown"),
    ],
)
def test_what_somebody_calls_a_thing_is_credited_to_them(text, claim, source):
    assert told_of(text) == [(claim, [source])]


def test_what_a_thing_is_called_by_name_stays_a_statement():
    assert told_of("The town called the mill Old Mary.") == [("The town called the mill Old Mary.", [])]


@pytest.mark.parametrize(
    ("text", "accused", "denied", "denier"),
    [
        (
            "Omar Tessier, 44, is accused of stealing money from a charity, which he denies.",
            "Omar Tessier, 44, is accused of stealing money from a charity.",
            ["Omar Tessier stole money from a charity."],
            "Omar Tessier",
        ),
        (
            "Hexol has been accused by MPs of hiding the leak, which the company denies.",
            "Hexol has been accused by MPs of hiding the leak.",
            ["Hexol hid the leak."],
            "the company",
        ),
        (
            "Holt is charged with killing his wife and burning the house, which he denies.",
            "Holt is charged with killing his wife and burning the house.",
            ["Holt killed his wife.", "Holt burned the house."],
            "Holt",
        ),
        (
            "The militia is accused of using hospitals as bases, which the group denies.",
            "The militia is accused of using hospitals as bases.",
            ["The militia used hospitals as bases."],
            "the group",
        ),
        (
            "Prosecutors accuse Holt of taking bribes, a charge he rejects.",
            "Prosecutors accuse Holt of taking bribes.",
            ["Holt took bribes."],
            "Holt",
        ),
    ],
)
def test_an_accusation_is_the_publishers_and_each_deed_denied(claims_of, text, accused, denied, denier):
    claims = claims_of(text)

    assert [(claim.text, claim.certainty.level, claim.hops[0].source.name) for claim in claims] == [
        (accused, "asserted", "unnamed publisher"),
        *((deed, "denied", denier) for deed in denied),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Holt is accused of breaking into, and robbing, a bank, which she denies.",
        "The militia was blamed for the fire at the depot, which the group denies.",
        "Holt is accused of rape and theft of a van, which he rejects.",
    ],
)
def test_a_denial_whose_reach_is_not_sure_stays_in_its_sentence(claims_of, text):
    claims = claims_of(text)

    assert [(claim.text, len(claim.hops)) for claim in claims] == [(text, 1)]


def test_a_denial_within_a_relative_clause_goes_with_it(claims_of):
    claims = claims_of("Holt, who is accused of rape, which he denies, will be tried in May.")

    assert [claim.text for claim in claims] == [
        "Holt will be tried in May.",
        "Holt is accused of rape, which he denies.",
    ]


def test_a_claim_named_last_is_what_is_denied(claims_of):
    claims = claims_of("The envoy published the claims, which Orm denies.")

    assert [claim.text for claim in claims] == ["The envoy published the claims.", "Orm denies the claims."]


def test_who_denies_counts_of_a_charge_denies(claims_of):
    [claim] = claims_of("Holt denies two counts of fraud.")

    assert claim.certainty.level == "denied"


def test_an_accusation_behind_its_day_stays_whole(claims_of):
    text = "On Monday, Holt was charged with stealing a car, which he denies."

    claims = claims_of(text)

    assert [(claim.text, claim.certainty.level) for claim in claims] == [
        (text, "asserted"),
        ("Holt stole a car.", "denied"),
    ]


def test_a_clause_that_leans_on_the_one_before_is_no_claim(credit, claims_of):
    text = "12 people were held, while the U.K. denied that any were."

    claims = claims_of(text, credit(text, "the U.K.", "denied", "that any were"))

    assert [claim.text for claim in claims] == ["12 people were held.", "The U.K. denied that any were."]
