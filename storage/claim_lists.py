"""Lists of claims: any filters together, in any order, a page at a time."""

import json
from bisect import bisect
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal

from storage.claim_filters import ClaimFilter as ClaimFilter
from storage.claim_filters import make_conditions
from storage.claim_picks import ORDERS, Picks, make_picks
from storage.claim_search import make_match, rank_matches
from storage.counted_claims import pick_any
from storage.database import Database, Record, bind_list
from storage.pages import MOST_COUNTED, Key, Page, Row, count_rows, make_page

ClaimSort = Literal[
    "published_on",
    "-published_on",
    "created_at",
    "-created_at",
    "confidence",
    "-confidence",
    "-check_worthiness",
    "relevance",
]

# Above every key.
_LAST_KEY = 2**63 - 1

_EMPTY = Page([], None)

# What rows are ordered by, and what of them is sent
_PLACE, _OF_ROW = itemgetter("sort_value", "id"), itemgetter("id", "version", "document")


def list_claims(
    db: Database,
    claim_filter: ClaimFilter,
    *,
    sort: ClaimSort = "-created_at",
    after: Key | None = None,
    limit: int = 50,
    with_documents: bool = True,
) -> Page:
    """Return a page of claims, ready to send; those without the sorted value come last, both ways.

    Without documents it tells which claims at which versions, in half the time.

    By relevance the best match comes first; of many matches only the newest are ranked, and the page says so.
    Claims added meanwhile join no list by relevance that was begun before.

    :raises ValueError: for "relevance" without `q`, and for a `q` of more than 256 words and phrases
    """
    with db.snapshot():
        if sort == "relevance":
            return _list_by_relevance(db, claim_filter, after, limit)
        return _list_in_order(db, claim_filter, sort, after, limit, with_documents)


def count_claims(db: Database, claim_filter: ClaimFilter) -> int:
    """Return how many claims are meant, counting no further than `MOST_COUNTED`.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    with db.snapshot():
        picks = pick_any(db, claim_filter, limit=MOST_COUNTED)
        if picks is None:
            return 0
        return count_rows(db, f"SELECT 1 FROM ({picks.statement}) AS picked", picks.params)


def list_claims_of(db: Database, claim_ids: Sequence[str]) -> list[Row]:
    """Return the claims of these ids that are there, of any status and in the order of the ids."""
    within, params = bind_list(db, "id", claim_ids)
    rows = db.query(f"SELECT id, version, document FROM claims WHERE id IN {within}", params)
    of_id = {row["id"]: _make_row(row) for row in rows}
    return [of_id[claim_id] for claim_id in claim_ids if claim_id in of_id]


def _list_in_order(
    db: Database,
    claim_filter: ClaimFilter,
    sort: str,
    after: Key | None,
    limit: int,
    with_documents: bool,
) -> Page:
    picks = make_picks(db, claim_filter, sort=sort, after=after, limit=limit + 1)
    if picks is None:
        return _EMPTY
    is_descending = ORDERS[sort][2] == "DESC"
    # check-worthiness has a fraction, which JSON would not keep exactly
    if not with_documents and sort != "-check_worthiness":
        return _glance(db, picks, limit, is_descending)
    rows = db.query(
        f"""
        SELECT picked.id, claims.version, claims.document, picked.sort_value
        FROM ({picks.statement}) AS picked CROSS JOIN claims
        WHERE claims.key = picked.key
        """,
        picks.params,
    )
    # They come in order, which SQL does not promise; asked of SQLite, it would sort copies of the documents.
    rows.sort(key=_PLACE, reverse=is_descending)
    return make_page(rows, limit, _make_row)


def _glance(db: Database, picks: Picks, limit: int, is_descending: bool) -> Page:
    """Return the page without documents, whose rows are read as one: between two rows threads take turns."""
    all_rows = db.dialect.in_one_row(("picked.sort_value", "picked.id", "claims.version"))
    found = db.query(
        f"""
        SELECT {all_rows} AS listed
        FROM ({picks.statement}) AS picked CROSS JOIN claims
        WHERE claims.key = picked.key
        """,
        picks.params,
    )
    listed = sorted(json.loads(found[0]["listed"]), reverse=is_descending)
    rows = [Row(claim_id, version, "") for _, claim_id, version in listed[:limit]]
    return Page(rows, (listed[limit - 1][0], listed[limit - 1][1]) if len(listed) > limit else None)


def _list_by_relevance(db: Database, claim_filter: ClaimFilter, after: Key | None, limit: int) -> Page:
    """Rank the matches and go on behind the claim the last page ended with.

    A rank may depend on all claims and so shift while others write, which hardly moves claims past each
    other: the place of that claim counts, its old rank only where it is gone.
    """
    if claim_filter.q is None:
        raise ValueError("There is no relevance without q.")
    match = make_match(db, claim_filter.q)
    if match is None:
        return _EMPTY
    conditions = make_conditions(db, claim_filter, match, walk=False)
    if conditions.matches_nothing:
        return _EMPTY
    newest_key, last_place = _parse_place(after)
    within, statuses = bind_list(db, "status", claim_filter.status)
    where = [f"claims.status IN {within}", *conditions.write("claims", "key")]
    params = conditions.params | statuses | {"newest_key": newest_key}
    found, too_many = rank_matches(db, claim_filter.q, " AND ".join(where), params)
    newest_key = max((row["key"] for row in found), default=0) if after is None else newest_key
    places = sorted((row["rank"], row["key"]) for row in found)
    if last_place is not None:
        keys = [key for _, key in places]
        gone_on = keys.index(last_place[1]) + 1 if last_place[1] in keys else bisect(places, last_place)
        places = places[gone_on:]
    kept = places[:limit]
    rows = _list_claims_with(db, [key for _, key in kept])
    is_last = len(places) <= limit
    next_key = None if is_last else (f"{newest_key} {kept[-1][0]!r} {kept[-1][1]}", rows[-1].id)
    return Page(rows, next_key, ranked_newest_only=too_many)


def _parse_place(after: Key | None) -> tuple[int, tuple[float, int] | None]:
    """Return the highest key that takes part, and rank and key of the claim the last page ended with."""
    if after is None:
        return _LAST_KEY, None
    newest_key, rank, key = str(after[0]).split(" ")
    return int(newest_key), (float(rank), int(key))


def _list_claims_with(db: Database, keys: Sequence[int]) -> list[Row]:
    """Return the claims of these keys, all of which are there, in their order."""
    within, params = bind_list(db, "key", keys)
    rows = db.query(f"SELECT key, id, version, document FROM claims WHERE key IN {within}", params)
    of_key = {row["key"]: _make_row(row) for row in rows}
    return [of_key[key] for key in keys]


def _make_row(row: Record) -> Row:
    return Row(*_OF_ROW(row))
