"""Histories: every change that made a version of a resource, and a claim as it was at some time."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from storage.changes import Resource, find_differences
from storage.claims import get_claim
from storage.database import Database, Record
from storage.documents import to_json
from storage.errors import NotFound
from storage.pages import Key, Page, Row
from storage.renames import find_document_before, undo_rename

HistorySort = Literal["at", "-at"]

_OF_RESOURCE = "versions.resource = :resource AND versions.resource_id = :id"


class NotThen(NotFound):
    """A claim was not there at the time asked for, or how it was is not known."""

    def __init__(self, claim_id: str, why: str) -> None:
        super().__init__("claim", claim_id)
        self.args = (f"Claim {claim_id!r} {why}",)


def list_history(
    db: Database,
    resource: Resource,
    resource_id: str,
    *,
    sort: HistorySort = "-at",
    after: Key | None = None,
    limit: int = 50,
) -> Page:
    """Return a page of the changes that made a resource's versions, in the order of the changes.

    `entity` is what the change was made to: a source's new name is in the history of its claims. `before` and
    `after` hold what differs of the resource itself where it is the entity, or a claim; else of the entity.

    :raises NotFound: if there never was such a resource
    """
    with db.snapshot():
        found = _find_changes(db, resource, resource_id, sort, after, limit + 1)
        if not found and after is None:
            raise NotFound(resource, resource_id)
        kept = sorted(found[:limit], key=lambda row: int(row["sequence"]))
        rows = list(_make_rows(db, kept, resource, resource_id))
    if sort == "-at":
        rows.reverse()
    last = found[:limit][-1]["sequence"] if found else 0
    return Page(rows, (last, str(last)) if len(found) > limit else None)


def get_claim_as_of(db: Database, claim_id: str, at: str) -> Row:
    """Return a claim as it was at a time, its sources under the names they had, ready to send.

    :raises NotFound: if there never was such a claim
    :raises NotThen: if it was not there at that time, or if how it was is not known
    """
    with db.snapshot():
        row = db.find(
            f"""
            SELECT versions.change, versions.version, changes.action
            FROM versions JOIN changes ON changes.sequence = versions.change
            WHERE {_OF_RESOURCE} AND changes.at > :at ORDER BY change LIMIT 1
            """,
            {"resource": "claim", "id": claim_id, "at": at},
        )
        if row is None:
            return _get_unchanged_since(db, claim_id, at)
        document = find_document_before(db, claim_id, row["change"])
    if document is None:
        # one that came from another store brought its version
        is_later = row["action"] != "import" and (row["version"] or 1) > 1
        was_there = is_later or row["action"] == "remove"
        raise NotThen(claim_id, "went with its article." if was_there else f"was not there yet at {at}.")
    return _require_known(claim_id, document, at)


def _find_changes(
    db: Database, resource: str, resource_id: str, sort: HistorySort, after: Key | None, limit: int
) -> list[Record]:
    beyond, direction = (">", "ASC") if sort == "at" else ("<", "DESC")
    condition = f"AND change {beyond} :after" if after else ""
    return db.query(
        f"""
        SELECT changes.*, versions.version AS made, versions.document AS was,
            versions.updated_at AS was_updated_at
        FROM versions JOIN changes ON changes.sequence = versions.change
        WHERE {_OF_RESOURCE} {condition} ORDER BY change {direction} LIMIT :limit
        """,
        {"resource": resource, "id": resource_id, "after": after and after[0], "limit": limit},
    )


def _get_unchanged_since(db: Database, claim_id: str, at: str) -> Row:
    try:
        claim = get_claim(db, claim_id)
    except NotFound:
        if db.find(f"SELECT 1 FROM versions WHERE {_OF_RESOURCE}", {"resource": "claim", "id": claim_id}):
            raise NotThen(claim_id, f"was removed by {at}.") from None
        raise
    return _require_known(claim_id, claim.document, at)


def _require_known(claim_id: str, document: str, at: str) -> Row:
    """Return what a claim was, unless that was later: versions older than their table are not kept."""
    claim = json.loads(document)
    if claim["created_at"] > at:
        raise NotThen(claim_id, f"was not there yet at {at}.")
    if claim["updated_at"] > at:
        raise NotThen(claim_id, f"is known as it was from {claim['updated_at']} on, not at {at}.")
    return Row(claim_id, claim["version"], document)


def _make_rows(
    db: Database, changes: Sequence[Record], resource: Resource, resource_id: str
) -> Iterator[Row]:
    """Yield changes, given oldest first, as they are sent."""
    if not changes:
        return
    documents = _recall(db, changes, resource, resource_id)
    for row, (was, became) in zip(changes, documents, strict=True):
        is_own = (row["resource"], row["resource_id"]) == (resource, resource_id)
        change = _describe(row, row["version"] if is_own else row["made"])
        if resource == "claim" and not is_own:
            change |= _tell_of_claim(row, resource_id, was, became)
        else:
            change |= {name: json.loads(row[name]) for name in ("before", "after") if row[name] is not None}
        # A document that goes with its article changes what is told.
        yield Row(change["id"], 1 if became is None else 2, to_json(change))


def _recall(
    db: Database, changes: Sequence[Record], resource: Resource, resource_id: str
) -> list[tuple[str | None, str | None]]:
    """Return how a claim was until and after each of its changes, where it is known; of others nothing."""
    if resource != "claim":
        return [(None, None)] * len(changes)
    recalled: list[tuple[str | None, str | None]] = []
    became = find_document_before(db, resource_id, changes[-1]["sequence"] + 1)
    for row in reversed(changes):
        was = row["was"]
        if row["was_updated_at"] is not None and became is not None:
            was = undo_rename(became, row, version=row["made"] - 1, updated_at=row["was_updated_at"])
        recalled.append((was, became))
        became = was
    return recalled[::-1]


def _describe(row: Record, version: int | None) -> dict[str, Any]:
    """Return a change without what it did."""
    change: dict[str, Any] = {"id": str(row["sequence"]), "at": row["at"], "actor": row["actor"]}
    if row["reason"] is not None:
        change["reason"] = row["reason"]
    change |= {"action": row["action"], "entity": {"type": row["resource"], "id": row["resource_id"]}}
    return change if version is None else change | {"version": version}


def _tell_of_claim(row: Record, claim_id: str, was: str | None, became: str | None) -> dict[str, Any]:
    """Return what a change made to something else did to a claim, as far as its documents are kept."""
    if became is None or row["action"] == "remove":
        return {}
    after = json.loads(became)
    if was is not None:
        before, after = find_differences(json.loads(was), after)
        return {"before": before, "after": after}
    is_first = row["action"] == "analyse" and claim_id in json.loads(row["after"]).get("claims", ())
    return {"after": after} if is_first else {}
