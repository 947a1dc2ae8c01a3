"""Mentions: which kind of source its own words tell, and which name."""

import pytest

from extraction.kinds import describe_mention


@pytest.mark.parametrize(
    ("mention", "kind", "name"),
    [
        ("US Secretary of State Tom Hale", "person", "Tom Hale"),
        ("Ana Ortiz, a spokeswoman for the mill", "person", "Ana Ortiz"),
        ("the Labour candidate, Ada Brown", "person", "Ada Brown"),
        ("Mr. Hale", "person", "Hale"),
        ("the United States", "government", "United States"),
        ("The US", "government", "United States"),
        ("the Ministry of Health", "government", "Ministry of Health"),
        ("Reuters", "news_agency", "Reuters"),
        ("the New York Times", "outlet", "New York Times"),
        ("Acme Corp", "organisation", "Acme Corp"),
        ("opposition groups", "group", "opposition groups"),
        ("a police report", "document", "a police report"),
        ("the latest survey", "dataset", "the latest survey"),
        ("Diplomatic sources", "anonymous", "Diplomatic sources"),
        ("a spokesman for the mill", "anonymous", "a spokesman for the mill"),
        ("its main", "unknown", "its main"),
    ],
)
def test_a_mention_tells_its_kind_and_name(mention, kind, name):
    portrait = describe_mention(mention)

    assert (portrait.kind, portrait.name) == (kind, name)


@pytest.mark.parametrize(
    ("mention", "kind", "name"),
    [
        ("Orme Bank's Ada Brown", "person", "Ada Brown"),
        ("Orme's senior adviser Ada Brown", "person", "Ada Brown"),
        ("Islamic State", "group", "Islamic State"),
        ("no Democrats", "group", "no Democrats"),
        ("an FBI summary of its inquiry", "document", "an FBI summary of its inquiry"),
        ("a survey last year by the clinic", "dataset", "a survey last year by the clinic"),
        ("firms including Orme", "organisation", "firms including Orme"),
    ],
)
def test_a_mention_is_told_by_its_noun_whatever_stands_round_it(mention, kind, name):
    portrait = describe_mention(mention)

    assert (portrait.kind, portrait.name) == (kind, name)
