"""Assessments: what people and tools hold of a claim, side by side, each on a scale of its own choice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from storage.assessment_rows import (
    ASSESSMENT_COLUMNS,
    ASSESSMENT_TABLES,
    check_assessment,
    insert_assessment,
    make_assessment,
)
from storage.changes import Editor, append_change, find_differences
from storage.characters import find_refused_characters, refuse
from storage.database import Database, Record, bind_list
from storage.documents import Assessment, AssessmentDraft, to_json
from storage.errors import Conflict, NotFound, VersionMismatch
from storage.identifiers import new_id
from storage.pages import Key, Page, Row, make_page

_SELECT = f"SELECT {ASSESSMENT_COLUMNS} FROM {ASSESSMENT_TABLES}"

AssessmentSort = Literal["created_at", "-created_at", "assessed_at", "-assessed_at"]

_ORDERS = {
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
    "assessed_at": ("assessed_at", ">", "ASC"),
    "-assessed_at": ("assessed_at", "<", "DESC"),
}


def add_assessment(
    db: Database, claim_id: str, draft: AssessmentDraft, *, by: Editor, identifier: str | None = None
) -> Assessment:
    """Add an opinion of a claim, which itself stays as it is.

    The label is kept as it was said.

    :raises NotFound: if there is no such claim
    :raises LawBroken: if the draft is no assessment
    """
    refuse(check_assessment(draft))
    assessment_id = identifier or new_id()
    with db.transaction():
        claim = get_claim_row(db, claim_id)
        insert_assessment(db, claim["key"], draft, identifier=assessment_id, created_at=by.at)
        assessment = get_assessment(db, claim_id, assessment_id)
        append_change(db, by, "add", "assessment", assessment_id, 1, after=assessment)
    return assessment


def get_assessment(db: Database, claim_id: str, assessment_id: str) -> Assessment:
    """Return an assessment of a claim, also one that was withdrawn.

    :raises NotFound: if the claim has none of this id
    """
    row = db.find(
        f"{_SELECT} WHERE assessments.id = :id AND claims.id = :claim_id",
        {"id": assessment_id, "claim_id": claim_id},
    )
    if row is None:
        raise NotFound("assessment", assessment_id)
    return make_assessment(row)


def find_assessment(db: Database, assessment_id: str) -> Assessment | None:
    """Return an assessment of whichever claim, also one that was withdrawn, or None."""
    row = db.find(
        f"{_SELECT} WHERE assessments.id = :id",
        {"id": assessment_id},
    )
    return None if row is None else make_assessment(row)


def list_assessments(
    db: Database,
    claim_id: str,
    *,
    scale: Sequence[str] = (),
    status: Sequence[str] = ("active",),
    sort: AssessmentSort = "-created_at",
    after: Key | None = None,
    limit: int = 50,
) -> Page:
    """Return a page of a claim's assessments, on any scale unless some are named.

    :raises NotFound: if there is no such claim
    """
    column, beyond, direction = _ORDERS[sort]
    conditions = ["claim_key = :claim_key"]
    params: dict[str, Any] = {"claim_key": get_claim_row(db, claim_id)["key"], "limit": limit + 1}
    if scale:
        within, scales = bind_list(db, "scale", scale)
        conditions.append(f"scale IN {within}")
        params |= scales
    if set(status) == {"active"}:
        conditions.append("withdrawn_at IS NULL")
    if set(status) == {"withdrawn"}:
        conditions.append("withdrawn_at IS NOT NULL")
    if after is not None:
        conditions.append(f"(assessments.{column}, assessments.id) {beyond} (:after_value, :after_id)")
        params |= {"after_value": after[0], "after_id": after[1]}
    rows = db.query(
        f"""
        SELECT {ASSESSMENT_COLUMNS}, assessments.{column} AS sort_value FROM {ASSESSMENT_TABLES}
        WHERE {" AND ".join(conditions)}
        ORDER BY assessments.{column} {direction}, assessments.id {direction} LIMIT :limit
        """,
        params,
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(make_assessment(row))))


def list_every_assessment(db: Database, *, after: Key | None = None, limit: int = 50) -> Page:
    """Return a page of the assessments of all claims, withdrawn ones too, in the order of their ids."""
    rows = db.query(
        f"""
        SELECT {ASSESSMENT_COLUMNS}, assessments.id AS sort_value FROM {ASSESSMENT_TABLES}
        WHERE assessments.id > :after ORDER BY assessments.id LIMIT :limit
        """,
        {"after": after[1] if after else "", "limit": limit + 1},
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(make_assessment(row))))


def withdraw_assessment(
    db: Database, claim_id: str, assessment_id: str, *, reason: str, expected_version: int, by: Editor
) -> Assessment:
    """Take an opinion back; it stays on record, with the reason.

    :raises NotFound: if the claim has no such assessment
    :raises VersionMismatch: if it is not at `expected_version`
    :raises Conflict: if it was withdrawn already
    :raises LawBroken: if the reason is no text
    """
    refuse(find_refused_characters({"reason": reason}))
    with db.transaction():
        before = get_assessment(db, claim_id, assessment_id)
        if before["version"] != expected_version:
            raise VersionMismatch(expected_version, before["version"])
        if before["status"] == "withdrawn":
            raise Conflict("It was withdrawn already.", existing=assessment_id)
        db.execute(
            """
            UPDATE assessments SET version = version + 1, withdrawn_at = :at, withdrawal_reason = :reason
            WHERE id = :id
            """,
            {"id": assessment_id, "at": by.at, "reason": reason},
        )
        after = get_assessment(db, claim_id, assessment_id)
        had, has = find_differences(before, after)
        why = by if by.reason else replace(by, reason=reason)
        append_change(
            db, why, "replace", "assessment", assessment_id, after["version"], before=had, after=has
        )
    return after


def require_history(db: Database, claim_id: str, assessment_id: str) -> None:
    """Make sure that a claim has, or had, an assessment: it may have gone with the claim.

    :raises NotFound: if it never had one of this id
    """
    row = db.find(
        f"""
        SELECT {db.dialect.json_text("after", "claim_id")} AS claim_id FROM changes
        WHERE resource = 'assessment' AND resource_id = :id ORDER BY sequence LIMIT 1
        """,
        {"id": assessment_id},
    )
    if row is None or row["claim_id"] != claim_id:
        raise NotFound("assessment", assessment_id)


def list_assessment_ids(db: Database, claim_key: int) -> list[str]:
    """Return the ids of a claim's assessments, withdrawn ones among them, oldest first."""
    rows = db.query(
        "SELECT id FROM assessments WHERE claim_key = :key ORDER BY created_at, id", {"key": claim_key}
    )
    return [row["id"] for row in rows]


def get_claim_row(db: Database, claim_id: str) -> Record:
    """Return the key of a claim.

    :raises NotFound: if there is no such claim
    """
    row = db.find("SELECT key FROM claims WHERE id = :id", {"id": claim_id})
    if row is None:
        raise NotFound("claim", claim_id)
    return row
