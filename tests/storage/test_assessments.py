"""Assessments stand side by side, stay as they were said, and keep a claim from being superseded."""

import json
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.assessments import add_assessment, get_assessment, list_assessments, withdraw_assessment
from storage.changes import list_changes
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim, remove_claim
from storage.database import Database
from storage.documents import Article
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_source, an_article, an_assessment


@pytest.fixture
def claim_id(db: Database) -> str:
    article = an_article(db)
    return add_claim(db, article["id"], a_claim(article, a_source(db, "Anna Hale")), by=BY).id


def analyse(db: Database, article: Article) -> None:
    found: Any = a_claim(article, extraction={"probability": 0.5})
    record_analysis(db, article["id"], engine="rules", version="1", claims=[found], by=LATER)


def listed(db: Database, claim_id: str, **options: Any) -> list[str]:
    return [json.loads(row.document)["label"] for row in list_assessments(db, claim_id, **options).rows]


def test_an_assessment_is_kept_as_it_was_said(db: Database, claim_id: str) -> None:
    found = add_assessment(db, claim_id, an_assessment("dni", "Probable", note="Two engineers agree."), by=BY)

    assert found == {
        "id": found["id"],
        "version": 1,
        "claim_id": claim_id,
        "status": "active",
        "assessor": {"kind": "person", "name": "Ida Brandt"},
        "assessed_at": BY.at,
        "scale": "dni",
        "label": "Probable",
        "note": "Two engineers agree.",
        "likelihood": {"value": 70, "range": {"low": 60, "high": 79, "includes_high": True}},
        "created_at": BY.at,
    }
    assert get_assessment(db, claim_id, found["id"]) == found


@pytest.mark.parametrize(
    ("scale", "label", "told"),
    [
        ("stix", "63", {"confidence": {"value": 63}}),
        (
            "admiralty_credibility",
            "2",
            {"credibility": {"value": 70, "range": {"low": 60, "high": 79, "includes_high": True}}},
        ),
        ("admiralty_credibility", "6", {}),
        ("icd_203", "likely", {"likelihood": {"range": {"low": 55, "high": 80, "includes_high": False}}}),
        ("percent", "60", {"likelihood": {"value": 60}}),
        ("claimskg", "OTHER", {}),
    ],
)
def test_what_a_label_stands_for_is_told_in_the_field_of_its_kind(
    db: Database, claim_id: str, scale: str, label: str, told: dict[str, Any]
) -> None:
    found = add_assessment(db, claim_id, an_assessment(scale, label), by=BY)

    numbers = ("confidence", "credibility", "likelihood", "verdict")
    assert {name: value for name, value in found.items() if name in numbers} == told


def test_many_stand_side_by_side_and_leave_the_claim_as_it_is(db: Database, claim_id: str) -> None:
    before = get_claim(db, claim_id)
    for label in ("Low", "High", "Low"):
        add_assessment(db, claim_id, an_assessment("none_low_med_high", label), by=BY)

    assert listed(db, claim_id) == ["Low", "High", "Low"]
    assert get_claim(db, claim_id) == before


def test_a_withdrawn_assessment_stays_on_record_and_is_listed_where_asked_for(
    db: Database, claim_id: str
) -> None:
    kept = add_assessment(db, claim_id, an_assessment("stix", "40"), by=BY)
    taken = add_assessment(db, claim_id, an_assessment("stix", "90"), by=BY)

    after = withdraw_assessment(
        db, claim_id, taken["id"], reason="A wrong claim.", expected_version=1, by=LATER
    )

    withdrawn = {"version": 2, "status": "withdrawn", "withdrawn_at": LATER.at}
    assert after == {**taken, **withdrawn, "withdrawal_reason": "A wrong claim."}
    assert listed(db, claim_id) == [kept["label"]]
    assert listed(db, claim_id, status=("withdrawn",)) == ["90"]
    assert listed(db, claim_id, status=("active", "withdrawn")) == ["90", "40"]


def test_an_assessment_is_withdrawn_once_and_by_who_knows_it(db: Database, claim_id: str) -> None:
    taken = add_assessment(db, claim_id, an_assessment("stix", "90"), by=BY)

    with pytest.raises(VersionMismatch):
        withdraw_assessment(db, claim_id, taken["id"], reason="No.", expected_version=2, by=LATER)
    withdraw_assessment(db, claim_id, taken["id"], reason="No.", expected_version=1, by=LATER)
    with pytest.raises(Conflict):
        withdraw_assessment(db, claim_id, taken["id"], reason="No.", expected_version=2, by=LATER)


def test_assessments_are_listed_by_scale_and_time_page_by_page(db: Database, claim_id: str) -> None:
    for day in (3, 1, 2):
        draft = an_assessment("stix", str(day), assessed_at=f"2026-11-0{day}T12:00:00.000Z")
        add_assessment(db, claim_id, draft, by=BY)
    add_assessment(db, claim_id, an_assessment("wep", "Even Chance"), by=BY)

    first = list_assessments(db, claim_id, scale=["stix"], sort="assessed_at", limit=2)

    assert [json.loads(row.document)["label"] for row in first.rows] == ["1", "2"]
    assert listed(db, claim_id, scale=["stix"], sort="assessed_at", after=first.next_key) == ["3"]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"scale": "stars"}, ("scale",)),
        ({"scale": "admiralty_reliability", "label": "B"}, ("scale",)),
        ({"label": "101"}, ("label",)),
        ({"label": "Likely"}, ("label",)),
        ({"assessor": {"kind": "oracle", "name": "Delphi"}}, ("assessor", "kind")),
        ({"assessor": {"kind": "person", "name": " "}}, ("assessor", "name")),
        ({"assessor": {"kind": "tool", "name": "checker"}}, ("assessor", "version")),
        ({"assessor": {"kind": "person", "name": "Ida Brandt", "version": "2"}}, ("assessor", "version")),
        ({"assessed_at": "yesterday"}, ("assessed_at",)),
        ({"note": "\0"}, ("note",)),
    ],
)
def test_what_is_no_assessment_is_refused(
    db: Database, claim_id: str, changed: dict[str, Any], path: tuple[str, ...]
) -> None:
    draft: Any = {**an_assessment("stix", "50"), **changed}

    with pytest.raises(LawBroken) as refused:
        add_assessment(db, claim_id, draft, by=BY)

    assert [found for found, _ in refused.value.problems] == [path]


def test_an_assessment_is_found_under_its_own_claim_only(db: Database, claim_id: str) -> None:
    article = an_article(db, text=f"{TEXT} It was closed.")
    other = add_claim(db, article["id"], a_claim(article), by=BY).id
    found = add_assessment(db, claim_id, an_assessment("stix", "50"), by=BY)

    for claim in (other, "nobody's"):
        with pytest.raises(NotFound):
            get_assessment(db, claim, found["id"])
    with pytest.raises(NotFound):
        list_assessments(db, "nobody's")


def test_an_analysis_leaves_an_assessed_claim_alone_while_the_assessment_stands(db: Database) -> None:
    article = an_article(db)
    analyse(db, article)
    [claim] = list_claims(db, ClaimFilter()).rows
    opinion = add_assessment(db, claim.id, an_assessment("stix", "50"), by=BY)

    analyse(db, article)
    assert list_claims(db, ClaimFilter()).rows == [claim]

    withdraw_assessment(db, claim.id, opinion["id"], reason="No.", expected_version=1, by=LATER)
    analyse(db, article)
    [found_again] = list_claims(db, ClaimFilter()).rows
    assert found_again.id != claim.id
    assert get_assessment(db, claim.id, opinion["id"])["status"] == "withdrawn"


def test_a_removed_claim_takes_its_assessments_along_and_the_history_names_them(
    db: Database, claim_id: str
) -> None:
    opinion = add_assessment(db, claim_id, an_assessment("stix", "50"), by=BY)

    remove_claim(db, claim_id, expected_version=1, by=LATER)

    told = list_changes(db, resource="claim", resource_id=claim_id)[-1]
    assert told["before"]["assessments"] == [opinion["id"]]
    assert list_changes(db, resource="assessment", resource_id=opinion["id"])[0]["after"] == opinion


def test_what_is_written_of_an_assessment_is_in_the_history_with_the_reason(
    db: Database, claim_id: str
) -> None:
    opinion = add_assessment(db, claim_id, an_assessment("stix", "50"), by=BY)
    withdraw_assessment(db, claim_id, opinion["id"], reason="No.", expected_version=1, by=LATER)

    added, withdrawn = list_changes(db, resource="assessment")

    assert (added["action"], added["after"]) == ("add", opinion)
    assert (withdrawn["action"], withdrawn["reason"]) == ("replace", "No.")
    assert withdrawn["before"] == {"status": "active"}
    assert withdrawn["after"] == {
        "status": "withdrawn",
        "withdrawn_at": LATER.at,
        "withdrawal_reason": "No.",
    }
