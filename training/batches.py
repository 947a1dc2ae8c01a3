"""Examples gathered into padded batches of tensors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from extraction.learned.distances import bucket
from extraction.learned.pieces import Bools, Ints
from extraction.learned.roles import Floats
from training.examples import IGNORED, Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length; cues of all windows in one row after another."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    mask: Tensor
    cue_odds: Tensor
    """Window by piece by label."""
    any_role: Tensor
    """Window by piece by (source, content)."""
    window: Tensor
    cue_weights: Tensor
    distances: Tensor
    role_odds: Tensor
    """Cue by piece by role."""


def gather(examples: Sequence[Example], random: np.random.Generator | None = None) -> Batch:
    """Return one batch of `examples`.

    With `random`, one cue in five is shown by one of its words alone: at run time some are found in part.
    """
    length = max(len(each.ids) for each in examples)
    masks = np.concatenate([_pad_rows(each.cue_masks, length) for each in examples])
    if random is not None:
        masks = _thin(masks, random)
    window = np.repeat(np.arange(len(examples)), [len(each.cue_masks) for each in examples])
    return Batch(
        ids=_stack([each.ids for each in examples], length, 0),
        shapes=_stack([each.shapes for each in examples], length, 0),
        quotes=_stack([each.quotes for each in examples], length, 0),
        mask=_stack([np.ones(len(each.ids), dtype=np.bool_) for each in examples], length, False),
        cue_odds=torch.from_numpy(np.stack([_pad_pieces(each.cue_odds, length) for each in examples])),
        any_role=torch.stack(
            [
                _stack([each.any_source for each in examples], length, IGNORED),
                _stack([each.any_content for each in examples], length, IGNORED),
            ],
            dim=-1,
        ),
        window=torch.from_numpy(window),
        cue_weights=torch.from_numpy(masks / masks.sum(1, keepdims=True)).float(),
        distances=torch.from_numpy(_distances(masks)),
        role_odds=torch.from_numpy(
            np.concatenate([_pad_pieces(each.role_odds, length) for each in examples])
        ),
    )


def _distances(masks: Bools) -> Ints:
    """Return each piece's step from the nearest end of each cue."""
    length = masks.shape[1]
    first, last = masks.argmax(1), length - 1 - masks[:, ::-1].argmax(1)
    places = np.arange(length)[None, :]
    before, after = places - first[:, None], places - last[:, None]
    return bucket(np.minimum(before, 0) + np.maximum(after, 0))


def _thin(masks: Bools, random: np.random.Generator) -> Bools:
    """Return `masks` with one row in five cut down to one of its pieces, at random."""
    thinned = masks.copy()
    for row in np.flatnonzero(random.random(len(masks)) < 0.2).tolist():
        kept = random.choice(np.flatnonzero(masks[row]))
        thinned[row] = False
        thinned[row, kept] = True
    return thinned


def _stack(rows: Sequence[Ints | Bools], length: int, filler: int) -> Tensor:
    return torch.from_numpy(
        np.stack([np.pad(row, (0, length - len(row)), constant_values=filler) for row in rows])
    )


def _pad_rows(rows: Bools, length: int) -> Bools:
    return np.pad(rows, ((0, 0), (0, length - rows.shape[1])))


def _pad_pieces(odds: Floats, length: int) -> Floats:
    """Return `odds`, whose last axis but one is pieces, with noughts up to `length` of them."""
    return np.pad(odds, [(0, 0)] * (odds.ndim - 2) + [(0, length - odds.shape[-2]), (0, 0)])
