"""Claims: get, add, replace and remove statements with their chains."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.changes import Editor, append_change, find_differences
from storage.characters import Problems, refuse
from storage.claim_documents import refresh_claims
from storage.claim_rows import make_claim_row, write_parts
from storage.database import Database
from storage.documents import Claim, ClaimDraft, Hop, SourceReference
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from storage.identifiers import new_id
from storage.laws import check_claim
from storage.pages import Row
from storage.source_rows import find_survivors


@dataclass(frozen=True, slots=True)
class Ground:
    """What claims stand on: one revision of an article, and what they copy from the article."""

    article_id: str
    revision: int
    text: str
    title: str | None
    publisher_id: str
    published_on: str | None
    published_at: str | None


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
        refuse(check_draft(db, draft, ground))
        if db.find("SELECT 1 FROM claims WHERE id = :id", {"id": claim_id}):
            raise Conflict("There is a claim of this id.", existing=claim_id)
        key = insert_claim(db, claim_id, draft, ground, at=by.at)
        refresh_claims(db, [key], at=None)
        claim = get_claim(db, claim_id)
        append_change(db, by, "add", "claim", claim_id, 1, after=json.loads(claim.document))
    return claim


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
        refuse(check_draft(db, draft, ground))
        if _says_the_same(draft, json.loads(row["document"])):
            return Row(row["id"], row["version"], row["document"])
        columns = make_claim_row(draft)
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        db.execute(
            f"UPDATE claims SET {assignments}, edited = 1 WHERE key = :key", {**columns, "key": row["key"]}
        )
        write_parts(db, row["key"], _credit_as_before(db, row["key"], draft))
        refresh_claims(db, [row["key"]], at=by.at)
        claim = get_claim(db, claim_id)
        before, after = find_differences(json.loads(row["document"]), json.loads(claim.document))
        append_change(db, by, "replace", "claim", claim_id, claim.version, before=before, after=after)
    return claim


def remove_claim(db: Database, claim_id: str, *, expected_version: int, by: Editor) -> None:
    """Remove a claim; the history keeps its document.

    :raises NotFound: if there is none
    :raises VersionMismatch: if it is not at `expected_version`
    """
    with db.transaction():
        row = _get_row(db, claim_id, expected_version)
        db.execute("DELETE FROM claims WHERE key = :key", {"key": row["key"]})
        before = json.loads(row["document"])
        append_change(db, by, "remove", "claim", claim_id, row["version"], before=before)


def get_ground(db: Database, article_id: str, revision: int | None = None) -> Ground:
    """Return what claims of an article stand on: its current revision, or the one of that number.

    :raises NotFound: if there is no such article
    """
    row = db.find(
        """
        SELECT articles.id, revisions.number, revisions.text, revisions.title, articles.publisher_id,
            articles.published_on, articles.published_at
        FROM articles JOIN revisions ON revisions.article_id = articles.id
        WHERE articles.id = :id AND (:number IS NULL OR revisions.number = :number)
        ORDER BY revisions.number DESC LIMIT 1
        """,
        {"id": article_id, "number": revision},
    )
    if row is None:
        raise NotFound("article", article_id)
    return Ground(*row)


def check_draft(db: Database, draft: ClaimDraft, ground: Ground) -> Problems:
    """Return every law a draft breaks, those that need the store included."""
    problems = check_claim(draft, ground.text, ground.title)
    if problems:
        return problems
    hops = draft["attribution"]
    survivors = find_survivors(db, [ground.publisher_id, *(hop["source"]["id"] for hop in hops)])
    for index, hop in enumerate(hops):
        path = ("attribution", index, "source", "id")
        source = survivors.get(hop["source"]["id"])
        if source is None:
            problems.append((path, "There is no such source."))
        elif source["article_id"] not in (None, ground.article_id):
            problems.append((path, "This anonymous source is another article's."))
        elif hop["role"] == "publisher" and source["id"] != survivors[ground.publisher_id]["id"]:
            problems.append((path, "The publisher is the article's."))
    return problems


def insert_claim(
    db: Database,
    claim_id: str,
    draft: ClaimDraft,
    ground: Ground,
    *,
    at: str,
    analysis_id: str | None = None,
) -> int:
    """Insert a checked claim's rows and return its key; its document is still to be made."""
    row: dict[str, Any] = {
        "id": claim_id,
        "version": 1,
        "article_id": ground.article_id,
        "revision": ground.revision,
        **make_claim_row(draft),
        "analysis_id": analysis_id,
        "probability": draft["extraction"]["probability"] if analysis_id else None,
        "edited": 0,
        "published_on": ground.published_on,
        "published_at": ground.published_at,
        "created_at": at,
        "updated_at": at,
        "document": "",
    }
    inserted = db.query(
        f"""
        INSERT INTO claims ({", ".join(row)}) VALUES ({", ".join(f":{name}" for name in row)}) RETURNING key
        """,
        row,
    )
    key: int = inserted[0]["key"]
    write_parts(db, key, draft)
    return key


def _get_row(db: Database, claim_id: str, expected_version: int) -> sqlite3.Row:
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
