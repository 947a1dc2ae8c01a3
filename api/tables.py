"""Lists as tables: their columns, and the CSV they make."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Database

Document = dict[str, Any]

# Between the parts of a cell that holds several
_BETWEEN = " | "

# What a spreadsheet would take for a formula; the marks of East Asian width count too.
# Source: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `field` names the field of the document that it tells of, such as "confidence.score"."""

    name: str
    field: str
    value: Callable[[Document], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a list; `complete` puts into documents what columns show and documents do not hold."""

    columns: tuple[Column, ...]
    complete: Callable[[Database, Sequence[Document]], None] | None = None

    def only(self, fields: Iterable[str]) -> "Table":
        """Return the table of the columns that tell of any of these fields, or of a part of one."""
        wanted = tuple(fields)
        kept = [column for column in self.columns if any(_is_within(column.field, one) for one in wanted)]
        return Table(tuple(kept), self.complete)

    def header(self) -> str:
        """Return the line of the columns' names."""
        return _to_csv([[column.name for column in self.columns]])

    def lines(self, db: Database, documents: Sequence[Document]) -> str:
        """Return a line for each document."""
        if self.complete:
            self.complete(db, documents)
        return _to_csv([_cell(column.value(one)) for column in self.columns] for one in documents)


def column(field: str, name: str | None = None) -> Column:
    """Return the column that shows a field as it is, named after it unless told otherwise."""
    path = field.split(".")
    return Column(name or "_".join(path), field, lambda document: _find(document, path))


def _find(document: Any, path: Sequence[str]) -> Any:
    for name in path:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def _is_within(field: str, other: str) -> bool:
    """Say whether two fields are one, or either is a part of the other."""
    return f"{field}.".startswith(f"{other}.") or f"{other}.".startswith(f"{field}.")


def _to_csv(lines: Iterable[Sequence[str]]) -> str:
    """Return CSV (RFC 4180)."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(lines)
    return file.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _harmless(_BETWEEN.join(value) if isinstance(value, list) else str(value))


def _harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: one more ' before it, to be taken off again."""
    return f"'{text}" if _FORMULA.match(text) else text
