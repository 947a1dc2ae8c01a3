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
        reason="because they feared for their jobs",
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
