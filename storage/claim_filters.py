"""What lists of claims are filtered by, as conditions on `claims` or on the index of their sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from storage.database import Database, bind_list
from storage.source_names import find_source_ids
from storage.vocabulary import CONFIDENCE_LEVELS

# The filters that name a source, and the flag its place in the chain sets in the index.
_PLACES = {"source": None, "origin": "is_origin", "relay": "is_relay", "publisher": "is_publisher"}

# The claims that deserve to be checked at least so much; those of which it is not known stand at -1.
WORTHY = "worthiest >= :check_worthiness_min"

# Above so many sources of one name, a list no longer walks through each one's own claims.
_MAX_WALKED = 20


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are meant; None does not restrict, and what is given must hold all together.

    `source` (anywhere in the chain), `origin`, `relay` and `publisher` are an id or a name, which means every
    source with that name or alias. Scores, dates and check-worthiness are inclusive;
    a claim without one meets no bound on it.
    """

    q: str | None = None
    article: str | None = None
    source: str | None = None
    origin: str | None = None
    relay: str | None = None
    publisher: str | None = None
    origin_kind: tuple[str, ...] | None = None
    mode: tuple[str, ...] | None = None
    certainty: tuple[str, ...] | None = None
    polarity: tuple[str, ...] | None = None
    confidence_level: tuple[str, ...] | None = None
    confidence_min: int | None = None
    confidence_max: int | None = None
    check_worthiness_min: float | None = None
    published_from: str | None = None
    published_to: str | None = None
    status: tuple[str, ...] = ("active",)


@dataclass(slots=True)
class Walk:
    """A source whose claims are walked through in the index, one id after the other."""

    flag: str | None
    source_ids: list[str]


@dataclass(slots=True)
class Conditions:
    """SQL of a filter: `shared` holds of columns both tables have, `own` of `claims` only.

    In `shared`, {0} stands for the table, {1} for the column of the score that the order is by, if it is, and
    {2} for what keeps dates from choosing the index where the order is by something else.
    """

    walk: Walk | None = None
    shared: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)
    matches_nothing: bool = False

    def add_own(self, condition: str, **params: Any) -> None:
        self.own.append(condition)
        self.params |= params

    def add_shared(self, condition: str, **params: Any) -> None:
        self.shared.append(condition)
        self.params |= params


def make_conditions(db: Database, claim_filter: ClaimFilter, match: str | None, *, walk: bool) -> Conditions:
    """Turn a filter into conditions; with `walk`, a source filter may lead instead of being one.

    `status` is left out: a list takes one status after the other. `match`, the full-text query, is only among
    the parameters: where it belongs depends on how many match.
    """
    conditions = Conditions(params={} if match is None else {"match": match})
    _add_sources(db, conditions, claim_filter, walk=walk)
    _add_words(db, conditions, claim_filter)
    _add_bounds(conditions, claim_filter)
    return conditions


def _add_sources(db: Database, conditions: Conditions, claim_filter: ClaimFilter, *, walk: bool) -> None:
    for name, flag in _PLACES.items():
        value = getattr(claim_filter, name)
        if value is None:
            continue
        source_ids = find_source_ids(db, value)
        if not source_ids:
            conditions.matches_nothing = True
        elif walk and conditions.walk is None and len(source_ids) <= _MAX_WALKED:
            conditions.walk = Walk(flag, source_ids)
        else:
            within, params = bind_list(db, name, source_ids)
            also = f" AND shown.{flag} = 1" if flag else ""
            conditions.add_own(
                "EXISTS (SELECT 1 FROM claim_sources AS shown"
                f" WHERE shown.claim_key = claims.key AND shown.source_id IN {within}{also})",
                **params,
            )
    if claim_filter.origin_kind is not None:
        within, params = bind_list(db, "origin_kind", claim_filter.origin_kind)
        conditions.add_own(
            "EXISTS (SELECT 1 FROM claim_sources AS shown"
            f" WHERE shown.claim_key = claims.key AND shown.is_origin = 1 AND shown.kind IN {within})",
            **params,
        )


def _add_words(db: Database, conditions: Conditions, claim_filter: ClaimFilter) -> None:
    if claim_filter.article is not None:
        conditions.add_own("claims.article_id = :article", article=claim_filter.article)
    words: tuple[tuple[str, Iterable[str] | None], ...] = (
        ("mode", claim_filter.mode),
        ("certainty_level", claim_filter.certainty),
        ("polarity", claim_filter.polarity),
    )
    if claim_filter.check_worthiness_min is not None:
        conditions.add_own(
            f"{db.dialect.unread}claims.{WORTHY}", check_worthiness_min=claim_filter.check_worthiness_min
        )
    for column, allowed in words:
        if allowed is not None:
            within, params = bind_list(db, column, allowed)
            conditions.add_own(f"claims.{column} IN {within}", **params)


def _add_bounds(conditions: Conditions, claim_filter: ClaimFilter) -> None:
    lowest, highest = claim_filter.confidence_min, claim_filter.confidence_max
    if lowest is not None or highest is not None:
        conditions.add_shared(
            "{0}.{1} BETWEEN :confidence_min AND :confidence_max",
            confidence_min=0 if lowest is None else lowest,
            confidence_max=100 if highest is None else highest,
        )
    if claim_filter.confidence_level is not None:
        # As ranges of the score, which the indexes hold; the first bounds how far one is read.
        ranges = [CONFIDENCE_LEVELS[level] for level in claim_filter.confidence_level]
        whole = (min(low for low, _ in ranges), max(high for _, high in ranges))
        bounds, *within = (f"{{0}}.{{1}} BETWEEN {low} AND {high}" for low, high in (whole, *ranges))
        conditions.add_shared(f"{bounds} AND ({' OR '.join(within)})")
    if claim_filter.published_from is not None or claim_filter.published_to is not None:
        # "0" comes after the stand-in of absent dates, "~" after every time of the last day.
        conditions.add_shared(
            "{2}{0}.newest BETWEEN :published_from AND :published_to",
            published_from=claim_filter.published_from or "0",
            published_to=(claim_filter.published_to or "") + "~",
        )
