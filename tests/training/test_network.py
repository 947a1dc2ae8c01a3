"""Labels, batches, training, and the way from the network to its weights file, with a tiny network."""

from dataclasses import astuple, replace

import numpy as np
import pytest
import torch

from extraction.learned.engine import LearnedEngine
from extraction.learned.windows import cut
from tests.training.tiny import HALE, ORTIZ, READER, SETTINGS, VOCABULARY, tiny_network
from training.batches import gather
from training.choice import fit
from training.examples import CONTENT, IGNORED, NEITHER, SOURCE, label, windows_of
from training.export import export, kept_pieces
from training.loop import PRECISIONS, Plan, losses, train

PLAN = Plan(batch_windows=2, top_rate=1e-2, head_rate=1e-2, averaging=0.5)


def test_words_are_labelled_by_their_first_pieces():
    labelled = label(HALE, READER)

    assert labelled.cues.tolist() == [0, 1, 0, 0, 0, IGNORED]
    assert labelled.roles.tolist() == [[SOURCE, NEITHER, CONTENT, CONTENT, NEITHER, IGNORED]]
    assert labelled.cue_odds.argmax(1).tolist() == [0, 1, 0, 0, 0, 0]
    assert labelled.cue_odds.sum(1).tolist() == [1, 1, 1, 1, 1, 0]


def test_windows_of_a_batch_are_padded_and_their_cues_told_apart():
    batch = gather([windows_of(label(each, READER), READER)[0] for each in (HALE, ORTIZ)])

    assert batch.window.tolist() == [0, 1]
    assert batch.cue_weights.argmax(1).tolist() == [2, 2]
    assert batch.ids[0].tolist() == [2, 6, 8, 10, 12, 13, 3]


@pytest.mark.parametrize("precision", PRECISIONS)
def test_training_learns_and_goes_on_where_it_stopped(tmp_path, precision):
    texts = [label(each, READER) for each in (HALE, ORTIZ)]
    plan = replace(PLAN, epochs=30, precision=precision)
    batch = gather([windows_of(text, READER)[0] for text in texts])

    whole = train(tiny_network(), texts, texts, READER, make(tmp_path / "whole"), plan)
    train(tiny_network(), texts, texts, READER, make(tmp_path / "broken"), plan, until=10)
    resumed = train(tiny_network(), texts, texts, READER, tmp_path / "broken", plan)

    assert sum(losses(whole, batch)) < 0.2 * sum(losses(tiny_network().eval(), batch))
    assert all(torch.equal(a, b) for a, b in zip(whole.parameters(), resumed.parameters(), strict=True))


@pytest.mark.parametrize(("eight_bit", "tolerance"), [(False, 1e-5), (True, 0.05)])
def test_the_weights_file_says_what_the_network_says(tmp_path, eight_bit, tolerance):
    network = tiny_network().eval()
    export(network, VOCABULARY, SETTINGS, tmp_path / "weights.onnx", eight_bit)
    engine = LearnedEngine(tmp_path / "weights.onnx")

    pieces = engine.read(HALE.text)
    readings = engine.look(pieces, cut(pieces)[0])
    batch = gather(windows_of(label(HALE, READER), READER))
    said = network(batch.ids, batch.shapes, batch.quotes)

    np.testing.assert_allclose(readings.cues, said.cues.detach()[0, 1:6], atol=tolerance)
    np.testing.assert_allclose(readings.pair_word, said.pair_word.detach()[0, 1:6], atol=tolerance)


def test_the_role_head_outside_the_network_says_what_the_one_inside_says(tmp_path):
    network = tiny_network().eval()
    export(network, VOCABULARY, SETTINGS, tmp_path / "weights.onnx", eight_bit=False)
    engine = LearnedEngine(tmp_path / "weights.onnx")
    pieces = engine.read(HALE.text)

    outside = engine.head.score(engine.look(pieces, cut(pieces)[0]), [np.array([1])])

    batch = gather(windows_of(label(HALE, READER), READER))
    said = network(batch.ids, batch.shapes, batch.quotes)
    inside = network.roles(said, batch.window, batch.cue_weights, batch.distances)
    np.testing.assert_allclose(outside, inside.detach()[:, 1:6], atol=1e-5)


def test_a_trained_network_finds_what_it_was_shown(tmp_path):
    texts = [label(each, READER) for each in (HALE, ORTIZ)]
    network = train(tiny_network(), texts, texts, READER, tmp_path, replace(PLAN, epochs=60))

    export(network, VOCABULARY, SETTINGS, tmp_path / "weights.onnx")

    (found,) = LearnedEngine(tmp_path / "weights.onnx").find_attributions("Ortiz said pumps failed.")
    spans = astuple(found)[:3]
    assert spans == (((0, 5),), ((6, 10),), ((11, 23),))


def test_the_rating_learns_what_makes_an_attribution_right():
    features = np.random.default_rng(5).normal(size=(400, 7)).astype(np.float32)
    right = features[:, 1] > 0.5

    probable = fit(features, right).probabilities(features)

    assert ((probable > 0.5) == right).mean() > 0.97


def test_the_vocabulary_keeps_latin_script_only():
    kept = [VOCABULARY[number] for number in kept_pieces(VOCABULARY)]

    assert kept == ["[UNK]", "[CLS]", "[SEP]", *VOCABULARY[6:]]


def make(directory):
    directory.mkdir()
    return directory
