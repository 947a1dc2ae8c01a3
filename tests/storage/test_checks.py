"""The check finds each kind of damage, in a sentence."""

import sqlite3
from contextlib import closing
from typing import Any

import psycopg
import pytest

from storage.analyses import record_analysis
from storage.assessments import add_assessment
from storage.checks import check
from storage.claims import add_claim
from storage.database import Database
from storage.errors import StorageError
from storage.reliability import add_reliability
from storage.source_merges import merge_sources
from tests.storage.builders import (
    BY,
    LATER,
    a_claim,
    a_source,
    an_anonymous_source,
    an_article,
    an_assessment,
)
from tests.stores import only_postgres, only_sqlite


@pytest.fixture
def filled(db: Database) -> Database:
    """Fill the store with an article, a chain of two, a merge and an analysis; every id told is fixed."""
    article = an_article(db, published_on="2016-09-03")
    hale, reuters = a_source(db, "Anna Hale", identifier="hale"), a_source(db, "Reuters", "news_agency")
    aide, post = an_anonymous_source(db, article), a_source(db, "The Post", "outlet", identifier="post")
    merge_sources(db, post["id"], into=reuters["id"], expected_version=1, by=LATER)
    add_claim(db, article["id"], a_claim(article, hale, reuters, score=40), by=BY, identifier="claim")
    found: Any = a_claim(article, aide, words="The council denied it", extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="1", claims=[found], by=LATER)
    add_assessment(db, "claim", an_assessment("stix", "50"), by=BY, identifier="opinion")
    add_reliability(db, hale["id"], letter="B", assessed_on="2026-11-20", reason="Her record.", by=LATER)
    return db


# What is written differently on PostgreSQL, where no trigger fires for who restores a backup.
ON_POSTGRES = (
    ("DROP TRIGGER changes_are_not_removed; DROP TRIGGER versions_are_not_removed; ", ""),
    ("DELETE FROM fragments; ", "DELETE FROM fragments; DELETE FROM claim_words; "),
    ("DROP TRIGGER versions_only_lose_documents; ", ""),
    ("DROP TRIGGER revisions_are_not_changed; ", ""),
    ("DROP TRIGGER changes_are_not_removed", "DROP TRIGGER changes_are_not_removed ON changes"),
    ("json_set(document, '$.version', 9)", "jsonb_set(document::jsonb, '{version}', '9')"),
    ("json_set(document, '$.article_id', 'x')", "jsonb_set(document::jsonb, '{article_id}', '\"x\"')"),
    ("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')", "DELETE FROM claim_words"),
)


def damage(url: str, script: str) -> None:
    """Change the store behind its back, as another program could."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(
                f"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {script}"
            )
        return
    for there, here in ON_POSTGRES:
        script = script.replace(there, here)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"SET session_replication_role = replica; {script}")  # type: ignore[arg-type]


def test_a_store_in_order_is_not_remarked_on(filled: Database) -> None:
    assert list(check(filled)) == []


EMPTIED = "; ".join(
    f"DELETE FROM {table}"
    for table in ("analyses", "fragments", "hops", "claim_sources", "assessments", "claims")
)
UNGUARDED = "DROP TRIGGER changes_are_not_removed; DROP TRIGGER versions_are_not_removed"
UNKEPT = "DROP TRIGGER versions_only_lose_documents"
CHANGEABLE = "DROP TRIGGER revisions_are_not_changed"
OTHER = """
    INSERT INTO articles (id, version, publisher_id, text_origin, created_at, updated_at)
    SELECT 'other', 1, publisher_id, text_origin, created_at, updated_at FROM articles;
    INSERT INTO revisions (article_id, number, sha256, retrieved_at, length, title, text)
    SELECT 'other', number, sha256, retrieved_at, length, title, text FROM revisions
"""
OF_CLAIM = "claim_key = (SELECT key FROM claims WHERE id = 'claim')"


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("UPDATE claims SET document = '{}' WHERE id = 'claim'", "its document is not what its rows say"),
        ("UPDATE claims SET text = 'Other.' WHERE id = 'claim'", "its document is not what its rows say"),
        ("UPDATE claims SET mode = 'mixed' WHERE id = 'claim'", "its mode is not what its parts say"),
        ("UPDATE claims SET quote = 'Other' WHERE id = 'claim'", "its quote is not what its parts say"),
        ("UPDATE claims SET mentions = 'Other' WHERE id = 'claim'", "its mentions is not what its parts say"),
        (
            "UPDATE claims SET published_on = '2016-09-04' WHERE id = 'claim'",
            "not published when its article was",
        ),
        ("UPDATE articles SET published_on = NULL", "not published when its article was"),
        ("UPDATE articles SET published_on = '3 September'", "published_on: '3 September' is no date"),
        ("UPDATE articles SET url = 'post', normalized_url = 'post'", "'post' is not an absolute http"),
        (
            "UPDATE articles SET url = 'http://a.example/', normalized_url = 'http://b.example/'",
            "its address is not compared by its one spelling",
        ),
        (
            "UPDATE articles SET publisher_id = (SELECT id FROM sources WHERE kind = 'anonymous')",
            "its publisher is anonymous",
        ),
        (
            f"{OTHER}; UPDATE analyses SET article_id = 'other'",
            "the analysis that found it is another article's",
        ),
        ("UPDATE sources SET names = '[\"\"]' WHERE id = 'hale'", "names/0: A name is not empty"),
        (
            "UPDATE sources SET possibly_same_as = '[\"nobody\"]' WHERE id = 'hale'",
            "possibly the same as 'nobody', which is no other source",
        ),
        (
            "UPDATE sources SET merged_into = (SELECT id FROM sources WHERE kind = 'anonymous')"
            " WHERE id = 'hale'",
            "merged into another article's anonymous one",
        ),
        ("UPDATE assessments SET scale = 'stars'", "Assessment opinion: scale: Claims are assessed on"),
        ("UPDATE assessments SET label = '101'", "label: Must be a whole number from 0 to 100"),
        ("UPDATE assessments SET assessed_at = 'noon'", "assessed_at: This is no time"),
        ("UPDATE assessments SET created_at = 'noon'", "created_at: 'noon' is no time"),
        (
            f"{UNGUARDED}; DELETE FROM versions; DELETE FROM changes WHERE resource = 'assessment'",
            "how assessment opinion came to be",
        ),
        ("UPDATE reliability_letters SET assessed_on = 'May'", "assessed_on: 'May' is no date"),
        ("UPDATE reliability_letters SET letter = 'C'", "does not show the letter that stands"),
        ("UPDATE reliability_letters SET number = 2", "its letters do not run from 1 without a gap"),
        ("UPDATE sources SET reliability = NULL", "does not show the letter that stands"),
        (
            f"UPDATE fragments SET start_char = start_char + 1 WHERE {OF_CLAIM}",
            "not the words at this position",
        ),
        (f"DELETE FROM fragments WHERE {OF_CLAIM}", "A claim stands somewhere in its article"),
        (f"UPDATE hops SET step = step + 1 WHERE {OF_CLAIM}", "Steps run from 0 without a gap"),
        (f"DELETE FROM hops WHERE role = 'publisher' AND {OF_CLAIM}", "exactly one publisher"),
        (f"UPDATE hops SET source_id = 'hale' WHERE {OF_CLAIM}", "The publisher is the article's"),
        (
            f"UPDATE hops SET source_id = 'nobody' WHERE {OF_CLAIM}",
            "refers to a row of sources that is not there",
        ),
        (
            f"DELETE FROM claim_sources WHERE {OF_CLAIM}",
            "the index of its sources is not what its chain says",
        ),
        (f"UPDATE claim_sources SET is_relay = 1 WHERE {OF_CLAIM}", "the index of its sources is not"),
        (
            "UPDATE sources SET name = 'Ben Ortiz' WHERE id = 'hale'",
            "its folded name is not that of 'Ben Ortiz'",
        ),
        ("DELETE FROM source_names WHERE source_id = 'hale'", "it is not found by exactly its names"),
        (
            "UPDATE sources SET merged_into = 'post' WHERE id <> 'post'",
            "it was merged, in the end, into itself",
        ),
        (f"{CHANGEABLE}; UPDATE revisions SET text = text || '!'", "its words are not those of its digest"),
        (f"{CHANGEABLE}; UPDATE revisions SET length = length + 1", "its length is not"),
        (f"{CHANGEABLE}; UPDATE revisions SET number = 2", "refers to a row of revisions that is not there"),
        (f"{EMPTIED}; DELETE FROM revisions", "its revisions do not run from 1 without a gap"),
        ("DROP TRIGGER changes_are_not_removed", "The schema's changes_are_not_removed is not as"),
        ("DROP INDEX claims_newest", "The schema's claims_newest is not as"),
        ("CREATE TABLE extra (id integer)", "The schema's extra is not as"),
        (
            f"{UNGUARDED}; DELETE FROM versions WHERE change = 2; DELETE FROM changes WHERE sequence = 2",
            "The history lacks 1 changes",
        ),
        (
            f"{UNGUARDED}; DELETE FROM versions WHERE resource = 'article' AND version = 1",
            "skips versions of",
        ),
        ("UPDATE articles SET version = 9", "does not know version 9 of article"),
        (f"{UNKEPT}; UPDATE versions SET document = json_set(document, '$.version', 9)", "another document"),
        (
            f"{UNKEPT}; UPDATE versions SET document = json_set(document, '$.article_id', 'x')",
            "article x, which",
        ),
        (
            "UPDATE claims SET check_worthiness = 0.5 WHERE analysis_id IS NULL",
            "it was not extracted, and yet",
        ),
        ("UPDATE sources SET merged_into = NULL", "its last merge in the history is not"),
        (
            f"{UNGUARDED}; DELETE FROM versions; DELETE FROM changes WHERE resource_id = 'claim'",
            "how claim claim came to be",
        ),
        ("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')", "The full-text index is not what"),
        (
            "DROP INDEX sources_one_of_a_name;"
            " UPDATE sources SET name = 'Anna Hale', folded_name = 'anna hale',"
            " kind = 'person' WHERE kind = 'news_agency'",
            "2 sources of kind person are named 'anna hale'",
        ),
    ],
)
def test_damage_is_found(filled: Database, store_url: str, script: str, sentence: str) -> None:
    damage(store_url, script)

    assert [found for found in check(filled) if sentence in found] != []


@only_sqlite
@pytest.mark.parametrize("change", ["confidence_score = 101", "status = 'lost'"])
def test_a_row_of_a_file_that_breaks_a_constraint_is_found(
    filled: Database, store_url: str, change: str
) -> None:
    damage(store_url, f"UPDATE claims SET {change} WHERE id = 'claim'")

    assert [found for found in check(filled) if "CHECK constraint failed in claims" in found] != []


@only_postgres
def test_a_constraint_that_was_taken_away_is_found(filled: Database, store_url: str) -> None:
    damage(store_url, "ALTER TABLE claims DROP CONSTRAINT claims_confidence_score_check")

    assert list(check(filled)) == ["The schema's claims is not as the migrations made it."]


@only_postgres
def test_a_guard_that_sleeps_is_found(filled: Database, store_url: str) -> None:
    damage(store_url, "ALTER TABLE changes DISABLE TRIGGER changes_are_not_removed")

    assert list(check(filled)) == ["The schema's changes_are_not_removed is not as the migrations made it."]


@only_sqlite
def test_checking_changes_nothing(filled: Database) -> None:
    filled.close()
    before = filled.path.read_bytes()

    assert list(check(filled)) == []
    filled.close()

    assert filled.path.read_bytes() == before


@pytest.mark.parametrize(
    ("write", "refusal"),
    [
        ("UPDATE changes SET actor = 'nobody'", "the history is only appended to"),
        ("DELETE FROM changes", "the history is only appended to"),
        ("UPDATE revisions SET text = text || '!'", "a revision never changes"),
    ],
)
def test_what_never_changes_cannot_be_changed(filled: Database, write: str, refusal: str) -> None:
    with pytest.raises(StorageError) as refused:
        filled.execute(write)

    assert refusal in str(refused.value.__cause__)
