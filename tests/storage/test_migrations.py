"""Migrations: once, whoever starts first, and only to what the program knows."""

import multiprocessing
from pathlib import Path

import pytest

from storage import open_storage
from storage.database import Database
from storage.errors import NotMigrated
from storage.migrations import list_steps, migrate, require_migrated
from storage.sources import list_sources
from tests.stores import Databases, Files, Stores, only_postgres, only_sqlite

# Where each engine keeps record of what was applied.
RECORDS = {"sqlite": "_sqlite_migrations", "postgresql": "migrations"}
NEWER = {
    "sqlite": "(migration_set, name, applied_at) VALUES ('whosaid', 'add_reviews', '')",
    "postgresql": "(name, applied_at) VALUES ('add_reviews', '')",
}


def migrate_store(url: str) -> list[str]:
    db = open_storage(url)
    applied = migrate(db)
    db.close()
    return applied


def test_eight_processes_that_start_at_once_migrate_once(stores: Stores, tmp_path: Path) -> None:
    url = stores.make_nothing(tmp_path)

    with multiprocessing.get_context("fork").Pool(8) as pool:
        applied = pool.map(migrate_store, [url] * 8, chunksize=1)

    assert sorted(applied) == [[]] * 7 + [list_steps(open_storage(url))]


def test_migrating_again_does_nothing(db: Database) -> None:
    assert migrate(db) == []


def test_a_database_that_was_never_migrated_is_told(stores: Stores, tmp_path: Path) -> None:
    db = open_storage(stores.make_nothing(tmp_path))

    with pytest.raises(NotMigrated):
        require_migrated(db)
    with pytest.raises(NotMigrated):
        list_sources(db)

    db.close()


def test_looking_at_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    db = open_storage(f"sqlite:///{tmp_path}/none.sqlite")

    with pytest.raises(NotMigrated):
        require_migrated(db)

    assert list(tmp_path.iterdir()) == []


def test_a_store_of_an_older_program_is_not_migrated(db: Database, engine: str) -> None:
    name = list_steps(db)[3]
    db.execute(f"DELETE FROM {RECORDS[engine]} WHERE name = :name", {"name": name})

    with pytest.raises(NotMigrated, match=f"older than this program; it lacks {name}"):
        require_migrated(db)


def test_a_store_of_a_newer_program_is_refused(db: Database, engine: str) -> None:
    db.execute(f"INSERT INTO {RECORDS[engine]} {NEWER[engine]}")

    with pytest.raises(NotMigrated, match="newer than this program, which lacks add_reviews"):
        migrate(db)


@only_sqlite
def test_every_table_is_strict_and_says_what_it_is_for(db: Database) -> None:
    rows = db.query(
        """
        SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite%'
            AND name NOT LIKE 'claims_fts%'
        """
    )

    assert [row["name"] for row in rows if "STRICT" not in row["sql"] or "-- " not in row["sql"]] == []


@only_postgres
def test_every_table_says_what_it_is_for_and_every_text_is_sorted_by_code_point(db: Database) -> None:
    tables = db.query("""
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND obj_description(oid) IS NULL""")
    columns = db.query("""
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'""")

    assert (tables, columns) == ([], [])


def list_columns(db: Database, listing: str) -> set[tuple[str, str]]:
    return {(row["tables"], row["columns"]) for row in db.query(listing)}


def test_both_engines_have_the_same_tables_and_columns(
    files: Files, databases: Databases, tmp_path: Path
) -> None:
    file, server = (open_storage(stores.make_migrated(tmp_path)) for stores in (files, databases))

    in_file = list_columns(
        file,
        """
        SELECT schema.name AS tables, columns.name AS columns
        FROM sqlite_schema AS schema, pragma_table_xinfo(schema.name) AS columns
        WHERE schema.type = 'table' AND schema.name NOT LIKE '%sqlite%'
            AND schema.name NOT LIKE 'claims_fts%'""",
    )
    on_server = list_columns(
        server,
        """
        SELECT table_name AS tables, column_name AS columns FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT IN ('migrations', 'claim_words', 'writers')""",
    )

    assert in_file == on_server
    file.close()
    server.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "whosaid.sqlite",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a?b",
    ],
)
def test_what_is_no_store_is_refused_with_what_is(url: str) -> None:
    with pytest.raises(ValueError, match="write sqlite:///relative/path.sqlite.*, postgresql://"):
        open_storage(url)


@only_sqlite
def test_every_reference_leads_an_index(db: Database) -> None:
    # SQLite looks up what refers to a row that is removed or, where that may come later, added.
    references = db.query(
        """
        SELECT tables.name || '.' || "from" AS name, EXISTS (
            SELECT 1 FROM pragma_index_list(tables.name) AS list, pragma_index_info(list.name) AS info
            WHERE info.seqno = 0 AND info.name = "from") AS leads
        FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name)
        WHERE tables.type = 'table' AND seq = 0
        """
    )

    assert {row["name"] for row in references} >= {"versions.change", "claims.article_id"}
    assert [row["name"] for row in references if not row["leads"]] == []
