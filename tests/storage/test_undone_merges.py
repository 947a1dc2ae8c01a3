"""Merges undone: a source answers for itself again, and everything shows it as before."""

import json
from typing import Any

import pytest

from storage.articles import add_article, get_article
from storage.changes import list_changes
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim, replace_claim
from storage.database import Database
from storage.documents import Source
from storage.errors import Conflict, Merged, NotFound, VersionMismatch
from storage.source_merges import get_merge, list_merges, merge_sources
from storage.sources import find_source, find_source_ids, get_source, list_sources, replace_source
from storage.undone_merges import unmerge_source
from tests.storage.builders import BY, LATER, a_claim, a_source, an_anonymous_source, an_article


def merge(db: Database, source: Source, into: Source) -> None:
    version = get_source(db, source["id"])["version"]
    merge_sources(db, source["id"], into=into["id"], expected_version=version, by=LATER)


def unmerge(db: Database, source: Source, survivor: Source) -> Source:
    version = get_merge(db, survivor["id"], source["id"])["version"]
    return unmerge_source(db, source["id"], survivor_id=survivor["id"], expected_version=version, by=LATER)


def names(db: Database, source: Source) -> list[str] | None:
    return get_source(db, source["id"]).get("names")


def read(db: Database, claim_id: str) -> dict[str, Any]:
    """Return a claim, without what every write moves."""
    claim = json.loads(get_claim(db, claim_id).document)
    return {name: value for name, value in claim.items() if name not in ("version", "updated_at")}


def test_an_unmerged_source_is_as_it_was(db: Database) -> None:
    old, new = a_source(db, "A. Hale", names=["Annie"]), a_source(db, "Anna Hale")
    merge(db, old, new)

    source = unmerge(db, old, new)

    assert source == get_source(db, old["id"]) == {**old, "version": 3, "updated_at": LATER.at}
    assert get_source(db, new["id"]) == {**new, "version": 3, "updated_at": LATER.at}
    assert find_source(db, kind="person", name="a. hale") == source
    assert [find_source_ids(db, name) for name in ("annie", "anna hale")] == [[old["id"]], [new["id"]]]
    assert [row.id for row in list_sources(db).rows] == [old["id"], new["id"]]


def test_claims_show_the_unmerged_source_again(db: Database) -> None:
    article, new = an_article(db), a_source(db, "Hale & Sons", "organisation")
    old, other = a_source(db, "A. Hale"), a_source(db, "B. Hale")
    claim = add_claim(db, article["id"], a_claim(article, old, score=40), by=BY).id
    kept = add_claim(db, article["id"], a_claim(article, other, score=40), by=BY).id
    before = read(db, claim)
    merge(db, old, new)
    merge(db, other, new)
    merged = read(db, kept)

    unmerge(db, old, new)

    assert (read(db, claim), read(db, kept)) == (before, merged)
    assert (before["confidence"]["stale"], merged["confidence"]["stale"]) == (False, True)
    assert [row.id for row in list_claims(db, ClaimFilter(origin="A. Hale")).rows] == [claim]
    assert [row.id for row in list_claims(db, ClaimFilter(origin=new["id"])).rows] == [kept]


def test_a_claim_changed_since_an_unlike_merge_stays_stale(db: Database) -> None:
    article, old, new = an_article(db), a_source(db, "A. Hale"), a_source(db, "Hale", "organisation")
    claim = add_claim(db, article["id"], a_claim(article, old, score=40), by=BY).id
    merge(db, old, new)
    draft: Any = {**json.loads(get_claim(db, claim).document), "text": "The pump is broken."}
    replace_claim(db, claim, draft, expected_version=2, by=LATER)

    unmerge(db, old, new)

    assert read(db, claim)["confidence"]["stale"]
    assert read(db, claim)["attribution"][0]["source"]["name"] == "A. Hale"


def test_an_unmerged_publisher_is_its_articles_again(db: Database) -> None:
    old, new = a_source(db, "The Post", "outlet"), a_source(db, "Post", "outlet")
    article = add_article(db, {"text_origin": "published", "publisher": {"id": old["id"]}}, text="A.", by=BY)
    merge(db, old, new)

    unmerge(db, old, new)

    assert get_article(db, article["id"])["publisher"] == article["publisher"]
    assert get_article(db, article["id"])["version"] == 3


def test_undoing_the_last_of_two_merges_leaves_the_first(db: Database) -> None:
    first, second, third = (a_source(db, name) for name in ("A Hale", "B Hale", "C Hale"))
    merge(db, first, second)
    merge(db, second, third)

    unmerge(db, second, third)

    assert find_source_ids(db, first["id"]) == [second["id"]]
    assert (names(db, second), names(db, third)) == (["A Hale"], None)


def test_undoing_the_first_of_two_merges_leaves_the_last(db: Database) -> None:
    first, second, third = (a_source(db, name) for name in ("A Hale", "B Hale", "C Hale"))
    merge(db, first, second)
    merge(db, second, third)

    unmerge(db, first, third)

    assert (find_source_ids(db, first["id"]), names(db, third)) == ([first["id"]], ["B Hale"])
    assert names(db, unmerge(db, second, third)) is None
    assert names(db, third) is None


def test_a_survivor_keeps_names_it_had_was_given_or_others_brought(db: Database) -> None:
    survivor = a_source(db, "Anna Hale", names=["Annie"])
    old, other = a_source(db, "A. Hale", names=["Annie", "AH"]), a_source(db, "Hale A.", names=["AH"])
    merge(db, old, survivor)
    merge(db, other, survivor)
    draft: Any = {"kind": "person", "name": "Anna Hale-Ortiz", "names": [*names(db, survivor), "Ann"]}  # type: ignore[misc]
    replace_source(db, survivor["id"], draft, expected_version=3, by=LATER)

    unmerge(db, old, survivor)

    assert names(db, survivor) == ["Annie", "AH", "Hale A.", "Ann"]


def test_a_source_whose_name_was_taken_meanwhile_is_not_unmerged(db: Database) -> None:
    old, new = a_source(db, "A. Hale"), a_source(db, "Anna Hale")
    merge(db, old, new)
    taker = replace_source(db, new["id"], {"kind": "person", "name": "a. hale"}, expected_version=2, by=LATER)

    with pytest.raises(Conflict) as refusal:
        unmerge(db, old, new)

    assert refusal.value.existing == taker["id"]
    with pytest.raises(Merged):
        get_source(db, old["id"])


def test_only_a_merge_there_is_can_be_undone_and_once(db: Database) -> None:
    old, new, other = a_source(db, "A. Hale"), a_source(db, "Anna Hale"), a_source(db, "Ben Ortiz")
    merge(db, old, new)

    for source, survivor in ((old, other), (new, new), (other, new)):
        with pytest.raises(NotFound):
            unmerge_source(db, source["id"], survivor_id=survivor["id"], expected_version=2, by=LATER)
    with pytest.raises(VersionMismatch):
        unmerge_source(db, old["id"], survivor_id=new["id"], expected_version=1, by=LATER)
    unmerge(db, old, new)
    with pytest.raises(NotFound):
        unmerge_source(db, old["id"], survivor_id=new["id"], expected_version=3, by=LATER)


def test_anonymous_sources_of_one_article_are_unmerged(db: Database) -> None:
    article = an_article(db)
    one, two = an_anonymous_source(db, article), an_anonymous_source(db, article, "the official")
    claim = add_claim(db, article["id"], a_claim(article, one), by=BY).id
    before = read(db, claim)
    merge(db, one, two)

    unmerge(db, one, two)

    assert read(db, claim) == before
    assert find_source_ids(db, "one official") == []


def test_what_a_source_answers_for_is_listed(db: Database) -> None:
    first, second, third = (a_source(db, name) for name in ("A Hale", "B Hale", "C Hale"))
    merge(db, first, second)
    merge(db, second, third)

    page = list_merges(db, third["id"], limit=1)
    rest = list_merges(db, third["id"], after=page.next_key)

    found = [json.loads(row.document) for row in (*page.rows, *rest.rows)]
    assert [(one["name"], one["merged_into"]) for one in found] == [
        ("A Hale", second["id"]),
        ("B Hale", third["id"]),
    ]
    with pytest.raises(Merged):
        list_merges(db, second["id"])


def test_an_undone_merge_is_one_change_that_tells_all(db: Database) -> None:
    old, new = a_source(db, "A. Hale"), a_source(db, "Anna Hale")
    merge(db, old, new)
    count = len(list_changes(db))

    source = unmerge(db, old, new)

    (change,) = list_changes(db)[count:]
    assert (change["action"], change["resource_id"], change["version"]) == ("unmerge", old["id"], 3)
    assert change["before"] == {"merged_into": new["id"], "survivors": {new["id"]: {"names": ["A. Hale"]}}}
    assert change["after"] == {**source, "survivors": {new["id"]: {}}}
