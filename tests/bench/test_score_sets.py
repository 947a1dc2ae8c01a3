"""Laws of scoring the engine's claims on labelled sets."""

from bench.score_sets import score_certainty, score_statements
from extraction.claims import build_claims
from extraction.model import Article


def test_a_found_claim_is_counted_by_each_field():
    text = "The mill could close. The bridge did not burn."
    labels = [
        {"content": "The mill could close", "level": "possible", "polarity": "negative", "cues": []},
        {"content": "nowhere", "level": "asserted", "polarity": "positive", "cues": []},
    ]

    tally = score_certainty({"text": text, "expected": labels}, build_claims(Article(text=text), []))

    assert tally == {"labels": 2, "found": 1, "level": 1, "polarity": 0, "condition": 1}


def test_a_statement_beside_the_labelled_ones_is_wrong_unless_it_may_be_found():
    text = "The mill has closed. The bridge has burned. The road was shut."
    labels = {"statements": ["The mill has closed."], "either": ["The bridge has burned."]}

    tally = score_statements({"text": text, "expected": labels}, build_claims(Article(text=text), []))

    assert tally == {"labels": 1, "found": 1, "wrong": 1}
