"""The training loop: fixed seed, a checkpoint after each epoch, resumable."""

import logging
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from extraction.learned.pieces import Reader
from training.batches import Batch, gather
from training.examples import IGNORED, Example, LabelledText, shifted_windows, windows_of
from training.network import Network

log = logging.getLogger(__name__)

PRECISIONS = ("bfloat16", "float32")
# What a checkpoint holds of a run.
_PARTS = ("network", "average", "optimiser", "schedule")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 5
    batch_windows: int = 8
    top_rate: float = 2e-4
    """Learning rate of the last layer; each layer below learns by `decay` slower."""
    decay: float = 0.85
    head_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    averaging: float = 0.993
    """How much of the averaged weights stays at each step; the averaged ones are those used."""
    seed: int = 14
    trust: float = 0.0
    """The share of teachers' opinions, where there are any, in what is learnt."""
    precision: str = "float32"
    """Of products, one of `PRECISIONS`; weights and losses are always float32."""


def train(
    network: Network,
    texts: Sequence[LabelledText],
    held_out: Sequence[LabelledText],
    reader: Reader,
    directory: Path,
    plan: Plan,
    until: int | None = None,
) -> Network:
    """Return `network` trained, its weights averaged; goes on from the checkpoint in `directory`, if any.

    Stops after epoch `until`, where given, to be gone on with later.
    """
    # Epochs differ by a few windows; the first one's count is near enough.
    windows = shifted_windows(texts, reader, np.random.default_rng((plan.seed, 0)))
    run = _Run(network, plan, math.ceil(len(windows) / plan.batch_windows) * plan.epochs)
    checkpoint = directory / "checkpoint.pt"
    begin = run.load(checkpoint) if checkpoint.exists() else 0
    for epoch in range(begin, plan.epochs if until is None else until):
        _one_epoch(epoch, texts, reader, run)
        run.save(checkpoint, epoch + 1)
        log.info("epoch %d: held-out loss %s", epoch + 1, held_out_loss(run.average, held_out, reader))
    return run.average.eval()


def best_precision() -> str:
    """Return the precision that this processor trains fastest in."""
    able = torch.cpu.get_capabilities()
    return "bfloat16" if able.get("avx512_bf16") or able.get("amx_bf16") else "float32"


def held_out_loss(network: Network, texts: Sequence[LabelledText], reader: Reader) -> dict[str, float]:
    """Return the mean losses over `texts`."""
    network.eval()
    sums = np.zeros(3)
    with torch.inference_mode():
        for text in texts:
            for example in windows_of(text, reader):
                sums += torch.stack(losses(network, gather([example]))).numpy()
    words = sum(int(text.pieces.is_word.sum()) for text in texts)
    return dict(zip(("cue", "role", "any"), (sums / words).round(4).tolist(), strict=True))


def losses(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return the summed losses in nats: of cues, of roles given the cues, of the auxiliary heads."""
    said = network(batch.ids, batch.shapes, batch.quotes, batch.mask)
    known = batch.any_role != IGNORED
    any_role = functional.binary_cross_entropy_with_logits(
        said.any_role[known].float(), batch.any_role[known].float(), reduction="sum"
    )
    role = torch.zeros(())
    if len(batch.window):
        logits = network.roles(said, batch.window, batch.cue_weights, batch.distances)
        role = _cross_entropy(logits, batch.role_odds)
    return _cross_entropy(said.cues, batch.cue_odds), role, any_role


def _cross_entropy(logits: Tensor, odds: Tensor) -> Tensor:
    """Return the summed cross-entropy; rows of noughts in `odds` add nothing."""
    return -(functional.log_softmax(logits.float(), -1) * odds).sum()


class _Run:
    """A training under way: the network, its average, and what moves them."""

    def __init__(self, network: Network, plan: Plan, steps: int) -> None:
        self.network = network
        self.plan = plan
        self.average = Network(network.sizes)
        self.average.load_state_dict(network.state_dict())
        self.optimiser = torch.optim.AdamW(_rates(network, plan), weight_decay=plan.weight_decay, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, _Schedule(steps, plan.warm_up))

    def step(self, batch: Batch) -> NDArray[np.float32]:
        """Learn from one batch; return its losses by word."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.precision == "bfloat16"):
            parts = losses(self.network, batch)
        words = batch.cue_odds.sum()
        # Weighted so that finding cues, where most is lost, leads.
        loss = (parts[0] + 0.5 * parts[1] + 0.25 * parts[2]) / words
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        # The first steps are forgotten sooner, or the average would hold on to where it began.
        taken = self.schedule.last_epoch
        kept = min(self.plan.averaging, (1 + taken) / (10 + taken))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - kept)
        by_word: NDArray[np.float32] = (torch.stack(parts).detach() / words).numpy()
        return by_word

    def save(self, path: Path, epoch: int) -> None:
        """Write a checkpoint whole or not at all."""
        half = path.with_suffix(".half")
        parts = {name: getattr(self, name).state_dict() for name in _PARTS}
        torch.save({"epoch": epoch, **parts}, half)
        half.replace(path)

    def load(self, path: Path) -> int:
        """Take over a checkpoint's state; return how many epochs it had done."""
        state = torch.load(path, weights_only=True)
        for name in _PARTS:
            getattr(self, name).load_state_dict(state[name])
        epochs: int = state["epoch"]
        return epochs


def _one_epoch(epoch: int, texts: Sequence[LabelledText], reader: Reader, run: _Run) -> None:
    """Learn once from all windows, cut and ordered anew."""
    # Seeded by epoch, so that a resumed run sees what an unbroken one would.
    random = np.random.default_rng((run.plan.seed, epoch))
    torch.manual_seed(run.plan.seed + epoch)
    run.network.train()
    begun = time.monotonic()
    batches = list(_batches(shifted_windows(texts, reader, random), run.plan.batch_windows, random))
    running = np.zeros(3)
    for number, examples in enumerate(batches, 1):
        running = 0.98 * running + 0.02 * run.step(gather(examples, random))
        if number % 40 == 0 or number == len(batches):
            seconds = time.monotonic() - begun
            shown = (running / (1 - 0.98**number)).round(4).tolist()
            log.info("epoch %d step %d/%d, %.0f s, loss %s", epoch + 1, number, len(batches), seconds, shown)


def _batches(examples: list[Example], size: int, random: np.random.Generator) -> Iterator[list[Example]]:
    """Yield batches of like lengths in random order."""
    order = random.permutation(len(examples))
    pool = size * 50
    batches: list[list[int]] = []
    for start in range(0, len(order), pool):
        chunk = sorted(order[start : start + pool].tolist(), key=lambda each: len(examples[each].ids))
        batches.extend(chunk[at : at + size] for at in range(0, len(chunk), size))
    for number in random.permutation(len(batches)).tolist():
        yield [examples[each] for each in batches[number]]


def _rates(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Return the parameters grouped by how fast they learn: heads first, then layer by layer down."""
    layers = network.sizes.layers
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("layers."):
            rate = plan.top_rate * plan.decay ** (layers - 1 - int(name.split(".")[1]))
        elif name.startswith(("pieces.", "places.", "norm.")):
            rate = plan.top_rate * plan.decay**layers
        else:
            rate = plan.head_rate
        groups.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


class _Schedule:
    """Linear warm-up, then linear decay to a fiftieth."""

    def __init__(self, steps: int, warm_up: float) -> None:
        self.steps = steps
        self.warm_up = warm_up

    def __call__(self, step: int) -> float:
        done = min(step / self.steps, 1.0)
        if done < self.warm_up:
            return (step + 1) / (self.steps * self.warm_up)
        return max(0.02, (1 - done) / (1 - self.warm_up))
