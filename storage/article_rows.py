"""Articles as rows and as documents."""

import json
from collections.abc import Sequence
from typing import Any

from storage.characters import Problems, find_refused_characters
from storage.clock import is_date, is_time
from storage.database import Database, Parameters, Record
from storage.documents import Article, ArticleDraft, to_json
from storage.source_rows import find_survivors, make_reference
from storage.urls import normalize_url
from storage.vocabulary import TEXT_ORIGINS

# An article with its current revision (the highest number) and its newest analysis, if any.
ARTICLE_COLUMNS = """
    articles.*,
    revisions.number, revisions.sha256, revisions.retrieved_at, revisions.length, revisions.title,
    revisions.corrections, revisions.not_analysed,
    analyses.id AS analysis_id, analyses.engine, analyses.version AS engine_version,
    analyses.at AS analysed_at, analyses.revision AS analysed_revision
"""
ARTICLE_TABLES = """
    articles
    JOIN revisions ON revisions.article_id = articles.id AND revisions.number = (
        SELECT max(number) FROM revisions AS numbers WHERE numbers.article_id = articles.id)
    LEFT JOIN analyses ON analyses.id = (
        SELECT id FROM analyses AS runs WHERE runs.article_id = articles.id ORDER BY at DESC, id DESC LIMIT 1)
"""

_CREDITS = ("image_credits", "wire_credits", "contributors")
_LISTS = ("authors", *_CREDITS)
_PLAIN = ("language", "place", "published_on", "published_at", "text_origin", "based_on")


def find_article_row(db: Database, condition: str, params: Parameters) -> Record | None:
    """Return the first article's row that meets a condition of ours."""
    return db.find(
        f"""
        SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE {condition}
        ORDER BY articles.created_at, articles.id LIMIT 1
        """,
        params,
    )


def make_articles(db: Database, rows: Sequence[Record]) -> list[Article]:
    """Return the documents of articles, without their texts, made from their rows."""
    publishers = find_survivors(db, {row["publisher_id"] for row in rows})
    return [_make_article(row, publishers[row["publisher_id"]]) for row in rows]


def _make_article(row: Record, publisher: Record) -> Article:
    article: dict[str, Any] = {"id": row["id"], "version": row["version"]}
    for name in ("url", "title"):
        if row[name] is not None:
            article[name] = row[name]
    article["publisher"] = make_reference(publisher)
    for name in ("authors", *_PLAIN, *_CREDITS):
        if row[name] is not None:
            article[name] = json.loads(row[name]) if name in _LISTS else row[name]
    if row["corrections"] is not None:
        article["corrections"] = json.loads(row["corrections"])
    article["revision"] = {name: row[name] for name in ("number", "sha256", "retrieved_at", "length")}
    article["analysed"] = row["analysed_revision"] == row["number"]
    if row["not_analysed"] is not None and not article["analysed"]:
        article["not_analysed"] = row["not_analysed"]
    if row["analysis_id"] is not None:
        article["analysis"] = {
            "id": row["analysis_id"],
            "engine": row["engine"],
            "version": row["engine_version"],
            "at": row["analysed_at"],
            "revision": row["analysed_revision"],
        }
    article |= {"created_at": row["created_at"], "updated_at": row["updated_at"]}
    return article  # type: ignore[return-value]  # built key by key


def make_article_row(draft: ArticleDraft, publisher_id: str) -> dict[str, Any]:
    """Return the columns a draft fills.

    :raises ValueError: if its URL is not an address
    """
    url = draft.get("url")
    columns: dict[str, Any] = {name: draft.get(name) for name in _PLAIN}
    for name in _LISTS:
        given = draft.get(name)
        columns[name] = None if given is None else to_json(given)  # type: ignore[arg-type]  # a list of str
    return columns | {
        "url": url,
        "normalized_url": None if url is None else normalize_url(url),
        "publisher_id": publisher_id,
    }


def check_article(draft: ArticleDraft) -> Problems:
    """Return what is wrong with a draft by itself."""
    problems = find_refused_characters(draft)
    if draft["text_origin"] not in TEXT_ORIGINS:
        problems.append((("text_origin",), f"{draft['text_origin']!r} is neither published nor retold."))
    if (draft["text_origin"] == "retold") != ("based_on" in draft):
        problems.append((("based_on",), "A retold text, and no other, says what it is based on."))
    if "url" in draft:
        try:
            normalize_url(draft["url"])
        except ValueError as error:
            problems.append((("url",), str(error)))
    if "published_on" in draft and not is_date(draft["published_on"]):
        problems.append((("published_on",), f"{draft['published_on']!r} is no date like 2016-09-03."))
    if "published_at" in draft and not is_time(draft["published_at"]):
        detail = f"{draft['published_at']!r} is no time in UTC like 2016-09-03T12:00:00.000Z."
        problems.append((("published_at",), detail))
    return problems


def check_text(text: str, title: str | None, corrections: Sequence[str] = ()) -> Problems:
    """Return what is wrong with a revision's words."""
    problems = find_refused_characters({"text": text, "title": title, "corrections": corrections})
    if not text.strip():
        problems.append((("text",), "The text is empty."))
    if "\r" in text:
        problems.append((("text",), "Lines end with a line feed alone."))
    return problems
