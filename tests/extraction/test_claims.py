"""Claims: self-contained texts on exact fragments, lawful on any text."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article, Fragment, Span


def test_a_claim_leaves_out_quotation_marks_and_cue(credit, claims_of):
    text = '"the pump failed," Ada Brown said.'

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", '"the pump failed,"'))

    assert claim.text == "The pump failed."
    assert claim.fragments == (Fragment("text", Span(1, 16)),)


def test_british_quotation_marks_are_left_out_and_apostrophes_stay(credit, claims_of):
    text = "'The workers' dam failed,' Ada Brown said."

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", "'The workers' dam failed,'"))

    assert claim.text == "The workers' dam failed."


@pytest.mark.parametrize(
    ("text", "content", "claim_text"),
    [
        (
            "Ada Brown said she had closed the mill.",
            "she had closed the mill",
            "Ada Brown had closed the mill.",
        ),
        ("Ada Brown said he had closed the mill.", "he had closed the mill", "He had closed the mill."),
        ('Ada Brown said: "I closed the mill."', '"I closed the mill."', "Ada Brown closed the mill."),
        (
            'Ada Brown said: "I have closed the mill."',
            '"I have closed the mill."',
            "Ada Brown has closed the mill.",
        ),
        ('Ada Brown said: "I closed my mill."', '"I closed my mill."', "Ada Brown closed her mill."),
    ],
)
def test_a_subject_is_named_only_where_it_is_sure(credit, claims_of, text, content, claim_text):
    [claim] = claims_of(text, credit(text, "Ada Brown", "said", content))

    assert claim.text == claim_text


def test_an_interrupted_sentence_is_one_claim_of_two_fragments(credit, claims_of):
    text = '"The old pump," Ada Brown said, "failed on Monday."'

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", '"The old pump,"', '"failed on Monday."'))

    assert claim.text == "The old pump failed on Monday."
    assert [fragment.span.of(text) for fragment in claim.fragments] == ["The old pump", "failed on Monday"]


def test_every_sentence_of_a_quote_is_a_claim(credit, claims_of):
    text = '"The pump failed. The mill has closed," Ada Brown said.'

    claims = claims_of(text, credit(text, "Ada Brown", "said", '"The pump failed. The mill has closed,"'))

    assert [claim.text for claim in claims] == ["The pump failed.", "The mill has closed."]
    assert [claim.hops[0].mode for claim in claims] == ["direct_quote", "direct_quote"]


def test_partly_quoted_words_are_mixed(credit, claims_of):
    text = 'Ada Brown said the mill was "a ruin" by now.'

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", 'the mill was "a ruin" by now'))

    assert claim.hops[0].mode == "mixed"


def test_each_item_of_a_reported_list_is_a_claim_of_the_same_chain(credit, claims_of, chain_of):
    items = ["- A new bridge over the Brix;", "- If a buyer is found, the mill would reopen."]
    text = "Reuters said the plan could include:\n\n" + "\n".join(items)

    claims = claims_of(text, credit(text, "Reuters", "said", "the plan could include"))

    assert [(claim.text, claim.certainty.level, claim.certainty.condition) for claim in claims] == [
        ("The plan could include: A new bridge over the Brix.", "possible", None),
        ("If a buyer is found, the mill would reopen.", "possible", "If a buyer is found"),
    ]
    assert {tuple(chain_of(claim)) for claim in claims} == {
        ((0, "origin", "news_agency", "Reuters", "said"),)
    }


def test_a_question_that_somebody_asked_is_no_claim(credit, claims_of):
    text = '"Who closed the mill?" Ada Brown asked.'

    assert claims_of(text, credit(text, "Ada Brown", "asked", '"Who closed the mill?"')) == []


def test_what_somebody_denied_is_denied(credit, claims_of):
    text = "Ada Brown denied that she had sold the mill."

    [claim] = claims_of(text, credit(text, "Ada Brown", "denied", "that she had sold the mill"))

    assert (claim.text, claim.certainty.level) == ("Ada Brown had sold the mill.", "denied")


def test_a_headline_is_a_claim_in_the_title():
    [claim] = build_claims(Article(text="", title="Mill in Brix has closed"), [])

    assert (claim.text, claim.fragments) == ("Mill in Brix has closed.", (Fragment("title", Span(0, 23)),))


def test_claims_stand_in_the_order_of_the_text(credit, claims_of):
    text = "The mill has closed. It burned, Ada Brown said. The bridge was saved."

    claims = claims_of(text, credit(text, "Ada Brown", "said", "It burned"))

    assert [claim.text for claim in claims] == ["The mill has closed.", "It burned.", "The bridge was saved."]


def test_what_a_state_calls_something_is_said_by_it(claims_of, chain_of):
    text = 'Norland has long supported what it calls the "safe" part of the plan.'

    claims = {claim.text: chain_of(claim) for claim in claims_of(text)}

    assert claims == {
        'Norland has long supported what it calls the "safe" part of the plan.': [],
        'The part of the plan is "safe".': [(0, "origin", "unknown", "it", "said")],
    }


@pytest.mark.parametrize(
    ("before", "claim_text"),
    [
        ("The new law will close the mill.", "The new law will also open the road."),
        ("The mayor will close the mill.", "It will also open the road."),
        ("The laws will close the mill.", "It will also open the road."),
    ],
)
def test_it_is_named_where_also_goes_on_with_one_thing(claims_of, before, claim_text):
    assert claims_of(f"{before} It will also open the road.")[-1].text == claim_text


def test_what_is_denied_is_worded_as_the_denied_content(credit, claims_of):
    text = "The mayor denied that the town would be evacuated."

    [claim] = claims_of(text, credit(text, "The mayor", "denied", "that the town would be evacuated"))

    assert (claim.text, claim.certainty.level) == ("The town would be evacuated.", "denied")


def test_it_is_the_state_that_the_sentence_begins_with(claims_of, chain_of):
    text = 'The United States has long supported what it calls the "safe" part of the plan.'

    called = claims_of(text)[-1]

    assert chain_of(called) == [(0, "origin", "government", "United States", "said")]


def test_that_is_what_a_claim_is_about_where_a_verb_follows(credit, claims_of):
    text = "The mayor said that was why the mill had closed."

    [claim] = claims_of(text, credit(text, "The mayor", "said", "that was why the mill had closed"))

    assert claim.text == "That was why the mill had closed."


def test_what_somebody_asked_for_long_ago_is_told_as_done(credit, claims_of):
    text = "The clerk said the ministry requested that Hale be released."

    [claim] = claims_of(
        text, credit(text, "The clerk", "said", "the ministry requested that Hale be released")
    )

    assert claim.text == "The ministry requested that Hale be released."


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Leaders are wary of steering the party that lost too far.",
            "are wary of",
            "steering the party that lost too far",
        ),
        (
            "Leaders highlighted support from men who had lost.",
            "highlighted",
            "support from men who had lost",
        ),
    ],
)
def test_what_an_attitude_or_a_deed_is_about_is_nobodys_claim(credit, claims_of, text, cue, content):
    [claim] = claims_of(text, credit(text, "Leaders", cue, content))

    assert (claim.text, [hop.role for hop in claim.hops]) == (text, ["publisher"])


def test_a_condition_stays_with_what_it_is_a_condition_of(credit, claims_of):
    text = "If the rain holds, Hale wrote, the dam will fill by May."

    [claim] = claims_of(text, credit(text, "Hale", "wrote", "If the rain holds,", "the dam will fill by May"))

    assert claim.text == "If the rain holds, the dam will fill by May."
    assert claim.certainty.condition == "If the rain holds"


def test_what_is_asked_within_a_sentence_is_no_claim(credit, claims_of):
    text = "Hale was asked what happened to the mill."

    claims = claims_of(text, credit(text, "Hale", "was asked", "what happened to the mill"))

    assert [[hop.role for hop in claim.hops] for claim in claims] == [["publisher"]]


def test_words_before_a_nested_saying_do_not_hide_it(credit, claims_of, chain_of):
    text = "On Monday, Tom Hale said the mill had closed, according to Reuters."

    [claim] = claims_of(
        text, credit(text, "Reuters", "according to", "On Monday, Tom Hale said the mill had closed")
    )

    assert chain_of(claim) == [
        (0, "origin", "person", "Tom Hale", "said"),
        (1, "relay", "news_agency", "Reuters", "said"),
    ]


def test_i_stays_where_somebody_else_is_meant_too(credit, claims_of):
    text = '"Ada and I remain friends," Tom Hale said.'

    [claim] = claims_of(text, credit(text, "Tom Hale", "said", '"Ada and I remain friends,"'))

    assert claim.text == "Ada and I remain friends."


def test_the_end_of_a_quotation_is_no_part_of_its_source(credit, claims_of):
    text = '"The mill has closed, you know it," Tom Hale said.'

    [claim] = claims_of(text, credit(text, 'you know it," Tom Hale', "said", '"The mill has closed,'))

    assert claim.hops[0].source.name == "Tom Hale"


def test_a_quotation_that_goes_on_with_and_makes_two_claims(credit, claims_of):
    text = '"My brother took the gun," Tom Hale said, "and I told the police."'

    claims = claims_of(
        text, credit(text, "Tom Hale", "said", '"My brother took the gun,"', '"and I told the police."')
    )

    assert [claim.text for claim in claims] == [
        "Tom Hale's brother took the gun.",
        "Tom Hale told the police.",
    ]


@pytest.mark.parametrize(
    ("title", "text", "source"),
    [
        ("Orme shares fall after chief quits -sources", "Orme shares fall after chief quits.", "sources"),
        ("Norland will cut gas flows by half - diplomat", "Norland will cut gas flows by half.", "diplomat"),
    ],
)
def test_whom_a_headline_credits_behind_a_dash_is_its_source_and_no_part_of_it(title, text, source):
    [claim] = build_claims(Article(text="", title=title), [])

    assert (claim.text, [(hop.role, hop.source.name) for hop in claim.hops]) == (
        text,
        [("origin", source), ("publisher", "unnamed publisher")],
    )
