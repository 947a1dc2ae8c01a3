"""The command that copies a collection between databases, run as people run it."""

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from storage import open_storage
from storage.copying import KEYS, count_rows
from storage.errors import StorageError
from tests.api.conftest import WHOSAID
from tests.stores import Databases, Files


@pytest.fixture
def other(engine: str, files: Files, databases: Databases, tmp_path: Path) -> str:
    """Return the address of a store of the other engine, which is yet to be made."""
    return (databases if engine == "sqlite" else files).make_nothing(tmp_path, "other")


def rows_of(url: str) -> int:
    store = open_storage(url)
    try:
        return count_rows(store)
    except StorageError:
        return 0
    finally:
        store.close()


def kill_once_it_writes(command: list[str], environment: dict[str, str], target: str) -> None:
    """Run a command, hold it up when it has written something, and kill it there."""
    running = subprocess.Popen(command, env=environment)
    while not rows_of(target):
        assert running.poll() is None
        time.sleep(0.001)
    store = open_storage(target)
    with store.transaction():
        running.kill()
        running.wait()
    store.close()


def test_a_copy_prints_a_line_for_each_table_and_is_the_same(whosaid: Any, database: str, other: str) -> None:
    whosaid("seed")

    copied, again = whosaid("copy", database, other), whosaid("copy", database, other)

    lines = [line.split("\t") for line in copied.stdout.splitlines()]
    assert [line[:2] for line in lines] == [["same", table] for table in KEYS]
    assert sum(int(line[2]) for line in lines) == rows_of(database) == rows_of(other)
    assert (copied.stderr, again.stdout) == ("", copied.stdout)


def test_a_copy_there_and_back_exports_and_checks_the_same(
    whosaid: Any, database: str, other: str, tmp_path: Path
) -> None:
    back = f"sqlite:///{tmp_path}/back.sqlite"
    whosaid("seed")
    exported = whosaid("export").stdout

    whosaid("copy", database, other)
    assert whosaid("copy", other, back).exit_code == 0

    environment = {"WHOSAID_DATABASE": back}
    assert whosaid("check", environment=environment).stderr == "Every law holds.\n"
    assert whosaid("export", environment=environment).stdout == exported != ""


def test_a_copy_that_was_killed_is_begun_again_and_goes_on(
    whosaid: Any, environment: dict[str, str], database: str, other: str
) -> None:
    whosaid("seed")

    kill_once_it_writes([*WHOSAID, "copy", database, other], environment, other)
    copied = whosaid("copy", database, other)

    assert (copied.exit_code, copied.stdout.count("same\t")) == (0, len(KEYS))


def test_another_collection_is_refused_in_one_line_and_stays(whosaid: Any, database: str, other: str) -> None:
    whosaid("seed")
    whosaid("copy", database, other)
    store = open_storage(other)
    store.execute("UPDATE sources SET updated_at = '2026-11-27T00:00:00.000Z'")
    store.close()

    refused = whosaid("copy", database, other)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: The target has other sources")


@pytest.mark.parametrize("address", ["postgresql://me:s3cret@/%zz", "postgres:me:s3cret@db", "s3cret"])
def test_an_address_that_is_none_is_refused_without_its_password(
    whosaid: Any, database: str, address: str
) -> None:
    whosaid("migrate")

    refused = whosaid("copy", database, address)

    assert (refused.exit_code, "s3cret" in refused.output) == (2, False)


def test_a_server_that_does_not_let_us_in_is_told_without_the_password(whosaid: Any, database: str) -> None:
    whosaid("migrate")

    refused = whosaid("copy", database, "postgresql://me:s3cret@127.0.0.1:1/whosaid")

    assert (refused.exit_code, refused.output) == (1, "Error: The store cannot be reached.\n")


def test_a_database_is_not_copied_into_itself(whosaid: Any, database: str) -> None:
    assert whosaid("copy", database, database).exit_code == 2
