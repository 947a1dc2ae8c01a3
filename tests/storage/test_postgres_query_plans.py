"""How PostgreSQL goes about lists, searches and facets: by an index, and sorting no more than few claims."""

import itertools
import re
from collections.abc import Iterator
from typing import Any, get_args

import psycopg
import pytest

from bench.postgres_server import Server
from storage import open_storage
from storage.article_lists import ArticleSort, list_articles
from storage.claim_facets import Facet, count_facets
from storage.claim_leads import FEW_CLAIMS
from storage.claim_lists import count_claims
from storage.database import Database
from storage.migrations import migrate
from tests.storage.claim_collection import sixty_claims
from tests.storage.every_filter import SORTS, list_filters, read_first_two

# In a small table PostgreSQL reads everything, and is right to: there are to be so many that it shows whether
# an index serves. Each of the sixty claims and four articles comes again that often, a day later each time.
COPIES = 100
LARGE = ("claims", "claim_sources", "claim_words", "articles", "revisions")
MULTIPLY = """
    SET session_replication_role = replica;
    CREATE FUNCTION another(id text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
        RETURN substr(id, 1, 28) || lpad(number::text, 8, '0');
    CREATE FUNCTION later(day text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
        RETURN to_char(day::date + number::integer, 'YYYY-MM-DD');
    CREATE TEMPORARY TABLE copies AS SELECT generate_series(1, {copies})::bigint AS copy;
    {inserts}
"""
# What is another in each copy, by column
OTHERS = {
    **{name: f"{name} + 1000 * copy" for name in ("key", "claim_key")},
    **dict.fromkeys(("id", "claim_id", "article_id"), "another({0}, copy)"),
    "published_on": "later(published_on, copy)",
}


def multiply(url: str) -> None:
    """Copy claims and articles, with what lists read of them."""
    db = open_storage(url)
    inserts = []
    for table in LARGE:
        names = [row["name"] for row in db.query(db.dialect.written_columns, {"table": table})]
        values = [OTHERS.get(name, name).format(name) for name in names]
        inserts.append(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table}, copies;"
        )
    db.close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(MULTIPLY.format(copies=COPIES, inserts="\n".join(inserts)))  # type: ignore[call-overload]
        # as claims.newest and .oldest, which are computed there and kept here
        connection.execute("""
            UPDATE claim_sources SET newest = claims.newest, oldest = claims.oldest,
                published_day = claims.published_day FROM claims WHERE claims.key = claim_key
        """)
        connection.execute("VACUUM (FULL, ANALYZE)")


class Recorded(psycopg.Cursor[Any]):
    """A cursor that keeps what it was to execute."""

    statements: list[tuple[Any, Any]] = []

    def execute(self, query: Any, params: Any = None, **options: Any) -> "Recorded":
        self.statements.append((query, params))
        return super().execute(query, params, **options)


@pytest.fixture(scope="module")
def db(postgres_server: Server) -> Iterator[Database]:
    """Open a store with tens of thousands of claims, which records what is read of it."""
    url = postgres_server.make_database()
    db = open_storage(url)
    migrate(db)
    sixty_claims(db)
    multiply(url)
    db._session().connection.cursor_factory = Recorded
    # There are still so few that reading or sorting all may cost less: asked is whether an index could serve.
    db._session().connection.execute("SET enable_seqscan = off; SET enable_sort = off")
    yield db
    db.close()
    postgres_server.drop_database(url)


@pytest.fixture
def statements(db: Database) -> list[tuple[Any, Any]]:
    """The statements that the test has the store read by."""
    Recorded.statements.clear()
    return Recorded.statements


def explain(db: Database, sql: str, params: Any) -> Iterator[dict[str, Any]]:
    """Yield the steps of a statement's plan, with how many rows each came to."""
    connection = db._session().connection
    told = connection.cursor(row_factory=psycopg.rows.tuple_row).execute(
        f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params
    )
    steps = [told.fetchone()[0][0]["Plan"]]
    while steps:
        step = steps.pop()
        yield step
        steps += step.get("Plans", [])


def rows_of(step: dict[str, Any]) -> float:
    return float(step["Actual Rows"] * step["Actual Loops"])


def wholly_read(steps: list[dict[str, Any]]) -> list[str]:
    """Return which large tables are read from end to end."""
    whole = [one for one in steps if one["Node Type"] == "Seq Scan"]
    return [one["Relation Name"] for one in whole if one["Relation Name"] in LARGE]


def is_capped(step: dict[str, Any]) -> bool:
    """Say whether a step's rows were picked by LIMIT, so that they are few in any collection."""
    below = step.get("Plans", [])
    return step["Node Type"] == "Limit" or (bool(below) and all(is_capped(one) for one in below))


def sorted_many(steps: list[dict[str, Any]]) -> list[float]:
    """Return how many rows are sorted, where they are neither few nor capped."""
    sorted_by = [one["Plans"][0] for one in steps if one["Node Type"] == "Sort"]
    return [rows_of(one) for one in sorted_by if rows_of(one) > FEW_CLAIMS and not is_capped(one)]


def found_wrong(db: Database, statements: list[tuple[Any, Any]]) -> dict[str, Any]:
    """Return by statement what large tables are read whole, and how many rows are sorted beyond few."""
    wrong: dict[str, Any] = {}
    for sql, params in dict(statements).items():
        if re.match(r"\s*(SELECT|WITH)", sql):
            steps = list(explain(db, sql, params))
            if found := wholly_read(steps) + sorted_many(steps):
                wrong[sql] = (found, params)
    return wrong


def test_every_list_of_claims_is_read_along_an_index_and_sorts_few(
    db: Database, statements: list[tuple[Any, Any]]
) -> None:
    for claim_filter, sort in itertools.product(list_filters(db), SORTS):
        if sort != "relevance" or claim_filter.q is not None:
            read_first_two(db, claim_filter, sort)

    assert len(statements) > 2000
    assert found_wrong(db, list(statements)) == {}


def test_every_facet_and_total_is_counted_in_an_index(
    db: Database, statements: list[tuple[Any, Any]]
) -> None:
    for claim_filter in list_filters(db):
        count_facets(db, claim_filter, get_args(Facet))
        count_claims(db, claim_filter)

    assert len(statements) > 300
    assert found_wrong(db, list(statements)) == {}


def test_every_list_of_articles_is_read_along_an_index_and_sorts_a_page(
    db: Database, statements: list[tuple[Any, Any]]
) -> None:
    article = db.query("SELECT publisher_id FROM articles")[0]
    values = {"publisher": article["publisher_id"], "published_from": "2016-01-01", "language": "en"}
    chosen = [dict(pair) for many in range(4) for pair in itertools.combinations(values.items(), many)]
    for options, sort in itertools.product(chosen, get_args(ArticleSort)):
        page = list_articles(db, sort=sort, limit=1, **options)
        list_articles(db, sort=sort, limit=1, after=page.next_key or ("~", "~"), **options)

    assert len(statements) > 20
    assert found_wrong(db, list(statements)) == {}
