"""Confidences computed anew: which claims' would differ, and the newer one in place of the older."""

import json

from storage.changes import Editor, append_change, find_differences
from storage.claim_documents import refresh_claims
from storage.claim_rows import make_confidence_columns
from storage.database import Database
from storage.documents import Confidence
from storage.errors import NotFound, VersionMismatch
from storage.pages import Row


def list_outdated(db: Database, weights: str, *, after: str = "", limit: int = 100) -> list[Row]:
    """Return claims by id, after that one, whose confidence these weights may give another value.

    Those are the stale ones, those of other weights, and claims that have none: there may be a basis by
    now. One that a person stated is not computed and never among them.
    """
    differs = db.dialect.differs_from
    rows = db.query(
        f"""
        SELECT id, version, document FROM claims
        WHERE id > :after AND (
            confidence_score IS NULL
            OR (confidence_computed = 1 AND (confidence_stale = 1 OR confidence_weights {differs} :weights))
        )
        ORDER BY id LIMIT :limit
        """,
        {"after": after, "weights": weights, "limit": limit},
    )
    return [Row(row["id"], row["version"], row["document"]) for row in rows]


def replace_confidence(
    db: Database, claim_id: str, confidence: Confidence | None, *, expected_version: int, by: Editor
) -> None:
    """Give a claim a newly computed confidence, or none where no basis is left; nobody has edited it by that.

    :raises NotFound: if there is no such claim
    :raises VersionMismatch: if it is not at `expected_version`
    """
    with db.transaction():
        row = db.find("SELECT key, version, document FROM claims WHERE id = :id", {"id": claim_id})
        if row is None:
            raise NotFound("claim", claim_id)
        if row["version"] != expected_version:
            raise VersionMismatch(expected_version, row["version"])
        columns = make_confidence_columns(confidence)
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        db.execute(f"UPDATE claims SET {assignments} WHERE key = :key", {**columns, "key": row["key"]})
        refresh_claims(db, [row["key"]], at=by.at)
        claim = db.query("SELECT version, document FROM claims WHERE key = :key", {"key": row["key"]})[0]
        before, after = find_differences(json.loads(row["document"]), json.loads(claim["document"]))
        append_change(db, by, "replace", "claim", claim_id, claim["version"], before=before, after=after)
