"""Claims: list by any of what is known of them, get, make by hand, change, remove."""

import json
from typing import Any

from flask import Blueprint, Response

import storage.claims as stored
from api.answers import document, nothing
from api.claim_edits import changes_nothing, edited_claim
from api.claim_lists import list_claims_answer
from api.claim_table import CLAIMS
from api.conditional import check_if_match, tag_of, tagged
from api.context import context, database, editor, named_in_body
from api.hand_made_claims import hand_made_claim
from api.idempotency import write
from api.operation import operation
from api.problems import InvalidRequest
from api.schemas.claim_lists import ClaimPage, ClaimQuery, ClaimShape
from api.schemas.claims import Claim, ClaimEdit, ClaimInput
from api.schemas.sparse import sparse, sparse_page
from api.shapes import include_with, shaped_answer
from api.sparse import SPARSE
from storage.clock import now
from storage.histories import get_claim_as_of
from storage.pages import Row

claims = Blueprint("claims", __name__, url_prefix="/v1/claims")


@claims.get("")
@operation(
    answers={200: ClaimPage},
    also={SPARSE: sparse_page(ClaimPage)},
    rows=CLAIMS,
    query=ClaimQuery(),
    tagged=True,
)
def list_claims(query: dict[str, Any]) -> Response:
    """List claims that pass every filter; only active ones unless `status` asks for others."""
    return list_claims_answer(query)


@claims.post("")
@operation(answers={201: Claim}, body=ClaimInput(), problems=(409,), stores=True)
def add_claim(body: dict[str, Any]) -> Response:
    """Make a claim by hand, in the current revision of an article."""
    db = database()
    article_id = body.pop("article_id")

    def stored_answer() -> Response:
        by = editor()
        weights = context().settings.confidence_weights
        draft = hand_made_claim(db, article_id, body, by=by, weights=weights)
        return _answer(stored.add_claim(db, article_id, draft, by=by), 201)

    with named_in_body("article_id"):
        return write(stored_answer)


@claims.get("/<claim_id>")
@operation(
    answers={200: Claim}, also={SPARSE: sparse(Claim)}, query=ClaimShape(), problems=(404,), tagged=True
)
def get_claim(claim_id: str, query: dict[str, Any]) -> Response:
    """Get a claim with its chain, as it is or, with `as_of`, as it was.

    As it was means all of it: its version, and its sources under the names they had. Such an answer has an
    ETag of its own, by which nothing can be changed, and links to the claim's history. Of a claim that was
    removed with its article, nothing is told of any time.
    """
    if "as_of" in query:
        return _answer_as_of(claim_id, query)
    db = database()
    if "include" not in query:
        return shaped_answer(stored.get_claim(db, claim_id), query)
    with db.snapshot():
        row = stored.get_claim(db, claim_id)
        included = include_with(db, [claim_id], query["include"])
    return shaped_answer(row, query, included=included)


@claims.patch("/<claim_id>")
@operation(answers={200: Claim}, patch=ClaimEdit(), problems=(404, 409), if_match=True)
def patch_claim(claim_id: str, patch: Any) -> Response:
    """Change a claim by hand; analyses leave it alone from then on.

    A new attribution or certainty has a computed confidence computed again and a stated one marked stale;
    null for `confidence` takes a stated score back, and has a stale one computed again. A patch that changes
    nothing writes nothing.
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
    db = database()
    with db.transaction():
        row = _get_matching(claim_id)
        stored.remove_claim(db, claim_id, expected_version=row.version, by=editor())
    return nothing()


def _answer_as_of(claim_id: str, query: dict[str, Any]) -> Response:
    if query["as_of"] > now():
        raise InvalidRequest.in_query("as_of", "Must not be in the future.")
    row = get_claim_as_of(database(), claim_id, query["as_of"])
    # Tagged as what it is, another resource than the one that can be changed
    response = shaped_answer(row._replace(id=f"{row.id}.as-of"), query)
    path = f"/v1/claims/{claim_id}"
    # Source: RFC 5829, the relations between versions
    response.headers["Link"] = f'<{path}>; rel="latest-version", <{path}/history>; rel="version-history"'
    return response


def _answer(row: Row, status: int = 200) -> Response:
    location = f"/v1/claims/{row.id}" if status == 201 else None
    return tagged(document(row.document, status, location=location), tag_of(row.id, row.version))


def _get_matching(claim_id: str) -> Row:
    row = stored.get_claim(database(), claim_id)
    check_if_match(tag_of(row.id, row.version))
    return row
