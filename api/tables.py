"""Lists as tables: their columns, and the CSV they make."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from storage.database import Database

Document = dict[str, Any]

_NOTHING: Document = {}

# Between the parts of a cell that holds several
_BETWEEN = " | "

# What a spreadsheet would take for a formula; the marks of East Asian width count too.
# Source: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# Nothing else can begin one; most texts are told by their first character
_MAY_BEGIN_FORMULA = frozenset("'=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `field` names the field of the document that it tells of, such as "confidence.score"."""

    name: str
    field: str
    value: Callable[[Document], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a list; `complete` puts into documents what columns show and documents do not hold.

    `unread` names lists of a document that no column shows, each with the field that the store writes next.
    """

    columns: tuple[Column, ...]
    complete: Callable[[Database, Sequence[Document]], None] | None = None
    unread: tuple[tuple[str, str], ...] = ()

    def only(self, fields: Iterable[str]) -> "Table":
        """Return the table of the columns that tell of any of these fields, or of a part of one."""
        wanted = tuple(fields)
        kept = [column for column in self.columns if any(_is_within(column.field, one) for one in wanted)]
        return replace(self, columns=tuple(kept))

    def header(self) -> str:
        """Return the line of the columns' names."""
        return _to_csv([[column.name for column in self.columns]])

    def read(self, document: str) -> Document:
        """Return a document from its JSON as the store writes it, without what no column shows."""
        for name, following in self.unread:
            # inside a string their quotes would have backslashes
            start = document.find(f'"{name}":[')
            end = document.find(f'],"{following}":', start)
            if 0 <= start < end:
                document = document[:start] + document[end + 2 :]
        read: Document = json.loads(document)
        return read

    def lines(self, db: Database, documents: Sequence[Document]) -> str:
        """Return a line for each document."""
        if self.complete:
            self.complete(db, documents)
        values = [column.value for column in self.columns]
        return _to_csv([_cell(value(one)) for value in values] for one in documents)


def column(field: str, name: str | None = None) -> Column:
    """Return the column that shows a field as it is, named after it unless told otherwise."""
    *parts, last = path = field.split(".")

    def value(document: Document) -> Any:
        for part in parts:
            document = document.get(part, _NOTHING)
        return document.get(last)

    return Column(name or "_".join(path), field, value)


def _is_within(field: str, other: str) -> bool:
    """Say whether two fields are one, or either is a part of the other."""
    return f"{field}.".startswith(f"{other}.") or f"{other}.".startswith(f"{field}.")


def _to_csv(lines: Iterable[Sequence[str]]) -> str:
    """Return CSV (RFC 4180)."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(lines)
    return file.getvalue()


def _cell(value: Any) -> str:
    """Return a value as text that no spreadsheet takes for a formula: then it has one more ' before it."""
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    text = value if type(value) is str else _BETWEEN.join(value) if type(value) is list else str(value)
    if text and text[0] in _MAY_BEGIN_FORMULA and _FORMULA.match(text):
        return f"'{text}"
    return text
