"""What an engine costs a word: the encoder's bare pass, finding attributions, building claims; and memory."""

import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

import onnxruntime

from extraction.claims import build_claims
from extraction.engine import Engine, open_engine
from extraction.learned.engine import LearnedEngine
from extraction.model import Article, Attribution


@dataclass(slots=True)
class Cost:
    """Words read, and CPU seconds of one process."""

    words: int = 0
    finding: float = 0.0
    """From a text to its attributions, the bare pass included."""
    bare: float = 0.0
    """Of that, within onnxruntime: what the network costs by itself; 0 for an engine without one."""
    building: float = 0.0
    """From attributions to claims."""

    @property
    def whole(self) -> float:
        """All of it."""
        return self.finding + self.building

    @property
    def on_top(self) -> float:
        """All but the bare pass."""
        return self.whole - self.bare

    def microseconds(self, seconds: float) -> float:
        """Return `seconds` as microseconds a word."""
        return seconds / self.words * 1e6 if self.words else 0.0


class Metered:
    """An engine that is told apart from its network's bare pass as it runs, on one thread."""

    def __init__(self, name: str) -> None:
        """Open the engine called `name` and read something: what is done once is no article's cost.

        :raises ValueError: as `open_engine`
        """
        self.engine: Engine = open_engine(name)
        self._bare = 0.0
        if isinstance(self.engine, LearnedEngine):
            self._session = self.engine.weights.session
            session = cast(onnxruntime.InferenceSession, self)
            self.engine.weights = replace(self.engine.weights, session=session)
        self.read("Hale said the mill would close.", Cost())

    def run(self, names: Any, inputs: Any) -> Any:
        """Run the network, as onnxruntime's session does, and count what it takes."""
        begun = time.process_time()
        said = self._session.run(names, inputs)
        self._bare += time.process_time() - begun
        return said

    def read(self, text: str, cost: Cost) -> list[Attribution]:
        """Return what is found in an article, and add to `cost`."""
        self._bare = 0.0
        begun = time.process_time()
        attributions = self.engine.find_attributions(text)
        found = time.process_time()
        build_claims(Article(text), attributions)
        built = time.process_time()
        cost.words += len(text.split())
        cost.finding += found - begun
        cost.bare += self._bare
        cost.building += built - found
        return attributions


def measure(metered: Metered, texts: Iterable[str]) -> Cost:
    """Return what reading the texts costs, one after the other."""
    cost = Cost()
    for text in texts:
        metered.read(text, cost)
    return cost


def peak_mebibytes() -> float:
    """Return the most memory that this process was resident in."""
    # Linux counts ru_maxrss in KiB.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
