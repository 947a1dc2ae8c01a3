"""Merges of sources: one answers for another, and what it took over can be told."""

import json

import pytest

from storage.changes import list_changes
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim, replace_claim
from storage.database import Database
from storage.errors import LawBroken, Merged, NotFound
from storage.source_merges import merge_sources
from storage.sources import (
    find_source,
    find_source_ids,
    get_source,
    list_sources,
    replace_source,
)
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_source, an_anonymous_source, an_article


def test_a_merged_source_is_answered_for_by_its_survivor(db: Database) -> None:
    old, new = a_source(db, "A. Hale", names=["Annie"]), a_source(db, "Anna Hale")

    survivor = merge_sources(db, old["id"], into=new["id"], expected_version=1, by=LATER)

    assert survivor == {**new, "version": 2, "names": ["A. Hale", "Annie"], "updated_at": LATER.at}
    with pytest.raises(Merged) as answer:
        get_source(db, old["id"])
    assert answer.value.into == new["id"]
    assert find_source(db, kind="person", name="a. hale") == survivor
    assert [find_source_ids(db, name) for name in ("annie", old["id"])] == [[new["id"]], [new["id"]]]
    assert [json.loads(row.document)["name"] for row in list_sources(db).rows] == ["Anna Hale"]


def test_merges_of_merges_end_at_the_last_survivor(db: Database) -> None:
    first, second, third = (a_source(db, name) for name in ("A Hale", "B Hale", "C Hale"))
    merge_sources(db, first["id"], into=second["id"], expected_version=1, by=LATER)
    merge_sources(db, second["id"], into=third["id"], expected_version=2, by=LATER)

    assert find_source_ids(db, first["id"]) == [third["id"]]


def test_claims_show_the_survivor_and_keep_whom_they_credited(db: Database) -> None:
    article, old, new = an_article(db), a_source(db, "A. Hale"), a_source(db, "Anna Hale")
    claim = add_claim(db, article["id"], a_claim(article, old), by=BY)
    merge_sources(db, old["id"], into=new["id"], expected_version=1, by=LATER)
    document = json.loads(get_claim(db, claim.id).document)

    replace_claim(db, claim.id, {**document, "text": "The pump is broken."}, expected_version=2, by=LATER)

    assert document["attribution"][0]["source"] == {"id": new["id"], "kind": "person", "name": "Anna Hale"}
    assert [row.id for row in list_claims(db, ClaimFilter(origin="A. Hale")).rows] == [claim.id]
    assert db.query("SELECT source_id FROM hops WHERE role = 'origin'")[0]["source_id"] == old["id"]


def test_unlike_sources_are_not_merged(db: Database) -> None:
    article, other = an_article(db), an_article(db, text=f"{TEXT} Again.")
    hale = a_source(db, "Anna Hale")["id"]
    one, two = an_anonymous_source(db, article)["id"], an_anonymous_source(db, other)["id"]

    for source_id, into in ((hale, hale), (one, hale), (hale, one), (one, two)):
        with pytest.raises(LawBroken):
            merge_sources(db, source_id, into=into, expected_version=1, by=LATER)
    with pytest.raises(NotFound):
        merge_sources(db, hale, into="nobody", expected_version=1, by=LATER)


def test_whoever_stands_for_unknown_publishers_is_neither_renamed_nor_merged(db: Database) -> None:
    unnamed, post = an_article(db)["publisher"]["id"], a_source(db, "The Post", "outlet")["id"]

    with pytest.raises(LawBroken, match="every publisher nobody knows"):
        replace_source(db, unnamed, {"kind": "outlet", "name": "Post"}, expected_version=1, by=LATER)
    for source_id, into in ((unnamed, post), (post, unnamed)):
        with pytest.raises(LawBroken, match="every publisher nobody knows"):
            merge_sources(db, source_id, into=into, expected_version=1, by=LATER)

    assert get_source(db, unnamed)["name"] == "unnamed publisher"


def test_a_merge_gives_nobody_more_names_than_a_source_may_have(db: Database) -> None:
    old = a_source(db, "A. Hale", names=[f"Annie {number}" for number in range(50)])
    new = a_source(db, "Anna Hale", names=[f"Ann {number}" for number in range(50)])

    with pytest.raises(LawBroken, match="101 other names, 100 at most") as refusal:
        merge_sources(db, old["id"], into=new["id"], expected_version=1, by=LATER)

    assert refusal.value.problems[0][0] == ("into",)
    assert [get_source(db, source["id"]) for source in (old, new)] == [old, new]


def test_a_merge_keeps_what_takes_it_back(db: Database) -> None:
    old, new = a_source(db, "A. Hale"), a_source(db, "Anna Hale", names=["Annie"])

    merge_sources(db, old["id"], into=new["id"], expected_version=1, by=LATER)

    change = list_changes(db)[-1]
    assert change["before"] == {**old, "survivor": {"names": ["Annie"]}}
    assert change["after"] == {"merged_into": new["id"], "survivor": {"names": ["Annie", "A. Hale"]}}
