"""Claims as clients tell them, many at once: each line stands by itself, one with an id is stored once."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from api.claim_matches import says_the_same
from api.hand_made_claims import ClaimMaker
from api.line_results import LineResult, refusing
from api.ndjson import Line
from api.schemas.bulk import ClaimLineInput
from api.validation import load_body
from extraction.weights import Weights
from storage.changes import Editor
from storage.characters import refuse
from storage.claim_lists import list_claims_of
from storage.claims import add_checked_claims
from storage.database import Database
from storage.documents import Claim
from storage.errors import Conflict, LawBroken, NotFound
from storage.grounds import check_drafts
from storage.identifiers import new_id
from storage.new_claims import NewClaim
from storage.versions import find_known

_SCHEMA = ClaimLineInput()

Body = dict[str, Any]


def _load(line: Line) -> Body:
    body: Body = load_body(_SCHEMA, line.value())
    return body


def store_told_claims(
    db: Database, lines: Sequence[Line], *, by: Editor, weights: Weights | None = None
) -> list[LineResult]:
    """Store the claims that lines tell, and return what became of each; call it in a transaction.

    A line whose id is here is "unchanged" where the claim still says what the line says, and else a conflict.
    A line that is refused leaves nothing behind.
    """
    read = [refusing(line.number, partial(_load, line)) for line in lines]
    run = _Run(
        db, [body["id"] for body in read if not isinstance(body, LineResult) and "id" in body], by, weights
    )
    results = [
        body if isinstance(body, LineResult) else run.take(line.number, body)
        for line, body in zip(lines, read, strict=True)
    ]
    add_checked_claims(db, run.new, by=by)
    return results


class _Run:
    """What was found of some lines' claims before, and made of them so far."""

    def __init__(self, db: Database, ids: Sequence[str], by: Editor, weights: Weights | None) -> None:
        self.db, self.by, self.weights = db, by, weights
        self.new: list[NewClaim] = []
        self._maker = ClaimMaker(db, by, weights)
        self._known: dict[str, Claim] = {row.id: json.loads(row.document) for row in list_claims_of(db, ids)}
        self._removed = find_known(db, "claim", set(ids) - self._known.keys())
        # by id, what lines before told
        self._told: dict[str, Body] = {}

    def take(self, number: int, body: Body) -> LineResult:
        """Make the claim that a line tells, unless it is here."""
        claim_id = body.pop("id", None)
        try:
            if claim_id is not None and self._is_known(claim_id, body):
                return LineResult(number, "unchanged", claim_id)
            # a source that was added for a claim goes with it
            with self.db.part():
                claim = self._make(claim_id or new_id(), body)
        except (NotFound, LawBroken, Conflict) as error:
            # what it remembers may have gone with the claim
            self._maker = ClaimMaker(self.db, self.by, self.weights)
            return LineResult.of_error(number, error)
        self.new.append(claim)
        if claim_id is not None:
            self._told[claim_id] = body
        return LineResult(number, "created", claim.id)

    def _is_known(self, claim_id: str, body: Body) -> bool:
        if claim_id in self._removed:
            raise Conflict("A claim of this id was here and was removed.", claim_id)
        if claim_id in self._told:
            if self._told[claim_id] != body:
                raise Conflict("Another line before this one has the same id.", claim_id)
            return True
        known = self._known.get(claim_id)
        if known is not None and not says_the_same(self._maker, body, known):
            raise Conflict("The claim of this id says something else.", claim_id)
        return known is not None

    def _make(self, claim_id: str, body: Mapping[str, Any]) -> NewClaim:
        article_id = body["article_id"]
        ground = self._maker.ground(article_id)
        draft = self._maker.complete(article_id, body)
        refuse(check_drafts(self.db, [draft], ground)[0])
        return NewClaim(id=claim_id, draft=draft, ground=ground, at=self.by.at)
