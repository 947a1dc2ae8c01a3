"""The likeliest roles of a window's words."""

import itertools
from collections.abc import Callable

import numpy as np

from extraction.learned.distances import STEPS, bucket
from extraction.learned.roles import likeliest_paths


def test_distances_are_exact_near_by_and_coarse_far_off():
    steps = bucket(np.array([-300, -20, -3, 0, 1, 8, 9, 300])) - STEPS

    assert steps.tolist() == [-32, -14, -3, 0, 1, 8, 8, 32]


def test_the_likeliest_paths_are_the_best_of_all_paths():
    random = np.random.default_rng(7)
    windows = [random.normal(size=(2, words, 3)).astype(np.float32) for words in (5, 1, 6)]
    transitions = -np.abs(random.normal(size=(3, 3))).astype(np.float32)

    def worth(scores: np.ndarray, path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        return float(steps + sum(scores[word, role] for word, role in enumerate(path)))

    found = [paths.tolist() for paths in likeliest_paths(windows, transitions)]

    assert found == [[best_path(scores, worth) for scores in window] for window in windows]


def best_path(scores: np.ndarray, worth: Callable[[np.ndarray, tuple[int, ...]], float]) -> list[int]:
    paths = itertools.product(range(3), repeat=len(scores))
    return list(max(paths, key=lambda path: worth(scores, path)))


def test_the_path_of_a_single_word_is_its_best_role():
    scores = np.array([[[0.1, 0.7, 0.2]], [[0.5, 0.2, 0.3]]], dtype=np.float32)

    [paths] = likeliest_paths([scores], np.zeros((3, 3), dtype=np.float32))

    assert paths.tolist() == [[1], [0]]
