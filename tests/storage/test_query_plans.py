"""How SQLite goes about lists, searches and facets: by an index, and sorting no more than few claims."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

import pytest

from storage.article_lists import ArticleSort, list_articles
from storage.claim_facets import Facet, count_facets
from storage.claim_lists import count_claims
from storage.database import Database
from tests.storage.claim_collection import sixty_claims
from tests.storage.every_filter import SORTS, list_filters, read_first_two
from tests.stores import only_sqlite

# What ANALYZE told of the indexes among a million claims: with and without it, the plans are the same.
STATISTICS = {
    ("claims", "claims_by_created_at"): "1000000 250000 12 1 1 1 1",
    ("claims", "claims_newest"): "1000000 250000 17 1 1 1 1",
    ("claims", "claims_oldest"): "1000000 250000 17 1 1 1",
    ("claims", "claims_strongest"): "1000000 250000 2458 1 1 1",
    ("claims", "claims_weakest"): "1000000 250000 2458 1 1 1",
    ("claims", "claims_worthiest"): "1000000 250000 250000 1 1 1 1",
    ("claims", "claims_by_key"): "1000000 1 1 1 1 1",
    ("claims", "claims_by_certainty"): "1000000 166667",
    ("claims", "claims_by_article"): "1000000 21 12 12 1",
    ("claims", "claims_by_analysis"): "1000000 21",
    ("claims", "sqlite_autoindex_claims_1"): "1000000 1",
    ("claim_sources", "claim_sources"): "1961149 2 1",
    ("claim_sources", "claim_sources_by_created_at"): "1961149 43 34 5 1 1 1 1 1 1 1",
    ("claim_sources", "claim_sources_newest"): "1961149 43 34 5 1 1 1 1 1 1",
    ("claim_sources", "claim_sources_oldest"): "1961149 43 34 5 1 1 1 1 1 1",
    ("claim_sources", "claim_sources_strongest"): "1961149 43 34 7 1 1 1 1 1 1",
    ("claim_sources", "claim_sources_weakest"): "1961149 43 34 7 1 1 1 1 1 1",
    ("claim_sources", "claim_sources_by_origin_kind"): "700370 77819 77819",
    ("sources", "sources_by_name"): "46380 10 1",
    ("sources", "sources_by_created_at"): "46380 46380 1",
    ("sources", "sqlite_autoindex_sources_1"): "46380 1",
    ("articles", "articles_newest"): "49793 2 1",
    ("articles", "articles_oldest"): "49793 2 1",
    ("articles", "articles_by_created_at"): "49793 1 1",
    ("articles", "articles_by_publisher"): "49793 1245 2 1",
    ("articles", "articles_by_publisher_and_time"): "49793 1245 1 1",
    ("articles", "articles_by_publisher_oldest"): "49793 1245 2 1",
    ("articles", "sqlite_autoindex_articles_1"): "49793 1",
}


@pytest.fixture(params=["no statistics", "statistics"])
def filled(db: Database, request: pytest.FixtureRequest) -> Iterator[Database]:
    sixty_claims(db)
    if request.param == "statistics":
        db.execute("ANALYZE sqlite_schema")
        rows = [{"table": table, "name": name, "told": told} for (table, name), told in STATISTICS.items()]
        db.execute_many("INSERT INTO sqlite_stat1 VALUES (:table, :name, :told)", rows)
        # They are read when a connection is opened.
        db.close()
    return db


@contextmanager
def read_statements(db: Database) -> Iterator[list[str]]:
    """Yield a list that the statements that read are added to as they are run, parameters filled in."""
    statements: list[str] = []
    connection = db._session().connection
    connection.set_trace_callback(statements.append)
    yield statements
    connection.set_trace_callback(None)
    statements[:] = [one for one in statements if re.match(r"\s*(SELECT|WITH)", one)]


def wholly_read(db: Database, statement: str) -> list[str]:
    """Return where SQLite reads a whole table or index."""
    plan = [row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {statement}")]
    tables = "claims|claim_sources|sources|source_names|articles|revisions|analyses"
    whole = re.compile(f"SCAN ({tables})( USING|$)")
    return [detail for detail in plan if whole.match(detail)]


def sorted_many(db: Database, statement: str) -> list[str]:
    """Return where SQLite sorts more than few claims, a page of them, or those between two dates."""
    steps: dict[int, list[str]] = {}
    for row in db.query(f"EXPLAIN QUERY PLAN {statement}"):
        steps.setdefault(row["parent"], []).append(row["detail"])
    few = (
        "SCAN few",
        "SCAN picked",
        "SEARCH claims USING INDEX claims_newest (status=? AND newest>? AND newest<?)",
    )
    return [
        detail
        for together in steps.values()
        for detail in together
        if re.match("USE TEMP B-TREE FOR .*ORDER BY", detail) and not any(one in together for one in few)
    ]


@only_sqlite
@pytest.mark.parametrize("few_claims", [0, 1000])
def test_every_list_of_claims_is_read_along_an_index_and_sorts_few(
    filled: Database, monkeypatch: pytest.MonkeyPatch, few_claims: int
) -> None:
    monkeypatch.setattr("storage.claim_leads.FEW_CLAIMS", few_claims)
    filters = list_filters(filled)
    with read_statements(filled) as statements:
        for claim_filter, sort in itertools.product(filters, SORTS):
            if sort != "relevance" or claim_filter.q is not None:
                read_first_two(filled, claim_filter, sort)

    assert len(statements) > 4000
    assert {one: found for one in statements if (found := wholly_read(filled, one))} == {}
    assert {one: found for one in statements if (found := sorted_many(filled, one))} == {}


@only_sqlite
@pytest.mark.parametrize("few_claims", [0, 1000])
def test_every_facet_and_total_is_counted_in_an_index(
    filled: Database, monkeypatch: pytest.MonkeyPatch, few_claims: int
) -> None:
    monkeypatch.setattr("storage.claim_leads.FEW_CLAIMS", few_claims)
    filters = list_filters(filled)
    with read_statements(filled) as statements:
        for claim_filter in filters:
            count_facets(filled, claim_filter, get_args(Facet))
            count_claims(filled, claim_filter)

    # What is counted is few by then, and may be sorted.
    picked = [one for one in statements if "GROUP BY" not in one]
    assert {one: found for one in statements if (found := wholly_read(filled, one))} == {}
    assert {one: found for one in picked if (found := sorted_many(filled, one))} == {}


@only_sqlite
def test_every_list_of_articles_is_read_along_an_index_and_sorts_a_page(filled: Database) -> None:
    article = filled.query("SELECT publisher_id FROM articles")[0]
    values = {"publisher": article["publisher_id"], "published_from": "2016-01-01", "language": "en"}
    chosen = [dict(pair) for many in range(4) for pair in itertools.combinations(values.items(), many)]
    with read_statements(filled) as statements:
        for options, sort in itertools.product(chosen, get_args(ArticleSort)):
            page = list_articles(filled, sort=sort, limit=1, **options)
            list_articles(filled, sort=sort, limit=1, after=page.next_key or ("~", "~"), **options)

    # The page itself is sorted at the end.
    plans = [filled.query(f"EXPLAIN QUERY PLAN {one}") for one in statements]
    steps = {(row["detail"], row["parent"] == 0) for plan in plans for row in plan}
    assert {step for step, _ in steps if re.match(r"SCAN (articles|revisions|analyses)$", step)} == set()
    assert {step for step, is_last in steps if "ORDER BY" in step and not is_last} == set()
