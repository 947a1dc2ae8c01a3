"""Where a list of claims begins: with a filter that leaves few, where there is one, or along which index."""

from dataclasses import dataclass

from storage.claim_filters import ClaimFilter, Conditions
from storage.claim_search import estimate_matches
from storage.database import Database, bind_list
from storage.pages import Key

# Up to so many claims are read and sorted for each page; among more, walking in order soon finds a page.
# Measured among 100,000 claims: sorting 2,000 takes as long as walking past 5,000.
FEW_CLAIMS = 1000

# Looking up whether one claim has the words takes as long as listing so many claims that have them: 16 µs and
# 0.13 µs, measured among a million.
_LISTED_A_LOOK_UP = 123

# Entries of an index that are looked through, in 0.5 ms, for claims published within the dates, and how many
# must be: with fewer, it may go on like this for the whole index.
_LOOKED_THROUGH = 5000
_WITHIN_DATES = 50

# However many an article has, they are fewer than a store's.
_OF_ARTICLE = "SELECT key FROM claims WHERE article_id = :article"


@dataclass(frozen=True, slots=True)
class Lead:
    """How the claims meant are come by.

    `few` is a statement that selects the keys of few claims, all those meant among them; keys may come twice.
    `words` is the condition that a claim has the words looked for, {0} its table and {1} its key's column;
    None where `few` sees to it, too. `index` is another one than the order's own; with `is_span`, the one of
    all claims between two dates, which are then sorted.
    """

    few: str | None = None
    words: str | None = None
    index: str | None = None
    is_span: bool = False


def find_lead(
    db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str, after: Key | None, limit: int
) -> Lead:
    """Return the lead of a list; its parameters are added to the conditions'.

    An article's claims have an index of their own for one order only.
    """
    words = _find_words(db, conditions, limit) if "match" in conditions.params else None
    if words == db.dialect.matching_keys:
        return Lead(few=words)
    by_time = sort.endswith("created_at")
    if claim_filter.article is not None:
        return Lead(words=words, index="claims_by_article") if by_time else Lead(few=_OF_ARTICLE, words=words)
    statements = [
        _select_origins(db, claim_filter, conditions),
        _select_certainties(db, claim_filter, conditions),
        _select_published(db, claim_filter, conditions, sort),
        _select_worthy(db, claim_filter, conditions, sort),
        _select_shown(db, conditions, sort),
    ]
    for statement in statements:
        if statement is not None and _leaves_few(db, statement, conditions):
            return Lead(few=statement, words=words)
    if by_time and conditions.walk is None and "day" in conditions.bounds:
        if not _soon_within_dates(db, claim_filter, conditions, sort, after):
            return Lead(words=words, index="claims_newest", is_span=True)
    return Lead(words=words)


def _find_words(db: Database, conditions: Conditions, limit: int) -> str:
    """Return what selects the few matches, or else the cheaper condition that a claim is one of many."""
    matches, claims = estimate_matches(db, conditions.params["match"])
    if matches <= FEW_CLAIMS:
        return db.dialect.matching_keys
    if matches > limit * claims / matches * _LISTED_A_LOOK_UP:
        return db.dialect.has_words
    return f"{{0}}.{{1}} IN ({db.dialect.matching_keys})"


def _select_origins(db: Database, claim_filter: ClaimFilter, conditions: Conditions) -> str | None:
    if claim_filter.origin_kind is None:
        return None
    within, params = bind_list(db, "origin_kind", claim_filter.origin_kind)
    conditions.params |= params
    index = db.dialect.by_index("claim_sources_by_origin_kind")
    return f"SELECT claim_key AS key FROM claim_sources{index} WHERE is_origin = 1 AND kind IN {within}"


def _select_certainties(db: Database, claim_filter: ClaimFilter, conditions: Conditions) -> str | None:
    if claim_filter.certainty is None:
        return None
    within, params = bind_list(db, "certainty", claim_filter.certainty)
    conditions.params |= params
    index = db.dialect.by_index("claims_by_certainty")
    return f"SELECT key FROM claims{index} WHERE certainty_level IN {within}"


def _select_published(
    db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str
) -> str | None:
    # In the order of dates, the index that has the order has the range as well.
    if "date" not in conditions.bounds or sort.endswith("published_on"):
        return None
    within, params = bind_list(db, "any_status", claim_filter.status)
    conditions.params |= params
    return f"""
        SELECT key FROM claims{db.dialect.by_index("claims_newest")}
        WHERE status IN {within} AND newest BETWEEN :date_lowest AND :date_highest
    """


def _select_worthy(db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str) -> str | None:
    if claim_filter.check_worthiness_min is None or sort == "-check_worthiness":
        return None
    within, params = bind_list(db, "any_status", claim_filter.status)
    conditions.params |= params
    index = db.dialect.by_index("claims_worthiest")
    return f"SELECT key FROM claims{index} WHERE status IN {within} AND worthiest >= :check_worthiness_min"


def _select_shown(db: Database, conditions: Conditions, sort: str) -> str | None:
    # The index of sources has the other orders, and is walked in them.
    if conditions.walk is None or sort != "-check_worthiness":
        return None
    within, params = bind_list(db, "shown", conditions.walk.source_ids)
    conditions.params |= params
    flag = f" AND {conditions.walk.flag} = 1" if conditions.walk.flag else ""
    index = db.dialect.by_index("claim_sources_by_created_at")
    return f"SELECT claim_key AS key FROM claim_sources{index} WHERE source_id IN {within}{flag}"


def _leaves_few(db: Database, statement: str, conditions: Conditions) -> bool:
    row = db.find(
        f"SELECT count(*) AS claims FROM ({statement} LIMIT {FEW_CLAIMS + 1}) AS found", conditions.params
    )
    return row is not None and row["claims"] <= FEW_CLAIMS


def _soon_within_dates(
    db: Database, claim_filter: ClaimFilter, conditions: Conditions, sort: str, after: Key | None
) -> bool:
    """Say whether the claims next in the order of time are, many of them, published within the dates."""
    beyond, direction = ("<", "DESC") if sort[0] == "-" else (">", "ASC")
    params = {**conditions.params, "first_status": claim_filter.status[0]}
    continues = ""
    if after is not None:
        continues = f" AND (created_at, id) {beyond} (:after_value, :after_id)"
        params["after_value"], params["after_id"] = after
    row = db.find(
        f"""
        SELECT count(*) AS within FROM (
            SELECT 1 FROM (
                SELECT published_day FROM claims{db.dialect.by_index("claims_by_created_at")}
                WHERE status = :first_status{continues}
                ORDER BY created_at {direction}, id {direction} LIMIT {_LOOKED_THROUGH}) AS next
            WHERE published_day BETWEEN :day_lowest AND :day_highest LIMIT {_WITHIN_DATES}) AS met
        """,
        params,
    )
    return row is not None and row["within"] >= _WITHIN_DATES
