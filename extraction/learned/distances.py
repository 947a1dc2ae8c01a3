"""How far a word stands from a cue, in steps that grow with the distance."""

import numpy as np

from extraction.learned.pieces import Ints

# Steps to either side; beyond the last one all distances are one.
STEPS = 32


# So many pieces off, any word is beyond the last step.
FARTHEST = 512


def _steps() -> Ints:
    """Return the step of each distance, from `-FARTHEST` to `FARTHEST`."""
    offsets = np.arange(-FARTHEST, FARTHEST + 1)
    magnitudes = np.abs(offsets)
    far = 8 + np.floor(np.log(np.maximum(magnitudes, 8) / 8) / np.log(1.16)).astype(np.int64)
    steps: Ints = np.minimum(np.where(magnitudes <= 8, magnitudes, far), STEPS)
    return np.sign(offsets) * steps + STEPS


_STEPS = _steps()


def bucket(offsets: Ints) -> Ints:
    """Return the step of each signed distance in pieces: exact up to 8, then ever coarser, 0 to 64."""
    steps: Ints = _STEPS.take(offsets + FARTHEST, mode="clip")
    return steps
