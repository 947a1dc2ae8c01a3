"""The one table from exceptions to problems."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.exceptions import NotFound as UnknownPath
from werkzeug.routing import RequestRedirect

from api.answers import nothing
from api.problems import (
    BUSY,
    CONFLICT,
    INVALID_REQUEST,
    KEY_IN_USE,
    KEY_REUSED,
    MALFORMED_JSON,
    READ_ONLY,
    InvalidRequest,
    MalformedJson,
    Problem,
)
from api.request_log import REQUEST_ID
from storage.errors import (
    Busy,
    Conflict,
    KeyInUse,
    KeyReused,
    LawBroken,
    Merged,
    NoLongerKept,
    NotFound,
    NotMigrated,
    ReadOnly,
    StorageError,
    VersionMismatch,
)

# How soon a refused writer may come back; the busy timeout was waited out already
_RETRY_AFTER_SECONDS = "1"

_log = structlog.get_logger("whosaid")


def _invalid(error: InvalidRequest) -> Problem:
    count = len(error.errors)
    detail = error.errors[0]["detail"] if count == 1 else f"{count} things are wrong; see errors."
    if error.is_cut:
        detail = f"More than {count} things are wrong; errors tells the first {count}."
    return Problem(422, detail, INVALID_REQUEST, {"errors": error.errors}, is_cut=error.is_cut)


def _law_broken(error: LawBroken) -> Problem:
    return _invalid(InvalidRequest.in_body(*error.problems))


def _conflict(error: Conflict) -> Problem:
    return Problem(409, str(error), CONFLICT, {"existing": error.existing} if error.existing else {})


def _busy(_: StorageError) -> Problem:
    return Problem(503, "Try again shortly.", BUSY, headers={"Retry-After": _RETRY_AFTER_SECONDS})


def _http(error: HTTPException) -> Problem:
    # Content-Type and Content-Length are the problem's own; Allow, Retry-After and the like are kept
    headers = {name: value for name, value in error.get_headers() if not name.startswith("Content-")}
    status = error.code or 500
    return Problem(status, _in_our_words(error) or error.description, headers=headers)


def _in_our_words(error: HTTPException) -> str | None:
    """Return what would be right, where the framework's words do not say so."""
    if isinstance(error, MethodNotAllowed):
        return f"Allowed here: {', '.join(sorted(error.valid_methods or ()))}."
    # one of our own says more
    if type(error) is RequestEntityTooLarge:
        return f"The body is longer than {request.max_content_length} bytes."
    if isinstance(error, UnknownPath):
        return "There is nothing at this path; /openapi.yaml lists what there is."
    return None


TABLE: dict[type[Exception], Callable[[Any], Problem]] = {
    MalformedJson: lambda error: Problem(400, str(error), MALFORMED_JSON),
    InvalidRequest: _invalid,
    LawBroken: _law_broken,
    NotFound: lambda error: Problem(404, str(error)),
    Conflict: _conflict,
    VersionMismatch: lambda error: Problem(412, f"{error} Get it again and decide anew."),
    Busy: _busy,
    ReadOnly: lambda _: Problem(
        503, "This service only reads; send writes to the one that writes.", READ_ONLY
    ),
    KeyReused: lambda error: Problem(422, str(error), KEY_REUSED),
    KeyInUse: lambda error: Problem(
        409, str(error), KEY_IN_USE, headers={"Retry-After": _RETRY_AFTER_SECONDS}
    ),
    NoLongerKept: lambda error: Problem(410, str(error)),
    NotMigrated: lambda error: Problem(503, "The store is being prepared.", headers={"Retry-After": "5"}),
    HTTPException: _http,
}


def problem_of(error: Exception) -> Problem:
    """Return the problem that tells of an exception of the table's.

    :raises KeyError: the table does not know its class.
    """
    return TABLE[type(error)](error)


def register_errors(app: Flask) -> None:
    """Have every failure answered by a problem, and what no row tells of by a 500 that leaks nothing."""
    for exception, as_problem in TABLE.items():
        app.register_error_handler(exception, _answer_by(as_problem))
    app.register_error_handler(RequestRedirect, lambda error: error.get_response())
    app.register_error_handler(Merged, _follow_merge)
    app.register_error_handler(Exception, _unforeseen)


def _answer_by(as_problem: Callable[[Any], Problem]) -> Callable[[Any], Response]:
    return lambda error: as_problem(error).as_response()


def _follow_merge(error: Merged) -> Response:
    """Send the client to the same place of the surviving source, by 308: the method stays."""
    if (request.view_args or {}).get("source_id") != error.source_id:
        return _conflict(Conflict(str(error), error.into)).as_response()
    # the path comes decoded: what is no part of a path as it is, such as "?" or a line feed, is encoded again
    path = quote(request.path.replace(error.source_id, error.into, 1))
    query = request.query_string.decode("ascii", "replace")
    response = nothing(308)
    response.headers["Location"] = f"{path}?{query}" if query else path
    return response


def _unforeseen(error: Exception) -> Response:
    _log.error("unforeseen", request_id=request.environ.get(REQUEST_ID), path=request.path, exc_info=error)
    return Problem(500, "This is a fault of the service; its log says more.").as_response()
