"""A whole collection copied row by row from one store into another, of either engine, and compared there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from storage.claim_search import index_words
from storage.database import Database
from storage.errors import Conflict, NotMigrated
from storage.migrations import migrate, require_migrated
from storage.retries import retry_interrupted

# What is copied, by primary key. Whatever a row refers to is of a table before its own, but for sources and
# articles, which refer to each other. Answers kept for retries stay behind: they are their own service's.
KEYS = {
    "sources": ("id",),
    "source_names": ("folded_name", "source_id"),
    "articles": ("id",),
    "revisions": ("article_id", "number"),
    "analyses": ("id",),
    "claims": ("key",),
    "fragments": ("claim_key", "position"),
    "hops": ("claim_key", "position"),
    "claim_sources": ("claim_key", "source_id"),
    "assessments": ("id",),
    "reliability_letters": ("id",),
    "changes": ("sequence",),
    "versions": ("resource", "resource_id", "change"),
}

# Rows read, and written in one transaction, at a time.
_BATCH = 1000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows a table has, and the SHA-256 over them in the order of their keys."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one table that refer to nothing of the same part."""

    table: str
    condition: str = "TRUE"

    @property
    def keys(self) -> tuple[str, ...]:
        return KEYS[self.table]


def prepare_target(target: Database) -> None:
    """Migrate a store that has no history yet; one that has is to be of this program's schema.

    :raises NotMigrated: if it is not
    """
    try:
        is_new = target.find("SELECT 1 FROM changes LIMIT 1") is None
    except NotMigrated:
        is_new = True
    if is_new:
        migrate(target)
    require_migrated(target)


def count_rows(db: Database) -> int:
    """Return how many rows there are to copy."""
    counts = (db.query(f"SELECT count(*) AS rows FROM {table}")[0]["rows"] for table in KEYS)
    return sum(counts)


def copy_rows(source: Database, target: Database, *, batch_rows: int = _BATCH) -> Iterator[int]:
    """Copy one state of a collection; yield how many rows were done with, batch by batch.

    Each batch is one transaction. What is in the target already is compared first: it must be the beginning
    of what is to be copied, table by table, as a copy that was stopped leaves it. So nothing is written into
    another collection, nor beside rows that have changed in the source since.

    :raises Conflict: if the target holds anything else; nothing was written then
    """
    with source.snapshot():
        parts = list(_list_parts(source))
        with target.snapshot():
            for part in parts:
                yield from _compare(source, target, part, batch_rows)
        target.expect_many_writes()
        for part in parts:
            last = _find_last_key(target, part)
            for rows in _read(source, part, batch_rows, after=last):
                retry_interrupted(partial(_write, target, part.table, rows))
                yield len(rows)


def digest_table(db: Database, table: str) -> Digest:
    """Return the digest of a table, the same on either engine where the rows are; it reads them all."""
    count, digest = 0, sha256()
    with db.snapshot():
        for rows in _read(db, _Part(table), _BATCH):
            count += len(rows)
            for row in rows:
                digest.update(json.dumps(list(row.values()), ensure_ascii=False).encode() + b"\n")
    return Digest(count, digest.hexdigest())


def _list_parts(source: Database) -> Iterator[_Part]:
    """Yield what is to be copied in an order in which every row's references are there before it.

    A merged source comes after its survivor. Only anonymous sources refer to an article, and no other one was
    merged into any of them, so the others come before the articles.
    """
    depths = list(_list_depths(source))
    for depth in depths:
        yield _Part("sources", f"article_id IS NULL AND {depth}")
    yield _Part("articles")
    for depth in depths:
        yield _Part("sources", f"article_id IS NOT NULL AND {depth}")
    for table in KEYS:
        if table not in ("sources", "articles"):
            yield _Part(table)


def _list_depths(source: Database) -> Iterator[str]:
    """Yield the condition of sources that were not merged, of those merged into these, and so on."""
    condition = "merged_into IS NULL"
    while source.find(f"SELECT 1 FROM sources WHERE {condition} LIMIT 1"):
        yield condition
        condition = f"merged_into IN (SELECT id FROM sources WHERE {condition})"


def _compare(source: Database, target: Database, part: _Part, batch_rows: int) -> Iterator[int]:
    last = _find_last_key(target, part)
    if last is None:
        return
    batches = (_read(db, part, batch_rows, until=last) for db in (source, target))
    for here, there in zip_longest(*batches):
        if here != there:
            raise Conflict(
                f"The target has other {part.table.replace('_', ' ')}: it holds another collection, or the"
                " source has changed since a copy was stopped. Nothing was written; copy into an empty store."
            )
        yield len(here)


def _find_last_key(db: Database, part: _Part) -> Row | None:
    """Return the last key of the part that is there, or None."""
    order = ", ".join(f"{key} DESC" for key in part.keys)
    row = db.find(
        f"SELECT {', '.join(part.keys)} FROM {part.table} WHERE {part.condition} ORDER BY {order} LIMIT 1"
    )
    return dict(row) if row else None


def _read(
    db: Database, part: _Part, batch_rows: int, *, after: Row | None = None, until: Row | None = None
) -> Iterator[list[Row]]:
    """Yield rows in the order of their keys, their columns by name in alphabetical order."""
    names = [row["name"] for row in db.query(db.dialect.written_columns, {"table": part.table})]
    keys = ", ".join(part.keys)
    last_of_all = {f"until_{key}": value for key, value in (until or {}).items()}
    last = {f"after_{key}": value for key, value in (after or {}).items()}
    while True:
        bounds = f" AND ({keys}) > ({', '.join(f':{name}' for name in last)})" if last else ""
        if last_of_all:
            bounds += f" AND ({keys}) <= ({', '.join(f':{name}' for name in last_of_all)})"
        rows = db.query(
            f"""
            SELECT {", ".join(names)} FROM {part.table} WHERE {part.condition}{bounds}
            ORDER BY {keys} LIMIT {batch_rows}
            """,
            {**last, **last_of_all},
        )
        if rows:
            yield [dict(row) for row in rows]
        if len(rows) < batch_rows:
            return
        last = {f"after_{key}": rows[-1][key] for key in part.keys}


def _write(target: Database, table: str, rows: list[Row]) -> None:
    columns, values = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
    with target.transaction():
        target.execute_many(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)
        if table == "claims":
            index_words(target, rows, are_new=True)
