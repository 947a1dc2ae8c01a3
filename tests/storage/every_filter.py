"""Every filter of claims alone, every two together, and none: what lists and facets are asked for."""

import itertools
from typing import Any, get_args

from storage.claim_lists import ClaimFilter, ClaimSort, list_claims
from storage.database import Database
from storage.vocabulary import STATUSES

FILTERS: dict[str, Any] = {
    "q": "pump",
    "article": "",
    **dict.fromkeys(("source", "origin", "relay", "publisher"), "Reuters"),
    "origin_kind": ("person", "outlet"),
    "mode": ("indirect",),
    "certainty": ("possible",),
    "polarity": ("negative",),
    "confidence_level": ("none", "high"),
    "confidence_min": 20,
    "confidence_max": 90,
    "check_worthiness_min": 0.5,
    "published_from": "2016-01-01",
    "published_to": "2016-12-31",
    "status": STATUSES,
}
_PAIRS = [{}, *({name} for name in FILTERS), *map(set, itertools.combinations(FILTERS, 2))]
SORTS: tuple[ClaimSort, ...] = get_args(ClaimSort)


def list_filters(db: Database) -> list[ClaimFilter]:
    """Return every filter alone, every two together, and none."""
    article = db.query("SELECT article_id FROM claims LIMIT 1")[0]["article_id"]
    values = {**FILTERS, "article": article}
    return [ClaimFilter(**{name: values[name] for name in names}) for names in _PAIRS]


def read_first_two(db: Database, claim_filter: ClaimFilter, sort: ClaimSort) -> None:
    """Read the first page of one claim, and the one behind it."""
    page = list_claims(db, claim_filter, sort=sort, limit=1)
    if page.next_key is not None:
        list_claims(db, claim_filter, sort=sort, limit=1, after=page.next_key)
