"""The schema, step by step: bring a store up to date, or say that it is not."""

from contextlib import closing

import sqlite_utils

from storage.database import Database, connect
from storage.errors import NotMigrated
from storage.migrations.steps import steps

# How long a process waits while another one migrates: the steps of a large store take minutes.
MIGRATION_WAIT_SECONDS = 600.0


def migrate(db: Database) -> list[str]:
    """Apply the steps that are pending, making the store where there is none; return their names.

    Safe when several processes start at once: one works, the others wait for it and find nothing to do.

    :raises NotMigrated: if the store is of a newer program
    """
    db.path.parent.mkdir(parents=True, exist_ok=True)
    with (
        db.writer_lock.hold(MIGRATION_WAIT_SECONDS),
        closing(connect(db.path, db.busy_timeout_seconds, create=True)) as connection,
    ):
        # Kept in the file: readers do not wait for writers, nor writers for readers.
        connection.execute("PRAGMA journal_mode = WAL")
        store = sqlite_utils.Database(connection, execute_plugins=False)
        pending = [step.name for step in steps.pending(store)]
        _refuse_newer({applied.name for applied in steps.applied(store)})
        steps.apply(store)
        return pending


def require_migrated(db: Database) -> None:
    """Make sure that the store has exactly this program's schema; it only reads.

    :raises NotMigrated: if it is older, newer or not there
    """
    rows = db.query(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = :migration_set",
        {"migration_set": steps.name},
    )
    applied = {row["name"] for row in rows}
    _refuse_newer(applied)
    if missing := [step.name for step in steps._migrations if step.name not in applied]:
        raise NotMigrated(f"The store is older than this program; it lacks {', '.join(missing)}.")


def _refuse_newer(applied: set[str]) -> None:
    if unknown := applied - {step.name for step in steps._migrations}:
        raise NotMigrated(f"The store is newer than this program, which lacks {', '.join(sorted(unknown))}.")
