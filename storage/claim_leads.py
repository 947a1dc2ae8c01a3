"""Where a list of claims begins: with a filter that leaves few, where there is one."""

from storage.claim_filters import WORTHY, ClaimFilter, Conditions
from storage.database import Database, bind_list

# Up to so many claims are read and sorted for each page; among more, walking in order soon finds a page.
# Measured among 100,000 claims: sorting 2,000 takes as long as walking past 5,000.
FEW_CLAIMS = 1000

# However many an article has, they are fewer than a store's.
_OF_ARTICLE = "SELECT key FROM claims WHERE article_id = :article"


def find_few(db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str) -> str | None:
    """Return a statement that selects the keys of few claims, all those meant among them; or None.

    Keys may come twice. Its parameters are among the conditions'. An article's claims have an index of their
    own for one order only.
    """
    if "match" in conditions.params and _leaves_few(db, db.dialect.matching_keys, conditions):
        return db.dialect.matching_keys
    if claim_filter.article is not None:
        return None if sort.endswith("created_at") else _OF_ARTICLE
    for statement in (
        _select_origins(db, claim_filter),
        _select_certainties(db, claim_filter),
        _select_published(db, claim_filter, conditions, sort),
        _select_worthy(db, claim_filter, conditions, sort),
        _select_shown(conditions, sort),
    ):
        if statement is not None and _leaves_few(db, statement, conditions):
            return statement
    return None


def _select_origins(db: Database, claim_filter: ClaimFilter) -> str | None:
    if claim_filter.origin_kind is None:
        return None
    within, _ = bind_list(db, "origin_kind", claim_filter.origin_kind)
    return f"SELECT claim_key AS key FROM claim_sources WHERE is_origin = 1 AND kind IN {within}"


def _select_certainties(db: Database, claim_filter: ClaimFilter) -> str | None:
    if claim_filter.certainty is None:
        return None
    within, _ = bind_list(db, "certainty_level", claim_filter.certainty)
    return f"SELECT key FROM claims WHERE certainty_level IN {within}"


def _select_published(
    db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str
) -> str | None:
    # In the order of dates, the index that has the order has the range as well.
    if "published_from" not in conditions.params or sort == "-published_on":
        return None
    within, statuses = bind_list(db, "any_status", claim_filter.status)
    conditions.params |= statuses
    return f"""
        SELECT key FROM claims WHERE status IN {within} AND newest BETWEEN :published_from AND :published_to
    """


def _select_worthy(db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str) -> str | None:
    if claim_filter.check_worthiness_min is None or sort == "-check_worthiness":
        return None
    within, statuses = bind_list(db, "any_status", claim_filter.status)
    conditions.params |= statuses
    return f"SELECT key FROM claims WHERE status IN {within} AND {WORTHY}"


def _select_shown(conditions: Conditions, sort: str) -> str | None:
    # The index of sources has the other orders, and is walked in them.
    if conditions.walk is None or sort != "-check_worthiness":
        return None
    shown = {f"shown_{index}": source_id for index, source_id in enumerate(conditions.walk.source_ids)}
    conditions.params |= shown
    within = ", ".join(f":{name}" for name in shown)
    flag = f" AND {conditions.walk.flag} = 1" if conditions.walk.flag else ""
    return f"SELECT claim_key AS key FROM claim_sources WHERE source_id IN ({within}){flag}"


def _leaves_few(db: Database, statement: str, conditions: Conditions) -> bool:
    row = db.find(
        f"SELECT count(*) AS claims FROM ({statement} LIMIT {FEW_CLAIMS + 1}) AS found", conditions.params
    )
    return row is not None and row["claims"] <= FEW_CLAIMS
