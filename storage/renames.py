"""Renames: a source's new name written into the JSON of its claims, and taken out to tell how they were."""

import json
from collections.abc import Sequence
from typing import Any

from storage.database import Database, Record, bind_list
from storage.documents import to_json
from storage.versions import keep_times

# Claims renamed in at a time: enough that a statement costs little a claim, few enough to hold in memory.
_BATCH = 500


def rename_in_claims(db: Database, keys: Sequence[int], source_id: str, name: str, *, at: str) -> None:
    """Write a source's new name into the claims that show it, each at its next version.

    Nothing else of them is made anew: a name stands in no other column and no index.
    """
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        keep_times(db, batch)
        within, params = bind_list(db, "key", batch)
        rows = db.query(f"SELECT key, version, document FROM claims WHERE key IN {within}", params)
        # Made one by one as they are written: at each write other threads, which read, have their turn.
        db.execute_many(
            "UPDATE claims SET version = :version, updated_at = :at, document = :document WHERE key = :key",
            (
                {
                    "key": row["key"],
                    "version": row["version"] + 1,
                    "at": at,
                    "document": _rename(row["document"], source_id, name, row["version"] + 1, at),
                }
                for row in rows
            ),
        )


def find_document_before(db: Database, claim_id: str, change: int) -> str | None:
    """Return how a claim was until its first change from this one on, or None if that is not kept.

    Where the change renamed a source, the claim is as the next change found it, or as it is, but for that
    name, its version and its time.
    """
    renames: list[Record] = []
    for row in db.query(
        """
        SELECT change, versions.version, updated_at, changes.resource_id, changes.before
        FROM versions JOIN changes ON changes.sequence = versions.change
        WHERE versions.resource = 'claim' AND versions.resource_id = :id AND change >= :change
        ORDER BY change
        """,
        {"id": claim_id, "change": change},
    ):
        if row["updated_at"] is None:
            document = _find_kept(db, claim_id, row["change"])
            break
        renames.append(row)
    else:
        document = _find_present(db, claim_id)
    for rename in reversed(renames):
        document = document and undo_rename(
            document, rename, version=rename["version"] - 1, updated_at=rename["updated_at"]
        )
    return document


def undo_rename(document: str, change: Record, *, version: int, updated_at: str) -> str:
    """Return how a claim, at a version and a time, was before a change that renamed a source."""
    name = json.loads(change["before"])["name"]
    return _rename(document, change["resource_id"], name, version, updated_at)


def _find_kept(db: Database, claim_id: str, change: int) -> str | None:
    row = db.find(
        "SELECT document FROM versions WHERE resource = 'claim' AND resource_id = :id AND change = :change",
        {"id": claim_id, "change": change},
    )
    return None if row is None else row["document"]


def _find_present(db: Database, claim_id: str) -> str | None:
    row = db.find("SELECT document FROM claims WHERE id = :id", {"id": claim_id})
    return None if row is None else row["document"]


def _rename(document: str, source_id: str, name: str, version: int, updated_at: str) -> str:
    claim: dict[str, Any] = json.loads(document)
    for hop in claim["attribution"]:
        if hop["source"]["id"] == source_id:
            hop["source"]["name"] = name
    claim["version"], claim["updated_at"] = version, updated_at
    return to_json(claim)
