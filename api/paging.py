"""Lists page by page: cursors bound to their list, and pages joined from ready documents."""

import base64
import binascii
import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from api.answers import document, to_json
from api.conditional import tagged
from api.problems import InvalidRequest
from storage.pages import Key, Page

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
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise _no_cursor() from error
    is_key = isinstance(value, str | int) and isinstance(identifier, str)
    if not is_key or _cursor(query, (value, identifier)) != cursor:
        raise _no_cursor()
    return value, identifier


def page_answer(page: Page, query: dict[str, Any]) -> Response:
    """Return a page: its rows' documents, the cursor and link to the next one, and an entity tag."""
    body = '{"data":[' + ",".join(row.document for row in page.rows) + "]"
    cursor = _cursor(query, page.next_key) if page.next_key else None
    if cursor:
        body += f',"next_cursor":"{cursor}"'
    if page.ranked_newest_only:
        body += ',"ranked_newest_only":true'
    response = tagged(document(body + "}"), _page_tag(page, cursor))
    if cursor:
        parameters = {**request.args.to_dict(flat=False), "cursor": [cursor]}
        response.headers["Link"] = f'<{request.path}?{urlencode(parameters, doseq=True)}>; rel="next"'
    return response


def _no_cursor() -> InvalidRequest:
    return InvalidRequest.in_query(
        "cursor", "Must be the next_cursor of a page of this list, with the same filters and the same sort."
    )


def _cursor(query: dict[str, Any], key: Key) -> str:
    """Return the cursor after `key`; its digest binds it to the list, the filters and the sort."""
    filters = {name: value for name, value in query.items() if name not in ("cursor", "limit")}
    bound = json.dumps([request.path, filters, key], sort_keys=True)
    digest = hashlib.blake2b(bound.encode(), digest_size=_CURSOR_DIGEST).hexdigest()
    content = to_json({"after": key, "of": digest})
    return base64.urlsafe_b64encode(content.encode()).rstrip(b"=").decode("ascii")


def _page_tag(page: Page, cursor: str | None) -> str:
    rows = [f"{row.id}.{row.version}" for row in page.rows]
    told = "\n".join([request.path, request.query_string.decode("latin-1"), *rows, cursor or ""])
    return hashlib.blake2b(told.encode(), digest_size=_TAG_DIGEST).hexdigest()
