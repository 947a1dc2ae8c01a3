"""Reliability of a source: give it a letter, list its letters, withdraw the one that stands."""

from typing import Any

from flask import Blueprint, Response

import storage.reliability as stored
from api.answers import document
from api.conditional import check_if_match, tag_of, tagged
from api.context import database, editor
from api.idempotency import write
from api.operation import operation
from api.opinion_columns import RELIABILITY
from api.paging import list_answer
from api.schemas.assessments import WithdrawalInput
from api.schemas.pages import PageQuery
from api.schemas.reliability import Reliability, ReliabilityInput, ReliabilityPage
from storage.documents import Reliability as StoredReliability

reliability = Blueprint("reliability", __name__, url_prefix="/v1/sources/<source_id>/reliability")


@reliability.get("")
@operation(
    answers={200: ReliabilityPage, 308: None},
    rows=RELIABILITY,
    query=PageQuery(),
    problems=(404,),
    tagged=True,
)
def list_reliability(source_id: str, query: dict[str, Any]) -> Response:
    """List the letters a source was given, the newest first, withdrawn ones among them."""
    db = database()
    return list_answer(
        query, lambda after, limit: stored.list_reliability(db, source_id, after=after, limit=limit)
    )


@reliability.post("")
@operation(answers={201: Reliability, 308: None}, body=ReliabilityInput(), problems=(404,), stores=True)
def add_reliability(source_id: str, body: dict[str, Any]) -> Response:
    """Give a source a letter, which stands from now on in place of the one before.

    Where it differs from that, computed confidences of claims that show the source become stale.
    """
    return write(lambda: _answer(stored.add_reliability(database(), source_id, **body, by=editor()), 201))


@reliability.get("/<letter_id>")
@operation(answers={200: Reliability, 308: None}, problems=(404,), tagged=True)
def get_reliability(source_id: str, letter_id: str) -> Response:
    """Get one of a source's letters, also one that no longer stands."""
    return _answer(stored.get_reliability(database(), source_id, letter_id))


@reliability.post("/<letter_id>/withdraw")
@operation(
    answers={200: Reliability, 308: None},
    body=WithdrawalInput(),
    problems=(404, 409),
    if_match=True,
    stores=True,
)
def withdraw_reliability(source_id: str, letter_id: str, body: dict[str, Any]) -> Response:
    """Withdraw the letter that stands; the one before it stands again, if there is one."""
    found = stored.get_reliability(database(), source_id, letter_id)
    check_if_match(_tag(found))
    return write(
        lambda: _answer(
            stored.withdraw_reliability(
                database(),
                source_id,
                letter_id,
                reason=body["reason"],
                expected_version=found["version"],
                by=editor(),
            )
        )
    )


def _answer(letter: StoredReliability, status: int = 200) -> Response:
    path = f"/v1/sources/{letter['source_id']}/reliability/{letter['id']}"
    return tagged(document(letter, status, location=path if status == 201 else None), _tag(letter))


def _tag(letter: StoredReliability) -> str:
    return tag_of(letter["id"], letter["version"])
