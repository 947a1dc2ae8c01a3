"""Claims by hand, many at once."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import structlog
from flask import Blueprint, Response, request

from api.answers import to_json
from api.context import context, database, editor
from api.idempotency import HEADER, write
from api.line_results import LineResult
from api.ndjson import Line
from api.operation import operation
from api.problems import InvalidRequest
from api.request_log import REQUEST_ID
from api.rows import AS_ROWS, NDJSON
from api.schemas.bulk import BulkQuery, ClaimLineInput
from api.streams import streamed
from api.told_claims import store_told_claims
from storage.clock import now

bulk = Blueprint("bulk", __name__, url_prefix="/v1/claims/bulk")

# Lines that are one transaction where each stands by itself: others write in between
_AT_ONCE = 500

_log = structlog.get_logger("whosaid")


class _DryRun(Exception):
    """Takes back what was written on trial."""


@bulk.post("")
@operation(
    answers={200: None},
    also={NDJSON: AS_ROWS[NDJSON]},
    query=BulkQuery(),
    lines=ClaimLineInput(),
    problems=(409,),
    stores=True,
)
def add_claims(query: dict[str, Any], lines: Iterator[Line]) -> Response:
    """Make many claims by hand, a line each, and tell what became of each line.

    A line is what `POST /v1/claims` takes, and may have an `id` of yours, a UUIDv7: sent again, it is
    `unchanged` while the claim still says all that the line says, and else a `conflict`. An answer's line has
    the `line` (blank ones are counted), the `outcome` (`created`, `unchanged`, `conflict` or `invalid`), and
    the claim's `id` or the `problem`, whose pointers are into that line.

    Each line stands by itself, and lines are stored some hundreds at a time; with `atomic` or an
    Idempotency-Key all of them at once. With `atomic` one refused line refuses all, by a problem whose
    `errors` name each `line`.
    """
    if query["dry_run"]:
        return _tried(lines, is_atomic=query["atomic"])
    if query["atomic"] or HEADER in request.headers:
        return write(lambda: _answer(_store_all(lines, is_atomic=query["atomic"])))
    batches = _stored_batches(lines)
    # what fails before anything is stored is a problem
    first = next(batches)
    response = streamed(itertools.chain([first], batches))
    response.headers["Content-Type"] = NDJSON
    response.headers["Cache-Control"] = "no-store"
    return response


def _store_all(lines: Iterator[Line], *, is_atomic: bool) -> list[LineResult]:
    """Store the claims of all lines in the transaction that is open.

    :raises InvalidRequest: one is refused, and that refuses all.
    """
    weights = context().settings.confidence_weights
    results = store_told_claims(database(), list(lines), by=editor(), weights=weights)
    if is_atomic and (errors := [error for result in results for error in _errors_of(result)]):
        is_cut = any(result.problem.is_cut for result in results if result.problem)
        raise InvalidRequest(errors, is_cut=is_cut)
    return results


def _tried(lines: Iterator[Line], *, is_atomic: bool) -> Response:
    try:
        with database().transaction():
            results = _store_all(lines, is_atomic=is_atomic)
            raise _DryRun
    except _DryRun:
        # an id that was made for a line is nobody's
        told = [replace(one, identifier=None) if one.outcome == "created" else one for one in results]
        return _answer(told)


def _stored_batches(lines: Iterator[Line]) -> Iterator[bytes]:
    """Return what yields what became of the lines of each batch, once it is stored."""
    # bound now: the batches are made when the request is no longer the current one
    db, by, weights = database(), editor(), context().settings.confidence_weights
    log = _log.bind(request_id=request.environ.get(REQUEST_ID), path=request.path)

    def batches() -> Iterator[bytes]:
        stored = 0
        try:
            while batch := list(itertools.islice(lines, _AT_ONCE)):
                with db.transaction():
                    results = store_told_claims(db, batch, by=replace(by, at=now()), weights=weights)
                stored += len(batch)
                yield _as_lines(results)
        except Exception as error:
            # raised again, so that the server closes the connection without the end of the body
            log.error("lines broke off", lines_stored=stored, exc_info=error)
            raise

    return batches()


def _errors_of(result: LineResult) -> Iterator[dict[str, Any]]:
    if result.problem is None:
        return
    whole = [{"detail": result.problem.detail, "pointer": "#"}]
    for error in result.problem.extra.get("errors", whole):
        yield {**error, "line": result.line}


def _answer(results: list[LineResult]) -> Response:
    return Response(_as_lines(results), headers={"Cache-Control": "no-store"}, content_type=NDJSON)


def _as_lines(results: list[LineResult]) -> bytes:
    return b"".join(to_json(one.as_document()).encode("utf-8", "replace") + b"\n" for one in results)
