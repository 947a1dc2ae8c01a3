"""A network read back from an eight-bit weights file, whole or its first layers alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from extraction.learned.weights import unpack
from training.export import HEADS
from training.network import Network

Values = dict[str, NDArray[np.float32]]

# Parts of the role head, as the file and as the network call them.
_ROLE_HEAD = {"distances": "distance.weight", "weight": "role.weight", "bias": "role.bias"}


def restore(network: Network, path: Path, vocabulary: list[str]) -> None:
    """Load into `network` what the weights file at `path` holds, its first layers if it has more.

    Pieces of `vocabulary` that the file lacks, places beyond its windows and the auxiliary head, which is in
    no file, stay as they are.

    :raises ValueError: the file's network is a smaller one.
    """
    model = onnx.load(str(path))
    properties = {each.key: each.value for each in model.metadata_props}
    decoder = json.loads(properties["decoder"])
    values = _Graph(model.graph).read(decoder["widths"])
    values |= {name: unpack(decoder["head"][theirs]) for theirs, name in _ROLE_HEAD.items()}
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    rows = {
        "pieces.weight": [numbers[piece] for piece in properties["vocabulary"].split("\n")],
        "places.weight": list(range(len(values["places.weight"]))),
    }
    if missing := [name for name in network.state_dict() if name not in values and "any_role" not in name]:
        raise ValueError(f"{path} is of a smaller network: it lacks {', '.join(missing)}")
    with torch.no_grad():
        for name, parameter in network.state_dict().items():
            if name in values:
                parameter[rows.get(name, slice(None))] = torch.tensor(values[name])


class _Graph:
    """The graph that `training.export` made, its operators taken in the order in which it added them."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self.graph = graph
        self.products = self.inputs_of("DynamicQuantizeMatMul")
        self.norms = self.inputs_of("LayerNormalization")

    def inputs_of(self, kind: str) -> Iterator[list[NDArray[np.float32]]]:
        """Yield the constants that each operator of one kind takes."""
        for node in self.graph.node:
            if node.op_type == kind:
                yield [self.constants[name] for name in node.input if name in self.constants]

    def read(self, widths: list[int]) -> Values:
        """Return all parameters by the network's names for them; the heads are of these `widths`."""
        tables = [constants[0] for constants in self.inputs_of("Gather")]
        names = ("pieces.weight", "shapes.weight", "quotes.weight")
        values = dict(zip(names, map(np.multiply, tables[::2], tables[1::2]), strict=True))
        values["places.weight"] = next(self.inputs_of("Slice"))[0]
        values |= self.norm("norm")
        for number, (whole, bias, scale, _) in enumerate(self.inputs_of("QAttention")):
            name = f"layers.{number}."
            values |= {f"{name}qkv.weight": (whole * scale).T, f"{name}qkv.bias": bias}
            values |= self.linear(f"{name}out") | self.norm(f"{name}norm_attention")
            values |= self.linear(f"{name}widen") | self.linear(f"{name}narrow") | self.norm(f"{name}norm")
        return values | self.heads(widths)

    def heads(self, widths: list[int]) -> Values:
        """Return the parameters of the heads, which are one product in the file."""
        (weight,), (bias,) = next(self.inputs_of("MatMul")), list(self.inputs_of("Add"))[-1]
        bounds = np.cumsum(widths)[:-1]
        return {
            f"{head}.{part}": rows
            for part, whole in (("weight", weight.T), ("bias", bias))
            for head, rows in zip(HEADS, np.split(whole, bounds), strict=True)
        }

    def norm(self, name: str) -> Values:
        """Return the next normalisation's parameters."""
        scale, shift = next(self.norms)
        return {f"{name}.weight": scale, f"{name}.bias": shift}

    def linear(self, name: str) -> Values:
        """Return the next product's parameters."""
        whole, scale, _, bias = next(self.products)
        return {f"{name}.weight": (whole * scale).T, f"{name}.bias": bias}
