"""Measure ways to serve: workers and threads, and other servers than gunicorn where they are installed."""

from collections.abc import Mapping
from contextlib import ExitStack

from bench.load import Request
from bench.pairs import cpu_of, loaded, measure, ratio
from bench.reading import busy_speaker, page_path, some_claim
from bench.server import serve_whosaid
from bench.stage import Stage
from bench.table import Figure, Found

_DEFAULT = "gunicorn, 2 workers × 4 threads"
_WAYS: Mapping[str, Mapping[str, str]] = {
    _DEFAULT: {"WHOSAID_WORKERS": "2", "WHOSAID_THREADS": "4"},
    "gunicorn, 2 × 1": {"WHOSAID_WORKERS": "2", "WHOSAID_THREADS": "1"},
    "gunicorn, 2 × 2": {"WHOSAID_WORKERS": "2", "WHOSAID_THREADS": "2"},
    "gunicorn, 4 × 1": {"WHOSAID_WORKERS": "4", "WHOSAID_THREADS": "1"},
}


def ways_to_serve(stage: Stage) -> Found:
    """Measure one claim and a page, served in each way."""
    figures, works = [], {}
    paths = {"one claim": f"/v1/claims/{some_claim(stage)}", "page of 50": page_path(busy_speaker(stage))}
    with ExitStack() as stack:
        servers = {
            way: stack.enter_context(serve_whosaid(stage.store, settings)) for way, settings in _WAYS.items()
        }
        for name, path in paths.items():
            work = f"{name}, by ways to serve"
            sides = {way: loaded(server, Request(path)) for way, server in servers.items()}
            works[work] = measure(sides, stage.rounds)
            figures += [
                Figure(f"{name} by {way}", f"CPU, of {_DEFAULT}", found, "×")
                for way in list(_WAYS)[1:]
                for found in [ratio(works[work], way, _DEFAULT, cpu_of)]
            ]
    return Found(figures, works)
