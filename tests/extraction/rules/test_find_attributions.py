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
    "The dam may not hold, two engineers who inspected it told AFP.": (
        "two engineers who inspected it",
        "told",
        "The dam may not hold",
    ),
    "The pump, two sources told Reuters on Monday, had failed.": (
        "two sources",
        "told",
        "The pump … had failed",
    ),
    "The pump, said Brandt, is old.": ("Brandt", "said", "The pump … is old"),
    "The pump failed, said Ida Brandt, who runs the plant.": (
        "Ida Brandt, who runs the plant",
        "said",
        "The pump failed",
    ),
    "The pump failed, a spokesman for the ministry said in a statement on Friday.": (
        "a spokesman for the ministry",
        "said",
        "The pump failed",
    ),
    "The pump failed, a poll for the daily Arle Echo showed on Friday.": (
        "a poll for the daily Arle Echo",
        "showed",
        "The pump failed",
    ),
    "Half of the town left, a nurse, Ida Brandt, told the Arle Echo by phone.": (
        "a nurse, Ida Brandt",
        "told",
        "Half of the town left",
    ),
    "Brandt said in a letter, later seen by AFP, that she had left.": ("Brandt", "said", "that she had left"),
    "Brandt said it was old and that Hale knew.": ("Brandt", "said", "it was old and that Hale knew"),
    "Asked whether the pump had failed, she said nobody had checked.": (
        "she",
        "said",
        "nobody had checked",
    ),
    "In a statement, the firm said the pump had failed.": ("the firm", "said", "the pump had failed"),
    "The pump failed, the valve broke and the dam leaked, the ministry said.": (
        "the ministry",
        "said",
        "The pump failed, the valve broke and the dam leaked",
    ),
    "Brandt has denied that the pump failed.": ("Brandt", "has denied", "that the pump failed"),
    "Brandt has denied selling the pump.": ("Brandt", "has denied", "selling the pump"),
    "The report, published on Monday, says the dam is old.": (
        "The report, published on Monday",
        "says",
        "the dam is old",
    ),
    "A memo obtained by AFP says both pumps failed.": (
        "A memo obtained by AFP",
        "says",
        "both pumps failed",
    ),
    "The ministry views the group as a threat.": ("The ministry", "views", "the group as a threat"),
    "State media, quoting the mayor, Ida Brandt, said the dam held.": (
        "State media, quoting the mayor, Ida Brandt",
        "said",
        "the dam held",
    ),
    "'The dam is old,' Brandt said. 'Nobody's checked it.'": (
        "Brandt",
        "said",
        "'The dam is old,' … 'Nobody's checked it.'",
    ),
    "It was not clear if Turkey would get the zone, which Ankara has been seeking.": (
        "",
        "It was not clear",
        "if Turkey would get the zone, which Ankara has been seeking",
    ),
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


def test_who_is_cited_in_front_is_no_clause():
    text = "Citing two officials, Reuters reported that the dam had burst."

    assert credits(text) == [
        ("Reuters", "Citing", "two officials"),
        ("Reuters", "reported", "that the dam had burst"),
    ]


def test_who_is_quoted_behind_is_no_part_of_what_was_reported():
    text = "State media reported the dam had burst, quoting an engineer."

    assert credits(text) == [
        ("State media", "reported", "the dam had burst"),
        ("State media", "quoting", "an engineer"),
    ]


def test_who_passes_on_whose_words_stands_beside_them():
    text = "A driver told reporters that the dam was dry, the Arle agency said."

    assert credits(text) == [
        ("A driver", "told", "that the dam was dry"),
        ("the Arle agency", "said", "A driver told reporters that the dam was dry"),
    ]


def test_what_is_not_clear_goes_on_over_what_it_holds():
    text = "It was not clear if the deal had to do with a truce that Turkey wants to restore."

    assert credits(text) == [
        ("", "It was not clear", "if the deal had to do with a truce that Turkey wants to restore"),
        ("Turkey", "wants", "to restore"),
    ]


def test_a_relative_clause_credits_its_own_subject():
    text = "They met the group, which the ministry views as a threat."

    assert credits(text) == [("the ministry", "views", "which … as a threat")]


def test_a_sentence_without_a_cue_has_no_attribution():
    assert credits("The plant closed on Monday after its pump failed.") == []


@pytest.mark.parametrize(
    "wish", ["asked not to be named", "declined to be identified", "wished to remain anonymous"]
)
def test_whoever_stays_unnamed_has_said_nothing_by_that(wish):
    text = f"A clerk, who {wish} because he feared dismissal, told Reuters the dam was unsafe."

    assert credits(text) == [
        (f"A clerk, who {wish} because he feared dismissal", "told", "the dam was unsafe")
    ]
