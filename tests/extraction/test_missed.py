"""What a sentence plainly reports is found, whatever an engine left out of it."""

import pytest


def told(claims):
    return [(claim.text, [hop.source.name for hop in claim.hops[:-1]]) for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ida Brandt says the dam is safe.",
        "Minister Ida Brandt has repeatedly warned that the dam is safe.",
    ],
)
def test_who_plainly_says_something_is_its_origin_without_an_engine(claims_of, text):
    assert told(claims_of(text)) == [("The dam is safe.", ["Ida Brandt"])]


def test_a_list_after_a_colon_is_said_to_its_last_item_and_no_further(credit, claims_of):
    text = "Ida Brandt said:\n\n- the dam failed\n\n- nobody was hurt\n\nThe school is closed."

    claims = claims_of(text, credit(text, "Ida Brandt", "said", "- the dam failed"))

    assert told(claims) == [
        ("The dam failed.", ["Ida Brandt"]),
        ("Nobody was hurt.", ["Ida Brandt"]),
        ("The school is closed.", []),
    ]


def test_who_tells_a_paper_what_somebody_believes_stands_between_them(credit, claims_of):
    text = "Norland believes Ostmark will yield, a person briefed on the matter told the Daily Echo."

    claims = claims_of(text, credit(text, "Norland", "believes", "Ostmark will yield"))

    chain = ["Norland", "a person briefed on the matter", "Daily Echo"]
    assert told(claims) == [("Ostmark will yield.", chain)]


def test_in_a_transcript_who_answers_is_credited_by_name_and_labels_are_nobody(credit, claims_of):
    text = "Q: What did he say?\nA: It failed in May. We knew it all.\nDr. Ada Brown: The pump failed."

    claims = claims_of(text, credit(text, "Q", ":", "What did he say?"))

    assert told(claims) == [("The pump failed.", ["Ada Brown"])]


def test_a_wires_slug_is_no_part_of_a_claim(claims_of):
    claims = claims_of("UPDATE 2-Nordholt shares fell 14% after its chief quit.")

    assert told(claims) == [("Nordholt shares fell 14% after its chief quit.", [])]
