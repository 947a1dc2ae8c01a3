"""Merges undone: a source answers for itself again, as it was."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.changes import Editor, append_change, find_differences
from storage.claim_documents import refresh_claims
from storage.database import Database, Record, bind_list
from storage.documents import Source, to_json
from storage.errors import Conflict
from storage.folding import fold
from storage.source_merges import are_unlike, get_merged_row
from storage.source_names import write_names
from storage.source_rows import list_credited_ids, make_source
from storage.sources import bump_articles_of, get_source, require_version, update_source


def unmerge_source(
    db: Database, source_id: str, *, survivor_id: str, expected_version: int, by: Editor
) -> Source:
    """Undo a source's merge, and return the source as it answers for itself again.

    With it come the sources that were merged into it. Survivors lose the names it brought them, unless they
    had them before or others brought them too. Claims nobody changed since the merge are stale as little as
    they were before; others become stale where kinds or anonymity differ.

    :raises NotFound: if `survivor_id` does not answer for it
    :raises Merged: if another one answers for the survivor
    :raises VersionMismatch: if the source is not at `expected_version`
    :raises Conflict: if another one, such as the survivor, took its name meanwhile
    """
    with db.transaction():
        row = get_merged_row(db, survivor_id, source_id)
        require_version(row, expected_version)
        _refuse_taken_name(db, row)
        survivors = list(_list_survivors(db, row))
        merge = _get_merge(db, source_id)
        update_source(db, source_id, {"merged_into": None}, by)
        source = get_source(db, source_id)
        before, after = _take_names_back(db, source, survivors, by)
        write_names(db, source_id, source)
        write_names(db, survivor_id, get_source(db, survivor_id))
        bump_articles_of(db, source_id, by)
        _refresh_claims_crediting(db, source_id, merge, by, unlike=are_unlike(row, survivors[-1]))
        append_change(
            db,
            by,
            "unmerge",
            "source",
            source_id,
            source["version"],
            before={"merged_into": row["merged_into"], "survivors": before},
            after={**source, "survivors": after},
        )
    return source


def _refuse_taken_name(db: Database, row: Record) -> None:
    taker = db.find(
        """
        SELECT id FROM sources
        WHERE kind = :kind AND folded_name = :folded_name AND kind <> 'anonymous' AND merged_into IS NULL
        """,
        {"kind": row["kind"], "folded_name": row["folded_name"]},
    )
    if taker is not None:
        raise Conflict(
            "A source of this kind took its name meanwhile; rename that one.", existing=taker["id"]
        )


def _list_survivors(db: Database, row: Record) -> Iterator[Record]:
    """Yield the source it was merged into, the one that was merged into, and so on to the last."""
    while row["merged_into"] is not None:
        row = db.query("SELECT * FROM sources WHERE id = :id", {"id": row["merged_into"]})[0]
        yield row


def _get_merge(db: Database, source_id: str) -> Record:
    """Return the change that merged a source."""
    return db.query(
        """
        SELECT * FROM changes WHERE resource = 'source' AND resource_id = :id AND action = 'merge'
        ORDER BY sequence DESC LIMIT 1
        """,
        {"id": source_id},
    )[0]


def _take_names_back(
    db: Database, source: Source, survivors: Sequence[Record], by: Editor
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take a source's names from its survivors, nearest first; return what differs of each, by id."""
    before, after = {}, {}
    merged_id = source["id"]
    for survivor in survivors:
        _take_names_from(db, survivor, source, _get_merge(db, merged_id), by)
        merged_id = survivor["id"]
        now = db.query("SELECT * FROM sources WHERE id = :id", {"id": merged_id})[0]
        before[merged_id], after[merged_id] = find_differences(make_source(survivor), make_source(now))
    return before, after


def _take_names_from(db: Database, survivor: Record, source: Source, merge: Record, by: Editor) -> None:
    """Take from a survivor the names of a source that it has from a merge alone."""
    had, has = (json.loads(merge[side])["survivor"] for side in ("before", "after"))
    others = db.query("SELECT * FROM sources WHERE merged_into = :id", {"id": survivor["id"]})
    gone = (
        _fold_names(has)
        - _fold_names(had)
        - {name for other in others for name in _fold_names(make_source(other))}
    ) & _fold_names(source)
    names = make_source(survivor).get("names")
    columns: dict[str, object] = {}
    if names is not None and "names" in has:
        kept = [name for name in names if fold(name) not in gone]
        columns = {"names": to_json(kept) if kept or "names" in had else None}
    update_source(db, survivor["id"], columns, by)


def _fold_names(source: Mapping[str, Any]) -> set[str]:
    name = [source["name"]] if "name" in source else []
    return {fold(one) for one in (*name, *source.get("names", []))}


def _refresh_claims_crediting(
    db: Database, source_id: str, merge: Record, by: Editor, *, unlike: bool
) -> None:
    """Have the claims that credit a source, or one merged into it, show it again."""
    within, params = bind_list(db, "id", list_credited_ids(db, [source_id]))
    was_stale = db.dialect.json_flag("versions.document", "confidence.stale")
    rows = db.query(
        f"""
        SELECT key, claims.version = versions.version AS is_untouched,
            {was_stale} AS was_stale
        FROM claims LEFT JOIN versions
            ON resource = 'claim' AND resource_id = claims.id AND change = :merge
        WHERE key IN (SELECT claim_key FROM hops WHERE source_id IN {within}) ORDER BY key
        """,
        {**params, "merge": merge["sequence"]},
    )
    db.execute_many(
        "UPDATE claims SET confidence_stale = :was_stale WHERE key = :key AND confidence_computed = 1",
        [{"key": row["key"], "was_stale": row["was_stale"]} for row in rows if row["is_untouched"]],
    )
    refresh_claims(db, [row["key"] for row in rows if row["is_untouched"]], at=by.at)
    refresh_claims(db, [row["key"] for row in rows if not row["is_untouched"]], at=by.at, stale=unlike)
