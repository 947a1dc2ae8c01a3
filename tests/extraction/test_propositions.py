"""Propositions: the statements that one sentence makes."""

import pytest

from extraction.contents import Stretch
from extraction.layout import read_layout
from extraction.model import Span
from extraction.propositions import split_stretch


def parts_of(text: str, *, is_credited: bool = False) -> list[str]:
    whole = Stretch((Span(0, len(text)),), "indirect", is_credited=is_credited)
    return [stretch.words(text) for stretch in split_stretch(read_layout(text), whole)]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "The mill could reopen, but huge debts stand in the way",
            ["The mill could reopen", "huge debts stand in the way"],
        ),
        ("The mill has closed and that the town has shrunk", ["The mill has closed", "the town has shrunk"]),
        (
            "The plan is not final, since its terms are still open",
            ["The plan is not final", "its terms are still open"],
        ),
        (
            "Acme recently took a new name, and has cut its debts",
            ["Acme recently took a new name", "Acme has cut its debts"],
        ),
        ("The mill burned; the bridge was saved", ["The mill burned", "the bridge was saved"]),
    ],
)
def test_coordinated_clauses_part(sentence, parts):
    assert parts_of(sentence) == parts


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "The plan will end raids by the army, which often hit the town.",
            ["The plan will end raids by the army", "raids by the army often hit the town"],
        ),
        (
            "Trucks took the Castle Road, which the army holds at present.",
            ["Trucks took the Castle Road", "the army holds the Castle Road at present"],
        ),
        (
            "The flood reached Brix, Norland's oldest town, at night.",
            ["The flood reached Brix at night", "Brix is Norland's oldest town"],
        ),
        (
            "The army left Brix, Norland's oldest town hit by floods, at night.",
            ["The army left Brix at night", "Brix is hit by floods", "Brix is Norland's oldest town"],
        ),
        (
            "Police searched the Gantry Club, formerly known as the Crane Club.",
            ["Police searched the Gantry Club", "the Gantry Club was formerly known as the Crane Club"],
        ),
    ],
)
def test_an_aside_is_a_statement_about_what_it_follows(sentence, parts):
    assert parts_of(sentence) == parts


def test_two_phrases_of_one_preposition_part():
    sentence = "Families were taken out of the old town and out of the harbour"

    assert parts_of(sentence) == [
        "Families were taken out of the old town",
        "Families were taken out of the harbour",
    ]


def test_an_inverted_sentence_parts_by_its_subjects():
    sentence = "among the likely losers are towns on the river, and farmers who sold their land"

    assert parts_of(sentence) == [
        "among the likely losers are towns on the river",
        "among the likely losers are farmers who sold their land",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "He met Ada, and the mayor who was ill",
        "If the mill closes, and nobody buys it, the town will shrink",
        "The union against Acme, some of whose leaders resent the mayor, has begun its talks",
        "Tom Hale, Ana Ortiz and Ada Brown met in Brix",
    ],
)
def test_what_cannot_be_parted_safely_stays_whole(sentence):
    assert parts_of(sentence) == [sentence]


def test_an_apposition_within_somebodys_words_is_no_claim_of_theirs():
    sentence = "The flood reached Brix, Norland's oldest town, at night"

    assert parts_of(sentence, is_credited=True) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Ada Brown, a former inspector, won the vote",
            ["Ada Brown won the vote", "Ada Brown is a former inspector"],
        ),
        (
            "The vault - installed only last year - was opened",
            ["The vault was opened", "The vault was installed only last year"],
        ),
        ("Tin (down 3 percent since May) fell to 90", ["Tin fell to 90", "Tin is down 3 percent since May"]),
        (
            "Because the rains failed twice, the farm has sold its goats",
            ["Because the rains failed twice, the farm has sold its goats", "the rains failed twice"],
        ),
        (
            "The Norland Grain Agency (NGA) has sold its goats",
            ["The Norland Grain Agency (NGA) has sold its goats"],
        ),
        ("In Brix, a man in a red hat, drunk, fell", ["In Brix, a man in a red hat, drunk, fell"]),
    ],
)
def test_what_is_told_by_the_way_parts(sentence, parts):
    assert parts_of(sentence) == parts


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The dam collapsed, killing two people", ["The dam collapsed", "The dam killed two people"]),
        (
            "The storm crossed Brix, tearing the roof off",
            ["The storm crossed Brix", "The storm tore the roof off"],
        ),
        ("Hale was arrested, leaving the mill idle", ["Hale was arrested, leaving the mill idle"]),
        ("Hale spoke for long, leaving for Brix at ten", ["Hale spoke for long, leaving for Brix at ten"]),
    ],
)
def test_what_a_participle_adds_is_said_of_the_subject(sentence, parts):
    assert parts_of(sentence) == parts
