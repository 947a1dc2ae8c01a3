"""Pages of articles, by when they were published or added."""

from collections.abc import Iterable, Sequence
from typing import Literal

from storage.article_rows import ARTICLE_COLUMNS, ARTICLE_TABLES, make_articles
from storage.database import Database, Record, bind_list
from storage.documents import Article, to_json
from storage.pages import Key, Page, Row, count_rows, make_page
from storage.source_names import find_source_ids
from storage.source_rows import list_credited_ids
from storage.urls import normalize_url

ArticleSort = Literal["published_on", "-published_on", "created_at", "-created_at"]

_ORDERS = {
    "published_on": ("oldest", ">", "ASC"),
    "-published_on": ("newest", "<", "DESC"),
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
}


def list_articles(
    db: Database,
    *,
    url: str | None = None,
    publisher: str | None = None,
    published_from: str | None = None,
    published_to: str | None = None,
    language: str | None = None,
    sort: ArticleSort = "-published_on",
    after: Key | None = None,
    limit: int = 50,
) -> Page:
    """Return a page of articles without their texts; those without a date come last, both ways.

    `publisher` is an id or a name; dates are inclusive.

    :raises ValueError: if `url` is no address
    """
    column, beyond, direction = _ORDERS[sort]
    conditions, params = _make_conditions(db, url, publisher, None, None, language)
    _add_dates(conditions, params, published_from, published_to, column)
    params["limit"] = limit + 1
    if after is not None:
        conditions.append(f"(articles.{column}, articles.id) {beyond} (:after_value, :after_id)")
        params["after_value"], params["after_id"] = after
    rows = _read_page(db, conditions, params, column, direction)
    articles = {article["id"]: article for article in make_articles(db, rows)}
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(articles[row["id"]])))


def list_articles_of(db: Database, article_ids: Iterable[str]) -> list[Article]:
    """Return the articles of these ids that are there, in no order and without their texts."""
    within, params = bind_list(db, "id", set(article_ids))
    rows = db.query(f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE articles.id IN {within}", params)
    return make_articles(db, rows)


def list_headings_of(db: Database, article_ids: Iterable[str]) -> dict[str, Record]:
    """Return `url` and `title`, each null where it is not known, of the articles of these ids, by id."""
    within, params = bind_list(db, "id", set(article_ids))
    columns = "articles.id, articles.url, revisions.title"
    rows = db.query(f"SELECT {columns} FROM {ARTICLE_TABLES} WHERE articles.id IN {within}", params)
    return {row["id"]: row for row in rows}


def count_articles(
    db: Database,
    *,
    url: str | None = None,
    publisher: str | None = None,
    published_from: str | None = None,
    published_to: str | None = None,
    language: str | None = None,
) -> int:
    """Return how many articles `list_articles` lists, counting no further than `MOST_COUNTED`.

    :raises ValueError: if `url` is no address
    """
    conditions, params = _make_conditions(db, url, publisher, published_from, published_to, language)
    return count_rows(db, f"SELECT 1 FROM articles WHERE {' AND '.join(conditions)}", params)


def list_articles_of_claims(db: Database, claim_ids: Sequence[str]) -> list[Article]:
    """Return every article that one of these claims is of, once, in no order and without their texts."""
    within, params = bind_list(db, "id", claim_ids)
    rows = db.query(f"SELECT DISTINCT article_id FROM claims WHERE id IN {within}", params)
    return list_articles_of(db, [row["article_id"] for row in rows])


def _make_conditions(
    db: Database,
    url: str | None,
    publisher: str | None,
    published_from: str | None,
    published_to: str | None,
    language: str | None,
) -> tuple[list[str], dict[str, object]]:
    conditions, params = ["TRUE"], dict[str, object]()
    if url is not None:
        conditions.append("articles.normalized_url = :url")
        params["url"] = normalize_url(url)
    if publisher is not None:
        within, bound = bind_list(db, "publisher", list_credited_ids(db, find_source_ids(db, publisher)))
        conditions.append(f"articles.publisher_id IN {within}")
        params |= bound
    if language is not None:
        conditions.append("articles.language = :language")
        params["language"] = language
    _add_dates(conditions, params, published_from, published_to, "newest")
    return conditions, params


def _add_dates(
    conditions: list[str],
    params: dict[str, object],
    published_from: str | None,
    published_to: str | None,
    column: str,
) -> None:
    """Bound the dates, in the column of them that the order is by, if it is."""
    if published_from is None and published_to is None:
        return
    # No index begins with published_on: it keeps the order's own from being left for another one and a sort.
    dates = column if column in ("newest", "oldest") else "published_on"
    conditions.append(f"articles.{dates} BETWEEN :published_from AND :published_to")
    # "0" comes after the stand-in of absent dates, "~" after every time of the last day.
    params |= {"published_from": published_from or "0", "published_to": (published_to or "") + "~"}


def _read_page(
    db: Database, conditions: list[str], params: dict[str, object], column: str, direction: str
) -> list[Record]:
    # Picked first, so that revisions and analyses are looked up for a page only; the second sort is not to
    # walk all articles in order.
    unread = db.dialect.unread
    return db.query(
        f"""
        SELECT {ARTICLE_COLUMNS}, articles.{column} AS sort_value FROM {ARTICLE_TABLES}
        WHERE articles.id IN (
            SELECT articles.id FROM articles WHERE {" AND ".join(conditions)}
            ORDER BY articles.{column} {direction}, articles.id {direction} LIMIT :limit)
        ORDER BY {unread}articles.{column} {direction}, {unread}articles.id {direction}
        """,
        params,
    )
