"""How probable an attribution is, from how sure the network was of each of its parts."""

from dataclasses import dataclass

import numpy as np

from extraction.learned.pieces import Ints
from extraction.learned.roles import CONTENT, SOURCE, Floats

# What is measured of an attribution, in the order of the columns of `measure`.
FEATURES = (
    "cue",  # log-odds of its surest word
    "content",  # mean log-probability of the content's words as content
    "source",  # log-probability of the surest word of the source as source, 0 without one
    "has_source",
    "path",  # log-probability of all words' roles
    "content_words",  # logarithm of one more than their number
    "source_peak",  # probability of the likeliest source word, taken or not
)
# Keeps log-odds finite where a probability rounds to 1.
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Rating:
    """A logistic regression over `FEATURES`."""

    weights: Floats
    bias: float

    def probabilities(self, features: Floats) -> Floats:
        """Return how probable each attribution (a row of features) is, 0 to 1."""
        # a matrix product would round by how many rows there are
        evidence = (features * self.weights).sum(1) + np.float32(self.bias)
        odds: Floats = 1 / (1 + np.exp(-evidence))
        return odds


def measure(sure: list[float], scores: Floats, paths: Ints) -> Floats:
    """Return the features of each cue's attribution: cue by feature.

    `sure` is how probable each cue is, `scores` (cue by word by role) are log-probabilities, `paths` the
    roles given.
    """
    cue = np.clip(np.array(sure), _EPSILON, 1 - _EPSILON)
    along = np.take_along_axis(scores, paths[:, :, None], 2)[:, :, 0]
    content, source = paths == CONTENT, paths == SOURCE
    words = content.sum(1)
    has_source = source.any(1)
    columns = [
        np.log(cue / (1 - cue)),
        (along * content).sum(1) / np.maximum(words, 1),
        np.where(has_source, np.where(source, along, -np.inf).max(1), 0),
        has_source,
        along.sum(1),
        np.log(words + 1),
        np.exp(scores[:, :, SOURCE].max(1)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)
