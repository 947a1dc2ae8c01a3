"""Asides: what a sentence states by the way."""

import pytest

from extraction.contents import Stretch
from extraction.layout import read_layout
from extraction.model import Span
from extraction.propositions import split_stretch


def parts_of(text: str) -> list[str]:
    whole = Stretch((Span(0, len(text)),), "indirect")
    return [stretch.words(text) for stretch in split_stretch(read_layout(text), whole)]


def test_a_participle_tells_of_what_is_brought_in():
    assert parts_of("The town was shaken by a raid on the mill led by hired men.") == [
        "The town was shaken by a raid on the mill",
        "a raid on the mill was led by hired men",
    ]


def test_a_result_has_the_sentences_subject():
    assert parts_of("A row of fires broke out in May, leading to the loss of two mills.") == [
        "A row of fires broke out in May",
        "A row of fires led to the loss of two mills",
    ]


def test_two_long_phrases_of_one_preposition_part():
    assert parts_of("The town was hurt by new raids on its farms and a long siege of the old harbour.") == [
        "The town was hurt by new raids on its farms",
        "The town was hurt by a long siege of the old harbour",
    ]


def test_what_is_told_of_an_event_is_told_apart():
    sentence = (
        "Norland has armed the rebels, in a war that has killed up to 300 men and driven half the town away."
    )

    assert parts_of(sentence) == [
        "Norland has armed the rebels",
        "a war has killed up to 300 men",
        "a war has driven half the town away",
    ]


def test_what_happened_in_an_event_says_in_which():
    sentence = (
        "Norland has armed the rebels in the war in which as many as 300 have died and half the town is lost."
    )

    assert parts_of(sentence) == [
        "Norland has armed the rebels",
        "as many as 300 have died in the war",
        "half the town is lost in the war",
    ]


def test_a_profession_is_told_beside_the_sentence_it_stands_in():
    assert parts_of("The town has hired guards purporting to want a quiet, open market.") == [
        "The town has hired guards purporting to want a quiet, open market",
        "guards purport to want a quiet, open market",
    ]


def test_an_open_question_keeps_what_it_takes_for_granted_apart():
    sentence = (
        "It was not clear if the sale might end a long strike that Norland has been trying to settle since it"
        " broke down in May."
    )

    assert parts_of(sentence) == [
        "the sale might end a long strike",
        "Norland has been trying to settle a long strike",
        "a long strike broke down in May",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pumps were sold to Acme, a mill in Brix, which runs two boats.",
        "People do not write to the mayor, which is wise.",
    ],
)
def test_a_relative_clause_of_unsure_antecedent_stays_in_its_sentence(sentence):
    assert parts_of(sentence) == [sentence.removesuffix(".")]


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        (
            "The sale has upset towns of the league against Acme, some of whose old members resent him.",
            "some of the old members of the league against Acme resent him",
        ),
        ("The town asked the king to pardon Ada Brown, who is 70.", "Ada Brown is 70"),
        ("The town had long accused Ada Brown, who is 70.", "Ada Brown is 70"),
        ("The mill helped many, especially older men, who had lost much.", "older men had lost much"),
        (
            "Police searched the club formerly known as the Crane Club, which the mayor had closed.",
            "the mayor had closed the club formerly known as the Crane Club",
        ),
        (
            "Norland sold boats that range from old rafts to a small, fast yacht.",
            "boats range from old rafts to a small, fast yacht",
        ),
        (
            "The towns signed a truce, which Norland has been trying to revive since it fell apart in May.",
            "a truce fell apart in May",
        ),
    ],
)
def test_a_relative_clause_is_told_of_the_whole_it_follows(sentence, aside):
    assert aside in parts_of(sentence)
