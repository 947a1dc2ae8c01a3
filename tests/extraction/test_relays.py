"""Relays: the media and persons through whom words came, whoever the engine took for the source."""

import pytest

NURSE = (0, "origin", "anonymous", "a nurse", "said")


@pytest.mark.parametrize(
    ("told", "relay"),
    [
        ("a nurse told the daily Brixer Bote that", ("outlet", "Brixer Bote", "published")),
        ("In an interview with Radio Brix, a nurse said", ("outlet", "Radio Brix", "published")),
        ("Asked by the Harbour Echo, a nurse said", ("outlet", "Harbour Echo", "published")),
        (
            "In remarks broadcast on state television, a nurse said",
            ("outlet", "state television", "published"),
        ),
        ("a nurse quoted by AFP said", ("news_agency", "AFP", "published")),
        ("a nurse admitted to the Lysvik newspaper that", ("outlet", "Lysvik", "published")),
        ("Quoting a nurse, state television said", ("outlet", "state television", "said")),
        ("state television, which cited a nurse, reported", ("outlet", "state television", "published")),
    ],
)
def test_a_medium_relays_however_it_is_brought_in(credit, claims_of, chain_of, told, relay):
    text = f"{told} the pump failed."
    source = "a nurse" if relay[1] != "state television" or "broadcast" in told else "state television"
    cue = next(word for word in ("told", "admitted", "reported", "said") if word in told)

    [claim] = claims_of(text, credit(text, source, cue, "the pump failed"))

    assert chain_of(claim) == [NURSE, (1, "relay", *relay)]


@pytest.mark.parametrize(
    ("told", "kind", "name", "act"),
    [
        ("A memo obtained by Reuters", "document", "A memo", "showed"),
        ("A survey published by Reuters", "dataset", "A survey", "showed"),
        ("A draft, a copy of which was given to Reuters,", "document", "A draft", "showed"),
    ],
)
def test_a_document_is_the_origin_and_who_obtained_it_relays(
    credit, claims_of, chain_of, told, kind, name, act
):
    text = f"{told} shows that the mill was sold."

    [claim] = claims_of(text, credit(text, told, "shows", "that the mill was sold"))

    agency = (1, "relay", "news_agency", "Reuters", "published")
    assert chain_of(claim) == [(0, "origin", kind, name, act), agency]


def test_a_medium_taken_for_the_source_of_what_it_brought_relays_it(credit, claims_of, chain_of):
    text = "A pilot quoted by the Harbour Echo said the ship had sunk."

    [claim] = claims_of(text, credit(text, "the Harbour Echo", "said", "the ship had sunk"))

    assert [hop[3] for hop in chain_of(claim)] == ["A pilot", "Harbour Echo"]


@pytest.mark.parametrize("audience", ["reporters", "the court", "parliament", "a news conference"])
def test_an_audience_is_no_relay(credit, claims_of, chain_of, audience):
    text = f"A nurse told {audience} that the pump had failed."

    [claim] = claims_of(text, credit(text, "A nurse", "told", "the pump had failed"))

    assert chain_of(claim) == [(0, "origin", "anonymous", "A nurse", "said")]


def test_the_relay_of_the_next_clause_belongs_to_its_own_speaker(credit, claims_of, chain_of):
    text = "Police said the van was blue; a nurse told Radio Brix that it was red."
    police = credit(text, "Police", "said", "the van was blue")

    blue, _ = claims_of(text, police, credit(text, "a nurse", "told", "it was red"))

    assert chain_of(blue) == [(0, "origin", "government", "Police", "said")]


def test_words_passed_on_come_through_each_in_turn(credit, claims_of, chain_of):
    text = "A scout told the channel Al-Sahra that a pilot had said the field was mined, AFP reported."
    scout = credit(text, "A scout", "told", "that a pilot had said the field was mined")
    agency = credit(text, "AFP", "reported", text[: text.index(", AFP")])

    [claim] = claims_of(text, scout, agency)

    assert [hop[3] for hop in chain_of(claim)] == ["a pilot", "A scout", "Al-Sahra", "AFP"]


def test_somebody_told_of_within_what_another_says_is_not_passed_on(credit, claims_of, chain_of):
    text = "Lind rebuked critics who say the mill has closed."
    rebuke = credit(text, "Lind", "rebuked", "critics who say the mill has closed")

    [claim] = claims_of(text, rebuke, credit(text, "who", "say", "the mill has closed"))

    assert [hop[3] for hop in chain_of(claim)] == ["critics"]


def test_i_within_what_somebody_says_is_whoever_says_it(credit, claims_of, chain_of):
    text = 'Ada Lind said: "I think the mill has closed."'
    outer = credit(text, "Ada Lind", "said", '"I think the mill has closed."')

    [claim] = claims_of(text, outer, credit(text, "I", "think", "the mill has closed"))

    assert chain_of(claim) == [(0, "origin", "person", "Ada Lind", "believes")]


def test_who_speaks_for_another_relays(credit, claims_of, chain_of):
    text = "Through his lawyer, Tom Hale said the fine was paid."

    [claim] = claims_of(text, credit(text, "Tom Hale", "said", "the fine was paid"))

    assert [hop[3] for hop in chain_of(claim)] == ["Tom Hale", "his lawyer"]


def test_a_medium_somebody_works_for_is_no_relay(credit, claims_of, chain_of):
    text = "Ada Lind, who wrote about mills for ABC News, said the mill had closed."

    [claim] = claims_of(text, credit(text, "Ada Lind", "said", "the mill had closed"))

    assert [hop[3] for hop in chain_of(claim)] == ["Ada Lind"]
