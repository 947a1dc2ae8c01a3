"""A network, a vocabulary and articles small enough to train in a second."""

from dataclasses import replace

import torch

from extraction.learned.pieces import Reader
from training.choice import STARTING_SETTINGS
from training.corpus import Annotation, Document
from training.network import Network, Sizes

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "ж"]
VOCABULARY += ["hale", "ortiz", "said", "denied", "pumps", "failed", "broke", ".", "##s"]
SIZES = Sizes(
    len(VOCABULARY), positions=256, width=16, heads=2, inner=32, layers=1, role_width=8, pair_width=4
)
SETTINGS = replace(STARTING_SETTINGS, cue_threshold=0.3)
READER = Reader(VOCABULARY)
HALE = Document("a", "p", "Hale said pumps broke.", (Annotation(((0, 4),), ((5, 9),), ((10, 21),)),))
ORTIZ = Document("b", "p", "Ortiz denied pumps failed.", (Annotation(((0, 5),), ((6, 12),), ((13, 25),)),))


def tiny_network(layers: int = 1, seed: int = 3) -> Network:
    torch.manual_seed(seed)
    return Network(replace(SIZES, layers=layers))
