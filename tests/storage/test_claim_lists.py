"""Lists of claims: any filters together, in any order, page by page, while others write."""

import itertools
import json
import random
from typing import Any, get_args

import pytest

from storage.analyses import record_analysis
from storage.article_lists import list_articles
from storage.claim_lists import ClaimFilter, ClaimSort, list_claims
from storage.claims import add_claim, remove_claim
from storage.database import Database
from storage.pages import Key, Page, iterate_pages
from storage.source_merges import merge_sources
from storage.sources import find_source_ids
from storage.vocabulary import STATUSES
from tests.storage.builders import LATER, TEXT, a_claim, a_source, an_article
from tests.storage.claim_collection import draw_filter, ids_by_name, meets, sixty_claims
from tests.stores import only_sqlite

ORDERS: tuple[ClaimSort, ...] = tuple(sort for sort in get_args(ClaimSort) if sort != "relevance")


@pytest.fixture
def documents(db: Database) -> list[dict[str, Any]]:
    return sixty_claims(db)


def sort_documents(documents: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Sort by the documents alone, absent values last both ways."""

    def values(document: dict[str, Any]) -> tuple[Any, ...]:
        dates = (document.get("published_on"), document.get("published_at"))
        by_name: dict[str, tuple[Any, ...]] = {
            "created_at": (document["created_at"],),
            "published_on": dates,
            "confidence": (document.get("confidence", {}).get("score"),),
            "check_worthiness": (document.get("extraction", {}).get("check_worthiness"),),
        }
        return by_name[sort.strip("-")]

    ordered = sorted(documents, key=lambda one: str(one["id"]), reverse=sort[0] == "-")
    for place in reversed(range(len(values(documents[0])) if documents else 0)):
        present = [one for one in ordered if values(one)[place] is not None]
        present.sort(key=lambda one: values(one)[place], reverse=sort[0] == "-")
        ordered = present + [one for one in ordered if values(one)[place] is None]
    return ordered


def read_pages(db: Database, claim_filter: ClaimFilter, sort: ClaimSort, limit: int) -> list[Page]:
    pages = [list_claims(db, claim_filter, sort=sort, limit=limit)]
    while pages[-1].next_key is not None:
        pages.append(list_claims(db, claim_filter, sort=sort, limit=limit, after=pages[-1].next_key))
    return pages


@pytest.mark.parametrize("few_claims", [0, 20, 1000])
def test_any_filters_in_any_order_give_exactly_the_claims_meant(
    db: Database, documents: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, few_claims: int
) -> None:
    monkeypatch.setattr("storage.claim_leads.FEW_CLAIMS", few_claims)
    dice = random.Random(11)
    ids = ids_by_name(db)
    found = 0
    for _ in range(200):
        claim_filter = draw_filter(dice, documents)
        sort = dice.choice(ORDERS)

        pages = read_pages(db, claim_filter, sort, limit=dice.choice([3, 60]))

        meant = sort_documents([one for one in documents if meets(one, ids, claim_filter)], sort)
        assert [json.loads(row.document) for page in pages for row in page.rows] == meant, (
            claim_filter,
            sort,
        )
        found += bool(meant)
    assert found > 80


def test_an_export_yields_each_claim_once(db: Database, documents: list[dict[str, Any]]) -> None:
    everything = ClaimFilter(status=STATUSES)

    def read(after: Key | None) -> Page:
        return list_claims(db, everything, sort="created_at", limit=7, after=after)

    rows = [row for page in iterate_pages(read(None), read) for row in page.rows]

    assert [json.loads(row.document) for row in rows] == sort_documents(documents, "created_at")


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_lose_and_double_nothing_while_others_write(
    db: Database, documents: list[dict[str, Any]], sort: ClaimSort
) -> None:
    everything = ClaimFilter(status=STATUSES)
    article = an_article(db, text=f"{TEXT} And more.", published_on="2016-09-03")
    seen, after = [], None
    for turn in itertools.count():
        page = list_claims(db, everything, sort=sort, limit=7, after=after)
        seen += [row.id for row in page.rows]
        row = add_claim(db, article["id"], a_claim(article, score=turn * 10), by=LATER)
        if turn % 2:
            remove_claim(db, row.id, expected_version=1, by=LATER)
        if page.next_key is None:
            break
        after = page.next_key

    assert len(seen) == len(set(seen))
    assert {document["id"] for document in documents} <= set(seen)


def test_a_merged_source_s_claims_are_listed_with_the_survivor_s(
    db: Database, documents: list[dict[str, Any]]
) -> None:
    (hale,), (ortiz,) = find_source_ids(db, "Anna Hale"), find_source_ids(db, "Ben Ortiz")
    everything = ClaimFilter(status=STATUSES)
    both = {
        document["id"]
        for document in documents
        if {hale, ortiz} & {hop["source"]["id"] for hop in document["attribution"]}
    }

    merge_sources(db, hale, into=ortiz, expected_version=1, by=LATER)

    for name in (hale, ortiz, "Anna Hale", "ben ortiz"):
        listed = list_claims(db, ClaimFilter(source=name, status=STATUSES), limit=100).rows
        assert {row.id for row in listed} == both
    assert len(list_claims(db, everything, limit=100).rows) == 60


@pytest.fixture
def crowded(db: Database) -> Database:
    """Fill the store with 2,000 claims of one source, one each in an article of its own and denied."""
    article = an_article(db, published_on="2016-09-03")
    reuters = a_source(db, "Reuters", "news_agency", identifier="reuters")
    draft: Any = a_claim(article, reuters, score=50, extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="1", claims=[draft] * 2000, by=LATER)
    alone = an_article(db, text=f"{TEXT} Alone.", published_on="2016-09-04", url="https://post.example/alone")
    denied: Any = {"level": "denied", "polarity": "positive", "cues": []}
    add_claim(db, alone["id"], a_claim(alone, certainty=denied), by=LATER)
    return db


def count_steps(db: Database, **options: Any) -> int:
    """Return how many hundreds of steps SQLite takes for a page."""
    steps = itertools.count()
    connection = db._session().connection
    connection.set_progress_handler(lambda: next(steps) and 0, 100)
    list_claims(db, **options)
    connection.set_progress_handler(None, 0)
    return next(steps)


@only_sqlite
def test_a_page_costs_no_more_than_a_page(crowded: Database) -> None:
    alone = json.loads(list_articles(crowded, url="https://post.example/alone").rows[0].document)["id"]
    filters = [
        ClaimFilter(),
        ClaimFilter(article=alone),
        ClaimFilter(certainty=("denied",)),
        ClaimFilter(certainty=("denied",), source="reuters"),
        ClaimFilter(published_from="2016-09-04"),
        *(ClaimFilter(**{place: "reuters"}, confidence_min=50) for place in ("source", "origin")),
    ]

    costs = {
        sort: max(count_steps(crowded, claim_filter=one, sort=sort, limit=20) for one in filters)
        for sort in ORDERS
    }

    # Walking past all 2,000 takes 100 and more, sorting them 400. By check-worthiness, which the index of
    # sources does not hold, it is first counted whether a source's claims are few.
    assert costs.pop("-check_worthiness") <= 120
    assert max(costs.values()) <= 60, costs


@pytest.mark.parametrize("sort", ORDERS)
@only_sqlite
def test_claims_of_a_span_of_years_are_walked_in_order_and_not_sorted(
    crowded: Database, sort: ClaimSort
) -> None:
    # Counting whether they are few takes up to 95, sorting them 400.
    assert (
        count_steps(crowded, claim_filter=ClaimFilter(published_from="2016-01-01"), sort=sort, limit=20)
        <= 120
    )


def test_claims_are_sorted_and_filtered_by_what_deserves_to_be_checked(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    rated: list[Any] = [
        a_claim(article, *chain, extraction={"probability": 0.5} | worth)
        for chain, worth in (
            ([hale], {"check_worthiness": 0.25}),
            ([], {"check_worthiness": 1.0}),
            ([], {}),
            ([hale], {"check_worthiness": 0.5}),
        )
    ]
    record_analysis(db, article["id"], engine="rules", version="1", claims=rated, by=LATER)
    add_claim(db, article["id"], a_claim(article), by=LATER)

    def listed(sort: ClaimSort = "-check_worthiness", **chosen: Any) -> list[float | None]:
        documents = [
            json.loads(row.document)
            for page in read_pages(db, ClaimFilter(**chosen), sort, 2)
            for row in page.rows
        ]
        return [one.get("extraction", {}).get("check_worthiness") for one in documents]

    assert listed() == [1.0, 0.5, 0.25, None, None]
    assert listed(source="Anna Hale") == [0.5, 0.25]
    assert listed(check_worthiness_min=0.5) == [1.0, 0.5]
    assert listed(check_worthiness_min=0, source="Anna Hale", sort="created_at") == [0.25, 0.5]
    assert listed(check_worthiness_min=0.3, sort="-confidence", mode=("unattributed",)) == [1.0]


@only_sqlite
def test_what_deserves_little_is_not_walked_past(crowded: Database) -> None:
    worthy = ClaimFilter(check_worthiness_min=0.5)

    assert max(count_steps(crowded, claim_filter=worthy, sort=sort) for sort in ORDERS) <= 1


@only_sqlite
def test_scores_are_read_from_the_end_they_are_sorted_from(crowded: Database) -> None:
    beyond: list[tuple[ClaimFilter, ClaimSort]] = [
        (ClaimFilter(confidence_max=49), "-confidence"),
        (ClaimFilter(confidence_level=("none", "low")), "-confidence"),
        (ClaimFilter(confidence_min=51), "confidence"),
    ]

    assert [count_steps(crowded, claim_filter=one, sort=sort) for one, sort in beyond] == [0, 0, 0]
