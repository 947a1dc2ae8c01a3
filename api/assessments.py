"""Assessments of a claim: add, list, get, withdraw; none overwrites another."""

from typing import Any, cast

from flask import Blueprint, Response

import storage.assessments as stored
from api.answers import document
from api.columns import CHANGES
from api.conditional import check_if_match, tag_of, tagged
from api.context import database, editor
from api.idempotency import write
from api.operation import operation
from api.opinion_columns import ASSESSMENTS
from api.paging import filters_of, list_answer
from api.schemas.assessments import (
    Assessment,
    AssessmentInput,
    AssessmentPage,
    AssessmentQuery,
    WithdrawalInput,
)
from api.schemas.histories import History, HistoryQuery
from storage.documents import Assessment as StoredAssessment
from storage.documents import AssessmentDraft
from storage.histories import list_history

assessments = Blueprint("assessments", __name__, url_prefix="/v1/claims/<claim_id>/assessments")


@assessments.get("")
@operation(
    answers={200: AssessmentPage}, rows=ASSESSMENTS, query=AssessmentQuery(), problems=(404,), tagged=True
)
def list_assessments(claim_id: str, query: dict[str, Any]) -> Response:
    """List what is held of a claim; only what was not withdrawn unless `status` asks for more."""
    db, filters = database(), filters_of(query)
    return list_answer(
        query, lambda after, limit: stored.list_assessments(db, claim_id, **filters, after=after, limit=limit)
    )


@assessments.post("")
@operation(answers={201: Assessment}, body=AssessmentInput(), problems=(404,), stores=True)
def add_assessment(claim_id: str, body: dict[str, Any]) -> Response:
    """Add somebody's opinion of a claim, beside those there are.

    The claim itself stays as it is, its computed confidence too. Analyses leave it alone as long as an
    assessment of it stands.
    """
    draft = cast(AssessmentDraft, body)
    return write(lambda: _answer(stored.add_assessment(database(), claim_id, draft, by=editor()), 201))


@assessments.get("/<assessment_id>")
@operation(answers={200: Assessment}, problems=(404,), tagged=True)
def get_assessment(claim_id: str, assessment_id: str) -> Response:
    """Get an assessment, also one that was withdrawn."""
    return _answer(stored.get_assessment(database(), claim_id, assessment_id))


@assessments.post("/<assessment_id>/withdraw")
@operation(answers={200: Assessment}, body=WithdrawalInput(), problems=(404, 409), if_match=True, stores=True)
def withdraw_assessment(claim_id: str, assessment_id: str, body: dict[str, Any]) -> Response:
    """Withdraw an assessment; it stays on record, with the reason."""
    found = stored.get_assessment(database(), claim_id, assessment_id)
    check_if_match(_tag(found))
    return write(
        lambda: _answer(
            stored.withdraw_assessment(
                database(),
                claim_id,
                assessment_id,
                reason=body["reason"],
                expected_version=found["version"],
                by=editor(),
            )
        )
    )


@assessments.get("/<assessment_id>/history")
@operation(answers={200: History}, rows=CHANGES, query=HistoryQuery(), problems=(404,), tagged=True)
def list_assessment_history(claim_id: str, assessment_id: str, query: dict[str, Any]) -> Response:
    """List what became of an assessment; also of one that went with its claim."""
    db, filters = database(), filters_of(query)
    stored.require_history(db, claim_id, assessment_id)
    return list_answer(
        query,
        lambda after, limit: list_history(
            db, "assessment", assessment_id, **filters, after=after, limit=limit
        ),
    )


def _answer(assessment: StoredAssessment, status: int = 200) -> Response:
    path = f"/v1/claims/{assessment['claim_id']}/assessments/{assessment['id']}"
    location = path if status == 201 else None
    return tagged(document(assessment, status, location=location), _tag(assessment))


def _tag(assessment: StoredAssessment) -> str:
    return tag_of(assessment["id"], assessment["version"])
