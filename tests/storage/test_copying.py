"""A collection copied from one store into another one is the same there, or is refused."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import open_storage
from storage.analyses import record_analysis
from storage.articles import add_article, add_revision, remove_article
from storage.assessments import add_assessment, withdraw_assessment
from storage.changes import list_changes
from storage.checks import check
from storage.claims import add_claim, get_claim, replace_claim
from storage.copying import KEYS, copy_rows, count_rows, digest_table, prepare_target
from storage.database import Database
from storage.errors import Conflict
from storage.histories import get_claim_as_of
from storage.reliability import add_reliability
from storage.source_merges import merge_sources
from storage.undone_merges import unmerge_source
from tests.storage.builders import (
    BY,
    LATER,
    TEXT,
    a_claim,
    a_source,
    an_anonymous_source,
    an_article,
    an_assessment,
)
from tests.stores import Databases, Files

# Another process that copies, and kills itself, as nothing can be cleaned up after, once so much is copied.
COPY_AND_DIE = """
import os, signal, sys
from storage import open_storage
from storage.copying import copy_rows
done = 0
for rows in copy_rows(open_storage(sys.argv[1]), open_storage(sys.argv[2]), batch_rows=2):
    done += rows
    if done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
"""

EITHER_WAY = ["sqlite to sqlite", "sqlite to postgresql", "postgresql to sqlite", "postgresql to postgresql"]


@pytest.fixture(params=EITHER_WAY)
def urls(request: pytest.FixtureRequest, files: Files, databases: Databases, tmp_path: Path) -> list[str]:
    """Return the addresses of a store and of another one that is yet to be made."""
    here, there = request.param.split(" to ")
    stores = {"sqlite": files, "postgresql": databases}
    return [stores[here].make_migrated(tmp_path), stores[there].make_nothing(tmp_path, "other")]


@pytest.fixture
def here(urls: list[str]) -> Iterator[Database]:
    store = open_storage(urls[0])
    fill(store)
    assert list(check(store)) == []
    yield store
    store.close()


@pytest.fixture
def there(urls: list[str]) -> Iterator[Database]:
    store = open_storage(urls[1])
    prepare_target(store)
    yield store
    store.close()


def fill(db: Database) -> None:
    """Fill every table: chains, revisions, opinions, merges of merges and undone ones, a removed article."""
    article = an_article(db, url="https://courier.example/dam", authors=["Ida Marsh"])
    hale, reuters = a_source(db, "Anna Hale", names=["Ms Hale"], identifier="0"), a_source(db, "Reuters")
    aide, other = an_anonymous_source(db, article), an_anonymous_source(db, article, "one aide")
    for one, into in (("a", "b"), ("b", "9"), ("c", "9"), ("9", "0")):
        for identifier in {one, into} - ids(db):
            a_source(db, f"Hale {identifier}", identifier=identifier)
        merge_sources(db, one, into=into, expected_version=version(db, one), by=LATER)
    unmerge_source(db, "9", survivor_id="0", expected_version=version(db, "9"), by=LATER)
    merge_sources(db, other["id"], into=aide["id"], expected_version=1, by=LATER)
    found: Any = a_claim(article, hale, aide, reuters, score=50, extraction={"probability": 0.1 + 0.2})
    record_analysis(db, article["id"], engine="rules", version="3", claims=[found], by=BY)
    article = add_revision(db, article["id"], text=TEXT + " It was old.", title="Pump mended", by=LATER)
    add_claim(db, article["id"], a_claim(article, hale, words="Nobody had checked"), by=BY, identifier="it")
    edited = a_claim(article, hale, words="Nobody had checked", status="rejected")
    replace_claim(db, "it", edited, expected_version=1, by=LATER)
    add_assessment(db, "it", an_assessment("stix", "50"), by=BY, identifier="opinion")
    withdraw_assessment(db, "it", "opinion", reason="Wrong scale.", expected_version=1, by=LATER)
    add_reliability(db, hale["id"], letter="B", assessed_on="2026-01-02", reason="Often right.", by=BY)
    gone = add_article(db, {"text_origin": "published"}, text="Gone.", title=None, by=BY)
    remove_article(db, gone["id"], expected_version=1, by=LATER)


def ids(db: Database) -> set[str]:
    return {row["id"] for row in db.query("SELECT id FROM sources")}


def version(db: Database, identifier: str) -> int:
    return int(db.query("SELECT version FROM sources WHERE id = :id", {"id": identifier})[0]["version"])


def digests(db: Database) -> dict[str, object]:
    return {table: digest_table(db, table) for table in KEYS}


def search(db: Database) -> list[Any]:
    match = db.dialect.match(["checked"])
    return [row["key"] for row in db.query(db.dialect.matching_keys, {"match": match})]


def test_a_copy_is_the_same_in_every_table_and_sound(here: Database, there: Database) -> None:
    done = sum(copy_rows(here, there))

    assert (done, digests(there)) == (count_rows(here), digests(here))
    assert all(one.rows for one in map(lambda table: digest_table(here, table), KEYS))
    assert list(check(there)) == []


def test_a_copy_has_the_history_and_is_searched(here: Database, there: Database) -> None:
    list(copy_rows(here, there))

    assert list_changes(there, limit=100) == list_changes(here, limit=100)
    assert get_claim(there, "it") == get_claim(here, "it")
    assert get_claim_as_of(there, "it", BY.at) == get_claim_as_of(here, "it", BY.at)
    assert search(there) == search(here) != []


def test_a_copy_is_written_to_as_if_it_were_the_first(here: Database, there: Database) -> None:
    list(copy_rows(here, there))

    unmerge_source(there, "b", survivor_id="9", expected_version=version(there, "b"), by=LATER)
    article = an_article(there, url="https://courier.example/other")
    add_claim(there, article["id"], a_claim(article, "0"), by=LATER)

    assert list(check(there)) == []


@pytest.mark.parametrize("rows", [2, 9, 20, 31, 45])
def test_a_copy_that_was_killed_goes_on(urls: list[str], here: Database, there: Database, rows: int) -> None:
    killed = subprocess.run([sys.executable, "-c", COPY_AND_DIE, *urls, str(rows)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert rows <= count_rows(there) < count_rows(here)

    done = sum(copy_rows(here, there, batch_rows=2))

    assert (done, digests(there)) == (count_rows(here), digests(here))
    assert list(check(there)) == []


def test_a_target_with_another_collection_is_refused(here: Database, there: Database) -> None:
    a_source(there, "Somebody", identifier="somebody")
    before = digests(there)

    with pytest.raises(Conflict, match="The target has other sources: it holds another collection"):
        list(copy_rows(here, there))

    assert digests(there) == before


def test_a_change_of_what_was_copied_already_is_noticed(here: Database, there: Database) -> None:
    list(copy_rows(here, there))
    before = digests(there)
    merge_sources(here, "9", into="0", expected_version=version(here, "9"), by=LATER)

    with pytest.raises(Conflict, match="the source has changed since"):
        list(copy_rows(here, there))

    assert digests(there) == before


def test_every_table_is_copied_or_left_out_on_purpose(here: Database) -> None:
    listing = (
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
        if here.dialect.index_words
        else "SELECT relname AS name FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )

    tables = {row["name"] for row in here.query(listing)}

    assert tables - {"migrations", "claim_words", "writers"} == {*KEYS, "kept_answers"}
