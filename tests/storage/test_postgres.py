"""PostgreSQL as the store: what another program undoes is done again, and a lost server comes back."""

import threading
import time
from collections.abc import Iterator

import psycopg
import pytest

from storage import open_storage
from storage.claim_lists import ClaimFilter, list_claims
from storage.database import Database
from storage.errors import Busy, Interrupted, ReadOnly
from storage.placeholders import convert_placeholders
from storage.retries import MOST_ATTEMPTS, retry_interrupted
from storage.sources import get_source, list_sources, replace_source
from tests.storage.builders import LATER, a_source


@pytest.fixture
def engine() -> str:
    return "postgresql"


@pytest.fixture
def rival(store_url: str) -> Iterator[psycopg.Connection]:
    """Another program's connection, which does not take turns with writers."""
    with psycopg.connect(store_url, autocommit=True) as connection:
        yield connection


def rename(db: Database, source_id: str) -> None:
    told = {"kind": "person", "name": "Anna Hale-Ortiz"}
    replace_source(db, source_id, told, expected_version=1, by=LATER)  # type: ignore[arg-type]


def touch_meanwhile(rival: psycopg.Connection) -> threading.Timer:
    """Hold the sources changed, and commit that when a writer waits for it."""
    rival.execute("BEGIN; UPDATE sources SET updated_at = updated_at")
    timer = threading.Timer(0.3, lambda: rival.execute("COMMIT"))
    timer.start()
    return timer


def test_what_another_program_undoes_is_told_so(db: Database, rival: psycopg.Connection) -> None:
    hale = a_source(db, "Anna Hale")
    timer = touch_meanwhile(rival)

    with pytest.raises(Interrupted):
        rename(db, hale["id"])

    timer.join()
    assert get_source(db, hale["id"]) == hale


def test_what_another_program_undoes_is_done_again(db: Database, rival: psycopg.Connection) -> None:
    hale = a_source(db, "Anna Hale")
    timer = touch_meanwhile(rival)

    retry_interrupted(lambda: rename(db, hale["id"]))

    timer.join()
    assert get_source(db, hale["id"])["name"] == "Anna Hale-Ortiz"


def test_what_is_undone_again_and_again_is_given_up() -> None:
    attempts: list[int] = []

    def fail() -> None:
        attempts.append(1)
        raise Interrupted

    with pytest.raises(Interrupted):
        retry_interrupted(fail)
    assert len(attempts) == MOST_ATTEMPTS


def hang_up(rival: psycopg.Connection) -> None:
    """End every other connection, as a server that is restarted does."""
    rival.execute("""
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
    """)


def test_a_lost_connection_is_opened_anew(db: Database, rival: psycopg.Connection) -> None:
    hale = a_source(db, "Anna Hale")
    hang_up(rival)

    assert get_source(db, hale["id"]) == hale
    hang_up(rival)
    rename(db, hale["id"])


def test_a_connection_lost_in_the_middle_is_told_and_nothing_is_written(
    db: Database, rival: psycopg.Connection
) -> None:
    with pytest.raises(Busy, match=r"^The store cannot be reached\.$"), db.transaction():
        a_source(db, "Anna Hale")
        hang_up(rival)
        a_source(db, "Ben Ortiz")

    assert list_sources(db).rows == []


def test_a_server_that_is_down_is_told_at_once_and_no_secret_with_it() -> None:
    db = open_storage("postgresql://whosaid:secret@127.0.0.1:1/whosaid")
    began = time.monotonic()

    with pytest.raises(Busy, match=r"^The store cannot be reached\.$") as refused:
        list_sources(db)

    assert time.monotonic() - began < 2
    assert "secret" not in f"{refused.value}{refused.value.__cause__}{db!r}"


def test_a_writer_killed_while_it_writes_holds_nobody_up(db: Database, store_url: str) -> None:
    other = open_storage(store_url)
    with pytest.raises(Busy), other.transaction():
        a_source(other, "Anna Hale")
        with psycopg.connect(store_url, autocommit=True) as rival:
            hang_up(rival)
        a_source(other, "Ben Ortiz")

    assert a_source(db, "Cora Dill")["version"] == 1
    other.close()


def test_a_store_that_can_only_be_read_says_so(db: Database) -> None:
    db.execute("SET default_transaction_read_only = on")

    with pytest.raises(ReadOnly, match=r"^The store can only be read\.$"):
        db.execute("DELETE FROM source_names")


def test_what_looks_for_words_is_planned_for_its_words(db: Database) -> None:
    for _ in range(12):
        list_claims(db, ClaimFilter(q="dam"), sort="relevance")
        list_sources(db)

    kept = [row["statement"] for row in db.query("SELECT statement FROM pg_prepared_statements")]
    assert any("sources" in statement for statement in kept)
    assert not any("tsquery" in statement for statement in kept)


@pytest.mark.parametrize(
    ("statement", "converted"),
    [
        ("SELECT :a, :a_1", "SELECT %(a)s, %(a_1)s"),
        ("SELECT ':a', '''%', \"b:c\"", "SELECT ':a', '''%%', \"b:c\""),
        ("SELECT 1::text -- :a\n /* :b % */ + :c", "SELECT 1::text -- :a\n /* :b %% */ + %(c)s"),
        ("SELECT 7 % :a", "SELECT 7 %% %(a)s"),
    ],
)
def test_only_parameters_are_parameters(statement: str, converted: str) -> None:
    assert convert_placeholders(statement) == converted
