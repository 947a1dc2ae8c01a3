"""Anonymity: what the article tells of a source it does not name."""

import pytest

from extraction.anonymity import describe_anonymity
from extraction.model import Anonymity


def test_every_fact_the_article_gives_is_kept():
    sentence = (
        "Two police officers who were present, speaking on condition of anonymity because they feared"
        " for their jobs, said so."
    )

    described = describe_anonymity("Two police officers who were present", sentence)

    assert described == Anonymity(
        descriptor="Two police officers who were present",
        category="police",
        number="several_stated",
        knowledge="witnessed",
        reason="they feared for their jobs",
    )


def test_a_condition_without_a_reason_gives_none():
    described = describe_anonymity(
        "Diplomatic sources", "Diplomatic sources, on condition of anonymity, said so."
    )

    assert described == Anonymity("Diplomatic sources", "diplomatic", "several_stated", "unknown", None)


@pytest.mark.parametrize(
    ("descriptor", "category", "number"),
    [
        ("one source", "other", "one"),
        ("a senior army officer", "military", "one"),
        ("rebel commanders", "rebel", "several_stated"),
        ("a doctor at the clinic", "medical", "one"),
        ("residents", "witness", "several_stated"),
        ("people familiar with the deal", "other", "several_stated"),
        ("three company executives", "company", "several_stated"),
        ("an intelligence official", "intelligence", "one"),
    ],
)
def test_the_descriptor_tells_category_and_number(descriptor, category, number):
    described = describe_anonymity(descriptor, "")

    assert (described.category, described.number) == (category, number)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A clerk, on condition of anonymity, said the mill was sold since its debts had grown.", None),
        (
            "A clerk said so, asking not to be named for fear of losing her post.",
            "for fear of losing her post",
        ),
        (
            "A clerk, who was not allowed to speak and asked not to be named, said so.",
            "was not allowed to speak",
        ),
        ("A clerk, who requested anonymity citing the pending case, said so.", "the pending case"),
    ],
)
def test_the_reason_is_told_of_the_source_not_of_what_it_said(sentence, reason):
    assert describe_anonymity("A clerk", sentence).reason == reason


def test_knowing_of_a_matter_does_not_tell_how():
    assert describe_anonymity("a person familiar with the sale", "").knowledge == "unknown"


@pytest.mark.parametrize(
    ("mention", "after", "knowledge"),
    [
        ("Two officials who saw the draft report", "said it was thin.", "document"),
        ("two people briefed on the sale", "said it was off.", "told"),
        ("A clerk who was in the room", "said he shouted.", "witnessed"),
        ("Two guards", "said they had been beaten.", "witnessed"),
        ("An engineer", "said the pin must have broken because the wheel was loose.", "deduced"),
        ("A biologist", ", extrapolating from six ponds, said all was lost.", "induced"),
        ("A person familiar with the sale", "said it was off.", "unknown"),
    ],
)
def test_how_a_source_knows_is_told_by_its_own_words(mention, after, knowledge):
    assert describe_anonymity(mention, f"{mention} {after}").knowledge == knowledge


@pytest.mark.parametrize(
    ("descriptor", "category"),
    [
        ("Defence lawyers for the accused", "legal"),
        ("a hospital official", "medical"),
        ("a member of the guerrillas' council", "rebel"),
        ("a person in the prime minister's office", "government"),
        ("a UN official in Brix", "other"),
    ],
)
def test_the_noun_tells_the_category_then_the_words_beside_it(descriptor, category):
    assert describe_anonymity(descriptor, descriptor).category == category


def test_sources_that_spoke_apart_are_verified():
    sentence = "Five nurses, interviewed separately, said the alarm was off."

    assert describe_anonymity("Five nurses", sentence).number == "several_verified"


def test_what_somebody_is_familiar_with_is_no_body_they_belong_to():
    told = describe_anonymity("a person familiar with the company's plans", "")

    assert told.category == "other"


def test_officials_of_the_union_of_states_are_of_a_government():
    assert describe_anonymity("European Union officials", "").category == "government"
    assert describe_anonymity("European intelligence officials", "").category == "intelligence"


@pytest.mark.parametrize(
    ("descriptor", "category"),
    [
        ("a foreign ministry official", "government"),
        ("two civil servants at the ministry", "government"),
        ("an air force technician", "military"),
        ("an executive at the airline", "company"),
        ("three warehouse workers", "company"),
        ("one of the dismissed welders", "company"),
        ("an aid worker in the camp", "other"),
        ("an FBI agent", "police"),
        ("a commander of the Green Hills movement", "rebel"),
        ("a law enforcement source", "police"),
        ("a crash investigator", "other"),
        ("an art dealer in Brix", "other"),
        ("a consulate employee", "diplomatic"),
        ("a woman who watched from the bridge", "witness"),
        ("a source at the public prosecutor's office", "legal"),
    ],
)
def test_the_nearest_word_that_names_a_body_gives_the_category(descriptor, category):
    assert describe_anonymity(descriptor, f"{descriptor} said so.").category == category
