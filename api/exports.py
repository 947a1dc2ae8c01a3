"""The collection as files: NDJSON, one document a line, or CSV, in bounded memory."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Literal

from marshmallow import Schema

from api.claim_table import CLAIMS
from api.columns import ARTICLES, SOURCES
from api.opinion_columns import ASSESSMENTS, RELIABILITY
from api.problems import InvalidRequest
from api.rows import NDJSON, ONLY_IN_JSON, SUFFIXES, Rows
from api.schemas.articles import ArticleQuery
from api.schemas.claim_lists import ClaimQuery
from api.schemas.sources import SourceQuery
from api.streams import ROWS_AT_ONCE
from api.validation import load_parameters
from storage.articles import get_article, list_articles
from storage.assessments import list_every_assessment
from storage.claim_lists import ClaimFilter, list_claims
from storage.database import Database
from storage.documents import to_json
from storage.errors import NotFound
from storage.pages import Key, Page, Row, iterate_pages
from storage.reliability import list_every_reliability
from storage.revisions import get_revision
from storage.sources import list_sources

Resource = Literal["articles", "assessments", "claims", "reliability", "sources"]

_QUERIES: Mapping[Resource, Schema] = {
    "articles": ArticleQuery(),
    "claims": ClaimQuery(),
    "sources": SourceQuery(),
}
# What tells a page from the whole list, or stands beside its rows
_ONLY_IN_PAGES = {"limit", "cursor", "ids", *ONLY_IN_JSON}

_TABLES = {
    "articles": ARTICLES,
    "assessments": ASSESSMENTS,
    "claims": CLAIMS,
    "reliability": RELIABILITY,
    "sources": SOURCES,
}


def load_filters(resource: Resource, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what parameters of the resource's list say: its filters, and `sort` and `fields` if given.

    :raises InvalidRequest: one is unknown, repeated or wrong.
    """
    schema = _QUERIES.get(resource)
    known = schema.load_fields.keys() - _ONLY_IN_PAGES if schema else set()
    if unknown := [name for name in given if name not in known]:
        detail = f"There is no such filter; known are: {', '.join(sorted(known)) or 'none'}."
        raise InvalidRequest([{"detail": detail, "parameter": name} for name in unknown])
    loaded = load_parameters(schema, given)
    if given and loaded.get("sort") == "relevance":
        # of too many matches only the newest are ranked, and a file would not say so
        raise InvalidRequest.in_query("sort", "An export is not ranked: sort it otherwise.")
    return {name: loaded[name] for name in given}


def iterate_rows(
    db: Database,
    resource: Resource,
    form: Literal["csv", "ndjson"],
    *,
    statuses: tuple[str, ...] = ("active",),
    with_text: bool = True,
    filters: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[bytes]:
    """Yield every claim of these statuses, or all there is of another resource, some rows at a time.

    The oldest come first; assessments and letters also where they were withdrawn. In NDJSON articles come
    with their text and their earlier revisions unless `with_text` is False. `filters` are by `load_filters`.
    """
    rows = Rows(SUFFIXES[form], _TABLES[resource]).only(filters.get("fields"))
    meant = {"sort": "created_at", **filters}
    meant.pop("fields", None)

    def read(after: Key | None) -> Page:
        return _read(db, resource, statuses, meant, after)

    yield rows.head()
    for page in iterate_pages(read(None), read):
        documents = [row.document for row in page.rows]
        if resource == "articles" and with_text and rows.media_type == NDJSON:
            documents = list(_with_texts(db, page.rows))
        yield rows.lines(db, documents)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write to a file beside `path` and put it in its place at the end; on an error `path` stays.

    A link stays and what it leads to is replaced; a pipe or a device is written to.
    """
    if path.exists() and not path.is_file():
        with open(path, "wb") as file:
            yield file
        return
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(beside, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        # told of the file that was asked for, not of the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _read(
    db: Database,
    resource: Resource,
    statuses: tuple[str, ...],
    meant: Mapping[str, Any],
    after: Key | None,
) -> Page:
    match resource:
        case "claims":
            told: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in meant.items()
            }
            sort = told.pop("sort")
            claim_filter = ClaimFilter(**{"status": statuses, **told})
            return list_claims(db, claim_filter, sort=sort, after=after, limit=ROWS_AT_ONCE)
        case "articles":
            return list_articles(db, **meant, after=after, limit=ROWS_AT_ONCE)
        case "sources":
            return list_sources(db, **meant, after=after, limit=ROWS_AT_ONCE)
        case "assessments":
            return list_every_assessment(db, after=after, limit=ROWS_AT_ONCE)
        case "reliability":
            return list_every_reliability(db, after=after, limit=ROWS_AT_ONCE)


def _with_texts(db: Database, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        try:
            article: dict[str, Any] = {**get_article(db, row.id)}
            current = article["revision"]["number"]
            if current > 1:
                earlier = [get_revision(db, row.id, number) for number in range(1, current)]
                article["earlier_revisions"] = earlier
            yield to_json(article)
        except NotFound:
            # removed since its page was read
            continue
