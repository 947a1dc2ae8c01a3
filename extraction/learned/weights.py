"""The weights file: an ONNX encoder that carries its vocabulary, its role head and its settings along."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as refusals

from extraction.learned.decode import Settings
from extraction.learned.pieces import Ints
from extraction.learned.rating import Rating
from extraction.learned.roles import Floats, RoleHead

# Where the shipped weights lie.
DEFAULT_PATH = Path(__file__).with_name("weights.onnx")
# onnxruntime's scale: 3 shows errors alone.
_ERRORS_ONLY = 3
# What onnxruntime raises at a file that is missing, no network, or beyond it.
_REFUSALS = (
    refusals.NoSuchFile,
    refusals.InvalidProtobuf,
    refusals.InvalidGraph,
    refusals.Fail,
    refusals.NotImplemented,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learned: the encoder to run, and what the reader and the decoder need to know."""

    session: onnxruntime.InferenceSession
    version: str
    vocabulary: list[str]
    head: RoleHead
    settings: Settings
    widths: tuple[int, ...]
    """How many columns of the encoder's output each field of `Readings` takes, cues first."""

    def run(self, ids: Ints, shapes: Ints, quotes: Ints, places: Ints) -> list[Floats]:
        """Return what the encoder says of the pieces at `places` of a window, a row each, cut by `widths`."""
        (said,) = self.session.run(None, {"ids": ids, "shapes": shapes, "quotes": quotes})
        assert isinstance(said, np.ndarray)
        said = said.take(places, axis=0)
        ends = tuple(accumulate(self.widths))
        return [said[:, start:end] for start, end in pairwise((0, *ends))]


def open_weights(path: Path = DEFAULT_PATH, threads: int = 1) -> Weights:
    """Return the weights in the file at `path`, to be run on so many threads.

    :raises ValueError: there is no such file, or it is no weights file.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        metadata = session.get_modelmeta().custom_metadata_map
        return _weights(session, metadata)
    except (KeyError, *_REFUSALS) as error:
        raise ValueError(f"no usable weights in {path}: {error}") from error


def pack(array: NDArray[np.float32]) -> dict[str, object]:
    """Return a small array as JSON can hold it."""
    data = base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode("ascii")
    return {"shape": list(array.shape), "data": data}


def unpack(packed: Mapping[str, object]) -> Floats:
    """Return the array that `pack` made `packed` of."""
    shape = packed["shape"]
    assert isinstance(shape, list)
    return np.frombuffer(base64.b64decode(str(packed["data"])), dtype="<f4").reshape(shape)


def _weights(session: onnxruntime.InferenceSession, metadata: Mapping[str, str]) -> Weights:
    decoder = json.loads(metadata["decoder"])
    return Weights(
        session=session,
        version=metadata["version"],
        vocabulary=metadata["vocabulary"].split("\n"),
        head=RoleHead(**{name: unpack(decoder["head"][name]) for name in ("distances", "weight", "bias")}),
        settings=Settings(
            cue_threshold=decoder["cue_threshold"],
            cue_floor=decoder["cue_floor"],
            transitions=unpack(decoder["transitions"]),
            rating=Rating(unpack(decoder["rating"]), decoder["rating_bias"]),
            threshold=decoder["threshold"],
        ),
        widths=tuple(decoder["widths"]),
    )
