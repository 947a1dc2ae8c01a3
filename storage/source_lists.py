"""Pages of sources, by name or by when they were added."""

from collections.abc import Iterable, Sequence
from typing import Literal

from storage.database import Database, Record, bind_list
from storage.documents import to_json
from storage.folding import fold
from storage.pages import Key, Page, Row, count_rows, make_page
from storage.source_rows import find_survivors, make_source

SourceSort = Literal["name", "-name", "created_at", "-created_at"]

_ORDERS = {
    "name": ("folded_name", ">", "ASC"),
    "-name": ("folded_name", "<", "DESC"),
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
}


def list_sources(
    db: Database,
    *,
    q: str | None = None,
    kind: str | None = None,
    sort: SourceSort = "name",
    after: Key | None = None,
    limit: int = 50,
) -> Page:
    """Return a page of the sources that answer for themselves.

    `q` is any part of a name or alias, whatever its case.
    """
    column, beyond, direction = _ORDERS[sort]
    conditions, params = _make_conditions(q, kind)
    params["limit"] = limit + 1
    if after is not None:
        conditions.append(f"({column}, id) {beyond} (:after_value, :after_id)")
        params["after_value"], params["after_id"] = after
    rows = db.query(
        f"""
        SELECT *, {column} AS sort_value FROM sources WHERE {" AND ".join(conditions)}
        ORDER BY {column} {direction}, id {direction} LIMIT :limit
        """,
        params,
    )
    return make_page(rows, limit, _make_row)


def count_sources(db: Database, *, q: str | None = None, kind: str | None = None) -> int:
    """Return how many sources `list_sources` lists, counting no further than `MOST_COUNTED`."""
    conditions, params = _make_conditions(q, kind)
    return count_rows(db, f"SELECT 1 FROM sources WHERE {' AND '.join(conditions)}", params)


def list_sources_of(db: Database, source_ids: Iterable[str]) -> dict[str, Row]:
    """Return, for each of these ids there is, the source that answers for it, its own or its survivor."""
    return {credited: _make_row(row) for credited, row in find_survivors(db, source_ids).items()}


def list_sources_of_claims(db: Database, claim_ids: Sequence[str]) -> list[Row]:
    """Return every source that stands in the chain of one of these claims, once, the oldest first."""
    within, params = bind_list(db, "id", claim_ids)
    rows = db.query(
        f"""
        SELECT * FROM sources WHERE id IN (
            SELECT source_id FROM claim_sources
            WHERE claim_key IN (SELECT key FROM claims WHERE id IN {within}))
        ORDER BY created_at, id
        """,
        params,
    )
    return [_make_row(row) for row in rows]


def _make_conditions(q: str | None, kind: str | None) -> tuple[list[str], dict[str, object]]:
    conditions, params = ["merged_into IS NULL"], dict[str, object]()
    if q is not None:
        conditions.append(
            r"""(folded_name LIKE :pattern ESCAPE '\' OR id IN (
                SELECT source_id FROM source_names WHERE folded_name LIKE :pattern ESCAPE '\'))"""
        )
        params["pattern"] = f"%{_escape_pattern(fold(q))}%"
    if kind is not None:
        conditions.append("kind = :kind")
        params["kind"] = kind
    return conditions, params


def _make_row(row: Record) -> Row:
    return Row(row["id"], row["version"], to_json(make_source(row)))


def _escape_pattern(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
