"""The schema, step by step: bring a store up to date, or say that it is not."""

from collections.abc import Iterable

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
    assert isinstance(db, SQLiteDatabase)
    applied, unknown = sqlite.apply_pending(db, wait_seconds=MIGRATION_WAIT_SECONDS)
    _refuse_newer(unknown)
    return applied


def require_migrated(db: Database) -> None:
    """Make sure that the store has exactly this program's schema; it only reads.

    :raises NotMigrated: if it is older, newer or not there
    """
    assert isinstance(db, SQLiteDatabase)
    applied, known = sqlite.list_applied(db), sqlite.list_steps()
    _refuse_newer(set(applied) - set(known))
    if missing := [name for name in known if name not in applied]:
        raise NotMigrated(f"The store is older than this program; it lacks {', '.join(missing)}.")


def _refuse_newer(unknown: Iterable[str]) -> None:
    if names := sorted(unknown):
        raise NotMigrated(f"The store is newer than this program, which lacks {', '.join(names)}.")
