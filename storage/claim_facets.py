"""Facets of a list of claims: how many of them have each source, level or status."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from storage.claim_filters import ClaimFilter
from storage.claim_picks import make_picks
from storage.database import Database

Facet = Literal["source", "publisher", "origin_kind", "confidence_level", "certainty", "status"]

# Claims a facet is counted over, the newest: in a large store, counting all takes seconds.
MOST_FACETED = 10_000

# Values told of each facet: more than anybody picks from.
MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value, as the filter of the facet's name takes it; `label` is for people."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What was counted over `counted` claims, the most frequent values first; if `capped`, more are meant."""

    counted: int
    capped: bool
    values: dict[Facet, list[FacetValue]]


# The claims are few beside the store's, so they lead. {} holds which of a claim's sources count.
_SOURCES = """
    SELECT counted.value, sources.name AS label, counted.count
    FROM (
        SELECT shown.source_id AS value, count(*) AS count
        FROM json_each(:keys) AS picked CROSS JOIN claim_sources AS shown
        WHERE shown.claim_key = picked.value AND {}
        GROUP BY shown.source_id ORDER BY count DESC, value LIMIT :most
    ) AS counted JOIN sources ON sources.id = counted.value
    ORDER BY counted.count DESC, counted.value
"""
_KINDS = """
    SELECT shown.kind AS value, count(DISTINCT shown.claim_key) AS count
    FROM json_each(:keys) AS picked CROSS JOIN claim_sources AS shown
    WHERE shown.claim_key = picked.value AND shown.is_origin = 1
    GROUP BY shown.kind ORDER BY count DESC, value LIMIT :most
"""
# Left to itself, SQLite would read the claims and not the index.
_WORDS = """
    SELECT claims.{0} AS value, count(*) AS count
    FROM json_each(:keys) AS picked CROSS JOIN claims INDEXED BY claims_by_facets
    WHERE claims.key = picked.value AND claims.{0} IS NOT NULL
    GROUP BY claims.{0} ORDER BY count DESC, value LIMIT :most
"""
_COUNTS: dict[Facet, str] = {
    "source": _SOURCES.format("TRUE"),
    "publisher": _SOURCES.format("shown.is_publisher = 1"),
    "origin_kind": _KINDS,
    "confidence_level": _WORDS.format("confidence_level"),
    "certainty": _WORDS.format("certainty_level"),
    "status": _WORDS.format("status"),
}


def count_facets(db: Database, claim_filter: ClaimFilter, facets: Iterable[Facet]) -> Facets:
    """Count over the newest claims meant how many have each value of each facet.

    A claim counts once for each of its sources, and once for each kind its origins have; one without
    confidence counts for no level. A merged source counts as its survivor.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    with db.snapshot():
        keys = _list_newest_keys(db, claim_filter)
        params = {"keys": json.dumps(keys[:MOST_FACETED]), "most": MOST_VALUES}
        values = {facet: _count_values(db, _COUNTS[facet], params) for facet in facets}
    return Facets(min(len(keys), MOST_FACETED), len(keys) > MOST_FACETED, values)


def _list_newest_keys(db: Database, claim_filter: ClaimFilter) -> list[int]:
    """Return the keys of the claims meant, the newest first, one more than are counted at most."""
    picks = make_picks(db, claim_filter, sort="-created_at", limit=MOST_FACETED + 1)
    if picks is None:
        return []
    rows = db.query(f"SELECT key FROM ({picks.statement}) ORDER BY sort_value DESC, id DESC", picks.params)
    return [row["key"] for row in rows]


def _count_values(db: Database, statement: str, params: dict[str, object]) -> list[FacetValue]:
    return [
        FacetValue(
            row["value"],
            row["label"] if "label" in row.keys() else row["value"].replace("_", " "),  # noqa: SIM118
            row["count"],
        )
        for row in db.query(statement, params)
    ]
