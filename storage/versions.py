"""Versions: which change made which version of a resource, and how a claim was until then."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from storage.database import Database, bind_list

# The change that is yet to come: whoever makes versions appends it later in the same transaction, and next.
_NEXT_CHANGE = "(SELECT coalesce(max(sequence), 0) + 1 FROM changes)"


def record_versions(db: Database, resource: Literal["article", "source"], ids: Sequence[str]) -> None:
    """Record that the next change made the present versions of resources, or removes them."""
    within, params = bind_list(db, "id", ids)
    db.execute(
        f"""
        INSERT INTO versions (resource, resource_id, change, version)
        SELECT :resource, id, {_NEXT_CHANGE}, version FROM {resource}s WHERE id IN {within}
        """,
        {**params, "resource": resource},
    )


def record_first_claims(db: Database, claim_ids: Sequence[str]) -> None:
    """Record that the next change adds claims."""
    _insert(db, dict.fromkeys(claim_ids, 1))


def find_known(db: Database, resource: str, ids: Iterable[str]) -> set[str]:
    """Return which of these ids some resource has or ever had."""
    within, params = bind_list(db, "id", ids)
    rows = db.query(
        f"""
        SELECT DISTINCT resource_id FROM versions WHERE resource = :resource AND resource_id IN {within}
        """,
        {**params, "resource": resource},
    )
    return {row["resource_id"] for row in rows}


def keep_claims(db: Database, keys: Sequence[int], *, removes: bool = False) -> None:
    """Keep claims as they are until the next change, which makes their next version or removes them."""
    within, params = bind_list(db, "key", keys)
    db.execute(
        f"""
        INSERT INTO versions (resource, resource_id, change, version, document)
        SELECT 'claim', id, {_NEXT_CHANGE}, version + :step, document FROM claims WHERE key IN {within}
        """,
        {**params, "step": 0 if removes else 1},
    )


def keep_times(db: Database, keys: Sequence[int]) -> None:
    """Keep what the next change, which renames a source of claims, does not tell of how they were.

    That is when each had been changed before. A document more for each claim would fill the file.
    """
    within, params = bind_list(db, "key", keys)
    db.execute(
        f"""
        INSERT INTO versions (resource, resource_id, change, version, updated_at)
        SELECT 'claim', id, {_NEXT_CHANGE}, version + 1, updated_at FROM claims WHERE key IN {within}
        """,
        params,
    )


def forget_claims_of(db: Database, article_id: str, last_versions: Mapping[str, int]) -> None:
    """Record that the next change removes an article's claims, and keep no words of any it ever had."""
    _insert(db, last_versions)
    db.execute(
        f"""
        UPDATE versions SET document = NULL
        WHERE document IS NOT NULL AND {db.dialect.json_text("document", "article_id")} = :id
        """,
        {"id": article_id},
    )


def _insert(db: Database, claims: Mapping[str, int]) -> None:
    db.execute_many(
        f"""
        INSERT INTO versions (resource, resource_id, change, version)
        VALUES ('claim', :id, {_NEXT_CHANGE}, :version)
        """,
        [{"id": claim_id, "version": version} for claim_id, version in claims.items()],
    )
