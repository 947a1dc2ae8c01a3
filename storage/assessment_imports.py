"""Assessments from another store: brought with their id, version and dates, and never twice."""

from typing import Literal

from storage.assessment_rows import check_assessment, insert_assessment
from storage.assessments import find_assessment, get_assessment, get_claim_row
from storage.changes import Editor, append_additions
from storage.characters import Problems, refuse
from storage.contradictions import find_contradictions
from storage.database import Database
from storage.documents import Assessment, to_json
from storage.errors import Conflict
from storage.pages import Row
from storage.versions import find_known


def import_assessment(db: Database, assessment: Assessment, *, by: Editor) -> Literal["created", "unchanged"]:
    """Store an assessment as another store had it, withdrawn or not, unless it is here and says the same.

    Its claim stays as it is.

    :raises NotFound: if there is no such claim
    :raises Conflict: if another assessment, or a removed one, has the id
    :raises LawBroken: if it is no assessment, or would be stored otherwise
    """
    refuse(check_assessment(assessment) + _check_withdrawal(assessment))
    with db.part():
        if known := find_assessment(db, assessment["id"]):
            if not find_contradictions(assessment, known, {}):
                return "unchanged"
            raise Conflict("Another assessment, or another version of this one, is here.", assessment["id"])
        if find_known(db, "assessment", [assessment["id"]]):
            raise Conflict("An assessment of this id was here and was removed.", assessment["id"])
        insert_assessment(
            db,
            get_claim_row(db, assessment["claim_id"])["key"],
            assessment,
            identifier=assessment["id"],
            created_at=assessment["created_at"],
            withdrawn_at=assessment.get("withdrawn_at"),
            withdrawal_reason=assessment.get("withdrawal_reason"),
        )
        stored = get_assessment(db, assessment["claim_id"], assessment["id"])
        refuse(find_contradictions(assessment, stored, {}))
        added = [Row(stored["id"], stored["version"], to_json(stored))]
        append_additions(db, by, "assessment", added, action="import")
    return "created"


def _check_withdrawal(assessment: Assessment) -> Problems:
    is_withdrawn = assessment["status"] == "withdrawn"
    return [
        ((name,), "A withdrawn assessment, and no other, says when and why.")
        for name in ("withdrawn_at", "withdrawal_reason")
        if (name in assessment) != is_withdrawn
    ]
