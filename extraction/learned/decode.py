"""From what the encoder says of one text to its attributions."""

from dataclasses import dataclass

import numpy as np

from extraction.learned.pieces import Bools, Ints, Pieces
from extraction.learned.rating import Rating, measure
from extraction.learned.roles import (
    CONTENT,
    NEITHER,
    SOURCE,
    Floats,
    Readings,
    RoleHead,
    likeliest_paths,
    log_softmax,
)
from extraction.learned.windows import Window
from extraction.model import Attribution, Span

# What a word costs another cue that a surer one holds: enough that no evidence outweighs it.
_FORBIDDEN = np.float32(-1e4)
# Words between two parts of a content that belong to it all the same, where nothing of its own cue or source
# is among them: mostly an attribution nested in it. Chosen on articles held out of training.
_WIDEST_GAP = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """How readily the decoder speaks; chosen on articles held out of training."""

    cue_threshold: float
    """How probable the surest word of a cue must be for its attribution to be considered."""
    cue_floor: float
    """How probable its other words must be."""
    transitions: Floats
    """Role before by role now: what going on so adds, in nats."""
    rating: Rating
    threshold: float
    """How probable an attribution must be."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution not yet rated, and what is measured of it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    features: Floats


def decode(
    pieces: Pieces, window: Window, readings: Readings, head: RoleHead, settings: Settings
) -> list[Attribution]:
    """Return the attributions whose cue `window` owns, in the order of their cues."""
    proposals = propose(pieces, window, readings, head, settings)
    if not proposals:
        return []
    rated = settings.rating.probabilities(np.stack([each.features for each in proposals])).tolist()
    return [
        Attribution(each.source, each.cue, each.content, probability)
        for each, probability in zip(proposals, rated, strict=True)
        if probability >= settings.threshold
    ]


def propose(
    pieces: Pieces, window: Window, readings: Readings, head: RoleHead, settings: Settings
) -> list[Proposal]:
    """Return an attribution for each cue that `window` owns and that has content, in the cues' order."""
    words = window.start + readings.places - 1
    found = [
        (cue, sure)
        for cue, sure in find_cues(readings.cues, settings)
        if window.own_start <= words[cue[0]] < window.own_end
    ]
    if not found:
        return []
    cues = [cue for cue, _ in found]
    scores = log_softmax(head.score(readings, cues))
    settle(scores, cues)
    paths = likeliest_paths(scores, settings.transitions)
    features = measure([sure for _, sure in found], scores, paths)
    proposals = []
    for number, cue in enumerate(cues):
        score, path = scores[number], paths[number]
        source = _best_run(path == SOURCE, score[:, SOURCE] - score[:, NEITHER])
        held = np.zeros(len(words), dtype=np.bool_)
        held[cue] = True
        proposals.append(
            Proposal(
                source=_spans(pieces, words, source),
                cue=_spans(pieces, words, held),
                content=_spans(pieces, words, without_gaps(path == CONTENT, held | source)),
                features=features[number],
            )
        )
    return [each for each in proposals if each.content]


def find_cues(logits: Floats, settings: Settings) -> list[tuple[Ints, float]]:
    """Return the cues (their words, and how probable the surest of them is) in text order."""
    odds = np.exp(log_softmax(logits))
    probable = 1 - odds[:, 0]
    inside = probable >= settings.cue_floor
    begins = inside & ((odds[:, 1] > odds[:, 2]) | ~np.append(False, inside[:-1]))
    runs = np.split(np.flatnonzero(inside), np.flatnonzero(begins[inside])[1:])
    cues = [(run, float(probable[run].max())) for run in runs if len(run)]
    return [(run, sure) for run, sure in cues if sure >= settings.cue_threshold]


def settle(scores: Floats, cues: list[Ints]) -> None:
    """Let each word be of one attribution only.

    A cue's words are no other's; the rest go to the cue that claims them most. `scores` is changed in place.
    """
    for cue in cues:
        scores[:, cue, SOURCE:] = _FORBIDDEN
    if len(cues) > 1:
        claimed = scores[:, :, CONTENT] - scores[:, :, NEITHER]
        winner = claimed.argmax(0)
        lost = (np.arange(len(cues))[:, None] != winner) & (claimed[winner, np.arange(len(winner))] > 0)
        scores[lost, CONTENT] = np.minimum(scores[lost, CONTENT], scores[lost, NEITHER] - 2)


def _best_run(inside: Bools, margins: Floats) -> Bools:
    """Return only that run of set words whose margins add up to most; sources are of one piece."""
    bounds = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    if len(bounds) <= 2:
        return inside
    runs = list(zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True))
    start, end = max(runs, key=lambda run: float(margins[run[0] : run[1]].sum()))
    best = np.zeros_like(inside)
    best[start:end] = True
    return best


def without_gaps(content: Bools, own: Bools) -> Bools:
    """Return the content with short gaps filled, but for those with words of its `own` cue or source."""
    filled = content.copy()
    inside = np.flatnonzero(content)
    for last, first in zip(inside[:-1].tolist(), inside[1:].tolist(), strict=True):
        if 1 < first - last <= _WIDEST_GAP + 1 and not own[last:first].any():
            filled[last:first] = True
    return filled


def _spans(pieces: Pieces, words: Ints, inside: Bools) -> tuple[Span, ...]:
    """Return the set words as spans, one for each unbroken run within one paragraph."""
    chosen = np.flatnonzero(inside)
    if not len(chosen):
        return ()
    paragraphs = pieces.paragraphs[words[chosen]]
    breaks = np.flatnonzero((np.diff(chosen) > 1) | (np.diff(paragraphs) != 0))
    firsts = words[chosen[np.append(0, breaks + 1)]]
    lasts = words[chosen[np.append(breaks, len(chosen) - 1)]]
    spans = zip(pieces.starts[firsts].tolist(), pieces.ends[lasts].tolist(), strict=True)
    return tuple(Span(start, end) for start, end in spans)
