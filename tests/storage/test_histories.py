"""Histories: who changed what of a resource, when and why, and a claim as it was at some time."""

import json
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.articles import add_article, remove_article, replace_article
from storage.changes import Editor
from storage.checks import check
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.database import Database
from storage.documents import Article
from storage.errors import NotFound
from storage.histories import NotThen, get_claim_as_of, list_history
from storage.source_merges import merge_sources
from storage.sources import replace_source
from tests.storage.builders import BY, LATER, a_claim, a_source, an_anonymous_source, an_article

AFTER = Editor("tester", "2026-11-22T21:00:00.000Z")
BETWEEN = "2026-11-22T19:30:00.000Z"


def history(db: Database, resource: Any, resource_id: str, **query: Any) -> list[dict[str, Any]]:
    return [json.loads(row.document) for row in list_history(db, resource, resource_id, **query).rows]


def told(db: Database, resource: Any, resource_id: str) -> list[tuple[str, int]]:
    """Return what the history of a resource says, oldest first: what was done to what, and its version."""
    return [
        (f"{change['action']} {change['entity']['type']}", change["version"])
        for change in history(db, resource, resource_id, sort="at")
    ]


def a_found_claim(db: Database, article: Article, source: Any) -> dict[str, Any]:
    """Record an analysis that finds one claim, and return that claim."""
    draft = a_claim(article, source, extraction={"probability": 0.5}, score=40)
    record_analysis(db, article["id"], engine="rules", version="1", claims=[draft], by=BY)
    row = db.query("SELECT document FROM claims ORDER BY key DESC")[0]
    return dict(json.loads(row["document"]))


def test_a_found_claims_history_tells_all_that_made_it_what_it_is(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale Anna")
    claim = a_found_claim(db, article, hale)
    named = {"kind": "person", "name": "Anna Hale"}
    replace_source(db, hale["id"], named, expected_version=1, by=LATER)  # type: ignore[arg-type]
    replace_article(
        db,
        article["id"],
        {"text_origin": "published", "published_on": "2016-09-03"},
        expected_version=2,
        by=LATER,
    )
    record_analysis(db, article["id"], engine="rules", version="2", claims=[], by=AFTER)

    changes = history(db, "claim", claim["id"], sort="at")

    assert changes[0]["after"] == claim
    assert [change["entity"]["type"] for change in changes] == ["analysis", "source", "article", "analysis"]
    assert [change["version"] for change in changes] == [1, 2, 3, 4]
    assert changes[2]["after"] == {"published_on": "2016-09-03"}
    assert (changes[3]["before"], changes[3]["after"]) == ({"status": "active"}, {"status": "superseded"})


def test_a_new_name_shows_in_the_history_of_the_claim(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale Anna")
    claim = add_claim(db, article["id"], a_claim(article, hale), by=BY)
    replace_source(db, hale["id"], {"kind": "person", "name": "Anna Hale"}, expected_version=1, by=LATER)

    change = history(db, "claim", claim.id)[0]

    assert change["entity"] == {"type": "source", "id": hale["id"]}
    names = [change[side]["attribution"][0]["source"]["name"] for side in ("before", "after")]
    assert (names, list(change["after"])) == (["Hale Anna", "Anna Hale"], ["attribution"])


def test_a_removed_resources_history_stays(db: Database) -> None:
    article = an_article(db)
    official = an_anonymous_source(db, article)
    claim = a_found_claim(db, article, official)
    remove_article(db, article["id"], expected_version=2, by=LATER)

    assert told(db, "article", article["id"]) == [
        ("add article", 1),
        ("analyse analysis", 2),
        ("remove article", 2),
    ]
    assert told(db, "claim", claim["id"]) == [("analyse analysis", 1), ("remove article", 1)]
    assert told(db, "source", official["id"]) == [("add source", 1), ("remove article", 1)]


def test_an_articles_removal_takes_its_claims_words_along(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale Anna")
    claim = a_found_claim(db, article, hale)
    replace_source(db, hale["id"], {"kind": "person", "name": "Anna Hale"}, expected_version=1, by=LATER)
    remove_article(db, article["id"], expected_version=2, by=AFTER)

    assert [set(change) & {"before", "after"} for change in history(db, "claim", claim["id"])] == [set()] * 3
    assert db.query("SELECT * FROM versions WHERE document IS NOT NULL") == []
    for at in (BY.at, BETWEEN, LATER.at, AFTER.at):
        with pytest.raises(NotThen):
            get_claim_as_of(db, claim["id"], at)


def test_a_merge_is_in_the_history_of_both_and_of_what_shows_them(db: Database) -> None:
    old, new = a_source(db, "The Post", "outlet"), a_source(db, "Post", "outlet")
    article = add_article(db, {"text_origin": "published", "publisher": {"id": old["id"]}}, text="A.", by=BY)
    merge_sources(db, old["id"], into=new["id"], expected_version=1, by=LATER)

    assert told(db, "source", old["id"]) == [("add source", 1), ("merge source", 2)]
    assert told(db, "source", new["id"]) == [("add source", 1), ("merge source", 2)]
    assert told(db, "article", article["id"]) == [("add article", 1), ("merge source", 2)]


def test_a_history_is_read_page_by_page_either_way(db: Database) -> None:
    hale = a_source(db, "Hale")
    for version, name in enumerate(("A Hale", "B Hale", "C Hale"), start=1):
        replace_source(db, hale["id"], {"kind": "person", "name": name}, expected_version=version, by=LATER)

    for sort, versions in (("at", [1, 2, 3, 4]), ("-at", [4, 3, 2, 1])):
        found, after = [], None
        for _ in range(2):
            page = list_history(db, "source", hale["id"], sort=sort, after=after, limit=2)  # type: ignore[arg-type]
            found += [json.loads(row.document)["version"] for row in page.rows]
            after = page.next_key
        assert (found, after) == (versions, None)


@pytest.mark.parametrize("resource", ["article", "claim", "source", "analysis"])
def test_what_never_was_has_no_history(db: Database, resource: Any) -> None:
    with pytest.raises(NotFound):
        list_history(db, resource, "none")


def test_a_claim_is_known_as_it_was(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    first = add_claim(db, article["id"], a_claim(article, hale), by=BY)
    draft: Any = {**json.loads(first.document), "text": "The pump is broken."}
    second = replace_claim(db, first.id, draft, expected_version=1, by=LATER)
    remove_claim(db, first.id, expected_version=2, by=AFTER)

    assert [get_claim_as_of(db, first.id, at) for at in (BY.at, BETWEEN)] == [first, first]
    assert get_claim_as_of(db, first.id, LATER.at) == second
    for at, why in (("2026-11-22T18:59:59.999Z", "not there yet"), (AFTER.at, "was removed by")):
        with pytest.raises(NotThen, match=why):
            get_claim_as_of(db, first.id, at)
    with pytest.raises(NotFound):
        get_claim_as_of(db, "none", LATER.at)


def test_a_claim_that_was_put_back_is_known_from_both_its_times(db: Database) -> None:
    article = an_article(db)
    first = add_claim(db, article["id"], a_claim(article), by=BY, identifier="claim")
    remove_claim(db, "claim", expected_version=1, by=LATER)
    other = a_claim(article, words="The council denied it")
    add_claim(db, article["id"], other, by=AFTER, identifier="claim")

    assert get_claim_as_of(db, "claim", BETWEEN) == first
    assert get_claim_as_of(db, "claim", AFTER.at) == get_claim(db, "claim")
    with pytest.raises(NotThen):
        get_claim_as_of(db, "claim", LATER.at)


def test_a_claim_is_known_as_it_was_under_every_name(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale", names=["Anna Hale"])
    was = {BY.at: add_claim(db, article["id"], a_claim(article, hale, score=40), by=BY)}
    claim_id = was[BY.at].id
    for hour, (kind, name) in enumerate(
        [("person", "A. Hale"), ("person", "A H"), ("group", "Hales"), ("group", "H")]
    ):
        by = Editor("tester", f"2026-11-22T2{hour}:00:00.000Z")
        named: Any = {"kind": kind, "name": name}
        replace_source(db, hale["id"], named, expected_version=hour + 1, by=by)
        was[by.at] = get_claim(db, claim_id)
    draft: Any = {**json.loads(was[by.at].document), "text": "The pump is broken."}
    replace_claim(db, claim_id, draft, expected_version=5, by=Editor("tester", "2026-11-23T00:00:00.000Z"))

    assert {at: get_claim_as_of(db, claim_id, at) for at in was} == was
    assert [change["version"] for change in history(db, "claim", claim_id)] == [6, 5, 4, 3, 2, 1]
    assert list(check(db)) == []


def test_an_articles_removal_takes_its_renamed_claims_along(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Hale")
    claim = add_claim(db, article["id"], a_claim(article, hale), by=BY)
    replace_source(db, hale["id"], {"kind": "person", "name": "Anna"}, expected_version=1, by=LATER)
    remove_article(db, article["id"], expected_version=1, by=AFTER)

    for at in (BY.at, BETWEEN, LATER.at):
        with pytest.raises(NotThen, match="went with its article"):
            get_claim_as_of(db, claim.id, at)
    assert history(db, "claim", claim.id)[1].keys() == {"id", "at", "actor", "action", "entity", "version"}
