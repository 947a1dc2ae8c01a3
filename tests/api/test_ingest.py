"""Articles taken in: analysed, stored with their claims, once."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api.descriptions import describe_page
from api.found_claims import Findings, store_claims
from api.html import Page
from api.ingest import describe_publisher, prepare_article, prepare_revision
from extraction import model
from extraction.claims import build_claims
from extraction.engine import open_engine
from storage import open_storage
from storage.articles import get_article
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.errors import LawBroken, NotFound
from storage.source_merges import merge_sources
from storage.sources import add_source, find_source_ids, list_sources

BY = Editor("tests", "2026-05-04T08:00:00.000Z")
URL = "https://courier.example/dam"
TEXT = (
    "The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said.\n\n"
    '"Nobody had checked the valve," one engineer told Reuters.'
)


@pytest.fixture
def db(store_url):
    store = open_storage(store_url)
    yield store
    assert list(check(store)) == []
    store.close()


@pytest.fixture
def ingest(db):
    engine = open_engine("rules")

    def ingest(text=TEXT, title=None, by=BY, **draft):
        draft = {"text_origin": "published", **draft}
        return prepare_article(db, engine, draft, text=text, title=title)(by)

    return ingest


def claims_of(db, **chosen):
    return [
        json.loads(row.document) for row in list_claims(db, ClaimFilter(**chosen), sort="created_at").rows
    ]


def test_an_article_is_stored_with_its_claims(db, ingest):
    article_id, outcome = ingest(url=URL, publisher={"name": "The Valley Courier"})

    [claim] = claims_of(db, relay="Reuters")
    assert outcome == "created"
    assert claim["article_id"] == article_id
    assert [(hop["role"], hop["source"]["kind"], hop["source"]["name"]) for hop in claim["attribution"]] == [
        ("origin", "anonymous", "one engineer"),
        ("relay", "news_agency", "Reuters"),
        ("publisher", "outlet", "The Valley Courier"),
    ]
    assert claim["quote"] == "Nobody had checked the valve"


def test_a_computed_confidence_has_the_editors_time(db, ingest):
    ingest()

    assert {claim["confidence"]["computed_at"] for claim in claims_of(db, relay="Reuters")} == {BY.at}


def test_the_same_article_again_writes_nothing(db, ingest):
    first = ingest(url=URL)
    before = list_changes(db, limit=1000)

    again = ingest(url="https://COURIER.example/dam?utm_source=mail", text=TEXT.replace("\n", "\r\n"))

    assert (first[1], again) == ("created", (first[0], "unchanged"))
    assert list_changes(db, limit=1000) == before


def test_other_words_at_the_same_address_are_a_revision(db, ingest):
    article_id, _ = ingest(url=URL, published_on="2026-05-04")

    revised = ingest(url=URL, text=TEXT + "\n\nThe valve was thirty years old.", published_on="2026-05-05")

    article = get_article(db, article_id, with_text=False)
    assert revised == (article_id, "revised")
    assert (article["revision"]["number"], article["analysis"]["revision"]) == (2, 2)
    assert article["published_on"] == "2026-05-04"
    assert {claim["revision"] for claim in claims_of(db)} == {2}


def test_without_an_address_the_words_tell_articles_apart(db, ingest):
    first, again, other = ingest(), ingest(), ingest(title="Dam fails")

    assert (first[1], again, other[1]) == ("created", (first[0], "unchanged"), "created")


def test_two_clients_at_once_bring_one_article(db, ingest):
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: ingest(url=URL), range(4)))

    assert sorted(outcome for _, outcome in outcomes) == ["created", "unchanged", "unchanged", "unchanged"]
    assert len({article_id for article_id, _ in outcomes}) == 1
    assert len(claims_of(db, relay="Reuters")) == 1


def test_a_publisher_that_is_an_agency_is_one(db, ingest):
    ingest(publisher={"name": "Reuters"})

    assert {claim["attribution"][-1]["source"]["kind"] for claim in claims_of(db)} == {"news_agency"}


def test_a_publisher_may_be_told_by_id_even_a_merged_one(db, ingest):
    old = add_source(db, {"kind": "outlet", "name": "Courier"}, by=BY)
    new = add_source(db, {"kind": "outlet", "name": "The Valley Courier"}, by=BY)
    merge_sources(db, old["id"], into=new["id"], expected_version=1, by=BY)

    article_id, _ = ingest(publisher={"id": old["id"]})

    assert get_article(db, article_id)["publisher"]["id"] == new["id"]


def test_an_unknown_publisher_id_is_refused_and_nothing_stored(db, ingest):
    with pytest.raises(NotFound):
        ingest(publisher={"id": "nobody"})

    assert list_changes(db) == []


@pytest.mark.parametrize("text", ["", " \n", "a\x00b", "a\ud800b"])
def test_a_text_that_is_none_is_refused_and_nothing_stored(db, ingest, text):
    with pytest.raises(LawBroken):
        ingest(text=text, publisher={"name": "The Valley Courier"})

    assert list_changes(db) == []


def test_a_name_is_one_source_across_articles_and_a_description_is_not(db, ingest):
    for place in ("Varnholt", "Lindau"):
        ingest(
            text=f'"The dam is safe," the company said in {place}.\n\n"It is not," John Hale told Reuters.'
        )

    assert len(find_source_ids(db, "Reuters")) == len(find_source_ids(db, "John Hale")) == 1
    assert len(find_source_ids(db, "the company")) == 2


def test_an_unnamed_source_is_another_one_in_every_article(db, ingest):
    ingest(url=URL)
    ingest(url=URL + "-2")

    assert len(list_sources(db, kind="anonymous").rows) == 2


def test_a_text_in_another_language_is_stored_and_not_analysed(db, ingest):
    german = (
        "Der Damm brach am Dienstag, sagte die Bürgermeisterin, und niemand habe das Ventil geprüft. " * 3
    )

    article = get_article(db, ingest(text=german)[0])

    assert (article["language"], article["not_analysed"], claims_of(db)) == ("de", "language", [])


def test_a_language_that_is_told_is_believed(db, ingest):
    article = get_article(db, ingest(language="de-CH")[0])

    assert (article["language"], "analysis" in article) == ("de-CH", False)


def test_a_short_texts_language_is_not_guessed(db, ingest):
    assert "language" not in get_article(db, ingest()[0])


def test_emoji_and_right_to_left_words_leave_offsets_exact(db, ingest):
    ingest(text='🙂🙂 שלום!\n\n"The wall 🙂 holds for now," Ada Quill said.')

    [claim] = claims_of(db)
    assert claim["quote"] == "The wall 🙂 holds for now"


def test_a_revision_of_the_same_words_is_none(db, ingest):
    article_id, _ = ingest()
    before = list_changes(db, limit=1000)

    assert prepare_revision(db, open_engine("rules"), article_id, text=TEXT)(BY) == "unchanged"
    assert list_changes(db, limit=1000) == before


def test_a_publisher_is_an_outlet_unless_told_or_known_otherwise(db):
    kinds = [
        describe_publisher(db, publisher)
        for publisher in (
            {"name": "Daily Dam"},
            {"name": "AFP"},
            {"name": "Dam Board", "kind": "organisation"},
        )
    ]

    assert kinds == [
        model.Source("publisher", "outlet", "Daily Dam"),
        model.Source("publisher", "news_agency", "AFP"),
        model.Source("publisher", "organisation", "Dam Board"),
    ]


def test_what_is_told_of_an_article_goes_before_what_its_page_says():
    page = Page("…", publisher="The Courier", language="en", published_on="2026-05-04", published_at="2026…Z")

    described = describe_page(page, {"text_origin": "published", "published_on": "2026-05-03", "url": URL})

    assert described == {
        "text_origin": "published",
        "url": URL,
        "published_on": "2026-05-03",
        "language": "en",
        "publisher": {"name": "The Courier"},
    }


def test_a_found_claim_that_breaks_a_law_is_left_out(db, ingest):
    engine, (article_id, _) = open_engine("rules"), ingest()
    read = model.Article(TEXT)
    sound, *others = build_claims(read, engine.find_attributions(TEXT))
    beyond = model.Fragment("text", model.Span(len(TEXT), len(TEXT) + 1))
    broken = [replace(sound, text=" "), *(replace(claim, fragments=(beyond,)) for claim in others)]

    store_claims(db, Findings(engine, read, [*broken, sound]), get_article(db, article_id), by=BY)

    stored = list_claims(db, ClaimFilter(article=article_id)).rows
    assert [json.loads(row.document)["text"] for row in stored] == [sound.text]
