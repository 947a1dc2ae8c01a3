"""References: which mentions are one source, and of which kind."""

import pytest

from extraction.layout import read_layout
from extraction.model import Span
from extraction.references import resolve_sources
from tests.extraction.resolving import keys_of, sources_of


def test_a_surname_is_the_person_whose_full_name_stands_in_the_text():
    text = "Mayor Ada Brown came late. Brown said no."

    assert sources_of(text, "Brown", "Brown")[1] == ("person", "Ada Brown")


def test_a_surname_that_two_people_bear_is_neither_of_them():
    text = "Ada Brown met Tom Brown. Brown said no."
    span = Span(25, 30)

    [mention] = resolve_sources(text, [span], [Span(0, len(text))])[span]

    assert mention.source.name == "Brown"


def test_a_title_is_a_word_of_its_own():
    text = "Customs Enforcement said no."

    [(_, name)] = sources_of(text, "Customs Enforcement")

    assert name == "Customs Enforcement"


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


@pytest.mark.parametrize(
    ("text", "mentions", "name"),
    [
        ("Rescue chief Ada Brown came late. The rescue chief said no.", ["The rescue chief"], "Ada Brown"),
        ("Its coroner, Tom Hale, came late. The coroner said no.", ["The coroner"], "Tom Hale"),
        ("Ada Brown, a lawyer, came late. Tom Hale sat. The lawyer said no.", ["The lawyer"], "Ada Brown"),
        ("Ortek, the Brix-based shipper, sank. The shipper said no.", ["The shipper"], "Ortek"),
        ("The Norland Grain Agency met. The agency said no.", ["The agency"], "Norland Grain Agency"),
        ("Ortek Mills (OM) sank. OM said no.", ["OM"], "Ortek Mills"),
        ("The Ports Authority met. The regulator said no.", ["The regulator"], "Ports Authority"),
        ("Tom Hale of Orme Bank came late. Hale said no.", ["Hale"], "Tom Hale"),
        ("Although she said no, Ada Brown came.", ["she"], "Ada Brown"),
    ],
)
def test_a_name_is_found_by_how_it_was_brought_in(text, mentions, name):
    assert sources_of(text, *mentions)[-1][1] == name


def test_each_of_two_office_holders_is_found_by_their_own_office():
    text = "Union chief Ada Brown met police chief Tom Hale. The union chief said no. The police chief left."

    assert sources_of(text, "The union chief", "The police chief") == [
        ("person", "Ada Brown"),
        ("person", "Tom Hale"),
    ]


def test_the_company_is_the_one_company_met_before():
    text = "Ortek Ltd said no. The company said yes."

    assert sources_of(text, "Ortek Ltd", "The company")[1] == ("organisation", "Ortek Ltd")


def test_the_company_is_none_of_two():
    text = "Ortek Ltd said no. Acme Corp said no. The company said yes."

    assert sources_of(text, "Ortek Ltd", "Acme Corp", "The company")[2][1] == "The company"


def test_the_nurse_is_neither_of_two_nurses():
    text = "A nurse said no. A nurse from Brix said yes. The nurse said the ward was full."
    one, other, again = keys_of(text, "A nurse", "A nurse from Brix", "The nurse")

    assert again not in (one, other)


def test_the_first_of_two_unnamed_sources_is_counted_off():
    text = "One clerk said no. A second clerk said yes. The first clerk said the till was empty."
    one, _, first = keys_of(text, "One clerk", "A second clerk", "The first clerk")

    assert first == one


def test_a_couple_is_told_apart_by_whose_husband_he_is():
    text = "Pianist Ilse Orm and her husband, violinist Petr Orm, said no. She said why. He did not say."

    assert sources_of(text, "Pianist Ilse Orm and her husband, violinist Petr Orm", "She", "He") == [
        ("person", "Ilse Orm"),
        ("person", "Petr Orm"),
        ("person", "Ilse Orm"),
        ("person", "Petr Orm"),
    ]


@pytest.mark.parametrize("full", ["If Tom Hale won", "Republican Tom Hale won", "Tom Hale III won"])
def test_a_surname_is_the_full_name_whatever_word_stands_before_or_behind_it(full):
    text = f"{full}, it was late. Hale said no."

    assert sources_of(text, "Hale", "Hale")[-1] == ("person", "Tom Hale")


def test_two_forms_of_a_first_name_are_one_person():
    text = "Chris Hale came. Christopher Hale won. Later Hale, once more, spoke."

    assert sources_of(text, "Hale, once more")[0] == ("person", "Chris Hale")


def test_two_callings_of_one_person_are_one_source():
    text = "Tom Hale, a former congressman and rights leader from Brix, said no."

    assert sources_of(text, "Tom Hale, a former congressman and rights leader from Brix") == [
        ("person", "Tom Hale")
    ]


def test_a_supporter_of_somebody_is_a_person():
    text = "Moravec, a supporter of the mayor, came. Moravec said no."

    assert sources_of(text, "Moravec")[0][0] == "person"


def test_a_calling_told_once_with_a_name_speaks_of_it_again():
    text = "They met the retired neurosurgeon Ben Orm. The retired neurosurgeon said no."

    assert sources_of(text, "The retired neurosurgeon") == [("person", "Ben Orm")]


def test_a_body_with_and_in_its_name_is_found_by_its_short_form():
    text = "The Drugs and Blood Authority (DBA) met. The regulator said yes. The DBA said no."

    assert sources_of(text, "The regulator", "The DBA") == [("government", "Drugs and Blood Authority")] * 2


def test_a_nickname_is_who_bears_it():
    text = 'Edvaldo "Dida" Orm said yes. Dida said no.'

    assert sources_of(text, 'Edvaldo "Dida" Orm', "Dida said"[:4])[-1][1] == 'Edvaldo "Dida" Orm'


@pytest.mark.parametrize(
    "joint",
    ["Tom Hale, president and CEO of the mill", "Tom Hale III", "76-year-old Tom Hale"],
)
def test_a_person_is_one_whatever_offices_and_ages_are_told(joint):
    assert sources_of(f"{joint}, said no.", joint) == [("person", "Tom Hale")]


def test_a_study_by_two_is_one_document():
    text = "A study by Tom Hale and Ada Orm said no."

    assert [kind for kind, _ in sources_of(text, "A study by Tom Hale and Ada Orm")] == ["document"]


def test_an_adjective_is_no_source_beside_its_noun():
    text = "Liberal and conservative economists said no."

    assert sources_of(text, "Liberal and conservative economists") == [
        ("anonymous", "Liberal and conservative economists")
    ]


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ("The official, who was not allowed to speak of it, gave no date.", "was not allowed to speak of it"),
        ("The diplomat, who was not allowed to speak of it, gave no date.", None),
        ("The road, which was not allowed to be shut, is open.", None),
    ],
)
def test_a_reason_told_in_the_next_sentence_is_the_sources(after, reason):
    text = f"A ministry official said no. {after}"
    span = Span(0, len("A ministry official"))

    [mention] = resolve_sources(text, [span], read_layout(text).sentences)[span]

    assert mention.source.anonymity is not None
    assert mention.source.anonymity.reason == reason


@pytest.mark.parametrize("medium", ["the Times", "Reuters"])
@pytest.mark.parametrize("again", ["The firm", "The company", "The group"])
def test_a_medium_that_reported_is_no_firm(medium, again):
    text = f"Hexol was fined, {medium} reported. {again} said it had paid."

    assert sources_of(text, medium, again)[-1][1] == again


def test_a_news_agency_that_reported_is_the_agency():
    text = "Hexol was fined, Reuters reported. The agency said it had seen the file."

    assert sources_of(text, "Reuters", "The agency")[-1] == ("news_agency", "Reuters")


def test_a_medium_may_be_called_a_body_of_news():
    text = "Reuters said no. The news cooperative said it had seen the file."

    assert sources_of(text, "Reuters", "The news cooperative")[-1] == ("news_agency", "Reuters")
