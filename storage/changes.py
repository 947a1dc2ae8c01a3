"""The history: every write appends one change, in the write's own transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from storage.database import Database, Record
from storage.documents import Change, to_json
from storage.pages import Row

Action = Literal["add", "replace", "remove", "merge", "unmerge", "revise", "analyse", "import"]
Resource = Literal["article", "claim", "source", "analysis", "assessment", "reliability"]
Document = Mapping[str, Any]

# Fields every write moves: they say nothing of what was changed.
_BOOKKEEPING = frozenset({"version", "updated_at"})


@dataclass(frozen=True, slots=True)
class Editor:
    """Who writes, when and, where it is told, why."""

    actor: str
    at: str
    reason: str | None = None


def append_change(
    db: Database,
    by: Editor,
    action: Action,
    resource: Resource,
    resource_id: str,
    version: int,
    *,
    before: Document | None = None,
    after: Document | None = None,
) -> None:
    """Append one change; `version` is the resource's after it, or its last one where it is gone.

    It is the one that made the versions recorded since the change before.
    """
    db.execute(
        """
        INSERT INTO changes
            (sequence, at, actor, reason, action, resource, resource_id, version, before, after)
        VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM changes),
            :at, :actor, :reason, :action, :resource, :resource_id, :version, :before, :after)
        """,
        {
            "at": by.at,
            "actor": by.actor,
            "reason": by.reason,
            "action": action,
            "resource": resource,
            "resource_id": resource_id,
            "version": version,
            "before": None if before is None else to_json(before),
            "after": None if after is None else to_json(after),
        },
    )
    db.execute(
        """
        INSERT INTO versions (resource, resource_id, change, version)
        VALUES (:resource, :id, (SELECT max(sequence) FROM changes), :version) ON CONFLICT DO NOTHING
        """,
        {"resource": resource, "id": resource_id, "version": version},
    )


def append_additions(
    db: Database,
    by: Editor,
    resource: Resource,
    added: Sequence[Row],
    *,
    action: Literal["add", "import"] = "add",
) -> None:
    """Append one change for each new resource, in their order; its document is what is there after it."""
    # Writers take turns, so nobody else appends meanwhile.
    row = db.query("SELECT coalesce(max(sequence), 0) AS last FROM changes")[0]
    changes = [
        {
            "sequence": sequence,
            "at": by.at,
            "actor": by.actor,
            "reason": by.reason,
            "action": action,
            "resource": resource,
            "id": one.id,
            "version": one.version,
            "after": one.document,
        }
        for sequence, one in enumerate(added, start=row["last"] + 1)
    ]
    db.execute_many(
        """
        INSERT INTO changes (sequence, at, actor, reason, action, resource, resource_id, version, after)
        VALUES (:sequence, :at, :actor, :reason, :action, :resource, :id, :version, :after)
        """,
        changes,
    )
    db.execute_many(
        """
        INSERT INTO versions (resource, resource_id, change, version)
        VALUES (:resource, :id, :sequence, :version)
        """,
        changes,
    )


def find_differences(before: Document, after: Document) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields that differ, as they were and as they are; an absent one is in neither."""
    differing = [
        name
        for name in {**before, **after}
        if name not in _BOOKKEEPING and before.get(name) != after.get(name)
    ]
    return (
        {name: before[name] for name in differing if name in before},
        {name: after[name] for name in differing if name in after},
    )


def list_changes(
    db: Database,
    *,
    resource: str | None = None,
    resource_id: str | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[Change]:
    """Return changes, oldest first: those after the sequence number `after`, of one resource if given."""
    conditions = ["sequence > :after"]
    if resource is not None:
        conditions.append("resource = :resource")
    if resource_id is not None:
        conditions.append("resource_id = :resource_id")
    rows = db.query(
        f"SELECT * FROM changes WHERE {' AND '.join(conditions)} ORDER BY sequence LIMIT :limit",
        {"after": after or 0, "resource": resource, "resource_id": resource_id, "limit": limit},
    )
    return [_make_change(row) for row in rows]


def _make_change(row: Record) -> Change:
    change: Change = {
        "sequence": row["sequence"],
        "at": row["at"],
        "actor": row["actor"],
        "action": row["action"],
        "resource": row["resource"],
        "resource_id": row["resource_id"],
        "version": row["version"],
    }
    if row["reason"] is not None:
        change["reason"] = row["reason"]
    if row["before"] is not None:
        change["before"] = json.loads(row["before"])
    if row["after"] is not None:
        change["after"] = json.loads(row["after"])
    return change
