"""Letters of sources: the newest that was not taken back stands, and the rest stays on record."""

import json
from typing import Any

import pytest

from storage.changes import list_changes
from storage.claims import add_claim, get_claim
from storage.database import Database
from storage.documents import Reliability
from storage.errors import Conflict, LawBroken, Merged, NotFound, VersionMismatch
from storage.reliability import add_reliability, get_reliability, list_reliability, withdraw_reliability
from storage.source_merges import merge_sources
from storage.sources import get_source
from tests.storage.builders import BY, LATER, a_claim, a_confidence, a_source, an_article


@pytest.fixture
def source_id(db: Database) -> str:
    return a_source(db, "Anna Hale")["id"]


def give(db: Database, source_id: str, letter: str, **told: Any) -> Reliability:
    letter_told = {"assessed_on": "2026-11-20", "reason": "Her record.", "by": LATER, **told}
    return add_reliability(db, source_id, letter=letter, **letter_told)


def letters(db: Database, source_id: str) -> list[str]:
    return [json.loads(row.document)["letter"] for row in list_reliability(db, source_id).rows]


def shown(db: Database, source_id: str) -> str | None:
    reliability = get_source(db, source_id).get("reliability")
    return reliability and reliability["letter"]


def test_a_letter_shows_on_its_source(db: Database, source_id: str) -> None:
    before = get_source(db, source_id)

    given = give(db, source_id, "B")

    told = {"letter": "B", "assessed_on": "2026-11-20", "reason": "Her record."}
    at = {"created_at": LATER.at}
    assert given == {"id": given["id"], "version": 1, "source_id": source_id, "number": 1, **told, **at}
    assert get_source(db, source_id) == {
        **before,
        "version": 2,
        "reliability": {"id": given["id"], **told},
        "updated_at": LATER.at,
    }


def test_f_is_a_letter_and_none_is_none(db: Database, source_id: str) -> None:
    assert shown(db, source_id) is None
    give(db, source_id, "F")

    assert shown(db, source_id) == "F"


def test_a_newer_letter_supersedes_and_the_older_stays_on_record(db: Database, source_id: str) -> None:
    first = give(db, source_id, "B")
    give(db, source_id, "C", assessed_on="2019-01-01")

    assert (shown(db, source_id), letters(db, source_id)) == ("C", ["C", "B"])
    assert get_reliability(db, source_id, first["id"]) == first


def test_the_letter_before_stands_again_where_one_is_withdrawn(db: Database, source_id: str) -> None:
    first, second = give(db, source_id, "B"), give(db, source_id, "C")

    after = withdraw_reliability(db, source_id, second["id"], reason="No.", expected_version=1, by=LATER)
    assert after == {**second, "version": 2, "withdrawn_at": LATER.at, "withdrawal_reason": "No."}
    assert (shown(db, source_id), letters(db, source_id)) == ("B", ["C", "B"])

    withdraw_reliability(db, source_id, first["id"], reason="No.", expected_version=1, by=LATER)
    assert shown(db, source_id) is None


def test_only_the_letter_that_stands_is_withdrawn_by_who_knows_it(db: Database, source_id: str) -> None:
    first, second = give(db, source_id, "B"), give(db, source_id, "C")

    with pytest.raises(Conflict):
        withdraw_reliability(db, source_id, first["id"], reason="No.", expected_version=1, by=LATER)
    with pytest.raises(VersionMismatch):
        withdraw_reliability(db, source_id, second["id"], reason="No.", expected_version=2, by=LATER)
    withdraw_reliability(db, source_id, second["id"], reason="No.", expected_version=1, by=LATER)
    with pytest.raises(Conflict):
        withdraw_reliability(db, source_id, second["id"], reason="No.", expected_version=2, by=LATER)


def test_a_new_letter_makes_computed_confidences_stale_and_the_same_one_does_not(
    db: Database, source_id: str
) -> None:
    article = an_article(db)
    stated = a_confidence(40, computed=False)
    computed_id = add_claim(db, article["id"], a_claim(article, source_id, score=40), by=BY).id
    stated_id = add_claim(db, article["id"], a_claim(article, source_id, confidence=stated), by=BY).id
    give(db, source_id, "B")
    computed, told = get_claim(db, computed_id), get_claim(db, stated_id)
    give(db, source_id, "B")

    assert (computed.version, json.loads(computed.document)["confidence"]["stale"]) == (2, True)
    assert (told.version, json.loads(told.document)["confidence"]["stale"]) == (1, False)
    assert get_claim(db, computed_id) == computed


def test_each_letter_and_each_withdrawal_is_one_change_of_the_source(db: Database, source_id: str) -> None:
    given = give(db, source_id, "B")
    withdraw_reliability(db, source_id, given["id"], reason="No.", expected_version=1, by=LATER)
    reliability = {"id": given["id"], "letter": "B", "assessed_on": "2026-11-20", "reason": "Her record."}

    _, added, withdrawn = list_changes(db, resource="source", resource_id=source_id)

    assert (added["before"], added["after"]) == ({}, {"reliability": reliability})
    assert (withdrawn["before"], withdrawn["after"]) == ({"reliability": reliability}, {})
    assert (added["version"], withdrawn["version"], withdrawn["reason"]) == (2, 3, "No.")


@pytest.mark.parametrize(
    ("letter", "told", "path"),
    [
        ("G", {}, ("letter",)),
        ("b", {}, ("letter",)),
        ("B", {"assessed_on": "2026-02-30"}, ("assessed_on",)),
        ("B", {"reason": " "}, ("reason",)),
        ("B", {"reason": "\0"}, ("reason",)),
    ],
)
def test_what_is_no_letter_is_refused(
    db: Database, source_id: str, letter: str, told: dict[str, Any], path: tuple[str, ...]
) -> None:
    with pytest.raises(LawBroken) as refused:
        give(db, source_id, letter, **told)

    assert [found for found, _ in refused.value.problems] == [path]


def test_nobody_judges_every_unknown_publisher_at_once(db: Database) -> None:
    with pytest.raises(LawBroken):
        give(db, an_article(db)["publisher"]["id"], "B")


def test_letters_are_those_of_one_source_and_a_merged_one_is_answered_for(
    db: Database, source_id: str
) -> None:
    reuters = a_source(db, "Reuters", "news_agency")["id"]
    given = give(db, source_id, "B")

    with pytest.raises(NotFound):
        get_reliability(db, reuters, given["id"])
    merge_sources(db, source_id, into=reuters, expected_version=2, by=LATER)
    with pytest.raises(Merged):
        get_reliability(db, source_id, given["id"])
    assert (shown(db, reuters), letters(db, reuters)) == (None, [])


def test_a_merge_of_sources_of_unlike_letters_makes_computed_confidences_stale(
    db: Database, source_id: str
) -> None:
    article, other = an_article(db), a_source(db, "A. Hale")["id"]
    give(db, other, "B")
    claim_id = add_claim(db, article["id"], a_claim(article, source_id, score=40), by=BY).id

    merge_sources(db, source_id, into=other, expected_version=1, by=LATER)

    assert json.loads(get_claim(db, claim_id).document)["confidence"]["stale"] is True


def test_letters_are_listed_page_by_page(db: Database, source_id: str) -> None:
    for letter in "ABC":
        give(db, source_id, letter)

    first = list_reliability(db, source_id, limit=2)
    rest = list_reliability(db, source_id, after=first.next_key)

    pages = [[json.loads(row.document)["letter"] for row in page.rows] for page in (first, rest)]
    assert pages == [["C", "B"], ["A"]]
