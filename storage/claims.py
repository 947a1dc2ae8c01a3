"""Claims: get, add, replace and remove statements with their chains."""

import json
from collections.abc import Sequence
from typing import Any

from storage.assessments import list_assessment_ids
from storage.changes import Editor, append_additions, append_change, find_differences
from storage.characters import refuse
from storage.claim_documents import refresh_claims
from storage.claim_rows import make_claim_row, replace_parts
from storage.claim_search import index_words
from storage.database import Database, Record
from storage.documents import Claim, ClaimDraft, Hop, SourceReference
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from storage.grounds import Ground as Ground
from storage.grounds import check_drafts
from storage.grounds import get_ground as get_ground
from storage.identifiers import new_id
from storage.new_claims import NewClaim, add_new_claims
from storage.pages import Row
from storage.source_rows import find_survivors
from storage.versions import keep_claims


def get_claim(db: Database, claim_id: str) -> Row:
    """Return a claim, ready to send.

    :raises NotFound: if there is none
    """
    row = db.find("SELECT id, version, document FROM claims WHERE id = :id", {"id": claim_id})
    if row is None:
        raise NotFound("claim", claim_id)
    return Row(row["id"], row["version"], row["document"])


def add_claim(
    db: Database, article_id: str, draft: ClaimDraft, *, by: Editor, identifier: str | None = None
) -> Row:
    """Add a claim made by hand to an article's current revision.

    :raises NotFound: if there is no such article
    :raises Conflict: if the id is taken
    :raises LawBroken: if the draft is not a claim of this text
    """
    claim_id = identifier or new_id()
    with db.transaction():
        ground = get_ground(db, article_id)
        if "extraction" in draft:
            raise LawBroken([(("extraction",), "A claim made by hand was not extracted.")])
        refuse(check_drafts(db, [draft], ground)[0])
        if db.find("SELECT 1 FROM claims WHERE id = :id", {"id": claim_id}):
            raise Conflict("There is a claim of this id.", existing=claim_id)
        [claim] = add_checked_claims(db, [NewClaim(id=claim_id, draft=draft, ground=ground, at=by.at)], by=by)
    return claim


def add_checked_claims(db: Database, claims: Sequence[NewClaim], *, by: Editor) -> list[Row]:
    """Add claims made by hand whose ids are free and whose drafts keep every law, in one transaction."""
    with db.transaction():
        added = [Row(one.row["id"], one.row["version"], one.json) for one in add_new_claims(db, claims)]
        append_additions(db, by, "claim", added)
    return added


def replace_claim(
    db: Database, claim_id: str, draft: ClaimDraft, *, expected_version: int, by: Editor
) -> Row:
    """Replace a claim, which from now on counts as edited; what extracted it stays on record.

    A source shown in place of a merged one goes on crediting the merged one. Nothing is written where nothing
    differs.

    :raises NotFound: if there is none
    :raises VersionMismatch: if it is not at `expected_version`
    :raises LawBroken: if the draft is not a claim of its revision's text
    """
    with db.transaction():
        row = _get_row(db, claim_id, expected_version)
        ground = get_ground(db, row["article_id"], row["revision"])
        refuse(check_drafts(db, [draft], ground)[0])
        if _says_the_same(draft, json.loads(row["document"])):
            return Row(row["id"], row["version"], row["document"])
        columns = make_claim_row(draft)
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        db.execute(
            f"UPDATE claims SET {assignments}, edited = 1 WHERE key = :key", {**columns, "key": row["key"]}
        )
        index_words(db, [{**columns, "key": row["key"]}], are_new=False)
        replace_parts(db, row["key"], _credit_as_before(db, row["key"], draft))
        refresh_claims(db, [row["key"]], at=by.at)
        claim = get_claim(db, claim_id)
        before, after = find_differences(json.loads(row["document"]), json.loads(claim.document))
        append_change(db, by, "replace", "claim", claim_id, claim.version, before=before, after=after)
    return claim


def remove_claim(db: Database, claim_id: str, *, expected_version: int, by: Editor) -> None:
    """Remove a claim with its assessments; the history keeps its document and their ids.

    :raises NotFound: if there is none
    :raises VersionMismatch: if it is not at `expected_version`
    """
    with db.transaction():
        row = _get_row(db, claim_id, expected_version)
        before = json.loads(row["document"])
        if assessments := list_assessment_ids(db, row["key"]):
            before["assessments"] = assessments
        keep_claims(db, [row["key"]], removes=True)
        db.execute("DELETE FROM claims WHERE key = :key", {"key": row["key"]})
        append_change(db, by, "remove", "claim", claim_id, row["version"], before=before)


def _get_row(db: Database, claim_id: str, expected_version: int) -> Record:
    row = db.find("SELECT * FROM claims WHERE id = :id", {"id": claim_id})
    if row is None:
        raise NotFound("claim", claim_id)
    if row["version"] != expected_version:
        raise VersionMismatch(expected_version, row["version"])
    return row


def _says_the_same(draft: ClaimDraft, claim: Claim) -> bool:
    """Say whether a draft differs in nothing from the claim; of sources only the id counts."""

    def chain(one: ClaimDraft) -> list[dict[str, Any]]:
        return [{**hop, "source": hop["source"]["id"]} for hop in one["attribution"]]

    plain = ("text", "fragments", "certainty", "confidence")
    return (
        all(draft.get(name) == claim.get(name) for name in plain)
        and draft.get("status", "active") == claim["status"]
        and chain(draft) == chain(claim)
    )


def _credit_as_before(db: Database, key: int, draft: ClaimDraft) -> ClaimDraft:
    """Return the draft crediting merged sources themselves wherever it shows their survivor."""
    rows = db.query("SELECT source_id FROM hops WHERE claim_key = :key ORDER BY position", {"key": key})
    credited = [row["source_id"] for row in rows]
    survivors = find_survivors(db, credited)
    shown = {survivors[source_id]["id"]: source_id for source_id in reversed(credited)}
    hops: Sequence[Hop] = draft["attribution"]

    def credit(source: SourceReference) -> SourceReference:
        return {"id": shown.get(source["id"], source["id"])}

    return {**draft, "attribution": [{**hop, "source": credit(hop["source"])} for hop in hops]}
