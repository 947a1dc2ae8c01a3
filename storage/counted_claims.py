"""Which claims are counted: any of those meant, as many as are asked for, and those that are soon found."""

from dataclasses import replace

from storage.claim_filters import ClaimFilter, Conditions, make_conditions
from storage.claim_leads import find_lead
from storage.claim_picks import Picks, make_branches, make_picks, name_statuses, unite
from storage.claim_search import estimate_matches, make_match
from storage.database import Database, bind_list

# Entries of an index that are gone through for facets, in 10 ms; where each needs a look-up besides, so many.
GONE_THROUGH = 50_000
LOOKED_UP = 15_000

# Claims with the words looked for that are gone through for a count, 0.5 µs each, rather than all claims.
_LISTED = 200_000


def pick_any(db: Database, claim_filter: ClaimFilter, *, limit: int) -> Picks | None:
    """Return what picks `limit` of the claims meant, whichever; None where there can be none.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    match = None if claim_filter.q is None else make_match(db, claim_filter.q)
    if match is not None:
        conditions = make_conditions(db, claim_filter, match, walk=False)
        is_alone = not conditions.plain and not conditions.bounds
        if not conditions.matches_nothing and (is_alone or estimate_matches(db, match)[0] <= _LISTED):
            return _pick_matches(db, claim_filter, conditions, limit, None)
    return make_picks(db, claim_filter, sort="-created_at", limit=limit)


def pick_newest(db: Database, claim_filter: ClaimFilter, *, limit: int) -> tuple[Picks | None, bool]:
    """Return what picks the newest of the claims meant that are soon found, and whether there may be others.

    Those with the words looked for count as the full-text index has them, the last stored first; those of
    some dates, the last published first.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    match = None if claim_filter.q is None else make_match(db, claim_filter.q)
    if claim_filter.q is not None and match is None:
        return None, False
    conditions = make_conditions(db, claim_filter, match, walk=match is None and claim_filter.article is None)
    if conditions.matches_nothing:
        return None, False
    if match is not None:
        beyond = f"SELECT 1 FROM ({db.dialect.matching_keys}) AS found LIMIT 1 OFFSET {LOOKED_UP}"
        is_cut = db.find(beyond, {"match": match}) is not None
        return _pick_matches(db, claim_filter, conditions, limit, LOOKED_UP), is_cut
    sort = "-published_on" if "date" in conditions.bounds else "-created_at"
    lead = find_lead(db, claim_filter, conditions, sort, None, limit)
    if lead.few is not None or claim_filter.article is not None:
        return make_picks(db, claim_filter, sort=sort, limit=limit), False
    branches = make_branches(db, claim_filter, conditions, lead, sort)
    params = conditions.params | name_statuses(claim_filter) | {"limit": limit}
    many = LOOKED_UP if any("EXISTS" in condition for condition in conditions.plain) else GONE_THROUGH
    edges = {
        f"edge_{index}": db.find(branch.write_edge(many), params) for index, branch in enumerate(branches)
    }
    cut = [
        branch if edge is None else replace(branch, edge=name)
        for branch, (name, edge) in zip(branches, edges.items(), strict=True)
    ]
    params |= {name: edge["edge"] for name, edge in edges.items() if edge is not None}
    return Picks(unite(cut, sort), params), cut != branches


def _pick_matches(
    db: Database, claim_filter: ClaimFilter, conditions: Conditions, limit: int, gone_through: int | None
) -> Picks:
    within, statuses = bind_list(db, "status", claim_filter.status)
    condition = " AND ".join([f"claims.status IN {within}", *conditions.write("claims", "key")])
    statement = db.dialect.newest_matches(condition, gone_through)
    return Picks(statement, conditions.params | statuses | {"limit": limit})
