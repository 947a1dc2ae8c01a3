"""Statements: which of the publisher's own sentences can be checked."""

import pytest

from extraction.layout import read_layout
from extraction.model import Span
from extraction.statements import find_headline, find_statements


def stated(text: str) -> list[str]:
    return [stretch.words(text) for stretch in find_statements(read_layout(text), [])]


@pytest.mark.parametrize(
    "line",
    [
        "3 min read",
        "14 March, 2019",
        "Published 14 March 2019 at 10:30",
        "Peace at last?",
        "Why did the mill close?",
        "Read more: the mill that never closed",
        "Sign up for our newsletter and never miss a story.",
        "Photo: Ada Brown/AP was there and took it",
        "AFP and Reuters contributed to this report.",
        "Editor’s note: This story has been updated with a comment from the mill.",
        "An earlier version of this article misstated when the mill closed.",
        "This article was amended on 4 August 2026 to correct a name.",
        "The long road ahead",
        "Ada Brown contributed reporting from Brix.",
        "Tom Hale reported from Brix, Norland.",
        "Five Things The Mayor Wants You To Know About The Bridge.",
        "“We lost the mill, and then we lost the bank,” Ada Brown said at the gate.",
        "We should be ashamed of what was done here.",
        '"This is the end of the mill as we know it."',
        '"We will build the mill again" - owner Ada Brown',
        "It is a fascinating question.",
        "A second mill would be madness.",
        "It is hard to imagine an uglier mill.",
        "There was never a mill like it.",
        "The owner is, of course, a man of honour.",
        "The council must act and the mayor must go.",
        "What a mill that was!",
        "You are reading the Brix Briefing.",
        "This story was updated at 14:30 GMT with a comment from the mill.",
        "I loved the smell of the mill.",
    ],
)
def test_what_states_nothing_is_left_out(line):
    assert stated(line) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill in Brix closed on Monday.", "The mill in Brix closed on Monday."),
        ("Workers have been leaving towns like Brix [AFP]", "Workers have been leaving towns like Brix"),
        ("The plan could help the town, but", "The plan could help the town, but"),
    ],
)
def test_a_sentence_or_caption_is_a_statement_without_its_credit(text, words):
    assert stated(text) == [words.rstrip(",")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill weighs 212 tonnes.",
        "He was 78.",
        "I counted eleven boats below the mill.",
        "Owners must register a boat within 30 days.",
        "The mill should be running again by Friday.",
    ],
)
def test_what_can_be_checked_is_a_statement(sentence):
    assert stated(sentence) == [sentence]


def test_who_wrote_the_article_is_no_statement_of_it():
    text = "The mill in Brix closed on Monday.\n\nTom Hale is the Post's Africa correspondent."

    assert stated(text) == ["The mill in Brix closed on Monday."]


def test_items_of_a_list_are_statements_of_their_own():
    text = "The new rules are these:\n\n- The mill closes at night;\n- Trucks take the bridge.\n"

    assert stated(text) == ["The mill closes at night", "Trucks take the bridge."]


def test_words_taken_by_somebody_else_are_left_out():
    text = "The mill closed on Monday. It burned, Ada Brown said."
    layout = read_layout(text)

    left = find_statements(layout, [layout.sentences[1]])

    assert [stretch.words(text) for stretch in left] == ["The mill closed on Monday."]


@pytest.mark.parametrize(
    ("title", "is_statement"),
    [
        ("Mill in Brix has closed", True),
        ("Brix and Hale prepare a new bridge", True),
        ("Norland, Ostmark preparing sale of Brix mill", True),
        ("Housing in the old town", False),
        ("Brown: the mill has closed", False),
        ("Has the mill closed?", False),
        ("The mill", False),
    ],
)
def test_a_headline_is_a_statement_where_it_states_something(title, is_statement):
    assert bool(find_headline(title)) is is_statement


def test_what_is_stated_before_somebody_elses_words_stays_the_publishers():
    text = "The drug was approved in March, and its maker said it worked."
    taken = [Span(text.index("its maker"), len(text))]

    [stretch] = find_statements(read_layout(text), taken)

    assert stretch.words(text) == "The drug was approved in March"


@pytest.mark.parametrize(
    "lead",
    [
        "After the fire of May",
        "In a letter filed in court on Monday",
        "Interestingly, after the vote",
        "But while the mill was shut",
    ],
)
def test_what_leans_on_somebody_elses_words_is_no_statement(lead):
    text = f"{lead}, Hale said the bridge was gone."
    taken = Span(text.index("Hale"), len(text))

    assert find_statements(read_layout(text), [taken]) == []


def test_an_item_that_is_ordered_needs_no_verb_of_its_own():
    text = "The order requires the owner to act:\n\n- drain the lake at Brix;\n\n- replace the old gates."

    assert stated(text)[-2:] == ["drain the lake at Brix", "replace the old gates."]


def test_an_item_to_read_is_no_statement():
    text = "More stories on the mill:\n\n- the long road home\n\n- our guide to the lake"

    assert stated(text) == []
