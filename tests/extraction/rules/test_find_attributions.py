"""Laws of who is credited with what, one phenomenon a sentence."""

import pytest

from extraction.rules.engine import RulesEngine


def credits(text):
    """Return source, cue and content of each attribution, fragments joined with " … "."""
    found = RulesEngine().find_attributions(text)
    return [
        tuple(" … ".join(s.of(text) for s in role) for role in (a.source, a.cue, a.content)) for a in found
    ]


REPORTED = {
    "Hale said the pump failed.": ("Hale", "said", "the pump failed"),
    "Hale, who runs the plant, said the pump failed.": (
        "Hale, who runs the plant",
        "said",
        "the pump failed",
    ),
    "Dana Ortiz, 41, a nurse from Lowell, said she left.": (
        "Dana Ortiz, 41, a nurse from Lowell",
        "said",
        "she left",
    ),
    "Hale and his brother said the pump failed.": ("Hale and his brother", "said", "the pump failed"),
    "The pump failed, Hale said.": ("Hale", "said", "The pump failed"),
    "The plan, Hale said, is to wait.": ("Hale", "said", "The plan … is to wait"),
    '"It failed," said Hale, the mayor of Lowell.': ("Hale, the mayor of Lowell", "said", '"It failed,"'),
    "The pump failed, according to two people familiar with the matter.": (
        "two people familiar with the matter",
        "according to",
        "The pump failed",
    ),
    "According to Reuters, the pump failed.": ("Reuters", "According to", "the pump failed"),
    "Ortiz told Reuters that the valve held.": ("Ortiz", "told", "that the valve held"),
    "Officials, speaking on condition of anonymity, said the deal is close.": (
        "Officials, speaking on condition of anonymity",
        "said",
        "the deal is close",
    ),
    "The agency, citing its sources, said the plant would close.": (
        "The agency, citing its sources",
        "said",
        "the plant would close",
    ),
    "Ortiz opposes the plan.": ("Ortiz", "opposes", "the plan"),
    "It was not clear whether the valve held.": ("", "It was not clear", "whether the valve held"),
    "Hale wants to close the plant.": ("Hale", "wants", "to close the plant"),
    "He believes the valve is old.": ("He", "believes", "the valve is old"),
    "HALE: The pump failed. It was old.": ("HALE", ":", "The pump failed … It was old"),
}


@pytest.mark.parametrize("text", REPORTED)
def test_a_sentence_credits_its_source_with_its_content(text):
    assert credits(text) == [REPORTED[text]]


def test_an_interrupted_quote_is_one_attribution_with_two_fragments():
    text = '"The pump failed," Hale and Ortiz said. "Nobody had checked the valve."'

    assert credits(text) == [
        ("Hale and Ortiz", "said", '"The pump failed," … "Nobody had checked the valve."')
    ]


def test_a_quote_runs_over_paragraphs():
    text = "Hale said:\n\n“The pump failed.\n\n“Nobody knew.”\n\nIt rained."

    assert credits(text) == [("Hale", "said", "“The pump failed … “Nobody knew.”")]


def test_list_items_are_content_of_what_introduces_them():
    text = "The agency said the deal includes the following:\n\n- two pumps;\n\n- a valve.\n\nIt rained."

    assert credits(text) == [("The agency", "said", "the deal includes the following … two pumps … a valve")]


def test_what_follows_a_statement_has_its_own_attribution():
    text = '"It failed," one source told Reuters, saying Hale could leave.'

    assert credits(text) == [
        ("one source", "told", '"It failed,"'),
        ("one source", "saying", "Hale could leave"),
    ]


def test_a_relative_clause_credits_its_own_subject():
    text = "They met the group, which the ministry views as a threat."

    assert credits(text) == [("the ministry", "views", "which … as a threat")]


def test_a_sentence_without_a_cue_has_no_attribution():
    assert credits("The plant closed on Monday after its pump failed.") == []
