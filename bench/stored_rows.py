"""The rows that a write left in a store, which whatever is a limit to it has to write as well."""

import sqlite3
from collections.abc import Mapping
from typing import Any

import psycopg

from storage.database import Database

Rows = dict[str, list[dict[str, Any]]]
Connection = sqlite3.Connection | psycopg.Connection[Any]

_ADDED = """
    (SELECT resource_id FROM changes WHERE sequence > :sequence AND resource = '{}'
        AND action IN ('add', 'analyse', 'import'))
"""
# What a write adds to, and how that is told from what was there; a row refers to tables before its own.
_GROWING = {
    "articles": f"id IN {_ADDED.format('article')}",
    "sources": f"id IN {_ADDED.format('source')}",
    "source_names": f"source_id IN {_ADDED.format('source')}",
    "revisions": f"article_id IN {_ADDED.format('article')}",
    "analyses": f"id IN {_ADDED.format('analysis')}",
    "changes": "sequence > :sequence",
    "claims": "key > :key",
    "fragments": "claim_key > :key",
    "hops": "claim_key > :key",
    "claim_sources": "claim_key > :key",
    "versions": "change > :sequence",
}
# Where the full-text index is a table like others
_WORDS = {"claim_words": "claim_key > :key"}


def last_rows(db: Database) -> Mapping[str, int]:
    """Return where the numbers of claims and of changes end."""
    row = db.query("SELECT (SELECT max(key) FROM claims) AS key, max(sequence) AS sequence FROM changes")[0]
    return dict(row)


def rows_since(db: Database, last: Mapping[str, int]) -> Rows:
    """Return the rows that were added since, by table, without the columns that are computed."""
    growing = _GROWING if db.dialect.write_words is None else _GROWING | _WORDS
    found: Rows = {}
    for table, condition in growing.items():
        names = [row["name"] for row in db.query(db.dialect.written_columns, {"table": table})]
        params = {name: value for name, value in last.items() if f":{name}" in condition}
        rows = db.query(f"SELECT {', '.join(names)} FROM {table} WHERE {condition}", params)
        found[table] = [dict(row) for row in rows]
    return {table: rows for table, rows in found.items() if rows}


def insert_rows(connection: Connection, rows: Rows) -> None:
    """Insert rows, a statement a table; the caller begins and commits."""
    place = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    for table, of_table in rows.items():
        columns = list(of_table[0])
        places = ", ".join([place] * len(columns))
        statement: Any = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
        connection.cursor().executemany(statement, [list(row.values()) for row in of_table])


def connect_durably(url: str, patience_seconds: float = 30) -> Connection:
    """Open a store as Whosaid does: what is committed outlasts a power cut, and references are held."""
    if url.startswith("postgresql:"):
        return psycopg.connect(url, autocommit=True)
    path = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path, timeout=patience_seconds, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def begin_writing(connection: Connection) -> Any:
    """Return the statement that begins a transaction in which nobody else writes."""
    if isinstance(connection, sqlite3.Connection):
        return "BEGIN IMMEDIATE"
    return "BEGIN; LOCK TABLE writers IN EXCLUSIVE MODE"
