"""Laws of telling a clause, with a verb and a subject of its own, from other words."""

import pytest

from extraction.clauses import find_finite_verb, has_subject, is_clause


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("trains would be diverted", "would"),
        ("claims were settled at once", "were"),
        ("Weighs 212 grams and measures a foot", "Weighs"),
        ("water freezes in the pipe", "freezes"),
        ("it cost less than a mile of road", "cost"),
        ("her hands hurt", "hurt"),
        ("she juggles two jobs", "juggles"),
        ("Norland's going to win", "Norland's"),
        ("A row of wage deals have been signed", "have"),
        ("the bridge closed by the storm opened again", "opened"),
        ("sales jumped by a third", "jumped"),
        ("we voted by a show of hands", "voted"),
        ("Twelve people died on the spot", "died"),
        ("they lied to us", "lied"),
        ("THE TALKS HAD FAILED", "had"),
        ("he owed the bank a million", "owed"),
    ],
)
def test_the_verb_of_a_clause_is_found_whatever_nouns_look_like_verbs(words, verb):
    found = find_finite_verb(words)

    assert found is not None
    assert found[0] == verb


@pytest.mark.parametrize(
    "words",
    [
        "the people who are backing Hale represent the whole town",
        "those who saw the fire called the brigade at once",
        "the mayor, who must decide by May, has told nobody",
        "the fact that the report was lost only deepens the scandal",
        "a man who said he was a clerk sold the tickets",
    ],
)
def test_a_verb_after_a_relative_clause_makes_a_clause(words):
    assert is_clause(words)
    assert has_subject(words)


@pytest.mark.parametrize(
    "words",
    [
        "critics who say the mill has closed",
        "a law that would be passed and signed",
        "the firm that makes the pump",
        "certain that the yard will be sold",
        "the town on the lake, which the war has laid waste, so that aid can come in",
        "no claims",
        "a plan for a new bridge, drafted by the town, to open the valley",
        "Norlandian forces to guard the mill",
    ],
)
def test_a_verb_of_a_relative_clause_alone_makes_none(words):
    assert not is_clause(words)


@pytest.mark.parametrize(
    ("words", "verb"),
    [("the congressman also zooms in", "zooms"), ("the congressman plans to win", "plans")],
)
def test_a_form_in_s_is_a_verb_where_an_adverb_or_to_tells_it(words, verb):
    found = find_finite_verb(words)

    assert found is not None
    assert found[0] == verb


def test_those_who_are_asked_to_do_something_are_no_clause():
    assert not is_clause("white actors to act like this")
