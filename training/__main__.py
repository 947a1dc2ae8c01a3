"""The command that makes the learned engine's weights: `python -m training CORPUS OUTPUT`."""

import argparse
import logging
from pathlib import Path

import torch

from training.card import write_card
from training.corpus import hold_out, read_documents
from training.loop import PRECISIONS, Plan, best_precision
from training.making import evaluate, make
from training.network import Sizes
from training.scores import score


def main() -> None:
    """Train (or go on), choose settings, write weights and model card, print the scores."""
    arguments = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    plan = Plan(
        epochs=arguments.epochs,
        top_rate=arguments.rate,
        trust=arguments.trust if arguments.teachers else 0.0,
        precision=arguments.precision,
        seed=arguments.seed,
    )
    documents, held_out = hold_out(read_documents(arguments.corpus / "train.jsonl"))
    sizes = Sizes(layers=arguments.layers)
    made = make(documents, held_out, sizes, plan, arguments.output, arguments.teachers)
    dev = arguments.corpus / "dev.jsonl"
    facts = evaluate(made, held_out, read_documents(dev) if dev.exists() else [])
    (arguments.output / "model-card.md").write_text(write_card(facts), encoding="utf-8")
    for part in facts.parts:
        print(f"{part.title}, {len(part.found)} articles\n{score(part.found).table()}")
        print(f"in full precision\n{score(part.found_in_full).table()}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="directory with train.jsonl and, to be scored, dev.jsonl")
    parser.add_argument("output", type=Path, help="directory for checkpoints, weights.onnx and model-card.md")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument(
        "--layers", type=int, default=Sizes().layers, help="how many of the base's layers to keep"
    )
    parser.add_argument("--rate", type=float, default=Plan().top_rate, help="learning rate of the last layer")
    parser.add_argument(
        "--teacher",
        type=Path,
        nargs="+",
        default=[],
        dest="teachers",
        metavar="WEIGHTS",
        help="weights files to learn from beside the annotators; training begins from the first one's",
    )
    parser.add_argument(
        "--trust", type=_share, default=0.5, help="the teachers' share in what is learnt, 0 to 1"
    )
    parser.add_argument(
        "--precision",
        choices=PRECISIONS,
        default=best_precision(),
        help="of products while training (default: bfloat16 where the processor multiplies it, else float32)",
    )
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _share(text: str) -> float:
    """:raises ValueError: it is not from 0 to 1."""
    share = float(text)
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


if __name__ == "__main__":
    main()
