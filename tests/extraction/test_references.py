"""References: which mentions are one source, and of which kind."""

import re

import pytest

from extraction.kinds import describe_mention
from extraction.layout import read_layout
from extraction.model import Span
from extraction.references import resolve_sources


def sources_of(text: str, *mentions: str) -> list[tuple[str, str]]:
    """Resolve each mention, the n-th time it stands in `text` for the n-th time it is asked for."""
    spans = []
    for mention in mentions:
        places = [match.span() for match in re.finditer(rf"\b{re.escape(mention)}\b", text)]
        fresh = next(place for place in places if Span(*place) not in spans)
        spans.append(Span(*fresh))
    resolved = resolve_sources(text, spans, read_layout(text).sentences)
    return [(mention.source.kind, mention.source.name) for span in spans for mention in resolved[span]]


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


def test_a_surname_is_the_person_whose_full_name_stands_in_the_text():
    text = "Mayor Ada Brown came late. Brown said no."

    assert sources_of(text, "Brown", "Brown")[1] == ("person", "Ada Brown")


def test_a_surname_that_two_people_bear_is_neither_of_them():
    text = "Ada Brown met Tom Brown. Brown said no."
    span = Span(25, 30)

    [mention] = resolve_sources(text, [span], [Span(0, len(text))])[span]

    assert mention.source.name == "Brown"


def test_she_is_the_last_woman_met():
    text = "Ada Brown met Tom Hale. She said the mill had closed."

    assert sources_of(text, "She") == [("person", "Ada Brown")]


def test_a_pronoun_without_antecedent_is_unknown_and_keeps_its_word():
    assert sources_of("She said the mill had closed.", "She") == [("unknown", "She")]


def test_the_news_agency_is_the_agency_met_before():
    text = "One clerk told Reuters so. The news agency said the mill had closed."

    assert sources_of(text, "The news agency") == [("news_agency", "Reuters")]


def test_the_source_is_the_one_source_met_before():
    text = "One source said no. The source said yes."
    one, again = Span(0, 10), Span(20, 30)

    resolved = resolve_sources(text, [one, again], [Span(0, 19), Span(20, 40)])

    assert resolved[one][0].source == resolved[again][0].source


def test_two_unnamed_sources_are_never_merged_by_their_words():
    text = "A source said no. A source said yes."
    one, other = Span(0, 8), Span(18, 26)

    resolved = resolve_sources(text, [one, other], [Span(0, 17), Span(18, 36)])

    assert resolved[one][0].source.key != resolved[other][0].source.key


def test_the_minister_is_the_person_introduced_with_that_office():
    text = "Foreign Minister Tom Hale arrived. The minister said the mill had closed."

    assert sources_of(text, "The minister") == [("person", "Tom Hale")]


def test_a_full_stop_ends_a_name():
    text = "Sales fell in May. Ortek said no."

    assert sources_of(text, "Ortek") == [("unknown", "Ortek")]


def test_the_holder_of_an_office_is_a_person():
    assert sources_of("The mayor said no.", "The mayor") == [("person", "The mayor")]


def test_joint_names_are_two_sources():
    text = "Tom Hale and Ana Ortiz said no."

    assert sources_of(text, "Tom Hale and Ana Ortiz") == [("person", "Tom Hale"), ("person", "Ana Ortiz")]


def test_and_within_a_name_joins_nothing():
    text = "The Ministry of Health and Welfare said no."

    assert sources_of(text, "The Ministry of Health and Welfare") == [
        ("government", "Ministry of Health and Welfare")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mayor Brandt came late. Brandt said no.", "person"),
        ("Brandt said no. She said the mill had closed.", "person"),
        ("Brandt said no. The mill had closed.", "unknown"),
        ("Brandt said no. Ortek said yes. She said the mill had closed.", "unknown"),
    ],
)
def test_a_lone_name_is_a_person_where_a_title_or_she_says_so(text, kind):
    mentions = [mention for mention in ("Brandt", "Ortek", "She") if mention in text]

    assert sources_of(text, *mentions)[0] == (kind, "Brandt")


def test_one_source_has_the_category_of_the_group_before_it_and_is_not_it():
    text = "Diplomatic sources said no. One source said yes."
    group, one = Span(0, 18), Span(28, 38)

    resolved = resolve_sources(text, [group, one], [Span(0, 27), Span(28, 48)])

    source = resolved[one][0].source
    assert (source.anonymity.category, source.anonymity.number) == ("diplomatic", "one")
    assert source.key != resolved[group][0].source.key


@pytest.mark.parametrize(
    "text", ["Diplomatic sources and police sources said no. One source said yes.", "One source said yes."]
)
def test_one_source_after_no_group_or_two_has_no_category(text):
    groups = [group for group in ("Diplomatic sources", "police sources") if group in text]
    start = text.index("One source")
    spans = [Span(text.index(group), text.index(group) + len(group)) for group in groups]

    resolved = resolve_sources(text, [*spans, Span(start, start + 10)], [Span(0, len(text))])

    assert resolved[Span(start, start + 10)][0].source.anonymity.category == "other"
