"""Claims: list by any of what is known of them, get, make by hand, change, remove."""

import json
from dataclasses import fields
from typing import Any

from flask import Blueprint, Response

import storage.claims as stored
from api.answers import document, nothing
from api.claim_edits import changes_nothing, edited_claim
from api.columns import CLAIMS
from api.conditional import check_if_match, tag_of, tagged
from api.context import database, editor, named_in_body
from api.hand_made_claims import hand_made_claim
from api.idempotency import write
from api.operation import operation
from api.paging import list_answer
from api.schemas.claims import Claim, ClaimEdit, ClaimInput, ClaimPage, ClaimQuery
from storage.claim_lists import ClaimFilter
from storage.claim_lists import list_claims as list_stored
from storage.pages import Key, Page, Row

claims = Blueprint("claims", __name__, url_prefix="/v1/claims")

_FILTERS = {field.name for field in fields(ClaimFilter)}


@claims.get("")
@operation(answers={200: ClaimPage}, rows=CLAIMS, query=ClaimQuery(), tagged=True)
def list_claims(query: dict[str, Any]) -> Response:
    """List claims that pass every filter; only active ones unless `status` asks for others."""
    return list_claims_answer(query)


@claims.post("")
@operation(answers={201: Claim}, body=ClaimInput(), problems=(409,), stores=True)
def add_claim(body: dict[str, Any]) -> Response:
    """Make a claim by hand, in the current revision of an article."""
    db, by = database(), editor()
    article_id = body.pop("article_id")

    def stored_answer() -> Response:
        draft = hand_made_claim(db, article_id, body, by=by)
        return _answer(stored.add_claim(db, article_id, draft, by=by), 201)

    with named_in_body("article_id"):
        return write(stored_answer)


@claims.get("/<claim_id>")
@operation(answers={200: Claim}, problems=(404,), tagged=True)
def get_claim(claim_id: str) -> Response:
    """Get a claim with its chain."""
    return _answer(stored.get_claim(database(), claim_id))


@claims.patch("/<claim_id>")
@operation(answers={200: Claim}, patch=ClaimEdit(), problems=(404, 409), if_match=True)
def patch_claim(claim_id: str, patch: Any) -> Response:
    """Change a claim by hand; analyses leave it alone from then on.

    A new attribution or certainty has a computed confidence computed again and a stated one marked stale;
    null for `confidence` takes a stated score back. A patch that changes nothing writes nothing.
    """
    db = database()
    with db.transaction():
        row = _get_matching(claim_id)
        claim = json.loads(row.document)
        draft = edited_claim(claim, patch)
        if not changes_nothing(claim, patch):
            row = stored.replace_claim(db, claim_id, draft, expected_version=row.version, by=editor())
    return _answer(row)


@claims.delete("/<claim_id>")
@operation(answers={204: None}, problems=(404,), if_match=True)
def remove_claim(claim_id: str) -> Response:
    """Remove a claim; its history stays."""
    row = _get_matching(claim_id)
    stored.remove_claim(database(), claim_id, expected_version=row.version, by=editor())
    return nothing()


def list_claims_answer(query: dict[str, Any], **fixed: Any) -> Response:
    """Return what of the claims `query` asks for; `fixed` holds filters the path gives."""
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in query.items()
    }
    claim_filter = ClaimFilter(**{name: given[name] for name in _FILTERS & given.keys()}, **fixed)
    db = database()

    def read(after: Key | None, limit: int) -> Page:
        return list_stored(db, claim_filter, sort=query["sort"], after=after, limit=limit)

    return list_answer(query, read)


def _answer(row: Row, status: int = 200) -> Response:
    location = f"/v1/claims/{row.id}" if status == 201 else None
    return tagged(document(row.document, status, location=location), tag_of(row.id, row.version))


def _get_matching(claim_id: str) -> Row:
    row = stored.get_claim(database(), claim_id)
    check_if_match(tag_of(row.id, row.version))
    return row
