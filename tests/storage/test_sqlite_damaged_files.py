"""A SQLite file that cannot be written or read: a clear error, and nothing half-written."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import open_storage
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim
from storage.database import Database
from storage.errors import ReadOnly, StorageError
from storage.sources import list_sources
from tests.storage.builders import BY, a_claim, a_source, an_article
from tests.stores import only_sqlite

pytestmark = only_sqlite

FILL_THE_DISK = """
import resource, sys
from storage import open_storage
from storage.errors import StorageError
from tests.storage.builders import an_article
db = open_storage(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
for number in range(100):
    try:
        print(an_article(db, text=f"{number} " + "word " * 20_000)["id"], flush=True)
    except StorageError as error:
        print(type(error).__name__, error, file=sys.stderr)
        print(len(db.query("SELECT id FROM articles")), file=sys.stderr)
        break
"""


def test_a_full_disk_is_told_and_leaves_nothing_half_written(db: Database) -> None:
    filled = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, f"sqlite:///{db.path}"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )

    acknowledged = sorted(filled.stdout.split())
    detail = "StorageError The store's file cannot be read or written further."
    assert filled.stderr.splitlines() == [detail, str(len(acknowledged))]
    assert [row["id"] for row in db.query("SELECT id FROM articles ORDER BY id")] == acknowledged
    assert list(check(db)) == []


def test_a_file_that_may_only_be_read_answers_and_refuses_writes(db: Database) -> None:
    a_source(db, "Anna Hale")
    db.close()
    db.path.chmod(0o444)
    # Root may write what is marked read-only: SQLite is asked to see it as others do.
    readers = open_storage(f"sqlite:///{db.path}")
    readers.execute("PRAGMA query_only = ON")

    with pytest.raises(ReadOnly, match=r"^The store's file can only be read\.$"):
        a_source(readers, "Ben Ortiz")

    assert [row.version for row in list_sources(readers).rows] == [1]
    readers.close()


def test_a_lock_that_cannot_be_made_is_told(db: Database) -> None:
    db.path.with_name(db.path.name + ".lock").mkdir()

    with pytest.raises(StorageError, match=r"^The store's lock cannot be opened: Is a directory\.$"):
        a_source(db, "Anna Hale")


@pytest.fixture
def damaged(db: Database) -> Database:
    """Write over the page where the claims begin."""
    article = an_article(db)
    add_claim(db, article["id"], a_claim(article), by=BY)
    with closing(sqlite3.connect(db.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'").fetchone()
    db.close()
    content = bytearray(db.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    db.path.write_bytes(content)
    return db


def test_reading_a_damaged_file_is_told_in_our_words(damaged: Database) -> None:
    with pytest.raises(StorageError, match=r"^The store's file is damaged\.$"):
        list_claims(damaged, ClaimFilter())


def test_checking_a_damaged_file_tells_of_the_damage(damaged: Database) -> None:
    assert any("damaged" in sentence for sentence in check(damaged))


def test_words_that_are_no_text_are_told(db: Database) -> None:
    a_source(db, "Anna Hale")
    db.execute("UPDATE sources SET name = CAST(x'ff41' AS TEXT)")

    with pytest.raises(StorageError, match=r"^The store could not do this\.$"):
        list_sources(db)
    assert list(check(db)) == ["The check ends here. The store could not do this."]
