"""Transactions: all or nothing, one writer at a time, nothing acknowledged is lost."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage import open_storage
from storage.changes import list_changes
from storage.checks import check
from storage.database import Database
from storage.errors import Busy, Conflict, LawBroken, StorageError
from storage.sources import add_source, find_source, list_sources
from tests.storage.builders import BY, a_source


def add_fifty_sources(url: str, writer: int) -> None:
    db = open_storage(url, busy_timeout_seconds=60)
    for number in range(50):
        a_source(db, f"Writer {writer} number {number}")
    db.close()


def test_two_processes_that_write_at_once_lose_nothing(db: Database, store_url: str) -> None:
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.starmap(add_fifty_sources, [(store_url, 1), (store_url, 2)])

    names = {row["name"] for row in db.query("SELECT name FROM sources")}
    assert names == {f"Writer {writer} number {number}" for writer in (1, 2) for number in range(50)}
    assert [change["sequence"] for change in list_changes(db, limit=200)] == list(range(1, 101))


WRITE_UNTIL_KILLED = """
import itertools, sys
from storage import open_storage
from tests.storage.builders import a_source
db = open_storage(sys.argv[1])
for number in itertools.count():
    with db.transaction():
        a_source(db, f"One {number}")
        a_source(db, f"Two {number}")
    print(number, flush=True)
"""


def test_a_writer_killed_in_the_middle_loses_nothing_acknowledged(db: Database, store_url: str) -> None:
    command = [sys.executable, "-c", WRITE_UNTIL_KILLED, store_url]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [int(next(writer.stdout)) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout]

    names = {row["name"] for row in db.query("SELECT name FROM sources")}
    assert {f"{half} {number}" for number in acknowledged for half in ("One", "Two")} <= names
    assert len(names) % 2 == 0
    assert list(check(db)) == []
    a_source(db, "The next writer")


def test_a_transaction_that_raises_leaves_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction():
        a_source(db, "Anna Hale")
        raise ZeroDivisionError

    assert (db.query("SELECT * FROM sources"), list_changes(db)) == ([], [])


def test_only_the_failed_part_of_a_transaction_is_undone(db: Database) -> None:
    with db.transaction():
        a_source(db, "Anna Hale")
        with pytest.raises(ZeroDivisionError), db.part():
            a_source(db, "Ben Ortiz")
            raise ZeroDivisionError
        with pytest.raises(Conflict):
            a_source(db, "anna hale")

    assert [row["name"] for row in db.query("SELECT name FROM sources")] == ["Anna Hale"]


def test_what_fails_half_written_fails_all_it_belongs_to(db: Database) -> None:
    with pytest.raises(StorageError, match="nothing was"), db.transaction():
        a_source(db, "Anna Hale")
        with pytest.raises(ZeroDivisionError), db.transaction():
            a_source(db, "Ben Ortiz")
            raise ZeroDivisionError

    assert db.query("SELECT name FROM sources") == []
    a_source(db, "The next writer")


def test_a_writer_that_waits_too_long_is_told_so(db: Database, store_url: str) -> None:
    impatient = open_storage(store_url, busy_timeout_seconds=0.05)

    with db.transaction(), pytest.raises(Busy):
        a_source(impatient, "Anna Hale")

    impatient.close()


def test_a_thread_that_waits_too_long_is_told_so(db: Database) -> None:
    db.busy_timeout_seconds = 0.05
    told: list[type[Exception]] = []

    def write() -> None:
        try:
            a_source(db, "Anna Hale")
        except Busy as error:
            told.append(type(error))

    with db.transaction():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()

    assert told == [Busy]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(db: Database, store_url: str) -> None:
    other = open_storage(store_url)

    with db.snapshot():
        assert list_sources(db).rows == []
        a_source(other, "Anna Hale")
        assert list_sources(db).rows == []

    assert len(list_sources(db).rows) == 1
    other.close()


def test_a_snapshot_only_reads(db: Database) -> None:
    with db.snapshot(), pytest.raises(StorageError, match="A snapshot only reads"):
        a_source(db, "Anna Hale")


def read_names(db: Database) -> list[str]:
    return [row["name"] for row in db.query("SELECT name FROM sources")]


def test_a_forked_process_opens_a_connection_of_its_own(db: Database) -> None:
    a_source(db, "Anna Hale")

    def child() -> None:
        a_source(db, "Ben Ortiz")

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()

    assert process.exitcode == 0
    assert read_names(db) == ["Anna Hale", "Ben Ortiz"]


def test_a_closed_store_opens_again(db: Database) -> None:
    a_source(db, "Anna Hale")
    db.close()

    assert read_names(db) == ["Anna Hale"]


@pytest.mark.parametrize("name", ["Anna\0Hale", "Anna \ud800"])
def test_what_is_not_text_is_refused(db: Database, name: str) -> None:
    with pytest.raises(LawBroken) as refusal:
        add_source(db, {"kind": "person", "name": name}, by=BY)

    assert [path for path, _ in refusal.value.problems] == [("name",)]


def test_asking_for_what_is_not_text_is_refused(db: Database) -> None:
    with pytest.raises(LawBroken):
        db.query("SELECT :name", {"name": "\ud800"})
    with pytest.raises(LawBroken):
        db.query("SELECT :number", {"number": 2**64})
    assert find_source(db, kind="person", name="Anna\0Hale") is None
