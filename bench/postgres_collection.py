"""Bring a kept collection into PostgreSQL in bulk, or take the one that was brought before."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.postgres_server import Server
from storage import open_storage
from storage.copying import KEYS
from storage.dialect import POSTGRES, SQLITE
from storage.migrations import migrate

# Those that no constraint brings with it: they are made after the load, each in one go by sorting
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname
"""

Connection = psycopg.Connection[Any]


def keep_postgres_collection(server: Server, store: Path) -> str:
    """Return the address of a database that has all of a store, made if need be, and brought up to date."""
    name = f"kept_{store.stem.replace('-', '_')}"
    if not server.has_database(name):
        unfinished = f"unfinished_{os.getpid()}"
        _fill(server.make_database(name=unfinished), store)
        server.run(f"ALTER DATABASE {unfinished} RENAME TO {name}")
    db = open_storage(server.url(name))
    migrate(db)
    db.close()
    return server.url(name)


def _fill(url: str, store: Path) -> None:
    db = open_storage(url)
    migrate(db)
    db.close()
    with (
        closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as source,
        psycopg.connect(url, autocommit=True) as target,
    ):
        # what a store has keeps every reference
        target.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
        with _without_indexes(target):
            for table in KEYS:
                _copy_table(source, target, table)
            _copy_words(source, target)
        _tell("VACUUM ANALYZE")
        target.execute("VACUUM ANALYZE")


def _copy_table(source: sqlite3.Connection, target: Connection, table: str) -> None:
    _tell(table)
    names = [name for (name,) in source.execute(SQLITE.written_columns, {"table": table})]
    columns = ", ".join(names)
    rows = source.execute(f"SELECT {columns} FROM {table} ORDER BY {', '.join(KEYS[table])}")
    _copy(target, f"{table} ({columns})", rows)


def _copy_words(source: sqlite3.Connection, target: Connection) -> None:
    _tell("claim_words")
    claims = source.execute("SELECT key, text, quote, mentions FROM claims ORDER BY key")
    _copy(target, "claim_words (claim_key, words)", ((key, POSTGRES.words_of(of)) for key, *of in claims))


def _copy(target: Connection, where: str, rows: Iterator[tuple[Any, ...]]) -> None:
    statement = f"COPY {where} FROM STDIN"
    with target.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _without_indexes(target: Connection) -> Iterator[None]:
    made = target.execute(_INDEXES).fetchall()
    for name, _ in made:
        target.execute(f"DROP INDEX {name}")
    yield
    for name, definition in made:
        _tell(f"index {name}")
        target.execute(definition)


def _tell(what: str) -> None:
    print(f"{time.process_time():6.0f} s  {what}", file=sys.stderr)
