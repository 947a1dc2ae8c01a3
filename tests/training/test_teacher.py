"""How a teacher's opinions and the annotators' marks are mixed."""

import numpy as np
import pytest

from extraction.learned.engine import LearnedEngine
from extraction.learned.roles import log_softmax
from extraction.learned.windows import cut
from tests.training.tiny import HALE, READER, SETTINGS, VOCABULARY, tiny_network
from training.examples import label
from training.export import export
from training.teacher import ask, share_trust


@pytest.fixture
def teacher(tmp_path):
    export(tiny_network(), VOCABULARY, SETTINGS, tmp_path / "weights.onnx")
    return LearnedEngine(tmp_path / "weights.onnx")


def test_without_trust_only_annotators_are_heard(teacher):
    text = label(HALE, READER)

    asked = ask(teacher, HALE, text, trust=0)

    np.testing.assert_array_equal(asked.cue_odds, text.cue_odds)
    np.testing.assert_array_equal(asked.role_odds, text.role_odds)


def test_with_full_trust_only_the_teacher_is_heard(teacher):
    asked = ask(teacher, HALE, label(HALE, READER), trust=1)

    pieces = teacher.read(HALE.text)
    readings = teacher.look(pieces, cut(pieces)[0])
    roles = teacher.head.score(readings, [np.array([1])])
    np.testing.assert_allclose(asked.cue_odds[:5], np.exp(log_softmax(readings.cues)), rtol=1e-5)
    np.testing.assert_allclose(asked.role_odds[:, :5], np.exp(log_softmax(roles)), rtol=1e-5)


@pytest.mark.parametrize(("trust", "teachers"), [(0.5, 1), (0.5, 2), (1.0, 2), (0.3, 3), (0.0, 2)])
def test_all_teachers_are_heard_alike(trust, teachers):
    heard = np.array([1.0] + [0.0] * teachers)
    for number, each in enumerate(share_trust(trust, teachers), 1):
        heard *= 1 - each
        heard[number] += each

    np.testing.assert_allclose(heard, [1 - trust] + [trust / teachers] * teachers)


def test_where_no_word_stands_nothing_is_learnt(teacher):
    asked = ask(teacher, HALE, label(HALE, READER), trust=0.5)

    assert asked.cue_odds.sum(1).round(5).tolist() == [1, 1, 1, 1, 1, 0]
    assert asked.role_odds.sum(2).round(5).tolist() == [[1, 1, 1, 1, 1, 0]]
