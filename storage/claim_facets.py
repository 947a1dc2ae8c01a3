"""Facets of a list of claims: how many of them have each source, level or status."""

from collections import Counter
from collections.abc import Sequence
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


# The columns of claims that facets tell of.
_COLUMNS: dict[Facet, str] = {
    "confidence_level": "confidence_level",
    "certainty": "certainty_level",
    "status": "status",
}

# Of the claims picked, all but `beyond` count; they are few beside the store's, so they lead. {which} tells
# which of a claim's sources count.
_SOURCES = """
    SELECT counted.value, sources.name AS label, counted.count
    FROM (
        SELECT shown.source_id AS value, count(*) AS count
        FROM {picked} CROSS JOIN claim_sources AS shown
        WHERE shown.claim_key = picked.value AND picked.value {differs} :beyond AND {which}
        GROUP BY shown.source_id ORDER BY count DESC, value LIMIT :most
    ) AS counted JOIN sources ON sources.id = counted.value
    ORDER BY counted.count DESC, counted.value
"""
_KINDS = """
    SELECT shown.kind AS value, replace(shown.kind, '_', ' ') AS label,
        count(DISTINCT shown.claim_key) AS count
    FROM {picked} CROSS JOIN claim_sources AS shown
    WHERE shown.claim_key = picked.value AND picked.value {differs} :beyond AND {which}
    GROUP BY shown.kind ORDER BY count DESC, value LIMIT :most
"""
_OF_SOURCES: dict[Facet, tuple[str, str]] = {
    "source": (_SOURCES, "TRUE"),
    "publisher": (_SOURCES, "shown.is_publisher = 1"),
    "origin_kind": (_KINDS, "shown.is_origin = 1"),
}


def count_facets(db: Database, claim_filter: ClaimFilter, facets: Sequence[Facet]) -> Facets:
    """Count over the newest claims meant how many have each value of each facet.

    A claim counts once for each of its sources, and once for each kind its origins have; one without
    confidence counts for no level. A merged source counts as its survivor.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    with db.snapshot():
        picked = _pick_newest(db, claim_filter)
        values = _count_words(db, [facet for facet in facets if facet in _COLUMNS], picked)
        for facet in facets:
            if facet in _OF_SOURCES:
                values[facet] = _count_sources(db, *_OF_SOURCES[facet], picked)
    capped = picked.beyond is not None
    return Facets(picked.number - capped, capped, values)


@dataclass(frozen=True, slots=True)
class _Picked:
    """The claims counted over: `keys` is a JSON array; of `number`, the one `beyond` is one too many."""

    keys: str = "[]"
    number: int = 0
    beyond: int | None = None


def _pick_newest(db: Database, claim_filter: ClaimFilter) -> _Picked:
    picks = make_picks(db, claim_filter, sort="-created_at", limit=MOST_FACETED + 1)
    if picks is None:
        return _Picked()
    # One pass without sorting: the one too many is the oldest, by its time, which holds no space, and id.
    row = db.find(
        f"""
        SELECT {db.dialect.array_of("key")} AS keys, count(*) AS number,
            min(sort_value || ' ' || id) AS oldest
        FROM ({picks.statement}) AS picked
        """,
        picks.params,
    )
    assert row is not None
    if row["number"] <= MOST_FACETED:
        return _Picked(row["keys"], row["number"])
    _, _, oldest_id = row["oldest"].partition(" ")
    oldest = db.find("SELECT key FROM claims WHERE id = :id", {"id": oldest_id})
    assert oldest is not None
    return _Picked(row["keys"], row["number"], oldest["key"])


def _count_words(db: Database, facets: Sequence[Facet], picked: _Picked) -> dict[Facet, list[FacetValue]]:
    """Count the words of several columns in one reading of the claims."""
    if not facets:
        return {}
    columns = ", ".join(f"claims.{_COLUMNS[facet]}" for facet in facets)
    # Left to itself, an engine may read the claims and not the index.
    table = "claims" + db.dialect.by_index("claims_by_facets")
    rows = db.query(
        f"""
        SELECT count(*) AS count, {columns}
        FROM {db.dialect.numbers(":keys", "picked")} CROSS JOIN {table}
        WHERE claims.key = picked.value AND picked.value {db.dialect.differs_from} :beyond
        GROUP BY {columns}
        """,
        {"keys": picked.keys, "beyond": picked.beyond},
    )
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in facets}
    for row in rows:
        for facet in facets:
            if (word := row[_COLUMNS[facet]]) is not None:
                counts[facet][word] += row["count"]
    return {
        facet: [
            FacetValue(word, word.replace("_", " "), number)
            for word, number in sorted(counts[facet].items(), key=lambda counted: (-counted[1], counted[0]))
        ]
        for facet in facets
    }


def _count_sources(db: Database, statement: str, which: str, picked: _Picked) -> list[FacetValue]:
    dialect = db.dialect
    counting = statement.format(
        picked=dialect.numbers(":keys", "picked"), differs=dialect.differs_from, which=which
    )
    params = {"keys": picked.keys, "beyond": picked.beyond, "most": MOST_VALUES}
    return [FacetValue(row["value"], row["label"], row["count"]) for row in db.query(counting, params)]
