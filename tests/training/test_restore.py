"""A network read back from its weights file."""

import pytest
import torch

from tests.training.tiny import SETTINGS, VOCABULARY, tiny_network
from training.export import export, kept_pieces
from training.restore import restore

# Half a step: weights below 1 have 63 of them to either side, embeddings below 4 have 127.
TOLERANCE = 0.02


def test_what_was_exported_is_read_back_as_rounded(tmp_path):
    there, back = tiny_network(layers=2), tiny_network(layers=2, seed=4)
    export(there, VOCABULARY, SETTINGS, tmp_path / "weights.onnx")

    restore(back, tmp_path / "weights.onnx", VOCABULARY)

    wanted, read = there.state_dict(), back.state_dict()
    wanted["pieces.weight"] = wanted["pieces.weight"][kept_pieces(VOCABULARY)]
    read["pieces.weight"] = read["pieces.weight"][kept_pieces(VOCABULARY)]
    off = [name for name in wanted if not torch.allclose(wanted[name], read[name], rtol=0, atol=TOLERANCE)]
    assert off == ["any_role.weight", "any_role.bias"]


def test_a_smaller_network_takes_the_first_layers(tmp_path):
    there, back = tiny_network(layers=2), tiny_network(layers=1, seed=4)
    export(there, VOCABULARY, SETTINGS, tmp_path / "weights.onnx")

    restore(back, tmp_path / "weights.onnx", VOCABULARY)

    torch.testing.assert_close(
        back.layers[0].widen.weight, there.layers[0].widen.weight, rtol=0, atol=TOLERANCE
    )


def test_a_larger_network_is_refused(tmp_path):
    export(tiny_network(), VOCABULARY, SETTINGS, tmp_path / "weights.onnx")

    with pytest.raises(ValueError, match=r"smaller network: it lacks layers\.1\.qkv\.weight"):
        restore(tiny_network(layers=2), tmp_path / "weights.onnx", VOCABULARY)
