"""Lists page by page: cursors bound to their list, and pages joined from ready documents."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Container, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from api.answers import document, to_json
from api.conditional import may_be_unchanged, tagged, unchanged
from api.context import database
from api.problems import InvalidRequest
from api.rows import Rows, asked_rows, list_path
from api.sparse import SPARSE, select_fields
from api.streams import Read, whole_answer
from storage.pages import MOST_COUNTED, Key, Page

# Tells what stands beside the rows of a page
Tell = Callable[[Page], dict[str, Any]]

# What says how a list is sent, or which part of it
_NOT_FILTERS = {"cursor", "limit", "fields", "include", "total", "facet"}

# A query that can stand in a header as it came
_PLAIN_QUERY = re.compile(r"[0-9A-Za-z&=%+,:._~-]+")

# What a digest is taken of
_SORTED = json.JSONEncoder(sort_keys=True)

# Bytes of a digest: 64 bits tell a slip from a cursor, 128 an entity tag from another
_CURSOR_DIGEST, _TAG_DIGEST = 8, 16


def key_after(query: dict[str, Any]) -> Key | None:
    """Return the sort key the asked page comes after, or None for the first page.

    :raises InvalidRequest: the cursor is none of this list's with these filters and this sort.
    """
    cursor = query.get("cursor")
    if cursor is None:
        return None
    try:
        content = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        value, identifier = content["after"]
        is_key = isinstance(value, str | int | float) and isinstance(identifier, str)
        # half of a surrogate pair and infinity are in no cursor, nor can one be made of them
        is_own = is_key and _cursor(query, (value, identifier)) == cursor
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise _no_cursor() from error
    if not is_own:
        raise _no_cursor()
    return value, identifier


def filters_of(query: dict[str, Any]) -> dict[str, Any]:
    """Return what of a query says which rows a list has and in which order."""
    return {name: value for name, value in query.items() if name not in _NOT_FILTERS}


def list_answer(
    query: dict[str, Any], read: Read, tell: Tell | None = None, *, glance: Read | None = None
) -> Response:
    """Return what is asked for of a list: a page, as JSON or rows, or all of it where rows know no limit.

    What a page in JSON is to `tell` beside its rows is read in the page's own snapshot. A `glance` reads the
    rows without their documents, which is enough to know that the client has the page already.
    """
    rows = asked_rows()
    if rows and not {"limit", "cursor"} & request.args.keys():
        return whole_answer(rows.only(query.get("fields")), read)
    after = key_after(query)
    if rows:
        return _page_of_rows(rows.only(query.get("fields")), read(after, query["limit"]), query)
    if tell is None:
        if glance and may_be_unchanged():
            if had := unchanged(_page_tag(glance(after, query["limit"]))):
                return had
        return page_answer(read(after, query["limit"]), query)
    with database().snapshot():
        page = read(after, query["limit"])
        told = tell(page)
    return page_answer(page, query, to_json(told))


def page_answer(page: Page, query: dict[str, Any], told: str = "{}") -> Response:
    """Return a page: its rows' documents, the cursor and link to the next one, and an entity tag.

    `told` is an object in JSON, whose members come beside the rows.
    """
    documents = [row.document for row in page.rows]
    if names := query.get("fields"):
        documents = [to_json(select_fields(json.loads(content), names)) for content in documents]
    cursor = _cursor(query, page.next_key) if page.next_key else None
    beside = f'],"next_cursor":"{cursor}"' if cursor else "]"
    if page.ranked_newest_only:
        beside += ',"ranked_newest_only":true'
    # put together once: a page has a hundred kilobytes
    response = document("".join(('{"data":[', ",".join(documents), beside, "," * (told != "{}"), told[1:])))
    if names:
        response.content_type = SPARSE
    return _linked(tagged(response, _page_tag(page, told)), cursor)


def total_of(counted: int) -> dict[str, Any]:
    """Return what a page tells of how many rows were counted."""
    return {"total": counted, "total_capped": counted == MOST_COUNTED}


def missing_of(query: dict[str, Any], found: Container[str]) -> dict[str, Any]:
    """Return what a page tells of the ids asked for that are not there."""
    return {"missing": [identifier for identifier in query["ids"] if identifier not in found]}


def unpaged_answer(documents: Sequence[Any], tag: str) -> Response:
    """Return a list that is too short for pages; `tag` is the entity tag of its JSON."""
    if rows := asked_rows():
        return _tagged_rows(rows, [to_json(one) for one in documents], None)
    return tagged(document({"data": documents}), tag)


def _page_of_rows(rows: Rows, page: Page, query: dict[str, Any]) -> Response:
    cursor = _cursor(query, page.next_key) if page.next_key else None
    return _linked(_tagged_rows(rows, [row.document for row in page.rows], cursor), cursor)


def _tagged_rows(rows: Rows, documents: Sequence[str], cursor: str | None) -> Response:
    body = rows.head() + rows.lines(database(), documents)
    tag = hashlib.blake2b(body + (cursor or "").encode(), digest_size=_TAG_DIGEST).hexdigest()
    return tagged(Response(body, headers=rows.headers), tag)


def _linked(response: Response, cursor: str | None) -> Response:
    """Return a page with the link to the next one."""
    if cursor and response.status_code != 304:
        response.headers["Link"] = f'<{request.path}?{_next_query(cursor)}>; rel="next"'
    return response


def _next_query(cursor: str) -> str:
    """Return the query of the next page; facets come with the first page only."""
    asked: str = request.environ["QUERY_STRING"]
    if not {"cursor", "facet"} & request.args.keys() and _PLAIN_QUERY.fullmatch(asked):
        return f"{asked}&cursor={cursor}"
    given = request.args.to_dict(flat=False)
    parameters = {name: values for name, values in given.items() if name != "facet"}
    return urlencode({**parameters, "cursor": [cursor]}, doseq=True)


def _no_cursor() -> InvalidRequest:
    return InvalidRequest.in_query(
        "cursor", "Must be the next_cursor of a page of this list, with the same filters and the same sort."
    )


def _cursor(query: dict[str, Any], key: Key) -> str:
    """Return the cursor after `key`; its digest binds it to the list, the filters and the sort."""
    bound = _SORTED.encode([list_path(), filters_of(query), key])
    digest = hashlib.blake2b(bound.encode(), digest_size=_CURSOR_DIGEST).hexdigest()
    content = to_json({"after": key, "of": digest})
    return base64.urlsafe_b64encode(content.encode()).rstrip(b"=").decode("ascii")


def _page_tag(page: Page, told: str = "{}") -> str:
    rows = [f"{row.id}.{row.version}" for row in page.rows]
    # from the key and the query the cursor is made
    shown = "\n".join([request.path, request.environ["QUERY_STRING"], *rows, repr(page.next_key), told])
    return hashlib.blake2b(shown.encode(), digest_size=_TAG_DIGEST).hexdigest()
