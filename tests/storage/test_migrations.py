"""Migrations: once, whoever starts first, and only to what the program knows."""

import multiprocessing
from pathlib import Path

import pytest

from storage import open_storage
from storage.database import Database
from storage.errors import NotMigrated
from storage.migrations import migrate, require_migrated
from storage.migrations.steps import steps

ALL = [step.name for step in steps._migrations]


def migrate_file(path: str) -> list[str]:
    db = open_storage(f"sqlite:///{path}")
    applied = migrate(db)
    db.close()
    return applied


def test_eight_processes_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "whosaid.sqlite")

    with multiprocessing.get_context("fork").Pool(8) as pool:
        applied = pool.map(migrate_file, [path] * 8, chunksize=1)

    assert sorted(applied) == [[]] * 7 + [ALL]


def test_migrating_again_does_nothing(db: Database) -> None:
    assert migrate(db) == []


def test_looking_at_a_store_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    db = open_storage(f"sqlite:///{tmp_path}/none.sqlite")

    with pytest.raises(NotMigrated):
        require_migrated(db)

    assert list(tmp_path.iterdir()) == []


def test_a_store_of_an_older_program_is_not_migrated(db: Database) -> None:
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'add_history'")

    with pytest.raises(NotMigrated, match="older than this program; it lacks add_history"):
        require_migrated(db)


def test_a_store_of_a_newer_program_is_refused(db: Database) -> None:
    db.execute(
        """
        INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('whosaid', 'add_reviews', '')
        """
    )

    with pytest.raises(NotMigrated, match="newer than this program, which lacks add_reviews"):
        migrate(db)


def test_every_table_is_strict_and_says_what_it_is_for(db: Database) -> None:
    rows = db.query(
        """
        SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite%'
            AND name NOT LIKE 'claims_fts%'
        """
    )

    assert [row["name"] for row in rows if "STRICT" not in row["sql"] or "-- " not in row["sql"]] == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "whosaid.sqlite",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://x",
        "sqlite:///a?b",
    ],
)
def test_what_is_no_store_is_refused_with_what_is(url: str) -> None:
    with pytest.raises(ValueError, match="write sqlite:///relative"):
        open_storage(url)
