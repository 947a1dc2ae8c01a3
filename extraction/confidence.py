"""How much trust a claim earns, and why, from its words and its chain alone."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from extraction.model import Certainty, Confidence, ConfidenceLevel, Factor, Hop

Weights = dict[str, Any]
# Where each level starts. Source: STIX 2.1, Appendix A, "None / Low / Med / High".
LEVELS: tuple[tuple[int, ConfidenceLevel], ...] = ((70, "high"), (30, "medium"), (1, "low"), (0, "none"))
HIGHEST = 100


@cache
def read_weights(path: Path | None = None) -> Weights:
    """Return the points and reasons of `path`, or of `extraction/lexicons/confidence.json`.

    :raises ValueError: the weights would let a hedge, a condition or one more relay raise a score.
    """
    packaged = files("extraction") / "lexicons" / "confidence.json"
    weights: Weights = json.loads((path or packaged).read_text(encoding="utf-8"))
    rows = {"condition": weights["condition"]}
    rows |= {f"{name}.{value}": row for name in ("words", "relay") for value, row in weights[name].items()}
    for name, row in rows.items():
        if row["points"] > 0:
            raise ValueError(f"{name} may not raise a score, it has {row['points']:+} points")
    return weights


def assess_confidence(
    certainty: Certainty, hops: Sequence[Hop], weights: Weights | None = None
) -> Confidence | None:
    """Return how much trust a claim earns, with each factor's effect, or None where there is no basis.

    There is none where nobody known is at the chain's origin: an unattributed claim of an unknown
    publisher, or an origin of kind `unknown`. Effects add up to the score, which is never above what the
    weakest step allows; of sources credited jointly, one counts (see `_spokesman`).
    Source: docs/confidence.md.
    """
    weights = weights or read_weights()
    steps = [list(step) for _, step in groupby(sorted(hops, key=_step), key=_step)]
    if not steps or (origin := _spokesman(steps[0], weights)) is None:
        return None
    factors = [*_origin_factors(origin, len(steps[0]), weights), *_word_factors(certainty, weights)]
    ceilings = []
    for step in steps[1:]:
        if step[0].role == "publisher":
            factors.append(_publisher_factor(step[0], weights))
            continue
        relay = min(step, key=lambda hop: (*_passing(hop, weights), hop.source.key))
        ceilings.append(_passing(relay, weights)[0])
        factors.append(_factor("relay", relay.source.kind, weights["relay"][relay.source.kind]))
    factors += _limits(sum(factor.effect for factor in factors), min(ceilings, default=HIGHEST))
    score = sum(factor.effect for factor in factors)
    return Confidence(score, level_of(score), tuple(factors))


def level_of(score: int) -> ConfidenceLevel:
    """Return the level of a score from 0 to 100."""
    return next(level for least, level in LEVELS if score >= least)


def _step(hop: Hop) -> int:
    return hop.step


def _spokesman(step: Sequence[Hop], weights: Weights) -> Hop | None:
    """Return the joint source that counts: the strongest with a name, else the weakest without.

    So an unnamed companion neither lends weight to a named source nor to another unnamed one.
    """

    def strength(hop: Hop) -> tuple[int, str, str, str]:
        factors = _origin_factors(hop, 1, weights)
        return sum(factor.effect for factor in factors), hop.source.key, hop.act, hop.mode or ""

    named = [hop for hop in step if hop.source.kind not in ("unknown", "anonymous")]
    unnamed = [hop for hop in step if hop.source.kind == "anonymous"]
    return max(named, key=strength) if named else min(unnamed, key=strength, default=None)


def _origin_factors(hop: Hop, credited: int, weights: Weights) -> list[Factor]:
    factors = [_factor("origin", hop.source.kind, weights["origin"][hop.source.kind])]
    if hop.source.anonymity:
        factors.append(
            _factor("number", hop.source.anonymity.number, weights["number"][hop.source.anonymity.number])
        )
        knowledge = hop.source.anonymity.knowledge
        factors.append(_factor("knowledge", knowledge, weights["knowledge"][knowledge]))
    if hop.act in weights["act"]:
        factors.append(_factor("act", hop.act, weights["act"][hop.act]))
    if hop.mode:
        factors.append(_factor("mode", hop.mode, weights["mode"][hop.mode]))
    if credited > 1:
        factors.append(
            Factor("joint", str(credited), 0, "Sources credited jointly count once, by one of them.")
        )
    return factors


def _word_factors(certainty: Certainty, weights: Weights) -> list[Factor]:
    factors = [_factor("words", certainty.level, weights["words"][certainty.level])]
    if certainty.condition:
        factors.append(_factor("condition", certainty.condition, weights["condition"]))
    return factors


def _passing(hop: Hop, weights: Weights) -> tuple[int, int]:
    """Return the most a score can be after this relay, and the points it costs."""
    row = weights["relay"][hop.source.kind]
    return row["ceiling"], row["points"]


def _publisher_factor(hop: Hop, weights: Weights) -> Factor:
    value = "unknown" if hop.source.kind == "unknown" else "named"
    return _factor("publisher", value, weights["publisher"][value])


def _limits(total: int, ceiling: int) -> list[Factor]:
    """Return the factors that hold a sum of points to the weakest relay and to 0 to 100."""
    factors = []
    if total > ceiling:
        reason = "A chain is no stronger than its weakest link."
        factors.append(Factor("weakest_link", str(ceiling), ceiling - total, reason))
        total = ceiling
    if total < 0:
        factors.append(Factor("floor", "0", -total, "A score is never below 0."))
    return factors


def _factor(name: str, value: str, row: Mapping[str, Any]) -> Factor:
    return Factor(name, value, row["points"], row["reason"])
