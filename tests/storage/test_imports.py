"""Documents of one store brought into another: the same there, and never twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from storage import open_storage
from storage.analyses import record_analysis
from storage.article_imports import import_article
from storage.articles import add_revision, get_article
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claim_imports import import_claims
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.database import Database
from storage.documents import Article, Claim
from storage.errors import Conflict, LawBroken, NotFound
from storage.histories import NotThen, get_claim_as_of
from storage.migrations import migrate
from storage.reliability import add_reliability
from storage.revisions import get_revision
from storage.source_imports import import_source
from storage.sources import get_source
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_source, an_anonymous_source, an_article
from tests.stores import Stores

IMPORTER = Editor("whosaid import", "2026-11-23T08:00:00.000Z")


@pytest.fixture
def other(stores: Stores, tmp_path: Path) -> Any:
    """A second store, empty."""
    store = open_storage(stores.make_nothing(tmp_path))
    migrate(store)
    yield store
    assert list(check(store)) == []
    store.close()


def a_collection(db: Database) -> tuple[Article, list[Claim]]:
    """Fill a store with an article of two revisions, and claims found, made by hand and edited."""
    article = an_article(db, url="https://courier.example/dam", authors=["Ida Marsh"])
    hale = a_source(db, "Anna Hale", names=["Ms Hale"])
    add_reliability(db, hale["id"], letter="B", assessed_on="2026-01-02", reason="Often right.", by=BY)
    official = an_anonymous_source(db, article)
    found = a_claim(article, hale, official, score=50, extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="3", claims=[found], by=BY)
    article = add_revision(db, article["id"], text=TEXT + " It was old.", title="Pump mended", by=LATER)
    by_hand = add_claim(db, article["id"], a_claim(article, hale, words="Nobody had checked"), by=LATER)
    rejected = a_claim(article, hale, words="Nobody had checked", status="rejected")
    replace_claim(db, by_hand.id, rejected, expected_version=1, by=LATER)
    rows = db.query("SELECT document FROM claims ORDER BY key")
    return get_article(db, article["id"]), [json.loads(row["document"]) for row in rows]


def bring(db: Database, other: Database) -> list[Any]:
    """Bring the whole of a collection into another store, and return what became of each document."""
    article, claims = a_collection(db)
    earlier = [get_revision(db, article["id"], 1)]
    ids = [row["id"] for row in db.query("SELECT id FROM sources ORDER BY article_id IS NOT NULL, id")]
    named, unnamed = ids[:-1], ids[-1:]
    fates: list[Any] = [import_source(other, get_source(db, one), by=IMPORTER) for one in named]
    fates.append(import_article(other, article, earlier, by=IMPORTER))
    fates += [import_source(other, get_source(db, one), by=IMPORTER) for one in unnamed]
    return fates + import_claims(other, claims, by=IMPORTER)


def everything(db: Database) -> list[Any]:
    """Return every document of a store, articles with each revision's text."""
    sources = [get_source(db, row["id"]) for row in db.query("SELECT id FROM sources ORDER BY id")]
    articles = [get_article(db, row["id"]) for row in db.query("SELECT id FROM articles ORDER BY id")]
    revisions = [dict(row) for row in db.query("SELECT * FROM revisions ORDER BY article_id, number")]
    claims = [row["document"] for row in db.query("SELECT document FROM claims ORDER BY id")]
    return [*sources, *articles, *revisions, *claims]


def test_a_collection_brought_into_an_empty_store_is_the_same_there(db: Database, other: Database) -> None:
    fates = bring(db, other)

    assert set(fates) == {"created"}
    assert everything(other) == everything(db)


def test_what_is_brought_again_is_unchanged(db: Database, other: Database) -> None:
    article, claims = a_collection(db)
    earlier = [get_revision(db, article["id"], 1)]

    assert import_article(db, article, earlier, by=IMPORTER) == "unchanged"
    assert import_claims(db, claims, by=IMPORTER) == ["unchanged"] * len(claims)
    assert import_source(db, get_source(db, article["publisher"]["id"]), by=IMPORTER) == "unchanged"


def test_another_version_of_a_claim_is_a_conflict_and_the_rest_is_stored(db: Database) -> None:
    article, claims = a_collection(db)
    other_words: Claim = {**claims[0], "text": "The pump failed at one."}
    new: Claim = {**claims[1], "id": "another", "version": 7}

    fates = import_claims(db, [other_words, new], by=IMPORTER)

    assert (type(fates[0]), fates[1], get_claim(db, "another").version) == (Conflict, "created", 7)


def test_a_claim_that_comes_twice_at_once_is_stored_once(db: Database) -> None:
    _, claims = a_collection(db)
    new: Claim = {**claims[1], "id": "another"}

    fates = import_claims(db, [new, new, {**new, "edited": False}], by=IMPORTER)

    assert (fates[:2], type(fates[2])) == (["created", "unchanged"], Conflict)


def test_a_claim_that_was_removed_does_not_come_back(db: Database) -> None:
    _, claims = a_collection(db)
    remove_claim(db, claims[0]["id"], expected_version=claims[0]["version"], by=LATER)

    [fate] = import_claims(db, claims[:1], by=IMPORTER)

    assert str(fate) == "A claim of this id was here and was removed."


def test_a_claim_without_its_article_is_refused(db: Database, other: Database) -> None:
    _, claims = a_collection(db)

    fates = import_claims(other, claims, by=IMPORTER)

    assert {type(fate) for fate in fates} == {NotFound}


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"quote": "other words"}, ("quote",)),
        ({"published_on": "2020-01-01"}, ("published_on",)),
        ({"text": " "}, ("text",)),
        ({"mode": "mixed"}, ("mode",)),
        ({"unheard_of": 1}, ("unheard_of",)),
    ],
)
def test_a_claim_that_would_be_stored_otherwise_is_refused(
    db: Database, told: dict[str, Any], path: tuple[str, ...]
) -> None:
    _, claims = a_collection(db)

    [fate] = import_claims(db, [{**claims[1], "id": "another", **told}], by=IMPORTER)  # type: ignore[typeddict-item]

    assert isinstance(fate, LawBroken)
    assert [where for where, _ in fate.problems] == [path]


def test_an_article_lacks_none_of_its_revisions(db: Database, other: Database) -> None:
    article, _ = a_collection(db)
    import_source(other, get_source(db, article["publisher"]["id"]), by=IMPORTER)

    with pytest.raises(LawBroken, match="All revisions before the current one"):
        import_article(other, article, by=IMPORTER)


def test_a_source_of_a_known_name_is_told_who_has_it(db: Database, other: Database) -> None:
    a_collection(db)
    hale = get_source(db, db.query("SELECT id FROM sources WHERE name = 'Anna Hale'")[0]["id"])
    known = a_source(other, "anna hale")

    with pytest.raises(Conflict) as raised:
        import_source(other, hale, by=IMPORTER)

    assert raised.value.existing == known["id"]


def test_the_history_tells_that_a_claim_was_brought(db: Database, other: Database) -> None:
    bring(db, other)
    claim = json.loads(other.query("SELECT document FROM claims WHERE edited = 1")[0]["document"])

    changes = list_changes(other, resource="claim", resource_id=claim["id"])

    assert [(one["action"], one["version"], one["actor"], one["after"]) for one in changes] == [
        ("import", 2, "whosaid import", claim)
    ]


def test_a_brought_claim_was_not_here_before(db: Database, other: Database) -> None:
    bring(db, other)
    claim_id = other.query("SELECT id FROM claims WHERE edited = 1")[0]["id"]

    with pytest.raises(NotThen, match="was not there yet"):
        get_claim_as_of(other, claim_id, LATER.at)
