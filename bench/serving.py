"""Measure ways to serve: workers and threads, and other servers than gunicorn where they are installed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec

from bench.load import Request
from bench.pairs import cpu_of, loaded, measure, ratio
from bench.reading import busy_speaker, page_path, some_claim
from bench.server import Server
from bench.stage import Stage
from bench.table import Figure, Found

_DEFAULT = "gunicorn, 2 workers × 4 threads"
_OTHERS = ((2, 1), (2, 2), (4, 1))


@dataclass(frozen=True)
class _Way:
    """A way to serve."""

    workers: int
    threads: int
    server: str = "gunicorn"
    environment: Mapping[str, str] = field(default_factory=dict)


def _ways() -> Mapping[str, _Way]:
    ways = {_DEFAULT: _Way(2, 4)}
    ways |= {f"gunicorn, {workers} × {threads}": _Way(workers, threads) for workers, threads in _OTHERS}
    if find_spec("granian"):
        ways["granian, 2 × 4"] = _Way(2, 4, "granian")
    return ways


def ways_to_serve(stage: Stage) -> Found:
    """Measure one claim and a page, served in each way."""
    figures, works = [], {}
    paths = {"one claim": f"/v1/claims/{some_claim(stage)}", "page of 50": page_path(busy_speaker(stage))}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(_serve(stage, way)) for name, way in _ways().items()}
        for name, path in paths.items():
            work = f"{name}, by ways to serve"
            sides = {way: loaded(server, Request(path)) for way, server in servers.items()}
            works[work] = measure(sides, stage.rounds)
            figures += [
                Figure(f"{name} by {way}", f"CPU, of {_DEFAULT}", found, "×")
                for way in list(servers)[1:]
                for found in [ratio(works[work], way, _DEFAULT, cpu_of)]
            ]
    remarks = [] if "granian, 2 × 4" in servers else ["granian was left out, because it is not installed"]
    return Found(figures, works, remarks)


def _serve(stage: Stage, way: _Way) -> AbstractContextManager[Server]:
    told = {"WHOSAID_WORKERS": str(way.workers), "WHOSAID_THREADS": str(way.threads), **way.environment}
    return stage.serve(None, told, "--server", way.server)
