"""Bodies of many lines: longer than others, and read whole before the first line is taken."""

from collections.abc import Iterator
from io import BytesIO

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from api.context import context
from api.json_bodies import read_bytes
from api.ndjson import Line, read_lines
from api.problems import InvalidRequest
from api.rows import NDJSON


class TooManyLines(RequestEntityTooLarge):
    """The body has more lines than the settings allow."""


def allow_many_lines() -> None:
    """Let the current request's body be as long as one of many lines; to be called before it is read."""
    request.max_content_length = context().settings.max_bulk_bytes


def read_body_lines() -> Iterator[Line]:
    """Return the lines of the current request's body, which has come to its end.

    :raises UnsupportedMediaType: it is not NDJSON, or compressed.
    :raises RequestEntityTooLarge: it is longer, or has more lines, than the settings allow.
    :raises BadRequest: it breaks off, or is framed wrongly.
    :raises InvalidRequest: it holds nothing.
    """
    settings = context().settings
    if request.mimetype != NDJSON:
        given = request.mimetype or "nothing"
        raise UnsupportedMediaType(f"The body is declared as {given}; send {NDJSON}.")
    content = read_bytes()
    if not content.strip():
        raise InvalidRequest.in_body(((), "The body holds no line."))
    if content.rstrip(b"\n").count(b"\n") >= settings.max_bulk_lines:
        raise TooManyLines(f"The body has more than {settings.max_bulk_lines} lines.")
    return read_lines(BytesIO(content), settings.max_body_bytes)
