"""The network as one ONNX file for onnxruntime: in full precision, or with eight-bit weights."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from extraction.learned.decode import Settings
from extraction.learned.weights import pack
from extraction.learned.windows import CAPACITY
from training.network import Network

# Where onnxruntime keeps its fused operators.
_FUSED = "com.microsoft"
# The heads whose outputs the decoder reads, in the order of `Readings`.
HEADS = ("cue", "as_cue", "as_word", "pair_cue", "pair_word")
# Seven bits and a sign: with eight, processors without VNNI saturate when they add products in pairs.
_WEIGHT_RANGE = 63
# Embeddings are looked up, not multiplied, and use the whole range.
_TABLE_RANGE = 127


def export(
    network: Network, vocabulary: list[str], settings: Settings, path: Path, eight_bit: bool = True
) -> None:
    """Write the weights file at `path`: encoder, vocabulary, role head and settings."""
    graph = _Graph({name: value.detach().numpy() for name, value in network.state_dict().items()}, eight_bit)
    kept = kept_pieces(vocabulary)
    graph.encode(network, kept)
    model = helper.make_model(
        graph.finish(),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)],
        ir_version=9,
        producer_name="whosaid",
    )
    decoder = {
        "widths": [getattr(network, head).out_features for head in HEADS],
        "cue_threshold": settings.cue_threshold,
        "cue_floor": settings.cue_floor,
        "transitions": pack(settings.transitions),
        "rating": pack(settings.rating.weights),
        "rating_bias": settings.rating.bias,
        "threshold": settings.threshold,
        "head": {
            "distances": pack(graph.values["distance.weight"]),
            "weight": pack(graph.values["role.weight"]),
            "bias": pack(graph.values["role.bias"]),
        },
    }
    helper.set_model_props(
        model,
        {"vocabulary": "\n".join(vocabulary[number] for number in kept), "decoder": json.dumps(decoder)},
    )
    digest = hashlib.sha256(model.SerializeToString(deterministic=True)).hexdigest()
    model.metadata_props.add(key="version", value=digest[:12])
    path.write_bytes(model.SerializeToString(deterministic=True))
    onnx.checker.check_model(onnx.load(str(path)), full_check=False)


def kept_pieces(vocabulary: list[str]) -> list[int]:
    """Return the pieces that English news can hold: Latin script, marks and signs."""
    special = {"[UNK]", "[CLS]", "[SEP]"}
    return [
        number
        for number, piece in enumerate(vocabulary)
        if piece in special
        or not (len(piece) > 2 and piece.startswith("["))
        and not any(map(_is_foreign, piece))
    ]


def _is_foreign(character: str) -> bool:
    """Whether a letter is beyond Latin; U+0250 begins the phonetic alphabet, after it other scripts."""
    return character.isalpha() and ord(character) >= 0x250


class _Graph:
    """An ONNX graph under construction."""

    def __init__(self, values: dict[str, NDArray[np.float32]], eight_bit: bool) -> None:
        self.values = values
        self.eight_bit = eight_bit
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def encode(self, network: Network, kept: list[int]) -> None:
        """Add the whole encoder and its heads."""
        tables = [
            self.look_up("ids", self.values["pieces.weight"][kept]),
            self.look_up("shapes", self.values["shapes.weight"]),
            self.look_up("quotes", self.values["quotes.weight"]),
            self.places(),
        ]
        total = tables[0]
        for table in tables[1:]:
            total = self.node("Add", [total, table])
        x = self.node(
            "Unsqueeze", [self.normalise(total, "norm"), self.constant(np.array([0], dtype=np.int64))]
        )
        for number in range(network.sizes.layers):
            x = self.layer(x, f"layers.{number}.", network.sizes.heads)
        x = self.node("Squeeze", [x, self.constant(np.array([0], dtype=np.int64))])
        weight = np.concatenate([self.values[f"{head}.weight"] for head in HEADS])
        bias = np.concatenate(
            [self.values.get(f"{head}.bias", np.zeros(len(self.values[f"{head}.weight"]))) for head in HEADS]
        )
        product = self.node("MatMul", [x, self.constant(weight.T)])
        self.node("Add", [product, self.constant(bias)], output="said")

    def layer(self, x: str, name: str, heads: int) -> str:
        """Add one transformer layer."""
        mixed = self.attention(x, f"{name}qkv", heads)
        mixed = self.linear(mixed, f"{name}out")
        x = self.skip(x, mixed, f"{name}norm_attention")
        wide = self.node("Gelu", [self.linear(x, f"{name}widen")], domain=_FUSED)
        return self.skip(x, self.linear(wide, f"{name}narrow"), f"{name}norm")

    def skip(self, x: str, added: str, name: str) -> str:
        """Add a sum and its normalisation; the fused operator for both takes several times as long."""
        return self.normalise(self.node("Add", [x, added]), name)

    def normalise(self, x: str, name: str) -> str:
        """Add a normalisation over the width."""
        scale, shift = (self.constant(self.values[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", [x, scale, shift], epsilon=1e-12, axis=-1)

    def attention(self, x: str, name: str, heads: int) -> str:
        """Add self-attention, whose three projections are one product."""
        weight, bias = self.values[f"{name}.weight"].T, self.constant(self.values[f"{name}.bias"])
        if not self.eight_bit:
            return self.node("Attention", [x, self.constant(weight), bias], domain=_FUSED, num_heads=heads)
        whole, scale = _round(weight, axis=0, top=_WEIGHT_RANGE)
        x8, x_scale, x_zero = self.nodes_of("DynamicQuantizeLinear", [x], outputs=3)
        zero = self.constant(np.zeros(len(scale), dtype=np.int8))
        inputs = [x8, self.constant(whole), bias, x_scale, self.constant(scale), "", x_zero, zero]
        return self.node("QAttention", inputs, domain=_FUSED, num_heads=heads)

    def linear(self, x: str, name: str) -> str:
        """Add a product with a learned matrix, and its bias."""
        weight, bias = self.values[f"{name}.weight"].T, self.constant(self.values[f"{name}.bias"])
        if not self.eight_bit:
            return self.node("Add", [self.node("MatMul", [x, self.constant(weight)]), bias])
        whole, scale = _round(weight, axis=0, top=_WEIGHT_RANGE)
        zero = self.constant(np.zeros(len(scale), dtype=np.int8))
        inputs = [x, self.constant(whole), self.constant(scale), zero, bias]
        return self.node("DynamicQuantizeMatMul", inputs, domain=_FUSED)

    def look_up(self, ids: str, table: NDArray[np.float32]) -> str:
        """Add an embedding; in eight bits each row has its own scale."""
        if not self.eight_bit:
            return self.node("Gather", [self.constant(table), ids])
        whole, scale = _round(table, axis=1, top=_TABLE_RANGE)
        rows = self.node("Cast", [self.node("Gather", [self.constant(whole), ids])], to=TensorProto.FLOAT)
        scales = self.node("Gather", [self.constant(scale[:, None]), ids])
        return self.node("Mul", [rows, scales])

    def places(self) -> str:
        """Add the embeddings of the first places, as many as there are pieces."""
        table = self.constant(self.values["places.weight"][: CAPACITY + 1])
        zero, size = self.constant(np.array([0], dtype=np.int64)), self.node("Shape", ["ids"])
        return self.node("Slice", [table, zero, size, zero])

    def constant(self, value: NDArray[np.float32] | NDArray[np.int64] | NDArray[np.int8]) -> str:
        """Add a constant and return its name; floats become single precision."""
        self.count += 1
        single = value.astype(np.float32) if value.dtype.kind == "f" else value
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(single), f"c{self.count}"))
        return f"c{self.count}"

    def node(
        self, kind: str, inputs: list[str], *, output: str | None = None, domain: str = "", **how: Any
    ) -> str:
        """Add an operator of one output and return that output's name."""
        self.count += 1
        name = output or f"x{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **how))
        return name

    def nodes_of(self, kind: str, inputs: list[str], outputs: int) -> list[str]:
        """Add an operator of several outputs and return their names."""
        self.count += 1
        names = [f"x{self.count}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names))
        return names

    def finish(self) -> onnx.GraphProto:
        """Return the graph: three rows of numbers in, one row of readings a piece out."""
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"])
            for name in ("ids", "shapes", "quotes")
        ]
        said = helper.make_tensor_value_info("said", TensorProto.FLOAT, ["pieces", "readings"])
        return helper.make_graph(self.nodes, "encoder", inputs, [said], self.constants)


def _round(values: NDArray[np.float32], axis: int, top: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return whole numbers of at most `top` and their scales: one a column (`axis` 0) or a row (`axis` 1)."""
    largest = np.abs(values).max(axis=axis, keepdims=True)
    scale = np.maximum(largest, 1e-12) / top
    return np.round(values / scale).astype(np.int8), scale.reshape(-1).astype(np.float32)
