"""Lists as rows, CSV or NDJSON: which of them is asked for, by suffix or by Accept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import g, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header, parse_options_header

from api.answers import to_json
from api.json_bodies import JSON
from api.problems import InvalidRequest
from api.sparse import SPARSE, select_fields
from api.tables import Table
from storage.database import Database

CSV, NDJSON = "text/csv", "application/x-ndjson"
# What comes after a list's path
SUFFIXES = {"csv": CSV, "ndjson": NDJSON}
# As they are sent. Source: RFC 4180 §3; NDJSON is UTF-8 by itself.
_CONTENT_TYPES = {CSV: f"{CSV}; charset=utf-8; header=present", NDJSON: NDJSON}
# What is offered, the one sent where all are welcome first; a list of some fields is JSON of its own type
_OFFERED = (JSON, CSV, NDJSON)
# The same in OpenAPI, where no schema describes lines
AS_ROWS: dict[str, Any] = {media_type: {"type": "string", "format": "binary"} for media_type in (CSV, NDJSON)}

# What only the JSON of a list can hold
ONLY_IN_JSON = ("facet", "include", "total")


@dataclass(frozen=True, slots=True)
class Rows:
    """A list as rows: `media_type` is CSV or NDJSON, `file_name` what to save it as where a suffix asked.

    Of `fields` each row has only these, and `id`; None has all.
    """

    media_type: str
    table: Table
    file_name: str | None = None
    fields: tuple[str, ...] | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that tell what this is."""
        told = {"Content-Type": _CONTENT_TYPES[self.media_type]}
        if self.file_name:
            told["Content-Disposition"] = f'attachment; filename="{self.file_name}"'
        return told

    def only(self, fields: Sequence[str] | None) -> "Rows":
        """Return the rows with these fields only, and `id`; with all for None."""
        if fields is None:
            return self
        return replace(self, table=self.table.only(("id", *fields)), fields=tuple(fields))

    def head(self) -> bytes:
        """Return what comes before the first row."""
        return self.table.header().encode() if self.media_type == CSV else b""

    def lines(self, db: Database, documents: Sequence[str]) -> bytes:
        """Return a row for each document, which come as JSON."""
        if self.media_type == CSV:
            return self.table.lines(db, documents).encode()
        if self.fields is not None:
            fields = self.fields
            documents = [to_json(select_fields(json.loads(document), fields)) for document in documents]
        return _one_line_each("\n".join((*documents, ""))).encode()


def _one_line_each(text: str) -> str:
    """Return JSON text without the other characters that end a line for many readers (Unicode §5.8)."""
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def ask_for_rows(table: Table, suffix: str | None) -> None:
    """Note what the current request asks its list to be sent as.

    :raises NotAcceptable: nothing of what is offered is welcome.
    :raises InvalidRequest: rows are asked for, and something that only JSON holds.
    """
    media_type = SUFFIXES[suffix] if suffix else _most_welcome(request.environ.get("HTTP_ACCEPT", "*/*"))
    if media_type == JSON:
        return
    if misplaced := [name for name in ONLY_IN_JSON if name in request.args]:
        detail = "Only the JSON of a list can hold this: leave it out, or ask for application/json."
        raise InvalidRequest([{"detail": detail, "parameter": name} for name in misplaced])
    g.rows = Rows(media_type, table, request.path.rpartition("/")[2] if suffix else None)


def asked_rows() -> Rows | None:
    """Return what rows the current request asks for; None for JSON."""
    rows: Rows | None = g.get("rows")
    return rows


def list_path() -> str:
    """Return the current list's path, without a suffix."""
    path, _, suffix = request.path.rpartition(".")
    return path if suffix in SUFFIXES else request.path


# a client sends the same one each time
@lru_cache(maxsize=256)
def _most_welcome(accept: str) -> str:
    """Return what of the offered an Accept weighs most, JSON where it does not matter.

    Source: RFC 9110 §12.5.1; of the ranges that a type is in, the most specific one counts.
    """
    ranges = parse_accept_header(accept, MIMEAccept)
    if not ranges:
        return JSON
    qualities = {offered: _quality(ranges, offered) for offered in _OFFERED}
    best = max(qualities, key=lambda offered: qualities[offered])
    if not qualities[best]:
        raise NotAcceptable(f"Offered here: {', '.join(_OFFERED)}.")
    return best


def _quality(ranges: MIMEAccept, offered: str) -> float:
    weighed = [
        (specificity, quality)
        for media_range, quality in ranges
        if (specificity := _specificity(media_range, offered))
    ]
    return max(weighed, default=(0, 0.0))[1]


def _specificity(media_range: str, offered: str) -> int:
    """Return how closely a range describes what is offered, 0 where it does not."""
    named, wanted = parse_options_header(media_range.lower())
    _, sent = parse_options_header(_CONTENT_TYPES.get(offered, "application/json; charset=utf-8"))
    if named == "*/*":
        return 1
    if named == f"{offered.partition('/')[0]}/*":
        return 2
    is_named = named == offered or (offered == JSON and named == SPARSE)
    return 3 + len(wanted) if is_named and wanted.items() <= sent.items() else 0
