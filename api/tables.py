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

# What is written as it is
Cell = str | int | float | None

_NOTHING: Document = {}

# Between the parts of a cell that holds several
BETWEEN = " | "

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
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """The columns of a list."""

    columns: tuple[Column, ...]

    def only(self, fields: Iterable[str]) -> "Table":
        """Return the table of the columns that tell of any of these fields, or of a part of one."""
        wanted = tuple(fields)
        kept = [column for column in self.columns if any(_is_within(column.field, one) for one in wanted)]
        return replace(self, columns=tuple(kept))

    def header(self) -> str:
        """Return the line of the columns' names."""
        return to_csv([[column.name for column in self.columns]])

    def lines(self, db: Database, documents: Sequence[str]) -> str:
        """Return a line for each document, which come as JSON."""
        values = [column.value for column in self.columns]
        read = map(json.loads, documents)
        return to_csv([_cell(value(one)) for value in values] for one in read)


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


def to_csv(lines: Iterable[Sequence[Cell]]) -> str:
    """Return CSV (RFC 4180)."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(lines)
    return file.getvalue()


def _cell(value: Any) -> str:
    """Return a value as text."""
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    return guard(value if type(value) is str else BETWEEN.join(value) if type(value) is list else str(value))


def guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: then it has one more ' before it."""
    return f"'{text}" if text and text[0] in _MAY_BEGIN_FORMULA and _FORMULA.match(text) else text
