"""What lists of claims are filtered by, as conditions on `claims` or on the index of their sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from storage.database import Database, bind_list
from storage.source_names import find_source_ids
from storage.traits import mask_kinds, mask_words
from storage.vocabulary import CONFIDENCE_LEVELS

# The filters that name a source, and the flag its place in the chain sets in the index.
_PLACES = {"source": None, "origin": "is_origin", "relay": "is_relay", "publisher": "is_publisher"}

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
    """What a filter demands: written as SQL once it is known which table's index is read, and which one.

    In `plain`, {0} stands for the table, {1} for its column of the claim's key, {2} for that of the score.
    What is in `bounds`, a score, a date or a day, lies between the parameters `…_lowest` and `…_highest`.
    """

    walk: Walk | None = None
    plain: list[str] = field(default_factory=list)
    bounds: set[str] = field(default_factory=set)
    params: dict[str, Any] = field(default_factory=dict)
    matches_nothing: bool = False

    def add(self, condition: str, **params: Any) -> None:
        self.plain.append(condition)
        self.params |= params

    def bound(self, what: str, lowest: Any, highest: Any) -> None:
        self.bounds.add(what)
        self.params |= {f"{what}_lowest": lowest, f"{what}_highest": highest}

    def write(
        self,
        table: str,
        key: str,
        *,
        score: str = "confidence_score",
        date: str = "published_day",
        unread: tuple[str, str] | None = None,
    ) -> list[str]:
        """Return the conditions on a table, whose columns hold the claim's key, score and date.

        `unread` is a bound such as "newest <=" that is not to choose how far an index is read, and the sign
        that keeps it from it.
        """
        written = [condition.format(table, key, score) for condition in self.plain]
        for what, column in (("score", score), ("day" if date == "published_day" else "date", date)):
            if what in self.bounds:
                for comparison, end in ((">=", "lowest"), ("<=", "highest")):
                    sign = unread[1] if unread and unread[0] == f"{column} {comparison}" else ""
                    written.append(f"{sign}{table}.{column} {comparison} :{what}_{end}")
        return written


def make_conditions(db: Database, claim_filter: ClaimFilter, match: str | None, *, walk: bool) -> Conditions:
    """Turn a filter into conditions; with `walk`, a source filter may lead instead of being one.

    `status` is left out: a list takes one status after the other. `match`, the full-text query, is only among
    the parameters: where it belongs depends on how many match.
    """
    conditions = Conditions(params={} if match is None else {"match": match})
    _add_sources(db, conditions, claim_filter, walk=walk)
    _add_origin_kinds(db, conditions, claim_filter)
    _add_words(conditions, claim_filter)
    _add_check_worthiness(conditions, claim_filter)
    _add_scores(conditions, claim_filter)
    _add_dates(conditions, claim_filter)
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
            conditions.add(
                "EXISTS (SELECT 1 FROM claim_sources AS shown"
                f" WHERE shown.claim_key = {{0}}.{{1}} AND shown.source_id IN {within}{also})",
                **params,
            )


def _add_origin_kinds(db: Database, conditions: Conditions, claim_filter: ClaimFilter) -> None:
    if claim_filter.origin_kind is None:
        return
    if conditions.walk is not None:
        conditions.add("({0}.traits & :origin_kinds) <> 0", origin_kinds=mask_kinds(claim_filter.origin_kind))
        return
    within, params = bind_list(db, "origin_kind", claim_filter.origin_kind)
    conditions.add(
        "EXISTS (SELECT 1 FROM claim_sources AS shown"
        f" WHERE shown.claim_key = {{0}}.{{1}} AND shown.is_origin = 1 AND shown.kind IN {within})",
        **params,
    )


def _add_words(conditions: Conditions, claim_filter: ClaimFilter) -> None:
    if claim_filter.article is not None:
        conditions.add("{0}.article_id = :article", article=claim_filter.article)
    words: tuple[tuple[str, Iterable[str] | None], ...] = (
        ("mode", claim_filter.mode),
        ("certainty_level", claim_filter.certainty),
        ("polarity", claim_filter.polarity),
    )
    for column, allowed in words:
        if allowed is not None:
            conditions.add(f"({{0}}.traits & :{column}) <> 0", **{column: mask_words(column, allowed)})


def _add_check_worthiness(conditions: Conditions, claim_filter: ClaimFilter) -> None:
    if claim_filter.check_worthiness_min is None:
        return
    # Claims of which it is not known stand at -1. The index of sources does not have it.
    worthy = "{0}.worthiest >= :check_worthiness_min"
    if conditions.walk is not None:
        own = worthy.replace("{0}", "own")
        worthy = f"EXISTS (SELECT 1 FROM claims AS own WHERE own.key = {{0}}.{{1}} AND {own})"
    conditions.add(worthy, check_worthiness_min=claim_filter.check_worthiness_min)


def _add_scores(conditions: Conditions, claim_filter: ClaimFilter) -> None:
    lowest, highest = claim_filter.confidence_min, claim_filter.confidence_max
    levels = claim_filter.confidence_level
    if lowest is None and highest is None and levels is None:
        return
    # Levels are ranges of the score, which the indexes hold.
    ranges = [CONFIDENCE_LEVELS[level] for level in levels] if levels else [(0, 100)]
    conditions.bound(
        "score",
        max(lowest or 0, min(low for low, _ in ranges)),
        min(100 if highest is None else highest, max(high for _, high in ranges)),
    )
    if len(ranges) > 1:
        within = " OR ".join(f"{{0}}.{{2}} BETWEEN {low} AND {high}" for low, high in ranges)
        conditions.plain.append(f"({within})")


def _add_dates(conditions: Conditions, claim_filter: ClaimFilter) -> None:
    earliest, latest = claim_filter.published_from, claim_filter.published_to
    if earliest is None and latest is None:
        return
    # "0" comes after the stand-in of absent dates, "~" after every time of the last day.
    conditions.bound("date", earliest or "0", (latest or "") + "~")
    conditions.bound("day", _number(earliest or "0000-00-00"), _number(latest or "9999-99-99"))


def _number(date: str) -> int:
    return int(date.replace("-", ""))
