"""Claims whose article has a newer revision that no engine read: they stay, and say so."""

import json
from importlib.resources import files
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.articles import add_revision, get_article
from storage.assessments import add_assessment
from storage.checks import check
from storage.claim_imports import import_claims
from storage.claims import add_claim, get_claim, replace_claim
from storage.database import Database
from storage.documents import Article, Claim, to_json
from storage.histories import get_claim_as_of, list_history
from storage.migrations.unread_revisions import UNREAD_REVISIONS
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_source, an_article, an_assessment

GERMAN = {"text": "Die Pumpe ist ausgefallen.", "not_analysed": "language", "language": "de", "by": LATER}
UNREAD = {"number": 2, "not_analysed": "language"}


def a_found_claim(db: Database, **draft: Any) -> tuple[Article, Claim]:
    """Add an article and the one claim an engine found in it."""
    article = an_article(db, url="https://courier.example/dam")
    found = a_claim(article, a_source(db, "Anna Hale"), extraction={"probability": 0.5}, **draft)
    record_analysis(db, article["id"], engine="rules", version="3", claims=[found], by=BY)
    return article, only_claim(db)


def only_claim(db: Database) -> Claim:
    [row] = db.query("SELECT document FROM claims")
    claim: Claim = json.loads(row["document"])
    return claim


@pytest.fixture(autouse=True)
def every_law_holds(db: Database) -> Any:
    yield
    assert list(check(db)) == []


def test_a_claim_of_an_older_revision_stays_and_tells_of_the_one_nobody_read(db: Database) -> None:
    article, before = a_found_claim(db)

    add_revision(db, article["id"], **GERMAN)

    after = {**before, "version": 2, "updated_at": LATER.at, "newer_revision": UNREAD}
    assert only_claim(db) == after


def test_a_revision_that_was_read_is_told_of_by_no_claim(db: Database) -> None:
    article, before = a_found_claim(db)

    add_revision(db, article["id"], text=TEXT + " It was old.", by=LATER)

    assert only_claim(db) == before


def test_a_claim_tells_of_the_newest_revision(db: Database) -> None:
    article, _ = a_found_claim(db)
    add_revision(db, article["id"], **GERMAN)

    add_revision(db, article["id"], **{**GERMAN, "text": "Die Pumpe läuft."})

    assert only_claim(db)["newer_revision"] == {**UNREAD, "number": 3}


def test_an_assessed_claim_tells_no_more_of_it_once_it_was_read(db: Database) -> None:
    article, claim = a_found_claim(db)
    add_assessment(db, claim["id"], an_assessment("stix", "63"), by=LATER)
    add_revision(db, article["id"], **GERMAN)

    record_analysis(db, article["id"], engine="rules", version="4", claims=[], by=LATER)

    assert only_claim(db) == {**claim, "version": 3, "updated_at": LATER.at}


def test_a_superseded_claim_tells_of_none(db: Database) -> None:
    article, claim = a_found_claim(db)
    add_revision(db, article["id"], **GERMAN)

    record_analysis(db, article["id"], engine="rules", version="4", claims=[], by=LATER)

    assert only_claim(db) == {**claim, "version": 3, "updated_at": LATER.at, "status": "superseded"}


def test_a_rejected_claim_tells_of_none_until_it_is_active_again(db: Database) -> None:
    article, claim = a_found_claim(db)
    replace_claim(db, claim["id"], {**claim, "status": "rejected"}, expected_version=1, by=BY)
    add_revision(db, article["id"], **GERMAN)
    assert only_claim(db).get("newer_revision") is None

    replace_claim(db, claim["id"], {**claim, "status": "active"}, expected_version=2, by=LATER)

    assert only_claim(db)["newer_revision"] == UNREAD


def test_the_history_tells_that_the_article_was_revised(db: Database) -> None:
    article, claim = a_found_claim(db)

    add_revision(db, article["id"], **GERMAN)

    newest = json.loads(list_history(db, "claim", claim["id"]).rows[0].document)
    assert (newest["action"], newest["after"]) == ("revise", {"newer_revision": UNREAD})
    assert json.loads(get_claim_as_of(db, claim["id"], BY.at).document) == claim


def test_a_claim_made_by_hand_stands_in_the_newest_revision(db: Database) -> None:
    article = an_article(db, url="https://courier.example/dam")
    add_revision(db, article["id"], text=TEXT + " Ja.", not_analysed="language", language="de", by=LATER)

    made = add_claim(db, article["id"], a_claim(article, a_source(db, "Anna Hale")), by=LATER)

    assert json.loads(get_claim(db, made.id).document).get("newer_revision") is None


def test_a_brought_claim_of_an_older_revision_tells_of_the_newest(db: Database) -> None:
    article, _ = a_found_claim(db)
    add_revision(db, article["id"], **GERMAN)
    told: Claim = {**only_claim(db), "id": "another"}
    untold: Claim = {**told, "id": "a third"}
    del untold["newer_revision"]

    fates = import_claims(db, [told, untold], by=LATER)

    assert (fates[0], str(fates[1])) == (
        "created",
        'Here it is {"number":2,"not_analysed":"language"}.',
    )


def test_a_brought_claim_was_not_found_where_no_engine_read(db: Database) -> None:
    article, claim = a_found_claim(db)
    add_revision(db, article["id"], **{**GERMAN, "text": TEXT + " Ja."})
    extraction = {**claim["extraction"], "analysis_id": "another"}
    told: Claim = {**claim, "id": "another", "revision": 2, "extraction": extraction}  # type: ignore[typeddict-item]

    [fate] = import_claims(db, [told], by=LATER)

    assert str(fate) == "By its article, no engine read the revision that it stands in."
    assert get_article(db, article["id"])["analysed"] is False


def test_claims_of_an_older_store_come_to_tell_of_it(db: Database) -> None:
    article, _ = a_found_claim(db)
    add_revision(db, article["id"], **GERMAN)
    after = only_claim(db)
    untold = {name: value for name, value in after.items() if name != "newer_revision"}
    db.execute("UPDATE claims SET document = :document", {"document": to_json(untold)})

    [step] = UNREAD_REVISIONS
    db.execute(step)

    of_postgres = files("storage.migrations.postgres") / "0009_unread_revisions.sql"
    assert (only_claim(db), step.strip() in of_postgres.read_text()) == (after, True)
