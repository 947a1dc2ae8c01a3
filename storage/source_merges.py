"""Merges of sources: one answers for another from then on."""

from typing import Any

from storage.changes import Editor, append_change, find_differences
from storage.claim_documents import list_keys_showing, refresh_claims
from storage.database import Database, Record, bind_list
from storage.documents import MergedSource, Source, to_json
from storage.errors import Conflict, LawBroken, Merged, NotFound
from storage.folding import fold
from storage.pages import Key, Page, Row, make_page
from storage.source_names import write_names
from storage.source_rows import (
    MOST_NAMES,
    find_survivors,
    get_source_row,
    letter_of,
    list_credited_ids,
    make_source,
)
from storage.sources import bump_articles_of, get_source, refuse_placeholder, require_version, update_source


def merge_sources(db: Database, source_id: str, *, into: str, expected_version: int, by: Editor) -> Source:
    """Merge a source into another one, which from now on answers for it, and return that survivor.

    The survivor is found by the names of both. Chains keep whom they credited; what is shown of them, and
    lists, name the survivor. Where kinds or anonymity differ, computed confidences become stale.

    :raises NotFound: if one of them is not there
    :raises Merged: if the source to be merged was already
    :raises Conflict: if the other one was merged itself
    :raises VersionMismatch: if the source is not at `expected_version`
    :raises LawBroken: if they are one, an anonymous and a named one, or anonymous in different articles, if
        either stands for the publishers nobody knows, or the survivor would have too many names
    """
    with db.transaction():
        row = get_source_row(db, source_id)
        require_version(row, expected_version)
        survivor = _get_survivor_row(db, into)
        refuse_placeholder(row)
        refuse_placeholder(survivor, "into")
        _refuse_unlike(row, survivor)
        keys = list_keys_showing(db, source_id)
        bump_articles_of(db, source_id, by)
        update_source(db, source_id, {"merged_into": into}, by)
        db.execute("DELETE FROM source_names WHERE source_id = :id", {"id": source_id})
        update_source(db, into, _with_names_of(make_source(survivor), make_source(row)), by)
        refresh_claims(db, keys, at=by.at, stale=are_unlike(row, survivor))
        result = get_source(db, into)
        write_names(db, into, result)
        had, has = find_differences(make_source(survivor), result)
        append_change(
            db,
            by,
            "merge",
            "source",
            source_id,
            row["version"] + 1,
            before={**make_source(row), "survivor": had},
            after={"merged_into": into, "survivor": has},
        )
    return result


def list_merges(db: Database, survivor_id: str, *, after: Key | None = None, limit: int = 50) -> Page:
    """Return a page of the sources a source answers for, directly or not, in the order of their ids.

    :raises NotFound: if there is no such source
    :raises Merged: if another one answers for it
    """
    get_source_row(db, survivor_id)
    within, params = bind_list(db, "id", list_credited_ids(db, [survivor_id]))
    rows = db.query(
        f"""
        SELECT *, id AS sort_value FROM sources WHERE id IN {within} AND id <> :survivor AND id > :after
        ORDER BY id LIMIT :limit
        """,
        {**params, "survivor": survivor_id, "after": after[1] if after else "", "limit": limit + 1},
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(_make_merged(row))))


def get_merge(db: Database, survivor_id: str, source_id: str) -> MergedSource:
    """Return a source as it was when it was merged.

    :raises NotFound: :raises Merged: as `get_merged_row`
    """
    return _make_merged(get_merged_row(db, survivor_id, source_id))


def get_merged_row(db: Database, survivor_id: str, source_id: str) -> Record:
    """Return the row of a source that another one answers for.

    :raises NotFound: if `survivor_id` is no source, or does not answer for it
    :raises Merged: if another one answers for the survivor
    """
    get_source_row(db, survivor_id)
    survivor = find_survivors(db, [source_id]).get(source_id)
    if source_id == survivor_id or survivor is None or survivor["id"] != survivor_id:
        raise NotFound("merge", f"{survivor_id}/{source_id}")
    return db.query("SELECT * FROM sources WHERE id = :id", {"id": source_id})[0]


def are_unlike(row: Record, survivor: Record) -> bool:
    """Say whether confidences computed of one source would not be those of the other."""
    differ = any(row[name] != survivor[name] for name in ("kind", "anonymity"))
    return differ or letter_of(row) != letter_of(survivor)


def _make_merged(row: Record) -> MergedSource:
    return {**make_source(row), "merged_into": row["merged_into"]}


def _get_survivor_row(db: Database, source_id: str) -> Record:
    try:
        return get_source_row(db, source_id)
    except Merged as error:
        raise Conflict("The source to merge into was merged itself.", existing=error.into) from None


def _refuse_unlike(row: Record, survivor: Record) -> None:
    if row["id"] == survivor["id"]:
        raise LawBroken([(("into",), "A source is not merged into itself.")])
    if row["article_id"] != survivor["article_id"]:
        detail = "An anonymous source is merged only into another anonymous one of the same article."
        raise LawBroken([(("into",), detail)])


def _with_names_of(survivor: Source, merged: Source) -> dict[str, Any]:
    """Return the survivor's columns with the merged one's names among its aliases, where it is named.

    :raises LawBroken: if these are too many
    """
    if survivor["kind"] == "anonymous":
        return {}
    names = {
        fold(name): name
        for name in (*survivor.get("names", []), merged["name"], *merged.get("names", []))
        if fold(name) != fold(survivor["name"])
    }
    if len(names) > MOST_NAMES:
        detail = f"It would go by {len(names)} other names, {MOST_NAMES} at most: take some away first."
        raise LawBroken([(("into",), detail)])
    return {"names": to_json(list(names.values()))}
