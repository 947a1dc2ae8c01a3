"""Laws of scoring an engine's claims on labelled sets."""

from collections import Counter

from bench.confusions import CONFUSIONS, confusions_of
from bench.score_sets import table_of
from bench.set_scorers import (
    score_anonymity,
    score_certainty,
    score_claim_text,
    score_references,
    score_relays,
    score_statements,
)
from extraction.claims import build_claims
from extraction.engine import open_engine
from extraction.model import Article, Claim


def told_of(text: str) -> list[Claim]:
    """Return the claims of the rules engine."""
    return build_claims(Article(text=text), open_engine("rules").find_attributions(text))


def test_a_found_claim_is_counted_by_each_field():
    text = "The mill could close. The bridge did not burn."
    labels = [
        {"content": "The mill could close", "level": "possible", "polarity": "negative", "cues": []},
        {"content": "nowhere", "level": "asserted", "polarity": "positive", "cues": []},
    ]

    tally = score_certainty({"text": text, "expected": labels}, build_claims(Article(text=text), []))

    assert +tally == {"labels": 2, "told": 1, "found": 1, "level": 1, "condition": 1}


def test_a_claim_away_from_every_label_is_neither_right_nor_wrong():
    text = "The mill has closed. The bridge has burned."
    labels = [{"content": ["The mill has closed"], "must_contain": ["mill"], "must_not_contain": ["bridge"]}]

    tally = score_claim_text({"text": text, "expected": labels}, build_claims(Article(text=text), []))

    assert tally == {"labels": 1, "told": 1, "found": 1, "text": 1}


def test_a_statement_beside_the_labelled_ones_is_told_unless_it_may_be_found():
    text = "The mill has closed. The bridge has burned. The road was shut."
    labels = {"statements": ["The mill has closed."], "either": ["The bridge has burned."]}

    tally = score_statements({"text": text, "expected": labels}, build_claims(Article(text=text), []))

    assert tally == {"labels": 1, "told": 2, "found": 1}


def test_an_unnamed_source_that_is_not_labelled_counts_against_precision():
    text = "The dam has cracked, one source told Reuters. It will hold, a second source said."
    label = {"mention": "one source", "category": "other", "number": "one", "knowledge": "unknown"}

    tally = score_anonymity({"text": text, "expected": [label]}, told_of(text))

    facts = {"category": 1, "number": 1, "knowledge": 1, "reason": 1}
    assert tally == {"labels": 1, "told": 2, "found": 1, **facts}


def test_two_mentions_of_one_source_are_a_pair_and_two_sources_are_none():
    text = 'Mayor Tom Hale said the dam was safe. "It is dry," Hale said. Ada Brown said it was wet.'
    labels = [
        {"mention": "Mayor Tom Hale", "occurrence": 1, "name": "Tom Hale"},
        {"mention": "Hale", "occurrence": 2, "name": "Tom Hale"},
        {"mention": "Ada Brown", "occurrence": 1, "name": "Ada Brown"},
    ]

    tally = score_references({"text": text, "expected": labels}, told_of(text))

    assert +tally == {"labels": 1, "told": 1, "found": 1, "mentions": 3, "mentions found": 3}


def test_two_unnamed_sources_told_as_one_are_counted_as_merged():
    text = "One diplomat said the dam held. The diplomat said it was dry."
    labels = [
        {"mention": word, "occurrence": 1, "same_as": {"mention": word, "occurrence": 1}}
        for word in ("One diplomat", "The diplomat")
    ]

    tally = score_references({"text": text, "expected": labels}, told_of(text))

    assert +tally == {"told": 1, "merged": 1, "mentions": 2, "mentions found": 2}


def test_a_table_gives_precision_and_recall_of_each_fact():
    rows = {"modal": Counter(labels=4, told=5, found=2), "plain": Counter(labels=1, told=0, found=0)}

    assert list(table_of("statements", rows, by_phenomenon=True)) == [
        "statements: 5 labelled, 5 told",
        "    found          2   P  40.0%   R  40.0%   F1  40.0%",
        "    modal                         4 labelled   5 told: found 2",
        "    plain                         1 labelled   0 told: found 0",
    ]


def test_a_claim_that_was_parted_is_found_where_every_part_has_its_chain():
    text = '"The dam has cracked, and the road was shut," Tom Hale told AFP.'
    hops = [
        {"step": 0, "role": "origin", "kind": "person", "name": "Tom Hale", "act": "said"},
        {"step": 1, "role": "relay", "kind": "news_agency", "name": "AFP", "act": "published"},
        {"step": 2, "role": "publisher", "kind": "unknown", "name": "unnamed publisher", "act": "published"},
    ]
    label = {"content": ["The dam has cracked, and the road was shut"], "chain": hops}

    tally = score_relays({"text": text, "expected": [label]}, told_of(text))

    assert tally == {"labels": 1, "told": 1, "found": 1, "chain": 1}


def test_confusions_tell_what_was_taken_for_what():
    text = "The mill could close. The bridge did not burn."
    labels = [
        {"content": "The mill could close", "level": "asserted", "polarity": "positive"},
        {"content": "The bridge did not burn", "level": "asserted", "polarity": "negative"},
        {"content": "nowhere", "level": "denied", "polarity": "positive"},
    ]

    pairs = Counter(CONFUSIONS["certainty"]({"text": text, "expected": labels}, told_of(text)))

    assert list(confusions_of(pairs)) == [
        "right: 1 of 3",
        "  1 x asserted positive  ->  possible positive",
        "  1 x denied positive  ->  (none)",
    ]


def test_a_pronoun_that_finds_its_source_again_is_no_confusion():
    text = "Ada Brown said the mill had closed. She said the bridge had burned."
    labels = [
        {"mention": "Ada Brown", "occurrence": 1, "name": "Ada Brown"},
        {"mention": "She", "occurrence": 1, "name": "Ada Brown"},
    ]

    pairs = list(CONFUSIONS["references"]({"text": text, "expected": labels}, told_of(text)))

    assert pairs == [("pronoun: found again", "pronoun: found again")]
