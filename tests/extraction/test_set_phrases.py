"""What set phrases credit: refusals of reports, hearsay of what was said, tellers within a sentence."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "told", "level"),
    [
        (
            'The navy dismissed as "fiction" reports that its crews had mutinied.',
            "The navy",
            "Its crews had mutinied.",
            "denied",
        ),
        (
            "The abbey refutes the suggestion, made in a letter, that its bells were cast abroad.",
            "The abbey",
            "Its bells were cast abroad.",
            "denied",
        ),
        (
            "The coach is said to have told the squad in private that the match was fixed.",
            "The coach",
            "The match was fixed.",
            "asserted",
        ),
        (
            "The minister is said to believe that the tape is genuine.",
            "The minister",
            "The tape is genuine.",
            "probable",
        ),
        (
            "Rents will fall by a tenth, the city council predicts in its yearly report, from 20 marks.",
            "the city council",
            "Rents will fall by a tenth.",
            "probable",
        ),
    ],
)
def test_a_set_phrase_tells_who_says_what(claims_of, text, source, told, level):
    [claim] = claims_of(text)

    assert [hop.source.name for hop in claim.hops[:-1]] == [source]
    assert (claim.text, claim.certainty.level) == (told, level)


def test_nobody_who_said_a_thing_is_no_source(credit, claims_of):
    text = "Neither Hale nor Orm has said whether the mill will close."

    [claim] = claims_of(text, credit(text, "Neither Hale nor Orm", "has said", "whether the mill will close"))

    assert len(claim.hops) == 1


def test_what_somebody_is_accused_of_and_denies_is_denied_by_them(claims_of):
    claims = claims_of("Tom Hale is accused of taking bribes, an allegation he denies.")

    assert [(claim.text, len(claim.hops), claim.certainty.level) for claim in claims] == [
        ("Tom Hale is accused of taking bribes.", 1, "asserted"),
        ("Tom Hale took bribes.", 2, "denied"),
    ]


def test_what_is_expected_in_an_infinitive_is_told_as_a_statement(credit, claims_of):
    text = "Ada Brown does not expect the ferries to sail on Sunday."

    [claim] = claims_of(text, credit(text, "Ada Brown", "does not expect", "the ferries to sail on Sunday"))

    assert (claim.text, claim.certainty.level) == ("The ferries will sail on Sunday.", "doubtful")


def test_a_content_cut_behind_its_auxiliary_is_made_whole(credit, claims_of):
    text = "The case was filed, the clerk said, but no judge will hear it in May."

    claims = claims_of(text, credit(text, "the clerk", "said", "The case was filed", "hear it in May"))

    assert [claim.text for claim in claims] == ["The case was filed.", "No judge will hear it in May."]
