"""Measure several sides of one question in turn (A B B A), so that what else goes on falls on all alike."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.load import Request, send
from bench.server import Server

# Connections of the load where throughput is measured, and how long each round takes
CONNECTIONS = 8
SECONDS = 2.0


@dataclass(frozen=True)
class Sample:
    """One round: CPU microseconds of the server a request, milliseconds a request took, requests a second."""

    cpu: float
    p50: float
    p99: float
    rate: float


@dataclass(frozen=True)
class Spread:
    """What several rounds gave: the median, and the quartiles around it."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of some values; a single one is its own quartiles."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(low, median, high)


def cpu_of(sample: Sample) -> float:
    """Return the CPU microseconds of a sample."""
    return sample.cpu


def p50_of(sample: Sample) -> float:
    """Return the milliseconds that half of a sample's requests took at most."""
    return sample.p50


def p99_of(sample: Sample) -> float:
    """Return the milliseconds that all but a hundredth of a sample's requests took at most."""
    return sample.p99


def rate_of(sample: Sample) -> float:
    """Return a sample's requests a second."""
    return sample.rate


Rounds = Mapping[str, Sequence[Sample]]
Take = Callable[[], Sample]


def measure(sides: Mapping[str, Take], rounds: int) -> Rounds:
    """Return the samples of each side, taken in turn, forwards and backwards; the first ones are dropped."""
    taken: dict[str, list[Sample]] = {name: [] for name in sides}
    for take in sides.values():
        take()
    for number in range(rounds):
        names = list(sides)
        for name in names if number % 2 == 0 else reversed(names):
            taken[name].append(sides[name]())
    return taken


def loaded(
    server: Server, request: Request, *, connections: int = CONNECTIONS, seconds: float = SECONDS
) -> Take:
    """Return what takes a sample of a server that answers a request again and again."""

    def take() -> Sample:
        before = server.cpu_seconds()
        sent = send(server.port, request, connections=connections, seconds=seconds)
        cpu = (server.cpu_seconds() - before) * 1e6 / sent.requests
        return Sample(cpu, sent.p50, sent.p99, sent.requests / sent.seconds)

    return take


def ratio(rounds: Rounds, side: str, other: str, value: Callable[[Sample], float]) -> Spread:
    """Return how many times `value` one side has of what the other has, round by round."""
    pairs = zip(rounds[side], rounds[other], strict=True)
    return Spread.of([value(one) / value(another) for one, another in pairs])


def spread(rounds: Rounds, side: str, value: Callable[[Sample], float]) -> Spread:
    """Return what one side has of `value`."""
    return Spread.of([value(sample) for sample in rounds[side]])
