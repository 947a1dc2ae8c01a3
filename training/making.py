"""From annotated articles to a weights file, and to the facts about it that its model card states."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from extraction.learned.decode import Settings
from extraction.learned.engine import LearnedEngine
from extraction.learned.pieces import Reader
from extraction.model import Attribution
from training.card import Facts, Part
from training.choice import STARTING_SETTINGS, choose, count_transitions, look
from training.corpus import Document
from training.examples import LabelledText, label
from training.export import export
from training.loop import Plan, train
from training.network import Network, Sizes, read_base, read_base_vocabulary
from training.restore import restore
from training.teacher import ask, share_trust

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """What a training has made, and of what."""

    path: Path
    """The weights file, in eight bits."""
    full_path: Path
    """The same in full precision."""
    settings: Settings
    cross_checked: float
    """Claims F1 on the held-out articles, each rated by what was fitted without it."""
    trained_on: int
    """Articles."""
    sizes: Sizes
    plan: Plan


def make(
    documents: Sequence[Document],
    held_out: Sequence[Document],
    sizes: Sizes,
    plan: Plan,
    output: Path,
    teachers: Sequence[Path] = (),
) -> Made:
    """Train on `documents`, choose settings on `held_out`, and write the weights files to `output`.

    With `teachers` (weights files) training begins from the first one's weights, and learns from the
    opinions of all, each as much heard as the others.
    """
    output.mkdir(parents=True, exist_ok=True)
    vocabulary = read_base_vocabulary()
    reader = Reader(vocabulary)
    texts = [label(each, reader) for each in documents]
    transitions = count_transitions(texts)
    torch.manual_seed(plan.seed)
    network = Network(sizes)
    read_base(network)
    if teachers:
        restore(network, teachers[0], vocabulary)
    for teacher, trust in zip(teachers, share_trust(plan.trust, len(teachers)), strict=True):
        texts = _ask_all(LearnedEngine(teacher), documents, texts, trust)
    network = train(network, texts, [label(each, reader) for each in held_out], reader, output, plan)
    path, full_path = output / "weights.onnx", output / "full-precision.onnx"
    # Twice: to choose the settings with, then with the settings chosen.
    export(network, vocabulary, STARTING_SETTINGS, path)
    engine = LearnedEngine(path)
    settings, cross_checked = choose(look(engine, held_out), engine.head, transitions)
    export(network, vocabulary, settings, path)
    export(network, vocabulary, settings, full_path, eight_bit=False)
    return Made(path, full_path, settings, cross_checked, len(documents), sizes, plan)


def evaluate(made: Made, held_out: Sequence[Document], dev: Sequence[Document]) -> Facts:
    """Return what the model card states of `made`; `dev` may be empty."""
    engine, full = LearnedEngine(made.path), LearnedEngine(made.full_path)
    parts = [("Held out (settings were chosen here)", held_out), ("Development part", dev)]
    return Facts(
        version=engine.version,
        mebibytes=made.path.stat().st_size / 2**20,
        plan=made.plan,
        sizes=made.sizes,
        settings=made.settings,
        trained_on=made.trained_on,
        cross_checked=made.cross_checked,
        parts=tuple(
            Part(title, find(engine, documents), find(full, documents))
            for title, documents in parts
            if documents
        ),
    )


def find(engine: LearnedEngine, documents: Sequence[Document]) -> list[tuple[Document, list[Attribution]]]:
    """Return the documents, each with what the engine finds in it; logs how fast."""
    begun = time.process_time()
    found = [(each, engine.find_attributions(each.text)) for each in documents]
    words = sum(len(each.text.split()) for each in documents)
    log.info("%.0f words a second", words / max(time.process_time() - begun, 1e-9))
    return found


def _ask_all(
    teacher: LearnedEngine, documents: Sequence[Document], texts: Sequence[LabelledText], trust: float
) -> list[LabelledText]:
    """Return `texts` with the teacher's opinions mixed in."""
    log.info("asking %s about %d articles", teacher.version, len(documents))
    return [ask(teacher, document, text, trust) for document, text in zip(documents, texts, strict=True)]
