"""Nobody is credited: what it is told of somebody that they did not say."""

import pytest


@pytest.mark.parametrize(
    ("source", "cue"),
    [
        ("Neither side", "has confirmed"),
        ("No officials", "confirmed"),
        ("Nobody at the ministry", "said"),
        ("None of the witnesses", "said"),
        ("Neither of the two men", "has admitted"),
        ("Neither Orme Bank nor the airline", "has said"),
        ("Few doctors", "said"),
        ("Not one guard", "said"),
        ("Hale", "was wrong to say"),
        ("Hale", "stopped short of saying"),
    ],
)
def test_who_did_not_say_it_is_credited_with_nothing(source, cue, credit, claims_of):
    text = f"{source} {cue} that the bridge was shut."

    claims = claims_of(text, credit(text, source, cue, "that the bridge was shut"))

    assert [hop.source.name for claim in claims for hop in claim.hops if hop.role != "publisher"] == []


def test_a_negation_outside_the_source_is_seen(credit, claims_of):
    text = "Neither company said that the bridge was shut."

    claims = claims_of(text, credit(text, "company", "said", "that the bridge was shut"))

    assert [hop.source.name for claim in claims for hop in claim.hops if hop.role != "publisher"] == []


@pytest.mark.parametrize("source", ["A few doctors", "No fewer than ten guards", "None other than Tom Hale"])
def test_who_only_looks_like_nobody_is_credited(source, credit, claims_of):
    text = f"{source} said that the bridge was shut."

    [claim] = claims_of(text, credit(text, source, "said", "that the bridge was shut"))

    assert (claim.text, len(claim.hops)) == ("The bridge was shut.", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Contrary to what Hale said, the dam broke.",
        "Despite what Hale said, the dam broke.",
        "Whatever Hale said, the dam broke.",
        "The road was shut but, contrary to what Hale said, the dam broke.",
    ],
)
def test_what_is_contrary_to_somebodys_word_is_not_theirs(text, credit, claims_of):
    claims = claims_of(text, credit(text, "Hale", "said", "the dam broke"))

    assert [len(claim.hops) for claim in claims] == [1] * len(claims)


def test_words_round_the_contrary_are_not_somebodys(credit, claims_of):
    text = "Contrary to what Hale said, the dam broke."

    claims = claims_of(text, credit(text, "Hale", "said", "Contrary to what", "the dam broke"))

    assert [len(claim.hops) for claim in claims] == [1] * len(claims)


def test_what_somebody_said_despite_something_is_theirs(credit, claims_of):
    text = "Despite the rain, Hale said the dam had held."

    [claim] = claims_of(text, credit(text, "Hale", "said", "the dam had held"))

    assert [hop.source.name for hop in claim.hops[:-1]] == ["Hale"]


def test_who_hardly_believe_it_doubt_it(credit, claims_of):
    text = "Few dealers think that the peg will hold."

    [claim] = claims_of(text, credit(text, "Few dealers", "think", "that the peg will hold"))

    assert (claim.hops[0].source.name, claim.certainty.level) == ("Few dealers", "doubtful")
