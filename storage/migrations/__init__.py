"""The schema, step by step: bring a store up to date, or say that it is not."""

from collections.abc import Iterable
from typing import Any

from storage.database import Database
from storage.errors import NotMigrated
from storage.migrations import sqlite
from storage.sqlite import SQLiteDatabase

# How long a process waits while another one migrates: the steps of a large store take minutes.
MIGRATION_WAIT_SECONDS = 600.0


def migrate(db: Database) -> list[str]:
    """Apply the steps that are pending, making the store where there is none; return their names.

    Safe when several processes start at once: one works, the others wait for it and find nothing to do.

    :raises NotMigrated: if the store is of a newer program
    """
    applied: list[str]
    applied, unknown = _steps_for(db).apply_pending(db, wait_seconds=MIGRATION_WAIT_SECONDS)
    _refuse_newer(unknown)
    return applied


def require_migrated(db: Database) -> None:
    """Make sure that the store has exactly this program's schema; it only reads.

    :raises NotMigrated: if it is older, newer or not there
    """
    steps = _steps_for(db)
    applied, known = steps.list_applied(db), steps.list_steps()
    _refuse_newer(set(applied) - set(known))
    if missing := [name for name in known if name not in applied]:
        raise NotMigrated(f"The store is older than this program; it lacks {', '.join(missing)}.")


def list_schema_differences(db: Database) -> list[str]:
    """Return the names of what is not as the steps made it, and of what they did not make or is missing."""
    steps = _steps_for(db)
    expected, found = steps.list_expected(db), steps.list_found(db)
    return [name for name in sorted(expected.keys() | found.keys()) if found.get(name) != expected.get(name)]


def list_steps(db: Database) -> list[str]:
    """Return the names of every step this program knows for the store's engine, oldest first."""
    steps: list[str] = _steps_for(db).list_steps()
    return steps


def _steps_for(db: Database) -> Any:
    """Return the module of the engine's own steps; PostgreSQL's needs what only its extra installs."""
    if isinstance(db, SQLiteDatabase):
        return sqlite
    from storage.migrations import postgres

    return postgres


def _refuse_newer(unknown: Iterable[str]) -> None:
    if names := sorted(unknown):
        raise NotMigrated(f"The store is newer than this program, which lacks {', '.join(names)}.")
