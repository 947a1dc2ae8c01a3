"""References: whom a pronoun, or a pair, stands for."""

import pytest

from tests.extraction.resolving import keys_of, sources_of


def test_she_is_the_last_woman_met():
    text = "Ada Brown met Tom Hale. She said the mill had closed."

    assert sources_of(text, "She") == [("person", "Ada Brown")]


def test_a_pronoun_without_antecedent_is_unknown_and_keeps_its_word():
    assert sources_of("She said the mill had closed.", "She") == [("unknown", "She")]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Two guards said no. They said yes.", "Two guards"),
        ("Ada Brown and Tom Hale said no. They said yes.", "Ada Brown and Tom Hale"),
        ("Police in Brix said no. They said yes.", "Police in Brix"),
    ],
)
def test_they_are_the_one_group_or_pair_met_before(text, before):
    them, again = keys_of(text, before, "They")

    assert again == them


def test_they_are_neither_of_two_groups():
    text = "Two guards said no. Three nurses said no. They said yes."

    assert keys_of(text, "Two guards", "Three nurses", "They")[2] == ["unknown:42"]


def test_both_are_the_two_met_before():
    text = "One guard said no. A nurse said no. Both said the gate was shut."
    one, other, both = keys_of(text, "One guard", "A nurse", "Both")

    assert both == [*one, *other]


def test_the_two_men_are_the_pair_without_a_name():
    text = "Two guards said no. Both men said the gate was shut."
    pair, again = keys_of(text, "Two guards", "Both men")

    assert again == pair


def test_who_says_she_of_herself_is_a_woman():
    text = "A judge said she was tired. A guard said he was not. She said the court would rise."
    judge, _, again = keys_of(text, "A judge", "A guard", "She")

    assert again == judge


def test_a_brother_is_not_she():
    text = "Amina Sesay came late. Her brother said no. She said yes."

    assert sources_of(text, "Her brother", "She")[1] == ("person", "Amina Sesay")


def test_he_is_whom_the_sentence_before_is_about():
    text = "Tom Hale said no. At a rally in Brix, Ben Orm rejected the plan. He said it was mad."

    assert sources_of(text, "Tom Hale", "He")[-1] == ("person", "Ben Orm")


def test_they_are_the_couple_that_the_sentence_before_is_about():
    text = "Peter and Ruth Orm opened the mill. They said no."

    assert sources_of(text, "They") == [("person", "Peter Orm"), ("person", "Ruth Orm")]


def test_he_is_whom_his_own_sentence_began_with():
    text = "Ada Lund said no. Tom Hale has wavered, but he said yes."

    assert sources_of(text, "Ada Lund", "Tom Hale", "he")[-1] == ("person", "Tom Hale")


def test_he_is_nobody_of_whom_only_the_quotation_speaks():
    text = 'Ada Lund met Tom Hale, who said no. "Ben Orm is wrong. Ben Orm knows it," he said.'

    assert sources_of(text, "Tom Hale", "he said"[:2])[-1] == ("person", "Tom Hale")


@pytest.mark.parametrize(
    "before",
    [
        "The ship left Port Stanley on Monday.",
        "The lorry came from Mount Isa.",
        "They flew to Santa Clara.",
        "The boat sank off Orlem Ellery.",
        "Saint Paul was dark.",
    ],
)
def test_he_is_no_place(before):
    assert sources_of(f"{before} He said he had seen it.", "He") == [("unknown", "He")]


def test_he_is_the_man_who_left_the_place():
    text = "Tom Hale left Port Stanley on Monday. He said he had seen it."

    assert sources_of(text, "He") == [("person", "Tom Hale")]
