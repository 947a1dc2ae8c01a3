"""Which claims a list takes: the statement that picks their keys in order, as many as are asked for."""

from dataclasses import dataclass
from typing import Any

from storage.claim_filters import WORTHY, ClaimFilter, Conditions, make_conditions
from storage.claim_leads import find_few
from storage.claim_search import make_match
from storage.database import Database
from storage.pages import Key

# The column a list is ordered by, and the way: in `claims` and, but for the last, in the index of sources.
ORDERS = {
    "published_on": ("oldest", ">", "ASC"),
    "-published_on": ("newest", "<", "DESC"),
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
    "confidence": ("weakest", ">", "ASC"),
    "-confidence": ("strongest", "<", "DESC"),
    "-check_worthiness": ("worthiest", "<", "DESC"),
}


@dataclass(frozen=True, slots=True)
class Picks:
    """A statement that selects key, sort value and id of claims, none twice, in no promised order."""

    statement: str
    params: dict[str, Any]


def make_picks(
    db: Database,
    claim_filter: ClaimFilter,
    *,
    sort: str,
    after: Key | None = None,
    limit: int,
) -> Picks | None:
    """Return what picks the first `limit` claims meant, of those after a key; None where there can be none.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    match = None if claim_filter.q is None else make_match(db, claim_filter.q)
    if claim_filter.q is not None and match is None:
        return None
    conditions = make_conditions(db, claim_filter, match, walk=claim_filter.article is None)
    if conditions.matches_nothing:
        return None
    few = find_few(db, claim_filter, conditions, sort)
    params = conditions.params
    if conditions.walk is not None and (few is not None or sort == "-check_worthiness"):
        conditions = make_conditions(db, claim_filter, match, walk=False)
    params |= conditions.params | {"limit": limit}
    if after is not None:
        params["after_value"], params["after_id"] = after
    branches = []
    for index, status in enumerate(dict.fromkeys(claim_filter.status)):
        params[f"status_{index}"] = status
        branches += _make_branches(db, conditions, sort, f":status_{index}", params, few, after is not None)
    return Picks(_unite(branches, ORDERS[sort][2]), params)


def _unite(branches: list[str], direction: str) -> str:
    if len(branches) == 1:
        return branches[0]
    united = " UNION ".join(f"SELECT * FROM ({branch}) AS picked" for branch in branches)
    return f"{united} ORDER BY sort_value {direction}, id {direction} LIMIT :limit"


def _make_branches(
    db: Database,
    conditions: Conditions,
    sort: str,
    status: str,
    params: dict[str, object],
    few: str | None,
    continues: bool,
) -> list[str]:
    """Return the statements that pick keys of one status: one a source walked through, or just one.

    Each is answered in order by one index and stops at the limit: together they read little more than a page.
    """
    walk = conditions.walk
    if walk is None:
        return [_make_branch(db, conditions, sort, status, few, continues, leading="")]
    flag = f" AND claim_sources.{walk.flag} = 1" if walk.flag else ""
    branches = []
    for index, source_id in enumerate(walk.source_ids):
        params[f"walked_{index}"] = source_id
        leading = f"claim_sources.source_id = :walked_{index}{flag}"
        branches.append(_make_branch(db, conditions, sort, status, few, continues, leading=leading))
    return branches


def _make_branch(
    db: Database,
    conditions: Conditions,
    sort: str,
    status: str,
    few: str | None,
    continues: bool,
    *,
    leading: str,
) -> str:
    column, beyond, direction = ORDERS[sort]
    table, key, claim_id = ("claim_sources", "claim_key", "claim_id") if leading else ("claims", "key", "id")
    tables, where = table, [f"{table}.status = {status}"]
    if leading:
        where.insert(0, leading)
        if conditions.own:
            # CROSS JOIN keeps the index of the source in front.
            tables = "claim_sources CROSS JOIN claims"
            where.append("claims.key = claim_sources.claim_key")
    if few is not None:
        tables = f"(SELECT DISTINCT key FROM ({few})) AS few CROSS JOIN claims"
        where.append("claims.key = few.key")
    if "match" in conditions.params and few != db.dialect.matching_keys:
        where.append(f"{table}.{key} IN ({db.dialect.matching_keys})")
    score = column if sort.endswith("confidence") else "confidence_score"
    # By itself an engine would read all claims of a span of years and sort them; it walks in order instead.
    unread = "" if column == "newest" else db.dialect.unread
    where += [condition.format(table, score, unread) for condition in conditions.shared]
    where += conditions.own
    if column == "worthiest" and "check_worthiness_min" in conditions.params:
        # Once more, where it bounds how far the index is read.
        where.append(f"claims.{WORTHY}")
    if continues:
        where.append(f"({table}.{column}, {table}.{claim_id}) {beyond} (:after_value, :after_id)")
    return f"""
        SELECT {table}.{key} AS key, {table}.{column} AS sort_value, {table}.{claim_id} AS id
        FROM {tables} WHERE {" AND ".join(where)}
        ORDER BY {table}.{column} {direction}, {table}.{claim_id} {direction} LIMIT :limit
    """
