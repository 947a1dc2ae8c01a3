"""Sources by name: which ones a name finds, and which names are still free."""

from storage.database import Database
from storage.documents import Source, SourceDraft
from storage.errors import Conflict
from storage.folding import fold
from storage.source_rows import find_survivors, make_source


def find_source(db: Database, *, kind: str, name: str) -> Source | None:
    """Return the source of this kind and name, whatever the case, or None; never an anonymous one.

    One that was merged is answered for by its survivor. An alias counts where only one of the kind has it.
    """
    if kind == "anonymous":
        return None
    row = db.find(
        """
        SELECT id FROM sources WHERE kind = :kind AND folded_name = :folded_name
        ORDER BY merged_into IS NOT NULL, created_at, id
        """,
        {"kind": kind, "folded_name": fold(name)},
    )
    if row is not None:
        return make_source(find_survivors(db, [row["id"]])[row["id"]])
    rows = db.query(
        """
        SELECT sources.* FROM source_names JOIN sources ON sources.id = source_names.source_id
        WHERE source_names.folded_name = :folded_name AND sources.kind = :kind LIMIT 2
        """,
        {"kind": kind, "folded_name": fold(name)},
    )
    return make_source(rows[0]) if len(rows) == 1 else None


def find_source_ids(db: Database, name_or_id: str) -> list[str]:
    """Return the ids a filter means: of the source with this id, or of all with this name or alias, or none.

    A name never means an anonymous source: what an article calls "a diplomat" is nobody's name.
    """
    survivors = find_survivors(db, [name_or_id])
    if survivors:
        return [row["id"] for row in survivors.values()]
    rows = db.query(
        "SELECT source_id FROM source_names WHERE folded_name = :folded_name ORDER BY source_id",
        {"folded_name": fold(name_or_id)},
    )
    return [row["source_id"] for row in rows]


def refuse_taken_name(db: Database, draft: SourceDraft, *, except_id: str | None) -> None:
    """Make sure that no other source has a draft's kind and name, or answers for a merged one that had.

    A merged one's name stays its own: the merge may be taken back.

    :raises Conflict: if one has or does, unless its id is `except_id`
    """
    existing = _find_of_name(db, draft["kind"], draft["name"])
    if existing is not None and existing != except_id:
        raise Conflict("There is a source of this kind and name.", existing=existing)


def with_free_name(db: Database, draft: SourceDraft) -> SourceDraft:
    """Return the draft under a name nobody of its kind has: "Hale", else "Hale (2)", "Hale (3)" …

    The number is found in as many steps as it has binary digits, not one step for each namesake; where
    sources were renamed, a lower one may be free.
    """
    name = draft["name"]

    def is_taken(number: int) -> bool:
        return _find_of_name(db, draft["kind"], f"{name} ({number})") is not None

    if _find_of_name(db, draft["kind"], name) is None:
        return draft
    taken, free = 1, 2
    while is_taken(free):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        taken, free = (middle, free) if is_taken(middle) else (taken, middle)
    return {**draft, "name": f"{name} ({free})", "names": [name, *draft.get("names", [])]}


def write_names(db: Database, source_id: str, draft: SourceDraft | Source) -> None:
    """Make a source found by its name and aliases, and by nothing else."""
    db.execute("DELETE FROM source_names WHERE source_id = :id", {"id": source_id})
    if draft["kind"] == "anonymous":
        return
    names = sorted({fold(name) for name in (draft["name"], *draft.get("names", []))})
    db.execute_many(
        "INSERT INTO source_names (folded_name, source_id) VALUES (:name, :id)",
        [{"name": name, "id": source_id} for name in names],
    )


def _find_of_name(db: Database, kind: str, name: str) -> str | None:
    """Return the id of the named source of this kind and name, or of the one that answers for it."""
    row = db.find(
        """
        SELECT id, merged_into FROM sources
        WHERE kind = :kind AND folded_name = :folded_name AND kind <> 'anonymous'
        ORDER BY merged_into IS NOT NULL, created_at, id
        """,
        {"kind": kind, "folded_name": fold(name)},
    )
    if row is None:
        return None
    if row["merged_into"] is None:
        return str(row["id"])
    return str(find_survivors(db, [row["id"]])[row["id"]]["id"])
