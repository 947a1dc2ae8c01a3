"""The collection as NDJSON, one document a line, in bounded memory."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from storage.articles import get_article, list_articles
from storage.claim_lists import ClaimFilter, iterate_claims
from storage.database import Database
from storage.documents import to_json
from storage.errors import NotFound
from storage.pages import Key, Page
from storage.sources import list_sources

Resource = Literal["articles", "claims", "sources"]

# Rows read at once: some hundred kilobytes.
PAGE_ROWS = 200


def iterate_documents(
    db: Database, resource: Resource, *, statuses: tuple[str, ...] = ("active",), with_text: bool = True
) -> Iterator[str]:
    """Yield the JSON of every claim of these statuses, or of every article or source, oldest first.

    Articles come with their text unless `with_text` is False.
    """
    if resource == "claims":
        yield from (row.document for row in iterate_claims(db, ClaimFilter(status=statuses)))
    elif resource == "sources":
        yield from _iterate_sources(db)
    else:
        yield from _iterate_articles(db, with_text)


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """Write to a file beside `path` and put it in its place at the end; on an error `path` stays.

    A link stays and what it leads to is replaced; a pipe or a device is written to.
    """
    if path.exists() and not path.is_file():
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(beside, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        # told of the file that was asked for, not of the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _iterate_sources(db: Database) -> Iterator[str]:
    yield from (
        document
        for _, document in _rows(lambda key: list_sources(db, sort="created_at", after=key, limit=PAGE_ROWS))
    )


def _iterate_articles(db: Database, with_text: bool) -> Iterator[str]:
    for identifier, document in _rows(
        lambda key: list_articles(db, sort="created_at", after=key, limit=PAGE_ROWS)
    ):
        if not with_text:
            yield document
            continue
        try:
            yield to_json(get_article(db, identifier))
        except NotFound:
            # removed since its page was read
            continue


def _rows(list_after: Callable[[Key | None], Page]) -> Iterator[tuple[str, str]]:
    """Yield id and JSON of every row of a list, page by page."""
    key: Key | None = None
    while True:
        page = list_after(key)
        yield from ((row.id, row.document) for row in page.rows)
        if page.next_key is None:
            return
        key = page.next_key
