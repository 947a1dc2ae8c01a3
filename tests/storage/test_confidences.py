"""Confidences computed anew: which are outdated, and what replacing one leaves alone."""

import json

import pytest

from storage.checks import check
from storage.claims import add_claim, get_claim
from storage.confidences import list_outdated, replace_confidence
from storage.database import Database
from storage.errors import NotFound, VersionMismatch
from storage.histories import list_history
from storage.migrations import migrate
from storage.pages import Row
from tests.storage.builders import BY, LATER, a_claim, a_confidence, a_source, an_article
from tests.stores import only_sqlite


def stored(db: Database, *confidences: object) -> list[Row]:
    """Add a claim with each confidence, None for none."""
    article, hale = an_article(db), a_source(db, "Anna Hale")
    told = [{} if one is None else {"confidence": one} for one in confidences]
    return [add_claim(db, article["id"], a_claim(article, hale, **one), by=BY) for one in told]


def test_what_is_stale_or_of_other_weights_or_absent_is_outdated(db: Database) -> None:
    stale, other, older, absent, _, _ = stored(
        db,
        a_confidence(40, weights="w1", stale=True),
        a_confidence(41, weights="w0"),
        a_confidence(42),
        None,
        a_confidence(43, weights="w1"),
        a_confidence(44, computed=False, stale=True),
    )

    assert list_outdated(db, "w1") == [stale, other, older, absent]
    assert list_outdated(db, "w1", after=stale.id, limit=2) == [other, older]


def test_a_newer_confidence_is_one_change_and_no_edit(db: Database) -> None:
    [row] = stored(db, a_confidence(40))
    newer = a_confidence(55, weights="w1", computed_at=LATER.at)

    replace_confidence(db, row.id, newer, expected_version=1, by=LATER)

    before, after = json.loads(row.document), json.loads(get_claim(db, row.id).document)
    assert after == {**before, "version": 2, "confidence": newer, "updated_at": LATER.at}
    changes = [json.loads(change.document) for change in list_history(db, "claim", row.id, sort="-at").rows]
    assert (changes[0]["before"], changes[0]["after"]) == (
        {"confidence": before["confidence"]},
        {"confidence": newer},
    )
    assert list(check(db)) == []


def test_a_confidence_without_a_basis_left_goes(db: Database) -> None:
    [row] = stored(db, a_confidence(40, weights="w1"))

    replace_confidence(db, row.id, None, expected_version=1, by=LATER)

    assert "confidence" not in json.loads(get_claim(db, row.id).document)
    assert list(check(db)) == []


def test_only_the_version_that_was_read_is_replaced(db: Database) -> None:
    [row] = stored(db, a_confidence(40))

    with pytest.raises(VersionMismatch):
        replace_confidence(db, row.id, a_confidence(55), expected_version=2, by=LATER)
    with pytest.raises(NotFound):
        replace_confidence(db, "nowhere", a_confidence(55), expected_version=1, by=LATER)


@only_sqlite
def test_a_confidence_of_an_older_store_stays_as_it_was_and_names_no_weights(db: Database) -> None:
    [row] = stored(db, a_confidence(40))
    db.execute("ALTER TABLE claims DROP COLUMN confidence_weights")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'add_confidence_weights'")

    assert migrate(db) == ["add_confidence_weights"]

    assert get_claim(db, row.id) == row
    assert list_outdated(db, "w1") == [row]
    # The column stands behind those of later steps, where it would stand before them.
    assert list(check(db)) == ["The schema's claims is not as the migrations made it."]
