"""The schema of a store in one SQLite file, step by step, as its file keeps record of."""

import sqlite3
from contextlib import closing

import sqlite_utils

from storage.migrations.steps import steps
from storage.sqlite import SQLiteDatabase, connect

# What the steps make; what SQLite keeps for itself is left out.
_SCHEMA = """
    SELECT name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%sqlite_migrations%' ORDER BY name
"""


def list_steps() -> list[str]:
    """Return the names of all steps, oldest first."""
    return [step.name for step in steps._migrations]


def list_applied(db: SQLiteDatabase) -> list[str]:
    """Return the names of the steps that were applied; it only reads.

    :raises NotMigrated: if there is no store
    """
    rows = db.query(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = :migration_set",
        {"migration_set": steps.name},
    )
    return [row["name"] for row in rows]


def apply_pending(db: SQLiteDatabase, *, wait_seconds: float) -> tuple[list[str], list[str]]:
    """Apply the steps that are pending, unless others were applied that this program does not know.

    Return the names of those applied now, and of the unknown ones.
    """
    db.path.parent.mkdir(parents=True, exist_ok=True)
    with (
        db.writer_lock.hold(wait_seconds),
        closing(connect(db.path, db.busy_timeout_seconds, create=True)) as connection,
    ):
        # Kept in the file: readers do not wait for writers, nor writers for readers.
        connection.execute("PRAGMA journal_mode = WAL")
        store = sqlite_utils.Database(connection, execute_plugins=False)
        pending = [step.name for step in steps.pending(store)]
        unknown = sorted({applied.name for applied in steps.applied(store)} - set(list_steps()))
        if unknown:
            return [], unknown
        steps.apply(store)
        return pending, []


def list_found(db: SQLiteDatabase) -> dict[str, str]:
    """Return what there is: the statement of each table, index and trigger, by name."""
    return {row["name"]: row["sql"] for row in db.query(_SCHEMA)}


def list_expected(_: SQLiteDatabase) -> dict[str, str]:
    """Return what the steps make, by making it in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        steps.apply(sqlite_utils.Database(connection, execute_plugins=False))
        return dict(connection.execute(_SCHEMA).fetchall())
