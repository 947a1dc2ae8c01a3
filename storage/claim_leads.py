"""Where a list of claims begins: with a filter that leaves few, where there is one."""

from storage.claim_filters import ClaimFilter, Conditions
from storage.database import Database, bind_list

# Up to so many claims are read and sorted for each page; among more, walking in order soon finds a page.
# Measured among 100,000 claims: sorting 2,000 takes as long as walking past 5,000.
FEW_CLAIMS = 1000

# The claims with the words looked for.
MATCHING = "SELECT rowid AS key FROM claims_fts WHERE claims_fts MATCH :match"


def find_few(db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str) -> str | None:
    """Return a statement that selects the keys of few claims, all those meant among them; or None.

    Keys may come twice. Its parameters are among the conditions'. An article's claims, and a source's, have
    indexes of their own.
    """
    if "match" in conditions.params and _leaves_few(db, MATCHING, conditions):
        return MATCHING
    if claim_filter.article is not None or conditions.walk is not None:
        return None
    for statement in (_select_origins(claim_filter), _select_published(claim_filter, conditions, sort)):
        if statement is not None and _leaves_few(db, statement, conditions):
            return statement
    return None


def _select_origins(claim_filter: ClaimFilter) -> str | None:
    if claim_filter.origin_kind is None:
        return None
    within, _ = bind_list("origin_kind", claim_filter.origin_kind)
    return f"SELECT claim_key AS key FROM claim_sources WHERE is_origin = 1 AND kind IN {within}"


def _select_published(claim_filter: ClaimFilter, conditions: Conditions, sort: str) -> str | None:
    # In the order of dates, the index that has the order has the range as well.
    if "published_from" not in conditions.params or sort == "-published_on":
        return None
    within, statuses = bind_list("any_status", claim_filter.status)
    conditions.params |= statuses
    return f"""
        SELECT key FROM claims WHERE status IN {within} AND newest BETWEEN :published_from AND :published_to
    """


def _leaves_few(db: Database, statement: str, conditions: Conditions) -> bool:
    row = db.find(f"SELECT count(*) AS claims FROM ({statement} LIMIT {FEW_CLAIMS + 1})", conditions.params)
    return row is not None and row["claims"] <= FEW_CLAIMS
