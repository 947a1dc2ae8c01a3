"""Coordination: which clauses part, and what a later one borrows."""

import pytest

from extraction.coordination import split_clauses
from extraction.model import Span


def clauses_of(text: str) -> list[tuple[str | None, str]]:
    clauses = split_clauses(text, Span(0, len(text)))
    return [(borrowed and borrowed.of(text), clause.of(text)) for borrowed, clause in clauses]


@pytest.mark.parametrize(
    ("sentence", "left", "borrowed", "right"),
    [
        (
            "Acme lately renamed itself and ostensibly cut all ties to Brix",
            "Acme lately renamed itself",
            "Acme",
            "ostensibly cut all ties to Brix",
        ),
        (
            "The flood has killed many people and driven half the town from home",
            "The flood has killed many people",
            "The flood has",
            "driven half the town from home",
        ),
        (
            "The mill was closed in May and sold to Acme",
            "The mill was closed in May",
            "The mill was",
            "sold to Acme",
        ),
        ("The mill makes paper and sells it abroad", "The mill makes paper", "The mill", "sells it abroad"),
        ("The mill has closed and will be sold", "The mill has closed", "The mill", "will be sold"),
    ],
)
def test_a_second_verb_of_the_firsts_form_borrows_its_subject(sentence, left, borrowed, right):
    assert clauses_of(sentence) == [(None, left), (borrowed, right)]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "Acme closed two mills, cut 90 jobs and sold the farm",
            [(None, "Acme closed two mills"), ("Acme", "cut 90 jobs"), ("Acme", "sold the farm")],
        ),
        ("Tin fell and the crown rose", [(None, "Tin fell"), (None, "the crown rose")]),
        (
            "Hale broke the record but was banned",
            [(None, "Hale broke the record"), ("Hale", "was banned")],
        ),
        (
            "Police seized guns, cash and drugs used in raids",
            [(None, "Police seized guns, cash and drugs used in raids")],
        ),
        (
            "The men who sank the boat and stole the oars fled",
            [(None, "The men who sank the boat and stole the oars fled")],
        ),
    ],
)
def test_predicates_and_clauses_part_only_where_each_is_whole(sentence, clauses):
    assert clauses_of(sentence) == clauses


def test_that_before_a_lone_noun_belongs_to_it():
    assert clauses_of("The road was mined and that bridge is being watched") == [
        (None, "The road was mined"),
        (None, "that bridge is being watched"),
    ]


def test_a_reason_that_is_a_clause_parts():
    sentence = "The plan is not final, as its terms are still being discussed"

    assert clauses_of(sentence) == [
        (None, "The plan is not final"),
        (None, "its terms are still being discussed"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The flood hit old and damaged houses in Brix",
        "The mill hired men who drank and smashed the pumps",
        "The mayor feared the mill lost money and closed the road",
        "The mill was closed and angered the town",
        "The mill reopened, as the mayor had promised",
        "Hale met Ortiz and Brown in Brix",
        "The flood took cars and damaged barns",
        "Nobody knows how the mill closed, and how it will open",
        "The town is shrinking and the debts it has are growing",
        "The mayor was asked why the mill had closed and the town had not helped",
        "The town has to act on its debts, and on the ideas such as mills that towns manage",
        "The mill burned, while under guard of men who slept",
    ],
)
def test_what_may_belong_to_another_word_stays_whole(sentence):
    assert clauses_of(sentence) == [(None, sentence)]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("I was the last one off and I shut the hatch", ["I was the last one off", "I shut the hatch"]),
        ("It was a proud day: the oil came up at dawn", ["It was a proud day", "the oil came up at dawn"]),
        (
            "the ramp was tested on Friday, that it passed and that the log proves it",
            ["the ramp was tested on Friday", "it passed", "the log proves it"],
        ),
        ("after the mill had closed and he left", ["after the mill had closed and he left"]),
        ("the list has one item: tea", ["the list has one item: tea"]),
    ],
)
def test_a_pronoun_that_can_only_be_a_subject_and_a_colon_part_clauses(sentence, clauses):
    parted = split_clauses(sentence, Span(0, len(sentence)))

    assert [clause.of(sentence) for _, clause in parted] == clauses


@pytest.mark.parametrize(
    "sentence",
    [
        "she received and accepted the advice",
        "Hale was careless and in the normal course of things would be punished",
        "he spoke of trade, the courts and the law on drugs, but his words have not been heard and are lost",
    ],
)
def test_what_shares_an_object_or_only_goes_on_is_not_parted_there(sentence):
    first = split_clauses(sentence, Span(0, len(sentence)))[0][1].of(sentence)

    assert len(first.split()) > 4 or first == sentence
