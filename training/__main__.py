"""The command that makes the learned engine's weights: `python -m training CORPUS OUTPUT`."""

import argparse
import logging
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from extraction.learned.decode import Settings
from extraction.learned.engine import LearnedEngine
from extraction.learned.pieces import Reader
from extraction.model import Attribution
from training.card import Facts, write_card
from training.choice import STARTING_SETTINGS, choose, count_transitions, look
from training.corpus import Document, hold_out, read_documents
from training.examples import LabelledText, label
from training.export import export
from training.loop import Plan, train
from training.network import Network, Sizes, read_base, read_base_vocabulary
from training.scores import score

log = logging.getLogger("training")


def main() -> None:
    """Train (or go on), choose settings, write weights and model card, print the scores."""
    arguments = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    arguments.output.mkdir(parents=True, exist_ok=True)
    plan, sizes = Plan(epochs=arguments.epochs, seed=arguments.seed), Sizes(layers=arguments.layers)
    documents, held_out = hold_out(read_documents(arguments.corpus / "train.jsonl"))
    vocabulary = read_base_vocabulary()
    reader = Reader(vocabulary)
    texts = [label(each, reader) for each in documents]
    torch.manual_seed(plan.seed)
    network = Network(sizes)
    read_base(network)
    held_texts = [label(each, reader) for each in held_out]
    network = train(network, texts, held_texts, reader, arguments.output, plan)
    engine, settings = _finish(network, vocabulary, texts, held_out, arguments.output)
    dev = arguments.corpus / "dev.jsonl"
    facts = Facts(
        version=engine.version,
        mebibytes=(arguments.output / "weights.onnx").stat().st_size / 2**20,
        plan=plan,
        sizes=sizes,
        settings=settings,
        trained_on=len(documents),
        held_out=find(engine, held_out),
        dev=find(engine, read_documents(dev)) if dev.exists() else [],
    )
    (arguments.output / "model-card.md").write_text(write_card(facts), encoding="utf-8")
    for name, found in (("held out", facts.held_out), ("dev", facts.dev)):
        if found:
            print(f"{name}, {len(found)} articles\n{score(found).table()}")


def find(engine: LearnedEngine, documents: Sequence[Document]) -> list[tuple[Document, list[Attribution]]]:
    """Return the documents, each with what the engine finds in it; logs how fast."""
    begun = time.process_time()
    found = [(each, engine.find_attributions(each.text)) for each in documents]
    words = sum(len(each.text.split()) for each in documents)
    log.info("%.0f words a second", words / max(time.process_time() - begun, 1e-9))
    return found


def _finish(
    network: Network,
    vocabulary: list[str],
    texts: Sequence[LabelledText],
    held_out: Sequence[Document],
    output: Path,
) -> tuple[LearnedEngine, Settings]:
    """Write the weights twice: to choose the settings with, then with the settings chosen."""
    path, transitions = output / "weights.onnx", count_transitions(texts)
    export(network, vocabulary, STARTING_SETTINGS, path)
    engine = LearnedEngine(path)
    settings = choose(look(engine, held_out), engine.head, transitions)
    export(network, vocabulary, settings, path)
    return LearnedEngine(path), settings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="directory with train.jsonl and, to be scored, dev.jsonl")
    parser.add_argument("output", type=Path, help="directory for checkpoints, weights.onnx and model-card.md")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument(
        "--layers", type=int, default=Sizes().layers, help="how many of the base's layers to keep"
    )
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
