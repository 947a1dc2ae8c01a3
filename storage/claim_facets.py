"""Facets of a list of claims: how many of them have each source, level or status."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from storage.claim_filters import ClaimFilter
from storage.counted_claims import pick_newest
from storage.database import Database
from storage.traits import BITS, ORIGIN_KINDS, mask_kinds
from storage.vocabulary import CONFIDENCE_LEVELS

Facet = Literal["source", "publisher", "origin_kind", "confidence_level", "certainty", "status"]

# Claims a facet is counted over, the newest: each takes up to 5 µs a facet, and there may be millions.
MOST_FACETED = 3000

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
    """What was counted over `counted` claims, the most frequent values first.

    If `capped`, more may be meant.
    """

    counted: int
    capped: bool
    values: dict[Facet, list[FacetValue]]


# Of the claims picked, which are few beside the store's and so lead, how many show each source, and how many
# have it for their publisher; of both, the most frequent.
_SOURCES = """
    WITH counted (source_id, shown, published) AS (
        SELECT source_id, count(*), sum(is_publisher)
        FROM {picked} CROSS JOIN claim_sources WHERE claim_key = picked.value GROUP BY source_id)
    SELECT most.*, sources.name AS label FROM ({most}) AS most JOIN sources ON sources.id = most.value
    ORDER BY most.count DESC, most.value
"""
_MOST = """
    SELECT * FROM (SELECT '{facet}' AS facet, source_id AS value, {column} AS count FROM counted
        WHERE {column} > 0 ORDER BY {column} DESC, source_id LIMIT :most) AS {facet}
"""
_OF_SOURCES: dict[Facet, str] = {"source": "shown", "publisher": "published"}

# One row of each claim, the publisher's, tells what kinds its origins are of, each once.
_KINDS = """
    SELECT traits & :kinds AS traits, count(*) AS count
    FROM {picked} CROSS JOIN claim_sources WHERE claim_key = picked.value AND is_publisher = 1
    GROUP BY traits & :kinds
"""
_WORDS = """
    SELECT status, traits & :words AS traits, {level} AS level, count(*) AS count
    FROM {picked} CROSS JOIN {claims} WHERE claims.key = picked.value
    GROUP BY status, traits & :words, {level}
"""
_OF_WORDS: tuple[Facet, ...] = ("status", "certainty", "confidence_level")

_LEVEL = "CASE {} END".format(
    " ".join(
        f"WHEN confidence_score BETWEEN {low} AND {high} THEN '{level}'"
        for level, (low, high) in CONFIDENCE_LEVELS.items()
    )
)


def count_facets(db: Database, claim_filter: ClaimFilter, facets: Sequence[Facet]) -> Facets:
    """Count over the newest claims meant how many have each value of each facet.

    A claim counts once for each of its sources, and once for each kind its origins have; one without
    confidence counts for no level. A merged source counts as its survivor.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    with db.snapshot():
        keys, is_cut = _pick_newest(db, claim_filter)
        picked = json.dumps(keys[:MOST_FACETED])
        values: dict[Facet, list[FacetValue]] = {}
        if of_sources := [facet for facet in facets if facet in _OF_SOURCES]:
            values |= _count_sources(db, of_sources, picked)
        if "origin_kind" in facets:
            values["origin_kind"] = _count_kinds(db, picked)
        if of_words := [facet for facet in facets if facet in _OF_WORDS]:
            values |= _count_words(db, of_words, picked)
    in_order = {facet: values[facet] for facet in facets}
    return Facets(len(keys[:MOST_FACETED]), is_cut or len(keys) > MOST_FACETED, in_order)


def _pick_newest(db: Database, claim_filter: ClaimFilter) -> tuple[list[int], bool]:
    """Return the keys of the claims counted over, one more if there is one, and whether more may be meant."""
    picks, is_cut = pick_newest(db, claim_filter, limit=MOST_FACETED + 1)
    if picks is None:
        return [], False
    return [row["key"] for row in db.query(picks.statement, picks.params)], is_cut


def _count_sources(db: Database, facets: Sequence[Facet], keys: str) -> dict[Facet, list[FacetValue]]:
    most = " UNION ALL ".join(_MOST.format(facet=facet, column=_OF_SOURCES[facet]) for facet in facets)
    rows = db.query(
        _SOURCES.format(picked=db.dialect.numbers(":keys", "picked"), most=most),
        {"keys": keys, "most": MOST_VALUES},
    )
    return {
        facet: [FacetValue(row["value"], row["label"], row["count"]) for row in rows if row["facet"] == facet]
        for facet in facets
    }


def _count_kinds(db: Database, keys: str) -> list[FacetValue]:
    rows = db.query(
        _KINDS.format(picked=db.dialect.numbers(":keys", "picked")),
        {"keys": keys, "kinds": mask_kinds(ORIGIN_KINDS)},
    )
    counts = Counter[str]()
    for row in rows:
        for kind, bit in ORIGIN_KINDS.items():
            if row["traits"] & bit:
                counts[kind] += row["count"]
    return _rank_words(counts)


def _count_words(db: Database, facets: Sequence[Facet], keys: str) -> dict[Facet, list[FacetValue]]:
    """Count the words of several columns in one reading of the claims."""
    of_certainty = {bit: word for word, bit in BITS["certainty_level"].items()}
    # Left to itself, an engine may read the claims and not the index.
    statement = _WORDS.format(
        picked=db.dialect.numbers(":keys", "picked"),
        claims="claims" + db.dialect.by_index("claims_by_key"),
        level=_LEVEL if "confidence_level" in facets else "CAST(NULL AS TEXT)",
    )
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in _OF_WORDS}
    for row in db.query(statement, {"keys": keys, "words": sum(of_certainty)}):
        counts["status"][row["status"]] += row["count"]
        counts["certainty"][of_certainty[row["traits"]]] += row["count"]
        if row["level"] is not None:
            counts["confidence_level"][row["level"]] += row["count"]
    return {facet: _rank_words(counts[facet]) for facet in facets}


def _rank_words(counts: Counter[str]) -> list[FacetValue]:
    ranked = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:MOST_VALUES]
    return [FacetValue(word, word.replace("_", " "), number) for word, number in ranked]
