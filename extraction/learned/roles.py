"""Whose source and content a word is: the role head, and the likeliest path of roles through a window."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.learned.distances import bucket
from extraction.learned.pieces import Ints

Floats = NDArray[np.float32]

NEITHER, SOURCE, CONTENT = range(3)


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
        steps = np.stack([_steps(readings.places, cue) for cue in cues])
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


def likeliest_paths(scores: Floats, transitions: Floats) -> Ints:
    """Return the best role of each word (cue by word) where going from role to role adds `transitions`.

    Viterbi's algorithm over all cues at once; `scores` is cue by word by role.
    """
    cues, words, _ = scores.shape
    came_from = np.zeros((words, cues, 3), dtype=np.int64)
    best = scores[:, 0]
    for word in range(1, words):
        # Cue by role before by role now.
        options = best[:, :, None] + transitions
        came_from[word] = options.argmax(1)
        best = options.max(1) + scores[:, word]
    paths = np.zeros((cues, words), dtype=np.int64)
    paths[:, -1] = best.argmax(1)
    rows = np.arange(cues)
    for word in range(words - 1, 0, -1):
        paths[:, word - 1] = came_from[word, rows, paths[:, word]]
    return paths


def _steps(places: Ints, cue: Ints) -> Ints:
    """Return each word's step from the nearer end of a cue."""
    first, last = places[cue[0]], places[cue[-1]]
    return bucket(np.minimum(places - first, 0) + np.maximum(places - last, 0))
