"""Claims by hand: completed to what the store takes."""

import json

import pytest

from api.hand_made_claims import hand_made_claim
from storage import open_storage
from storage.articles import add_article, add_revision
from storage.changes import Editor, list_changes
from storage.claims import add_claim
from storage.errors import LawBroken, NotFound
from storage.sources import add_source, find_or_add_source, find_source_ids

BY = Editor("Ida", "2026-05-04T08:00:00.000Z")
TEXT = 'The valve failed, 🙂 "and the valve was old," one engineer told Reuters.'
ORIGIN = {"step": 0, "role": "origin", "act": "said", "mode": "direct_quote"}
RELAY = {"step": 1, "role": "relay", "act": "published", "source": {"kind": "news_agency", "name": "Reuters"}}
ENGINEER = {
    "kind": "anonymous",
    "name": "one engineer",
    "anonymity": {"descriptor": "one engineer", "category": "other", "number": "one", "knowledge": "unknown"},
}
WAS_OLD = {
    "field": "text",
    "quote": {
        "type": "TextQuoteSelector",
        "exact": "the valve was old",
        "prefix": 'The valve failed, 🙂 "and ',
        "suffix": '," one engineer told Reuters.',
    },
    "position": {"type": "TextPositionSelector", "start": 25, "end": 42},
}


@pytest.fixture
def db(store_url):
    store = open_storage(store_url)
    yield store
    store.close()


@pytest.fixture
def article(db):
    publisher = add_source(db, {"kind": "outlet", "name": "The Valley Courier"}, by=BY)
    draft = {"text_origin": "published", "publisher": {"id": publisher["id"]}}
    return add_article(db, draft, text=TEXT, title="Dam fails", by=BY)


def a_body(**given):
    body = {
        "text": "The valve was old.",
        "fragments": [
            {"field": "text", "quote": {"type": "TextQuoteSelector", "exact": "the valve was old"}}
        ],
        "certainty": {"level": "asserted", "polarity": "positive", "cues": []},
    }
    return {**body, **given}


@pytest.mark.parametrize(
    "selectors",
    [
        {"quote": {"type": "TextQuoteSelector", "exact": "the valve was old"}},
        {"position": {"type": "TextPositionSelector", "start": 25, "end": 42}},
        {"quote": WAS_OLD["quote"], "position": WAS_OLD["position"]},
    ],
    ids=["quote", "position", "both"],
)
def test_either_selector_gives_both(db, article, selectors):
    draft = hand_made_claim(db, article["id"], a_body(fragments=[{"field": "text", **selectors}]), by=BY)

    assert draft["fragments"] == [WAS_OLD]


def test_a_fragment_may_stand_in_the_title(db, article):
    quote = {"type": "TextQuoteSelector", "exact": "Dam fails"}

    draft = hand_made_claim(db, article["id"], a_body(fragments=[{"field": "title", "quote": quote}]), by=BY)

    assert draft["fragments"][0]["position"] == {"type": "TextPositionSelector", "start": 0, "end": 9}


@pytest.mark.parametrize(
    ("exact", "message"),
    [
        ("no such words", "'no such words' stands nowhere in the text."),
        ("valve", "'valve' stands in 2 places; more context is needed."),
    ],
)
def test_a_quote_that_stands_nowhere_or_twice_is_refused(db, article, exact, message):
    fragments = [{"field": "text", "quote": {"type": "TextQuoteSelector", "exact": exact}}]

    with pytest.raises(LawBroken) as refused:
        hand_made_claim(db, article["id"], a_body(fragments=fragments), by=BY)

    assert refused.value.problems == ((("fragments", 0), message),)


@pytest.mark.parametrize("context", ["prefix", "suffix"])
def test_other_words_around_a_fragment_are_refused(db, article, context):
    quote = {**WAS_OLD["quote"], context: "no such words"}

    with pytest.raises(LawBroken) as refused:
        hand_made_claim(db, article["id"], a_body(fragments=[{**WAS_OLD, "quote": quote}]), by=BY)

    assert [path for path, _ in refused.value.problems] == [("fragments", 0, "quote", context)]


def test_without_a_chain_only_the_articles_publisher_is_credited(db, article):
    draft = hand_made_claim(db, article["id"], a_body(), by=BY)

    source = {"id": article["publisher"]["id"]}
    assert draft["attribution"] == [{"step": 0, "role": "publisher", "act": "published", "source": source}]


def test_sources_are_found_by_name_or_added(db, article):
    reuters = find_or_add_source(db, {"kind": "news_agency", "name": "Reuters"}, by=BY)
    chain = [{**ORIGIN, "source": ENGINEER}, RELAY, {"step": 2, "role": "publisher", "act": "published"}]

    with db.transaction():
        draft = hand_made_claim(db, article["id"], a_body(attribution=chain), by=BY)
        claim = json.loads(add_claim(db, article["id"], draft, by=BY).document)

    assert [hop["source"].get("name") for hop in claim["attribution"]] == [
        "one engineer",
        "Reuters",
        "The Valley Courier",
    ]
    assert claim["attribution"][1]["source"]["id"] == reuters
    assert claim["confidence"]["computed"] is True


def test_an_unknown_source_is_refused_where_it_stands(db, article):
    chain = [{**ORIGIN, "source": {"id": "nobody"}}, {"step": 1, "role": "publisher", "act": "published"}]

    with pytest.raises(LawBroken) as refused:
        hand_made_claim(db, article["id"], a_body(attribution=chain), by=BY)

    path = ("attribution", 0, "source", "id")
    assert refused.value.problems == ((path, "There is no source 'nobody'."),)


def test_only_the_publishers_source_may_be_left_out(db, article):
    chain = [ORIGIN, {"step": 1, "role": "publisher", "act": "published"}]

    with pytest.raises(LawBroken) as refused:
        hand_made_claim(db, article["id"], a_body(attribution=chain), by=BY)

    path = ("attribution", 0, "source")
    assert refused.value.problems == ((path, "Only the publisher's source may be left out."),)


def test_a_claim_that_breaks_a_law_leaves_no_source_behind(db, article):
    chain = [{**RELAY, "step": 0}, {"step": 1, "role": "publisher", "act": "published"}]
    before = list_changes(db)

    with pytest.raises(LawBroken), db.transaction():
        add_claim(
            db, article["id"], hand_made_claim(db, article["id"], a_body(attribution=chain), by=BY), by=BY
        )

    assert (list_changes(db), find_source_ids(db, "Reuters")) == (before, [])


def test_a_stated_score_explains_itself(db, article):
    draft = hand_made_claim(db, article["id"], a_body(confidence={"score": 69}), by=BY)

    stated = {"factor": "stated", "value": "69", "effect": 69, "reason": "Stated by Ida."}
    assert draft["confidence"] == {
        "score": 69,
        "level": "medium",
        "explanation": [stated],
        "computed": False,
        "computed_at": BY.at,
        "stale": False,
    }


def test_a_score_stated_before_stays_and_a_computed_one_is_computed_anew(db, article):
    stated = hand_made_claim(db, article["id"], a_body(confidence={"score": 69}), by=BY)["confidence"]
    computed = hand_made_claim(db, article["id"], a_body(), by=BY)["confidence"]
    later = Editor("Tom", "2026-05-05T08:00:00.000Z")

    kept = hand_made_claim(db, article["id"], a_body(confidence=stated), by=later)
    anew = hand_made_claim(db, article["id"], a_body(confidence={**computed, "stale": True}), by=later)

    assert kept["confidence"] == stated
    assert anew["confidence"] == {**computed, "computed_at": later.at}


def test_a_claim_of_an_older_revision_stands_in_that_ones_words(db, article):
    add_revision(db, article["id"], text="Other words.", by=BY)

    draft = hand_made_claim(db, article["id"], a_body(), by=BY, revision=1)

    assert draft["fragments"] == [WAS_OLD]


def test_a_claim_needs_an_article(db):
    with pytest.raises(NotFound):
        hand_made_claim(db, "nowhere", a_body(), by=BY)
