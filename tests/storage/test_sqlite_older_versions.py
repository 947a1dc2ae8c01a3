"""SQLite stores that are older than the table of versions: what their history tells is told, and no more."""

import json
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.articles import remove_article
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.database import Database, bind_list
from storage.histories import NotThen, get_claim_as_of, list_history
from storage.migrations import migrate
from storage.source_merges import merge_sources
from storage.sources import replace_source
from storage.undone_merges import unmerge_source
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_source, an_anonymous_source, an_article
from tests.stores import only_sqlite

pytestmark = only_sqlite

LAST = Editor("tester", "2026-11-22T21:00:00.000Z")


def make_older(db: Database) -> None:
    """Take back the step that made the table, as if the writes so far were an older program's."""
    db.execute("DROP TABLE versions")
    taken_back = ["open_actions", "add_versions", "add_times_of_renames", "add_index_of_changes_in_versions"]
    within, params = bind_list(db, "name", taken_back)
    db.execute(f"DELETE FROM _sqlite_migrations WHERE name IN {within}", params)
    assert migrate(db) == taken_back


def told(db: Database, resource: Any, resource_id: str) -> list[tuple[str, str, int | None]]:
    rows = list_history(db, resource, resource_id, sort="at").rows
    changes = [json.loads(row.document) for row in rows]
    return [(one["action"], one["entity"]["type"], one.get("version")) for one in changes]


def rename(db: Database, source_id: str, name: str, version: int, by: Editor) -> None:
    replace_source(db, source_id, {"kind": "person", "name": name}, expected_version=version, by=by)


def test_the_history_of_an_older_store_is_the_one_it_had(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale Anna")
    made = add_claim(db, article["id"], a_claim(article, hale), by=BY)
    found: Any = a_claim(article, hale, words="The council denied it", extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="1", claims=[found], by=BY)
    draft: Any = {**json.loads(made.document), "text": "The pump is broken."}
    replace_claim(db, made.id, draft, expected_version=1, by=LATER)
    before = list_changes(db)
    make_older(db)

    found_id = next(change for change in before if change["action"] == "analyse")["after"]["claims"][0]
    assert list_changes(db) == before
    assert told(db, "claim", made.id) == [("add", "claim", 1), ("replace", "claim", 2)]
    assert told(db, "claim", found_id) == [("analyse", "analysis", None)]
    assert told(db, "article", article["id"]) == [("add", "article", 1), ("analyse", "analysis", None)]


def test_an_older_store_is_in_order_and_stays_so(db: Database) -> None:
    article, other = an_article(db), an_article(db, text=f"{TEXT} Again.")
    hale, ortiz, annie = (a_source(db, name) for name in ("Hale Anna", "Ben Ortiz", "Annie"))
    aide = an_anonymous_source(db, other)
    claim = add_claim(db, article["id"], a_claim(article, hale, ortiz), by=BY)
    gone = add_claim(db, other["id"], a_claim(other, aide), by=BY)
    rename(db, hale["id"], "Anna Hale", 1, LATER)
    merge_sources(db, annie["id"], into=hale["id"], expected_version=1, by=LATER)
    remove_claim(db, gone.id, expected_version=1, by=LATER)
    remove_article(db, other["id"], expected_version=1, by=LATER)
    make_older(db)
    assert list(check(db)) == []

    rename(db, hale["id"], "Anna Hale-Ortiz", 3, LAST)
    unmerge_source(db, annie["id"], survivor_id=hale["id"], expected_version=2, by=LAST)
    remove_claim(db, claim.id, expected_version=3, by=LAST)

    assert list(check(db)) == []
    assert (
        db.query("SELECT resource_id FROM versions WHERE document IS NOT NULL GROUP BY 1")[0][0] == claim.id
    )


def test_of_an_older_claim_no_more_is_told_than_is_known(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale Anna")
    claim = add_claim(db, article["id"], a_claim(article, hale), by=BY)
    rename(db, hale["id"], "Anna Hale", 1, LATER)
    make_older(db)
    renamed = get_claim(db, claim.id)

    rename(db, hale["id"], "Anna Hale-Ortiz", 2, LAST)

    assert get_claim_as_of(db, claim.id, LATER.at) == renamed
    with pytest.raises(NotThen, match=f"is known as it was from {LATER.at} on, not at"):
        get_claim_as_of(db, claim.id, BY.at)


def test_a_claim_an_older_program_removed_is_known_as_it_was(db: Database) -> None:
    article = an_article(db)
    claim = add_claim(db, article["id"], a_claim(article), by=BY)
    remove_claim(db, claim.id, expected_version=1, by=LATER)
    make_older(db)

    assert get_claim_as_of(db, claim.id, BY.at) == claim
    with pytest.raises(NotThen, match="was removed"):
        get_claim_as_of(db, claim.id, LATER.at)
