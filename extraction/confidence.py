"""How much trust a claim earns, and why, from its words, its chain and how many origins say it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from extraction.model import Certainty, Confidence, ConfidenceLevel, Factor, Hop
from extraction.weights import HIGHEST, Weights, packaged_weights

# Where each level starts. Source: STIX 2.1, Appendix A, "None / Low / Med / High".
LEVELS: tuple[tuple[int, ConfidenceLevel], ...] = ((70, "high"), (30, "medium"), (1, "low"), (0, "none"))


def assess_confidence(
    certainty: Certainty,
    hops: Sequence[Hop],
    weights: Weights | None = None,
    *,
    independent_origins: int | None = None,
) -> Confidence | None:
    """Return how much trust a claim earns, with each factor's effect, or None where there is no basis.

    There is none where nobody known is at the chain's origin: an unattributed claim of an unknown
    publisher, or an origin of kind `unknown`. Effects add up to the score. What the chain gives is never
    above what its weakest hop allows; of sources credited jointly, one counts (see `_spokesman`).
    `independent_origins` counts the distinct origins among the claims that say the same, this one's
    included; None where nobody counted.
    Source: docs/confidence.md.

    :raises ValueError: `independent_origins` is below 0.
    """
    assess = _Assessor(weights or packaged_weights())
    steps = [list(step) for _, step in groupby(sorted(hops, key=_step), key=_step)]
    if not steps or (origin := assess.spokesman(steps[0])) is None:
        return None
    factors = [*assess.origin_factors(origin, len(steps[0])), *assess.word_factors(certainty)]
    ceiling = HIGHEST
    for step in steps[1:]:
        factors += assess.passing_factors(step)
        ceiling = min(ceiling, *(assess.ceiling(hop) for hop in step))
    factors += _limit_to_weakest_hop(_total(factors), ceiling)
    if independent_origins is not None:
        factors.append(assess.corroboration_factor(independent_origins))
    factors += _limit_to_scale(_total(factors))
    score = _total(factors)
    return Confidence(score, level_of(score), tuple(factors), assess.weights.name)


def level_of(score: int) -> ConfidenceLevel:
    """Return the level of a score from 0 to 100."""
    return next(level for least, level in LEVELS if score >= least)


class _Assessor:
    """What each thing known of a claim does to its score, by one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def spokesman(self, step: Sequence[Hop]) -> Hop | None:
        """Return the joint source that counts: the strongest with a name, else the weakest without.

        So an unnamed companion neither lends weight to a named source nor to another unnamed one.
        """

        def strength(hop: Hop) -> tuple[int, str, str, str, list[str]]:
            factors = self.origin_factors(hop, 1)
            return _total(factors), hop.source.key, hop.act, hop.mode or "", _values(factors)

        named = [hop for hop in step if hop.source.kind not in ("unknown", "anonymous")]
        unnamed = [hop for hop in step if hop.source.kind == "anonymous"]
        return max(named, key=strength) if named else min(unnamed, key=strength, default=None)

    def origin_factors(self, hop: Hop, credited: int) -> list[Factor]:
        source = hop.source
        factors = [self._factor("origin", source.kind), *self._letter_factors("origin_reliability", hop)]
        if source.anonymity:
            factors.append(self._factor("number", source.anonymity.number))
            factors.append(self._factor("knowledge", source.anonymity.knowledge))
        if hop.act in self.weights.tables["act"]:
            factors.append(self._factor("act", hop.act))
        if hop.mode:
            factors.append(self._factor("mode", hop.mode))
        if credited > 1:
            reason = "Sources credited jointly count once, by one of them."
            factors.append(Factor("joint", str(credited), 0, reason))
        return factors

    def word_factors(self, certainty: Certainty) -> list[Factor]:
        factors = [self._factor("words", certainty.level)]
        if certainty.condition:
            factors.append(self._factor("condition", "stated", shown=certainty.condition))
        return factors

    def passing_factors(self, step: Sequence[Hop]) -> list[Factor]:
        """Return what it costs to have come through this step: of joint relays, through the dearest."""
        factors_of: Callable[[Hop], list[Factor]] = (
            self._publisher_factors if step[0].role == "publisher" else self._relay_factors
        )
        # of equally dear ones, whichever comes first by what is said of it, not by its place
        dearest = min(
            ((factors_of(hop), self.ceiling(hop), hop.source.key) for hop in step),
            key=lambda one: (_total(one[0]), one[1], one[2], _values(one[0])),
        )
        return dearest[0]

    def ceiling(self, hop: Hop) -> int:
        """Return the most that a score can be after this relay or publisher."""
        kind, letter = hop.source.kind, hop.source.reliability
        by_kind = HIGHEST if hop.role == "publisher" else self.weights.row("relay", kind).ceiling
        table = "publisher_reliability" if hop.role == "publisher" else "relay_reliability"
        return min(by_kind, self.weights.row(table, letter).ceiling if letter else HIGHEST)

    def corroboration_factor(self, origins: int) -> Factor:
        if origins < 0:
            raise ValueError(f"there cannot be {origins} independent origins")
        row = ("none", "one", "two", "several")[min(origins, 3)]
        return self._factor("independent_origins", row, shown=str(origins))

    def _relay_factors(self, hop: Hop) -> list[Factor]:
        return [self._factor("relay", hop.source.kind), *self._letter_factors("relay_reliability", hop)]

    def _publisher_factors(self, hop: Hop) -> list[Factor]:
        known = "unknown" if hop.source.kind == "unknown" else "named"
        return [self._factor("publisher", known), *self._letter_factors("publisher_reliability", hop)]

    def _letter_factors(self, table: str, hop: Hop) -> list[Factor]:
        """Return what the source's letter does; where it has none, nothing is known and nothing is said."""
        return [self._factor(table, hop.source.reliability)] if hop.source.reliability else []

    def _factor(self, table: str, value: str, *, shown: str | None = None) -> Factor:
        row = self.weights.row(table, value)
        return Factor(table, shown or value, row.points, row.reason)


def _step(hop: Hop) -> int:
    return hop.step


def _values(factors: Iterable[Factor]) -> list[str]:
    return [factor.value for factor in factors]


def _total(factors: Iterable[Factor]) -> int:
    return sum(factor.effect for factor in factors)


def _limit_to_weakest_hop(total: int, ceiling: int) -> list[Factor]:
    if total <= ceiling:
        return []
    reason = "A chain is no stronger than its weakest link."
    return [Factor("weakest_link", str(ceiling), ceiling - total, reason)]


def _limit_to_scale(total: int) -> list[Factor]:
    """Return the factor that holds a sum of points to 0 to 100. Source: STIX 2.1, Appendix A."""
    if total < 0:
        return [Factor("floor", "0", -total, "A score is never below 0.")]
    if total > HIGHEST:
        return [Factor("cap", str(HIGHEST), HIGHEST - total, f"A score is never above {HIGHEST}.")]
    return []
