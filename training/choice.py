"""The decoder's settings and its rating, chosen by claims F1 on articles held out of training."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extraction.learned.decode import Settings, decode, propose
from extraction.learned.engine import LearnedEngine
from extraction.learned.pieces import Bools, Pieces
from extraction.learned.rating import FEATURES, Rating
from extraction.learned.roles import CONTENT, NEITHER, SOURCE, Floats, Readings, RoleHead
from extraction.learned.windows import Window, cut
from extraction.model import Attribution
from training.corpus import Document
from training.examples import IGNORED, LabelledText
from training.scores import matched_claims, score

log = logging.getLogger(__name__)

# What is tried. Transitions are counted, then weighed: the network's own logits know most of them. The bonus
# goes to a source's beginning, for a claim without its source is lost whole.
_TRANSITION_WEIGHTS = (0.0, 0.1, 0.25)
_SOURCE_BONUSES = (0.5, 1.0, 1.5)
_CUE_THRESHOLDS = (0.3, 0.4, 0.5, 0.6)
# Rates an attribution by its cue alone: with these weights its probability is its cue's.
_BY_CUE = Rating(np.array([1, 0, 0, 0, 0, 0, 0], dtype=np.float32), 0.0)
# A lower floor lets unlikely words join a cue: claims F1 gains 0.1 by it, and chains lose 2 points in 70.
_FLOOR = 0.4
STARTING_SETTINGS = Settings(0.6, _FLOOR, np.zeros((3, 3), dtype=np.float32), _BY_CUE, 0.0)


@dataclass(frozen=True, slots=True)
class Seen:
    """One article with what the encoder says of it, so that settings can be tried without it."""

    document: Document
    pieces: Pieces
    windows: tuple[tuple[Window, Readings], ...]

    def decode(self, head: RoleHead, settings: Settings) -> list[Attribution]:
        """Return the attributions by `settings`."""
        return decode(self.pieces, self.windows, head, settings)


def count_transitions(texts: Sequence[LabelledText]) -> Floats:
    """Return how much likelier than by chance each role is to follow each, as logarithms."""
    counts = np.ones((3, 3))
    for text in texts:
        for roles in text.roles:
            known = roles[roles != IGNORED]
            np.add.at(counts, (known[:-1], known[1:]), 1)
    expected = counts.sum(1, keepdims=True) * counts.sum(0) / counts.sum()
    logarithms: Floats = np.log(counts / expected).astype(np.float32)
    return logarithms


def weigh(transitions: Floats, weight: float, bonus: float) -> Floats:
    """Return the costs that Viterbi's algorithm is given."""
    weighed = (transitions * weight).astype(np.float32)
    weighed[[NEITHER, CONTENT], SOURCE] += np.float32(bonus)
    return weighed


def look(engine: LearnedEngine, documents: Sequence[Document]) -> list[Seen]:
    """Return what the engine's encoder says of `documents`."""
    seen = []
    for document in documents:
        pieces = engine.read(document.text)
        windows = tuple((window, engine.look(pieces, window)) for window in cut(pieces))
        seen.append(Seen(document, pieces, windows))
    return seen


def choose(seen: Sequence[Seen], head: RoleHead, transitions: Floats) -> tuple[Settings, float]:
    """Return the settings with the best claims F1, sought one after the other, and the F1 they promise."""

    def f1(settings: Settings) -> float:
        scores = score((each.document, each.decode(head, settings)) for each in seen)
        transitions = settings.transitions.round(2).tolist()
        log.info("floor %.1f, transitions %s: F1 %.2f", settings.cue_floor, transitions, scores.f1("claims"))
        return scores.f1("claims")

    weighed = [
        replace(STARTING_SETTINGS, transitions=weigh(transitions, weight, bonus))
        for weight in _TRANSITION_WEIGHTS
        for bonus in _SOURCE_BONUSES
    ]
    chosen = max(weighed, key=f1)
    rated = [_rate(seen, head, replace(chosen, cue_threshold=threshold)) for threshold in _CUE_THRESHOLDS]
    promised, chosen = max(rated, key=lambda each: each[0])
    return chosen, promised


def _rate(seen: Sequence[Seen], head: RoleHead, settings: Settings) -> tuple[float, Settings]:
    """Return `settings` with the rating and the threshold that suit them, and the claims F1 these promise.

    That F1 is of ratings fitted without the article they rate; the rating returned is fitted on all.
    """
    rows = [_judged(each, head, settings) for each in seen]
    features, right = np.concatenate([row[0] for row in rows]), np.concatenate([row[1] for row in rows])
    fold = np.repeat(np.arange(len(rows)) % 8, [len(row[0]) for row in rows])
    probable = np.zeros(len(features), dtype=np.float32)
    for number in range(8):
        probable[fold == number] = fit(features[fold != number], right[fold != number]).probabilities(
            features[fold == number]
        )
    order = np.argsort(-probable, kind="stable")
    kept, annotated = np.arange(1, len(order) + 1), sum(row[2] for row in rows)
    f1 = 200 * np.cumsum(right[order]) / (kept + annotated)
    best = int(f1.argmax())
    threshold = round(float(probable[order[best]]), 2)
    log.info("cue threshold %.2f: claims F1 %.2f from %.2f", settings.cue_threshold, f1[best], threshold)
    return float(f1[best]), replace(settings, rating=fit(features, right), threshold=threshold)


def _judged(seen: Seen, head: RoleHead, settings: Settings) -> tuple[Floats, Bools, int]:
    """Return one article's proposals as features, which of them are right, and how many are annotated."""
    proposals = propose(seen.pieces, seen.windows, head, settings)
    found = [Attribution(each.source, each.cue, each.content) for each in proposals]
    right = np.zeros(len(found), dtype=np.bool_)
    annotated, matches = matched_claims(seen.document, found)
    right[[number for _, number in matches]] = True
    features = [each.features for each in proposals]
    return np.reshape(features, (len(found), len(FEATURES))).astype(np.float32), right, annotated


def fit(features: Floats, right: Bools) -> Rating:
    """Return the logistic regression of `right` on `features`, by Newton's method, with a ridge of 1."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    x = np.column_stack([(features - mean) / spread, np.ones(len(features))]).astype(np.float64)
    ridge = np.diag([*np.ones(features.shape[1]), 0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (odds - right) + ridge @ weights
        weights -= np.linalg.solve((x * (odds * (1 - odds))[:, None]).T @ x + ridge, slope)
    raw = weights[:-1] / spread
    return Rating(raw.astype(np.float32), float(weights[-1] - raw @ mean))
