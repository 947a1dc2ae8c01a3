"""Who tells a thing in other forms than a verb of saying, found without any engine's help."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article


def told_in(text):
    claims = build_claims(Article(text), [])
    return [(claim.hops[0].source.kind, claim.hops[0].source.name, claim.text) for claim in claims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In shipping circles it was being whispered that the yard would close.",
            ("shipping circles", "The yard would close."),
        ),
        (
            "The word from the town hall on Friday was that the fair would go ahead.",
            ("The word from the town hall", "The fair would go ahead."),
        ),
        (
            "Talk in the harbour is that the ferry has been sold.",
            ("Talk in the harbour", "The ferry has been sold."),
        ),
        ("Dressing-room gossip had it that he had signed.", ("Dressing-room gossip", "He had signed.")),
        (
            "By the account of two porters who were there, the lift had stopped.",
            ("two porters who were there", "The lift had stopped."),
        ),
        ("Per a ministry source, the vote was moved.", ("a ministry source", "The vote was moved.")),
        (
            "The vault was empty, a guard at the bank has let it be known.",
            ("a guard at the bank", "The vault was empty."),
        ),
        (
            "It was a retired judge, speaking without attribution, who revealed that the file was lost.",
            ("a retired judge", "The file was lost."),
        ),
        (
            "Three divers, interviewed separately, gave the same account: the rope was cut.",
            ("Three divers", "The rope was cut."),
        ),
        (
            "Union sources put the cost at about four million.",
            ("Union sources", "The cost is about four million."),
        ),
        (
            "An engineer at the plant estimated the losses at 40 percent.",
            ("An engineer at the plant", "The losses are 40 percent."),
        ),
        (
            "The kiln was never inspected, two welders at the works allege.",
            ("two welders at the works", "The kiln was never inspected."),
        ),
    ],
)
def test_who_tells_it_is_found_in_any_form(text, told):
    assert told_in(text) == [("anonymous", *told)]


@pytest.mark.parametrize(
    "text",
    [
        "The trouble is that the ferry has been sold.",
        "The mayor put the key at the back of the drawer.",
        "In two circles of stones it was cold.",
        "By the end of the day, the lift had stopped.",
        "The vet let the dog out of the yard at noon.",
    ],
)
def test_what_nobody_tells_stays_the_publishers(text):
    assert [kind for kind, *_ in told_in(text)] == ["unknown"]


def test_a_headline_names_its_source_behind_a_dash():
    assert told_in("Nordmark to close two yards in Karst - company sources") == [
        ("anonymous", "company sources", "Nordmark is to close two yards in Karst.")
    ]


def test_four_people_told_a_paper_what_nobody_else_is_credited_with():
    text = "The minister was warned in June, four people familiar with the call told the Karst Times."

    [claim] = build_claims(Article(text), [])

    assert [hop.source.name for hop in claim.hops[:-1]] == [
        "four people familiar with the call",
        "Karst Times",
    ]


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Ostmark's gas flows to fall in May - source", "Ostmark's gas flows are to fall in May."),
        ("Banks to cut jobs -sources", "Banks are to cut jobs."),
        ("Orm and Hale to sign accord - officials", "Orm and Hale are to sign accord."),
        ("Orm Mills to cut 2,000 jobs - sources", "Orm Mills is to cut 2,000 jobs."),
        ("Exclusive: Nordmark to cut 2,000 jobs - sources", "Nordmark is to cut 2,000 jobs."),
    ],
)
def test_a_bare_headline_has_a_verb_in_the_number_of_its_subject(claims_of, headline, told):
    [claim] = claims_of(headline)

    assert claim.text == told
