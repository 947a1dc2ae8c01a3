"""Lists of claims: any filters together, in any order, page by page, while others write."""

import itertools
import json
import random
from typing import Any, get_args

import pytest

from storage.analyses import record_analysis
from storage.article_lists import list_articles
from storage.changes import Editor
from storage.claim_lists import ClaimFilter, ClaimSort, iterate_claims, list_claims
from storage.claims import add_claim, remove_claim
from storage.database import Database
from storage.pages import Page
from storage.source_merges import merge_sources
from storage.sources import find_source_ids
from storage.vocabulary import STATUSES
from tests.storage.builders import LATER, TEXT, a_claim, a_source, an_anonymous_source, an_article

ORDERS: tuple[ClaimSort, ...] = tuple(sort for sort in get_args(ClaimSort) if sort != "relevance")
WORDS = ("The pump failed 🚰 at noon", "The council denied it", "Nobody had checked the valve")


@pytest.fixture
def documents(db: Database) -> list[dict[str, Any]]:
    """Fill the store with sixty claims of every make, and return them as they were answered."""
    dice = random.Random(7)
    dates: list[dict[str, str]] = [
        {},
        {"published_on": "2016-09-03"},
        {"published_on": "2016-09-03", "published_at": "2016-09-03T12:00:00.000Z"},
        {"published_on": "2016-09-04"},
    ]
    articles = [an_article(db, text=f"{TEXT} {number}", **dates[number]) for number in range(4)]
    named = [a_source(db, "Anna Hale"), a_source(db, "Ben Ortiz"), a_source(db, "Reuters", "news_agency")]
    named.append(a_source(db, "The Second Reuters", "outlet", names=["Reuters"]))
    added = []
    for number in range(60):
        article = dice.choice(articles)
        chain: list[Any] = dice.sample(named, dice.randrange(3))
        if number % 7 == 0:
            chain.insert(0, an_anonymous_source(db, article, "Anna Hale"))
        draft = a_claim(
            article, *chain, words=dice.choice(WORDS), score=dice.choice([None, 0, 20, 50, 70, 100])
        )
        draft["status"] = dice.choice(["active", "active", *STATUSES])
        draft["certainty"]["level"] = dice.choice(["asserted", "possible"])
        draft["certainty"]["polarity"] = dice.choice(["positive", "negative"])
        at = f"2026-11-22T19:00:0{dice.randrange(4)}.000Z"
        added.append(json.loads(add_claim(db, article["id"], draft, by=Editor("tester", at)).document))
    return added


def meets(document: dict[str, Any], ids: dict[str, list[str]], claim_filter: ClaimFilter) -> bool:
    """Say by the document alone whether a claim is meant: the same filter, written a second time."""
    hops = document["attribution"]
    score = document.get("confidence", {}).get("score")
    date = document.get("published_on")

    def shows(name: str, *roles: str) -> bool:
        value = getattr(claim_filter, name)
        return value is None or any(hop["source"]["id"] in ids[value] for hop in hops if hop["role"] in roles)

    def within(allowed: tuple[str, ...] | None, *values: str | None) -> bool:
        return allowed is None or any(value in allowed for value in values)

    origins = [hop["source"]["kind"] for hop in hops if hop["role"] == "origin"]
    lowest, highest = claim_filter.confidence_min, claim_filter.confidence_max
    earliest, latest = claim_filter.published_from, claim_filter.published_to
    return (
        document["status"] in claim_filter.status
        and shows("source", "origin", "relay", "publisher")
        and all(shows(role, role) for role in ("origin", "relay", "publisher"))
        and claim_filter.article in (None, document["article_id"])
        and within(claim_filter.origin_kind, *origins)
        and within(claim_filter.mode, document["mode"])
        and within(claim_filter.certainty, document["certainty"]["level"])
        and within(claim_filter.polarity, document["certainty"]["polarity"])
        and within(claim_filter.confidence_level, document.get("confidence", {}).get("level"))
        and (lowest is None or (score is not None and score >= lowest))
        and (highest is None or (score is not None and score <= highest))
        and (earliest is None or (date is not None and date >= earliest))
        and (latest is None or (date is not None and date <= latest))
        and (claim_filter.q is None or claim_filter.q in document["quote"].lower())
    )


def sort_documents(documents: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Sort by the documents alone, absent values last both ways."""

    def values(document: dict[str, Any]) -> tuple[Any, ...]:
        dates = (document.get("published_on"), document.get("published_at"))
        score = (document.get("confidence", {}).get("score"),)
        return {"created_at": (document["created_at"],), "published_on": dates, "confidence": score}[
            sort.strip("-")
        ]

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
    names = ["Anna Hale", "ben ortiz", "Reuters", "Unnamed publisher", "nobody"]
    ids = {name: find_source_ids(db, name) for name in names}
    choices: dict[str, list[Any]] = {
        "q": ["pump", "council"],
        "article": [documents[0]["article_id"], "nowhere"],
        **dict.fromkeys(("source", "origin", "relay", "publisher"), names),
        "origin_kind": [("person",), ("anonymous", "outlet")],
        "mode": [("unattributed",), ("direct_quote", "indirect")],
        "certainty": [("asserted",)],
        "polarity": [("negative",)],
        "confidence_level": [("none", "low"), ("high",)],
        "confidence_min": [0, 50],
        "confidence_max": [50, 100],
        "published_from": ["2016-09-03", "2016-09-04"],
        "published_to": ["2016-09-03", "2016-09-04"],
        "status": [STATUSES, ("active", "rejected"), ("superseded",)],
    }
    found = 0
    for _ in range(200):
        picked = dice.sample(sorted(choices), dice.choice([0, 1, 1, 2, 2, 3]))
        claim_filter = ClaimFilter(**{name: dice.choice(choices[name]) for name in picked})
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

    assert [json.loads(row.document) for row in iterate_claims(db, everything)] == sort_documents(
        documents, "created_at"
    )


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
    assert len(list(iterate_claims(db, everything))) == 60


@pytest.fixture
def crowded(db: Database) -> Database:
    """Fill the store with 2,000 claims of one source, one each in an article of its own and denied."""
    article = an_article(db)
    reuters = a_source(db, "Reuters", "news_agency", identifier="reuters")
    draft: Any = a_claim(article, reuters, score=50, extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="1", claims=[draft] * 2000, by=LATER)
    alone = an_article(db, text=f"{TEXT} Alone.", published_on="2016-09-03", url="https://post.example/alone")
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


def test_a_page_costs_no_more_than_a_page(crowded: Database) -> None:
    alone = json.loads(list_articles(crowded, url="https://post.example/alone").rows[0].document)["id"]
    filters = [
        ClaimFilter(),
        ClaimFilter(article=alone),
        ClaimFilter(certainty=("denied",)),
        ClaimFilter(certainty=("denied",), source="reuters"),
        ClaimFilter(published_from="2016-01-01"),
        *(ClaimFilter(**{place: "reuters"}, confidence_min=50) for place in ("source", "origin")),
    ]

    costs = [
        count_steps(crowded, claim_filter=one, sort=sort, limit=20) for one in filters for sort in ORDERS
    ]

    # Walking past all 2,000 takes 100 and more, sorting them 400.
    assert max(costs) <= 60, costs


def test_scores_are_read_from_the_end_they_are_sorted_from(crowded: Database) -> None:
    beyond: list[tuple[ClaimFilter, ClaimSort]] = [
        (ClaimFilter(confidence_max=49), "-confidence"),
        (ClaimFilter(confidence_level=("none", "low")), "-confidence"),
        (ClaimFilter(confidence_min=51), "confidence"),
    ]

    assert [count_steps(crowded, claim_filter=one, sort=sort) for one, sort in beyond] == [0, 0, 0]
