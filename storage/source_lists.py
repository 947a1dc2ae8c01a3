"""Pages of sources, by name or by when they were added."""

from typing import Literal

from storage.database import Database
from storage.documents import to_json
from storage.folding import fold
from storage.pages import Key, Page, Row, make_page
from storage.source_rows import make_source

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
    conditions = ["merged_into IS NULL"]
    if q is not None:
        conditions.append(
            r"""(folded_name LIKE :pattern ESCAPE '\' OR id IN (
                SELECT source_id FROM source_names WHERE folded_name LIKE :pattern ESCAPE '\'))"""
        )
    if kind is not None:
        conditions.append("kind = :kind")
    if after is not None:
        conditions.append(f"({column}, id) {beyond} (:after_value, :after_id)")
    after_value, after_id = after or (None, None)
    rows = db.query(
        f"""
        SELECT *, {column} AS sort_value FROM sources WHERE {" AND ".join(conditions)}
        ORDER BY {column} {direction}, id {direction} LIMIT :limit
        """,
        {
            "pattern": f"%{_escape_pattern(fold(q or ''))}%",
            "kind": kind,
            "after_value": after_value,
            "after_id": after_id,
            "limit": limit + 1,
        },
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(make_source(row))))


def _escape_pattern(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
