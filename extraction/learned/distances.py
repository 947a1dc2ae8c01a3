"""How far a word stands from a cue, in steps that grow with the distance."""

import numpy as np

from extraction.learned.pieces import Ints

# Steps to either side; beyond the last one all distances are one.
STEPS = 32


def bucket(offsets: Ints) -> Ints:
    """Return the step of each signed distance in pieces: exact up to 8, then ever coarser, 0 to 64."""
    magnitudes = np.abs(offsets)
    far = 8 + np.floor(np.log(np.maximum(magnitudes, 8) / 8) / np.log(1.16)).astype(np.int64)
    steps = np.minimum(np.where(magnitudes <= 8, magnitudes, far), STEPS)
    return np.sign(offsets) * steps + STEPS
