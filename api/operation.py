"""One decorator per route: what comes in, what goes out, what may fail; the same feeds OpenAPI."""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from flask import Response
from marshmallow import Schema

from api.conditional import require_if_match
from api.deprecation import Deprecation
from api.idempotency import answer_once
from api.json_bodies import JSON, MERGE_PATCH, read_json, refuse_nulls
from api.many_lines import allow_many_lines, read_body_lines
from api.rows import AS_ROWS, NDJSON, ask_for_rows
from api.schemas.histories import ReasonQuery
from api.tables import Table
from api.validation import load_body, load_query
from storage.retries import retry_interrupted

View = Callable[..., Response]

_REASON = ReasonQuery()


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What one route promises; `answers` maps each status to the schema of its body, or to None.

    `also` maps each other media type a 200 may be sent as to its schema, or to OpenAPI's description of it.
    A list has `rows`; with `rows_only`, it is the route that sends nothing else. A body of `lines` has a
    document of that schema on each.
    """

    name: str
    summary: str
    description: str
    answers: Mapping[int, type[Schema] | None]
    also: Mapping[str, Any]
    rows: Table | None
    rows_only: bool = False
    query: Schema | None
    body: Schema | None
    patch: Schema | None
    lines: Schema | None
    problems: Sequence[int]
    if_match: bool
    tagged: bool
    stores: bool
    deprecated: Deprecation | None

    @property
    def parameters(self) -> Schema | None:
        """What the query may hold: what the route reads, and of a write why it is done."""
        return self.query or (_REASON if self.stores or self.if_match else None)

    @property
    def media_types(self) -> tuple[str, ...]:
        """What a body may be declared as, the best first."""
        if self.patch:
            return (MERGE_PATCH, JSON)
        if self.lines:
            return (NDJSON,)
        return (JSON,) if self.body else ()

    @property
    def statuses_of_problems(self) -> list[int]:
        """Every failing status, those that follow from what comes in among them."""
        statuses = {*self.problems, 422, 500, 503}
        if self.query:
            statuses |= {414}
        if self.media_types:
            statuses |= {400, 408, 413, 415}
        if self.if_match:
            statuses |= {412, 428}
        if self.tagged:
            statuses |= {412}
        if self.rows:
            statuses |= {404} if self.rows_only else {406}
        if self.stores:
            statuses |= {400, 409, 410, 413, 415}
        return sorted(statuses)

    def forms(self, status: int) -> dict[str, Any]:
        """Return the media types an answer of this status may have, each with its schema."""
        schema = self.answers[status]
        forms = {JSON: schema} if schema and not self.rows_only else {}
        return forms | dict(self.also) if status == 200 else forms

    def as_rows(self) -> "Operation":
        """Return the same list's operation under the path with a suffix."""
        name, summary = self.name.replace("list_", "export_"), f"{self.summary}, as CSV or NDJSON"
        return replace(self, name=name, summary=summary, also=AS_ROWS, rows_only=True)


def operation(
    *,
    answers: Mapping[int, type[Schema] | None],
    also: Mapping[str, Any] = MappingProxyType({}),
    rows: Table | None = None,
    query: Schema | None = None,
    body: Schema | None = None,
    patch: Schema | None = None,
    lines: Schema | None = None,
    problems: Sequence[int] = (),
    if_match: bool = False,
    tagged: bool = False,
    stores: bool = False,
    deprecated: Deprecation | None = None,
) -> Callable[[View], View]:
    """Declare a route, and call it with what it declares, read: `query`, `body`, `patch` or `lines`.

    A route that `stores` something takes an Idempotency-Key, and its view writes by `api.idempotency.write`.
    A list whose `rows` are told is sent as these too, by Accept or suffix.
    A patch is the JSON as it came: it can be checked only when it is merged. So are lines, each of which is
    refused by itself. The docstring's first line is the operation's summary, the rest its description.
    """

    def declare(view: View) -> View:
        summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
        declared = Operation(
            name=view.__name__,
            summary=summary.rstrip("."),
            description=description,
            answers=answers,
            also={**also, **AS_ROWS} if rows else also,
            rows=rows,
            query=query,
            body=body,
            patch=patch,
            lines=lines,
            problems=problems,
            if_match=if_match,
            tagged=tagged,
            stores=stores,
            deprecated=deprecated,
        )
        return _serve(view, declared)

    return declare


def _serve(view: View, declared: Operation) -> View:
    """Return what a request calls: it reads what is declared, then calls the view."""

    def answer(**arguments: Any) -> Response:
        if declared.rows:
            ask_for_rows(declared.rows, arguments.pop("suffix", None))
        if declared.if_match:
            require_if_match()
        return view(**arguments, **_read(declared))

    @functools.wraps(view)
    def checked(**arguments: Any) -> Response:
        if declared.deprecated:
            declared.deprecated.announce()
        if declared.lines:
            allow_many_lines()
        if declared.stores:
            return answer_once(lambda: retry_interrupted(lambda: answer(**arguments)))
        return retry_interrupted(lambda: answer(**arguments))

    checked.operation = declared  # type: ignore[attr-defined]
    return checked


def _read(declared: Operation) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    query = load_query(declared.parameters)
    if declared.query:
        arguments["query"] = query
    if declared.patch:
        arguments["patch"] = read_json(declared.media_types)
    if declared.lines:
        arguments["lines"] = read_body_lines()
    if declared.body:
        body = read_json(declared.media_types)
        refuse_nulls(body)
        arguments["body"] = load_body(declared.body, body)
    return arguments
