"""Clauses within clauses: what the matrix around them makes of them."""

import pytest


@pytest.mark.parametrize(
    ("text", "told", "level"),
    [
        ("It was not known whether the pilot had jumped.", "The pilot had jumped.", "unknown"),
        ("It remains unclear if the bells will be hung again.", "The bells will be hung again.", "unknown"),
        ("There was no word on whether the climbers had eaten.", "The climbers had eaten.", "unknown"),
        ("The question is whether the roof will hold.", "The roof will hold.", "unknown"),
        ("Whether the vault was locked is unclear.", "The vault was locked.", "unknown"),
        ("Reports that the pass was mined could not be verified.", "The pass was mined.", "unknown"),
        ("That a third man had fled could not be ruled out.", "A third man had fled.", "possible"),
        ("It may also be that the barn was empty.", "The barn was empty.", "possible"),
        ("Claims that the dean had fled were baseless.", "The dean had fled.", "denied"),
        ("There is a risk that the slope will slide.", "The slope will slide.", "possible"),
        ("It is thought that the coins were buried in 1640.", "The coins were buried in 1640.", "probable"),
        ("There is little hope that the whales will live.", "The whales will live.", "doubtful"),
        ("There is no truth in rumours that the inn was sold.", "The inn was sold.", "denied"),
        ("Neither Hale nor Orm has said whether the mill will close.", "The mill will close.", "unknown"),
    ],
)
def test_an_open_clause_is_the_claim_and_what_leads_to_it_its_level(claims_of, text, told, level):
    [claim] = claims_of(text)

    assert (claim.text, claim.certainty.level) == (told, level)


def test_two_questions_of_one_matrix_are_two_claims(claims_of):
    claims = claims_of("It was not clear whether the crew had radioed, or whether the mast had gone.")

    assert [claim.text for claim in claims] == ["The crew had radioed.", "The mast had gone."]


def test_who_is_asked_for_stays_asked(claims_of):
    [claim] = claims_of("It was not clear who had opened the sluice.")

    assert claim.text == "It was not clear who had opened the sluice."
    assert claim.certainty.level == "unknown"


def test_what_a_speaker_thinks_is_the_claim_and_thinking_its_level(credit, claims_of):
    text = '"I think the dam was blown up," Ada Brown said.'

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", '"I think the dam was blown up,"'))

    assert (claim.text, claim.certainty.level) == ("The dam was blown up.", "probable")


def test_a_matrix_without_a_clause_stays_a_statement(claims_of):
    [claim] = claims_of("There was no word from the three climbers.")

    assert claim.text == "There was no word from the three climbers."
