"""Whose source and content a word is: the role head, and the likeliest path of roles through a window."""

from collections.abc import Iterator, Mapping, Sequence
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
        steps = _steps(readings.places, cues)
        hidden = (averages @ readings.as_cue)[:, None, :] + readings.as_word
        # in place: memory for another array of this size costs as much as the sum
        hidden += self.distances.take(steps, axis=0)
        logits: Floats = np.maximum(hidden, 0, out=hidden) @ self.weight.T
        logits += self.bias
        width = readings.pair_word.shape[1]
        pairs = (averages @ readings.pair_cue).reshape(len(cues), 2, width) / np.float32(width**0.5)
        logits[:, :, SOURCE:] += np.matmul(readings.pair_word, pairs.transpose(0, 2, 1))
        return logits


def log_softmax(logits: Floats) -> Floats:
    """Return the logarithms of the three probabilities along the last axis."""
    # there are three: sums along so short an axis take longer one by one than side by side
    most = np.maximum(np.maximum(logits[..., 0], logits[..., 1]), logits[..., 2])
    shifted = logits - most[..., None]
    odds = np.exp(shifted)
    normed: Floats = shifted - np.log(odds[..., 0] + odds[..., 1] + odds[..., 2])[..., None]
    return normed


def likeliest_paths(scores: Sequence[Floats], transitions: Floats) -> Iterator[Ints]:
    """Yield for each of `scores` (cue by word by role) the best role of each word (cue by word).

    Going from role to role adds `transitions`. Viterbi's algorithm, over the cues of several windows at once:
    what it costs is the steps from word to word, and hardly how many go along.
    """
    ends = np.cumsum([len(each) for each in scores]).tolist()
    owned = [slice(end - len(each), end) for end, each in zip(ends, scores, strict=True)]
    longest = max(each.shape[1] for each in scores)
    # Word by role by cue: so each step's sums run along the cues. Each window's words stand at the end, so
    # that all paths end together.
    best = np.zeros((longest, 3, ends[-1]), dtype=np.float32)
    begins: dict[int, list[slice]] = {}
    for cues, each in zip(owned, scores, strict=True):
        start = longest - each.shape[1]
        best[start:, :, cues] = each.transpose(1, 2, 0)
        begins.setdefault(start, []).append(cues)
    came_from = _walk(best, begins, transitions)
    paths = np.zeros((longest, ends[-1]), dtype=np.int64)
    paths[-1] = best[-1].argmax(0)
    columns = np.arange(ends[-1])
    for word in range(longest - 1, 0, -1):
        paths[word - 1] = came_from[word - 1, paths[word], columns]
    for cues, each in zip(owned, scores, strict=True):
        # sums along words that lie side by side round alike, whatever else was sought at once
        yield np.ascontiguousarray(paths[longest - each.shape[1] :, cues].T)


def _walk(best: Floats, begins: Mapping[int, list[slice]], transitions: Floats) -> Ints:
    """Add to each word's scores the best way there; return the role before each word's role on it.

    `best` is word by role by cue; what `begins` at a word has no way there.
    """
    going = transitions[:, :, None]
    # role before by role now by cue
    ways = np.empty((3, *best.shape[1:]), dtype=np.float32)
    onward = np.empty_like(best[0])
    for word in range(1, len(best)):
        np.add(best[word - 1][:, None], going, out=ways)
        np.maximum(ways[0], ways[1], out=onward)
        np.maximum(onward, ways[2], out=onward)
        for cues in begins.get(word, ()):
            onward[:, cues] = 0
        best[word] += onward
    came_from: Ints = (best[:-1, :, None] + going).argmax(1)
    return came_from


def _steps(places: Ints, cues: list[Ints]) -> Ints:
    """Return each word's step from the nearer end of each cue."""
    first = places[[cue[0] for cue in cues], None]
    last = places[[cue[-1] for cue in cues], None]
    return bucket(np.minimum(places - first, 0) + np.maximum(places - last, 0))
