"""The likeliest roles of a window's words."""

import itertools

import numpy as np

from extraction.learned.distances import STEPS, bucket
from extraction.learned.roles import likeliest_paths


def test_distances_are_exact_near_by_and_coarse_far_off():
    steps = bucket(np.array([-300, -20, -3, 0, 1, 8, 9, 300])) - STEPS

    assert steps.tolist() == [-32, -14, -3, 0, 1, 8, 8, 32]


def test_the_likeliest_path_is_the_best_of_all_paths():
    random = np.random.default_rng(7)
    scores = random.normal(size=(2, 5, 3)).astype(np.float32)
    transitions = -np.abs(random.normal(size=(3, 3))).astype(np.float32)

    def worth(cue: int, path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        return float(steps + sum(scores[cue, word, role] for word, role in enumerate(path)))

    best = [max(itertools.product(range(3), repeat=5), key=lambda path: worth(cue, path)) for cue in range(2)]
    assert likeliest_paths(scores, transitions).tolist() == [list(path) for path in best]
