"""Whose source and content a word is: the role head, and the likeliest path of roles through a window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.learned.distances import bucket
from extraction.learned.pieces import Ints

Floats = NDArray[np.float32]

NEITHER, SOURCE, CONTENT = range(3)
# So many windows' paths are sought at once: enough that a step's own cost is small, few enough for the cache.
_TOGETHER = 32


@dataclass(frozen=True, slots=True)
class Readings:
    """What the encoder says of the words of one window: row by row, a word each."""

    places: Ints
    """Of each word, the place of its first piece in the window."""
    cues: Floats
    """Logits: out, begin, in."""
    as_cue: Floats
    as_word: Floats
    pair_cue: Floats
    pair_word: Floats


@dataclass(frozen=True, slots=True)
class RoleHead:
    """The part of the network that is run here, for each cue found, rather than in the encoder's pass."""

    distances: Floats
    """Step of distance by hidden unit."""
    weight: Floats
    """Role by hidden unit."""
    bias: Floats

    def score(self, readings: Readings, cues: list[Ints]) -> Floats:
        """Return the logits of each word's role for each cue: cue by word by role."""
        averages = np.zeros((len(cues), len(readings.places)), dtype=np.float32)
        for row, cue in enumerate(cues):
            averages[row, cue] = 1 / len(cue)
        steps = _steps(readings.places, cues)
        hidden = (averages @ readings.as_cue)[:, None, :] + readings.as_word + self.distances[steps]
        logits: Floats = np.maximum(hidden, 0) @ self.weight.T + self.bias
        width = readings.pair_word.shape[1]
        pairs = (averages @ readings.pair_cue).reshape(len(cues), 2, width) / np.float32(width**0.5)
        logits[:, :, SOURCE:] += np.matmul(readings.pair_word, pairs.transpose(0, 2, 1))
        return logits


def log_softmax(logits: Floats) -> Floats:
    """Return the logarithms of the probabilities along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    normed: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normed


def likeliest_paths(scores: Sequence[Floats], transitions: Floats) -> Iterator[Ints]:
    """Yield for each of `scores` (cue by word by role) the best role of each word (cue by word).

    Going from role to role adds `transitions`. Viterbi's algorithm, over the cues of several windows at once:
    what it costs is the steps from word to word, and hardly how many go along.
    """
    for first in range(0, len(scores), _TOGETHER):
        yield from _paths_together(scores[first : first + _TOGETHER], transitions)


def _paths_together(scores: Sequence[Floats], transitions: Floats) -> Iterator[Ints]:
    owners = np.repeat(np.arange(len(scores)), [len(each) for each in scores])
    longest = max(each.shape[1] for each in scores)
    # Word by cue by role. Each window's words stand at the end, so that all paths end together.
    best = np.zeros((longest, len(owners), 3), dtype=np.float32)
    begins: dict[int, list[int]] = {}
    for number, each in enumerate(scores):
        start = longest - each.shape[1]
        best[start:, owners == number] = each.transpose(1, 0, 2)
        begins.setdefault(start, []).append(number)
    for word in range(1, longest):
        # cue by role before by role now
        onward = np.maximum.reduce(best[word - 1, :, :, None] + transitions, axis=1)
        if word in begins:
            onward[np.isin(owners, begins[word])] = 0
        best[word] += onward
    came_from = (best[:-1, :, :, None] + transitions).argmax(2).reshape(longest - 1, 3 * len(owners))
    paths = np.zeros((longest, len(owners)), dtype=np.int64)
    paths[-1] = best[-1].argmax(1)
    rows = np.arange(0, 3 * len(owners), 3)
    for word in range(longest - 1, 0, -1):
        paths[word - 1] = came_from[word - 1, rows + paths[word]]
    for number, each in enumerate(scores):
        yield paths[longest - each.shape[1] :, owners == number].T


def _steps(places: Ints, cues: list[Ints]) -> Ints:
    """Return each word's step from the nearer end of each cue."""
    first = places[[cue[0] for cue in cues], None]
    last = places[[cue[-1] for cue in cues], None]
    return bucket(np.minimum(places - first, 0) + np.maximum(places - last, 0))
