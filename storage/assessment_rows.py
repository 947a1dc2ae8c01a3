"""Assessments as rows and as documents, and what one keeps to by itself."""

from typing import Any

from storage.characters import Problems, find_refused_characters
from storage.clock import is_time
from storage.database import Database, Record
from storage.documents import Assessment, AssessmentDraft
from storage.scales import SOURCE_SCALE, Reading, describe_labels, find_reading, get_scale, list_scales

ASSESSOR_KINDS = ("person", "tool")

# An assessment with the id of its claim.
ASSESSMENT_COLUMNS = "assessments.*, claims.id AS claim_id"
ASSESSMENT_TABLES = "assessments JOIN claims ON claims.key = assessments.claim_key"


def insert_assessment(
    db: Database,
    claim_key: int,
    draft: AssessmentDraft,
    *,
    identifier: str,
    created_at: str,
    withdrawn_at: str | None = None,
    withdrawal_reason: str | None = None,
) -> None:
    """Insert an assessment's row; one that was withdrawn is at its second version."""
    db.execute(
        """
        INSERT INTO assessments (id, version, claim_key, assessor_kind, assessor_name, assessor_version,
            assessed_at, scale, label, note, created_at, withdrawn_at, withdrawal_reason)
        VALUES (:id, :row_version, :claim_key, :kind, :name, :version, :assessed_at, :scale, :label, :note,
            :created_at, :withdrawn_at, :withdrawal_reason)
        """,
        {
            "id": identifier,
            "row_version": 1 if withdrawn_at is None else 2,
            "claim_key": claim_key,
            "kind": draft["assessor"]["kind"],
            "name": draft["assessor"]["name"],
            "version": draft["assessor"].get("version"),
            "assessed_at": draft["assessed_at"],
            "scale": draft["scale"],
            "label": draft["label"],
            "note": draft.get("note"),
            "created_at": created_at,
            "withdrawn_at": withdrawn_at,
            "withdrawal_reason": withdrawal_reason,
        },
    )


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
