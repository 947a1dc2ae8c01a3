"""The rows that a write left in a store, which whatever is a limit to it has to write as well."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = dict[str, list[dict[str, Any]]]

# What a write adds to, and the column that grows; a row refers to rows of tables before its own.
_GROWING = {
    "articles": "rowid",
    "sources": "rowid",
    "revisions": "rowid",
    "analyses": "rowid",
    "changes": "sequence",
    "claims": "key",
    "fragments": "claim_key",
    "hops": "claim_key",
    "claim_sources": "claim_key",
    "versions": "rowid",
}
_NAMES = "SELECT * FROM source_names WHERE source_id IN (SELECT id FROM sources WHERE rowid > ?)"


def last_rows(path: Path) -> Mapping[str, int]:
    """Return where each table ends."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[0]
            for table, column in _GROWING.items()
        }


def rows_since(path: Path, last: Mapping[str, int]) -> Rows:
    """Return the rows that were added since, by table, without the columns that SQLite makes itself."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = {
            table: _select(
                connection,
                f"SELECT {_columns(connection, table)} FROM {table} WHERE {column} > ?",
                last[table],
            )
            for table, column in _GROWING.items()
        }
        found["source_names"] = _select(connection, _NAMES, last["sources"])
    return {table: rows for table, rows in found.items() if rows}


def insert_rows(connection: sqlite3.Connection, rows: Rows) -> None:
    """Insert rows, a statement a table; the caller begins and commits."""
    for table, of_table in rows.items():
        columns = list(of_table[0])
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        connection.executemany(statement, [list(row.values()) for row in of_table])


def connect_durably(path: Path | str, patience_seconds: float = 30) -> sqlite3.Connection:
    """Open a store as Whosaid does: what is committed outlasts a power cut, and references are held."""
    connection = sqlite3.connect(path, timeout=patience_seconds, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _select(connection: sqlite3.Connection, statement: str, beyond: int) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(statement, [beyond])]


def _columns(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f"PRAGMA table_xinfo({table})")
    return ", ".join(row["name"] for row in columns if not row["hidden"])
