"""Opening weights files."""

import numpy as np
import pytest

from extraction.learned.weights import open_weights, pack, unpack


def test_weights_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(ValueError, match="no usable weights in .*missing.onnx"):
        open_weights(tmp_path / "missing.onnx")


def test_a_file_that_is_no_network_is_refused(tmp_path):
    path = tmp_path / "letter.onnx"
    path.write_text("Dear Sir,")

    with pytest.raises(ValueError, match="no usable weights"):
        open_weights(path)


def test_a_packed_array_comes_back_the_same():
    array = np.arange(6, dtype=np.float32).reshape(2, 3) / 7

    assert unpack(pack(array)).tolist() == array.tolist()
