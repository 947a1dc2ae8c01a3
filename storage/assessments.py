"""Assessments: what people and tools hold of a claim, side by side, each on a scale of its own choice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from storage.changes import Editor, append_change, find_differences
from storage.characters import Problems, find_refused_characters, refuse
from storage.clock import is_time
from storage.database import Database, Record, bind_list
from storage.documents import Assessment, AssessmentDraft, to_json
from storage.errors import Conflict, NotFound, VersionMismatch
from storage.identifiers import new_id
from storage.pages import Key, Page, Row, make_page
from storage.scales import SOURCE_SCALE, Reading, describe_labels, find_reading, get_scale, list_scales

AssessmentSort = Literal["created_at", "-created_at", "assessed_at", "-assessed_at"]

ASSESSOR_KINDS = ("person", "tool")

_ORDERS = {
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
    "assessed_at": ("assessed_at", ">", "ASC"),
    "-assessed_at": ("assessed_at", "<", "DESC"),
}
_COLUMNS = "assessments.*, claims.id AS claim_id"
_TABLES = "assessments JOIN claims ON claims.key = assessments.claim_key"


def add_assessment(
    db: Database, claim_id: str, draft: AssessmentDraft, *, by: Editor, identifier: str | None = None
) -> Assessment:
    """Add an opinion of a claim, which itself stays as it is.

    The label is kept as it was said, in the scale's spelling.

    :raises NotFound: if there is no such claim
    :raises LawBroken: if the draft is no assessment
    """
    refuse(check_assessment(draft))
    assessment_id = identifier or new_id()
    reading = find_reading(get_scale(draft["scale"]), draft["label"])
    assert reading
    with db.transaction():
        claim = _get_claim(db, claim_id)
        db.execute(
            """
            INSERT INTO assessments (id, version, claim_key, assessor_kind, assessor_name, assessor_version,
                assessed_at, scale, label, note, created_at)
            VALUES (:id, 1, :claim_key, :kind, :name, :version, :assessed_at, :scale, :label, :note, :at)
            """,
            {
                "id": assessment_id,
                "claim_key": claim["key"],
                "kind": draft["assessor"]["kind"],
                "name": draft["assessor"]["name"],
                "version": draft["assessor"].get("version"),
                "assessed_at": draft["assessed_at"],
                "scale": draft["scale"],
                "label": reading.label,
                "note": draft.get("note"),
                "at": by.at,
            },
        )
        assessment = get_assessment(db, claim_id, assessment_id)
        append_change(db, by, "add", "assessment", assessment_id, 1, after=assessment)
    return assessment


def get_assessment(db: Database, claim_id: str, assessment_id: str) -> Assessment:
    """Return an assessment of a claim, also one that was withdrawn.

    :raises NotFound: if the claim has none of this id
    """
    row = db.find(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE assessments.id = :id AND claims.id = :claim_id",
        {"id": assessment_id, "claim_id": claim_id},
    )
    if row is None:
        raise NotFound("assessment", assessment_id)
    return make_assessment(row)


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
    params: dict[str, Any] = {"claim_key": _get_claim(db, claim_id)["key"], "limit": limit + 1}
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
        SELECT {_COLUMNS}, assessments.{column} AS sort_value FROM {_TABLES}
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
        SELECT {_COLUMNS}, assessments.id AS sort_value FROM {_TABLES}
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


def make_assessment(row: Record) -> Assessment:
    """Return an assessment's document, made from its row and the row's `claim_id`.

    What the label stands for is looked up, in a field named after the scale's kind: a likelihood and a
    confidence never share one.
    """
    withdrawn = row["withdrawn_at"] is not None
    document: dict[str, Any] = {
        "id": row["id"],
        "version": row["version"],
        "claim_id": row["claim_id"],
        "status": "withdrawn" if withdrawn else "active",
        **make_draft(row),
    }
    scale = get_scale(row["scale"])
    if number := make_number(find_reading(scale, row["label"])):
        document[scale.kind] = number
    document["created_at"] = row["created_at"]
    if withdrawn:
        document |= {"withdrawn_at": row["withdrawn_at"], "withdrawal_reason": row["withdrawal_reason"]}
    return document  # type: ignore[return-value]  # built key by key


def make_draft(row: Record) -> AssessmentDraft:
    """Return what was told of an assessment, made from its row."""
    assessor = {"kind": row["assessor_kind"], "name": row["assessor_name"]}
    if row["assessor_version"] is not None:
        assessor["version"] = row["assessor_version"]
    draft: dict[str, Any] = {
        "assessor": assessor,
        "assessed_at": row["assessed_at"],
        "scale": row["scale"],
        "label": row["label"],
    }
    if row["note"] is not None:
        draft["note"] = row["note"]
    return draft  # type: ignore[return-value]  # built key by key


def make_number(reading: Reading | None) -> dict[str, Any]:
    """Return the value and the range a reading stands for, each where there is one."""
    number: dict[str, Any] = {}
    if reading and reading.value is not None:
        number["value"] = reading.value
    if reading and reading.band:
        band = reading.band
        number["range"] = {"low": band.low, "high": band.high, "includes_high": band.includes_high}
    return number


def check_assessment(draft: AssessmentDraft) -> Problems:
    """Return what is wrong with a draft by itself."""
    if problems := find_refused_characters(draft):
        return problems
    assessor = draft["assessor"]
    if assessor["kind"] not in ASSESSOR_KINDS:
        problems.append((("assessor", "kind"), f"The assessor is one of {', '.join(ASSESSOR_KINDS)}."))
    if not assessor["name"].strip():
        problems.append((("assessor", "name"), "An assessor has a name."))
    if (assessor["kind"] == "tool") != bool(assessor.get("version")):
        problems.append((("assessor", "version"), "A tool has a version, a person has none."))
    if not is_time(draft["assessed_at"]):
        problems.append((("assessed_at",), "This is no time like 2016-09-03T12:00:00.000Z."))
    return problems + _check_label(draft)


def _check_label(draft: AssessmentDraft) -> Problems:
    of_claims = [scale.id for scale in list_scales() if scale.id != SOURCE_SCALE]
    if draft["scale"] not in of_claims:
        return [(("scale",), f"Claims are assessed on one of {', '.join(of_claims)}.")]
    scale = get_scale(draft["scale"])
    if find_reading(scale, draft["label"]) is None:
        return [(("label",), describe_labels(scale))]
    return []


def _get_claim(db: Database, claim_id: str) -> Record:
    row = db.find("SELECT key FROM claims WHERE id = :id", {"id": claim_id})
    if row is None:
        raise NotFound("claim", claim_id)
    return row
