"""Whole lists, streamed: a few hundred rows at a time in flat memory, and a break that shows.

Each batch is read in a snapshot of its own, so that no reader, however slow, holds back the store. A row that
does not change meanwhile comes exactly once; what is added, changed or removed meanwhile may come or not.
"""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import Any

import structlog
from flask import Response, request
from werkzeug.wsgi import wrap_file

from api.context import database
from api.problems import InvalidRequest
from api.request_log import REQUEST_ID
from api.rows import Rows
from storage.database import Database
from storage.pages import Key, Page, iterate_pages

# Reads what comes after a key, at most so many rows
Read = Callable[[Key | None, int], Page]

# Rows read and sent at once: about half a megabyte of claims, which a slow client can take in time
ROWS_AT_ONCE = 200

_log = structlog.get_logger("whosaid")


def whole_answer(rows: Rows, read: Read) -> Response:
    """Return a whole list as rows, its first batch read already: what fails until then is a problem.

    It has no entity tag, which could be known only at its end.

    :raises InvalidRequest: it is to be ranked, and too many match.
    """
    db, first = database(), read(None, ROWS_AT_ONCE)
    if first.ranked_newest_only:
        raise InvalidRequest.in_query(
            "sort", "Too many match to rank them all: narrow q, sort otherwise, or ask for a page with limit."
        )
    if first.next_key is None:
        response = Response(rows.head() + _lines(rows, db, first))
    else:
        response = streamed(_batches(rows, db, first, read))
    response.headers.update(rows.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _batches(rows: Rows, db: Database, first: Page, read: Read) -> Iterator[bytes]:
    # bound now: the batches are made when the request is no longer the current one
    log = _log.bind(request_id=request.environ.get(REQUEST_ID), path=request.path)
    return _logged_batches(rows, db, first, read, log)


def _logged_batches(rows: Rows, db: Database, first: Page, read: Read, log: Any) -> Iterator[bytes]:
    sent = 0
    try:
        yield rows.head()
        for page in iterate_pages(first, lambda after: read(after, ROWS_AT_ONCE)):
            yield _lines(rows, db, page)
            sent += len(page.rows)
    except Exception as error:
        # raised again, so that the server closes the connection without the end of the body
        log.error("stream broke off", rows_sent=sent, exc_info=error)
        raise


def _lines(rows: Rows, db: Database, page: Page) -> bytes:
    return rows.lines(db, [row.document for row in page.rows])


def streamed(batches: Iterator[bytes]) -> Response:
    """Return an answer whose content is sent as it is made, and whose end shows that it is whole."""
    if request.environ["SERVER_PROTOCOL"] != "HTTP/1.0" or request.method == "HEAD":
        return Response(batches)
    # Its bodies end with the connection, whole or not; so this one is made first, and its length said.
    file = TemporaryFile()
    file.writelines(batches)
    length = file.tell()
    file.seek(0)
    response = Response(wrap_file(request.environ, file), direct_passthrough=True)
    response.content_length = length
    return response
