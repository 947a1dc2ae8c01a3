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


@pytest.mark.parametrize(
    ("told", "relay"),
    [
        ("Speaking live on Rádió Tavas, a nurse said", ("outlet", "Rádió Tavas", "published")),
        ("In a note relayed by the Tavas News Agency, a nurse said", ("news_agency", "Tavas News Agency")),
        ("In remarks later carried by Le Soir, a nurse said", ("outlet", "Le Soir", "published")),
        ("In memoirs being serialised by the weekly Die Fackel, a nurse said", ("outlet", "Die Fackel")),
        ("In a call monitored by the Polnia agency, a nurse said", ("news_agency", "Polnia")),
        ("In a message picked up by the investigative site Lynx, a nurse said", ("outlet", "Lynx")),
        ("In an email seen by Digi42, a nurse said", ("outlet", "Digi42", "published")),
        ("a nurse told local station Radio Karst that", ("outlet", "Radio Karst", "published")),
        ("a nurse conceded to the monthly Ostra that", ("outlet", "Ostra", "published")),
        ("In a letter seen by the state agency Moravin, a nurse said", ("news_agency", "Moravin")),
    ],
)
def test_a_medium_is_known_by_its_noun_its_name_or_its_place(credit, claims_of, chain_of, told, relay):
    text = f"{told} the pump failed."
    cue = next(word for word in ("told", "conceded", "said") if f" {word}" in told)

    [claim] = claims_of(text, credit(text, "a nurse", cue, "the pump failed"))

    assert chain_of(claim) == [NURSE, (1, "relay", *relay[:2], "published")]


@pytest.mark.parametrize(
    ("told", "bringers"),
    [
        ("A roster passed to Reuters by a porter", [("anonymous", "a porter", "published"), "Reuters"]),
        (
            "A roster shown to the Karst Echo by two guards",
            [("anonymous", "two guards", "showed"), "Karst Echo"],
        ),
        ("A roster, which a porter leaked to AFP,", [("anonymous", "a porter", "published"), "AFP"]),
        ("A roster leaked to AFP", ["AFP"]),
        ("A roster sent to the owner", []),
    ],
)
def test_whoever_brought_a_paper_to_a_medium_comes_before_it(credit, claims_of, chain_of, told, bringers):
    text = f"{told} shows that the mill was sold."

    [claim] = claims_of(text, credit(text, told, "shows", "that the mill was sold"))

    assert [hop[2:] if hop[2] == "anonymous" else hop[3] for hop in chain_of(claim)[1:]] == bringers


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Radio Karst, citing AFP, which had it from a porter, said", ["a porter", "AFP", "Radio Karst"]),
        ("Radio Karst, which in turn cited a porter, said", ["a porter", "Radio Karst"]),
        ("Quoting a ship's log, Radio Karst said", ["a ship's log", "Radio Karst"]),
        ("Radio Karst, citing a report in the Ostra Times, said", ["Ostra Times", "Radio Karst"]),
        ("Radio Karst, which attributed the news to a porter, said", ["a porter", "Radio Karst"]),
        ("Radio Karst, basing its report on a porter, said", ["a porter", "Radio Karst"]),
        ("Radio Karst, without citing a source, said", ["Radio Karst"]),
    ],
)
def test_whoever_is_cited_comes_before_who_cites(credit, claims_of, chain_of, told, names):
    text = f"{told} the pump failed."

    [claim] = claims_of(text, credit(text, "Radio Karst", "said", "the pump failed"))

    assert [hop[3] for hop in chain_of(claim)] == names


@pytest.mark.parametrize(
    "told",
    [
        "In a note on the Senate Majority Leader, a nurse said",
        "In a call with Le Pen, a nurse said",
        "In a video on her Telegram channel, a nurse said",
        "In a talk in the harbour, a nurse said",
        "In a letter to the Treasury, a nurse said",
        "Shown to her seat by a porter, a nurse said",
    ],
)
def test_what_is_no_medium_relays_nothing(credit, claims_of, chain_of, told):
    text = f"{told} the pump failed."

    [claim] = claims_of(text, credit(text, "a nurse", "said", "the pump failed"))

    assert chain_of(claim) == [NURSE]
