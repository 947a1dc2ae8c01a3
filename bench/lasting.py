"""Measure whether workers that are never replaced grow: their memory after many requests.

WHOSAID_DATABASE=sqlite:///… python -m bench.lasting      serves so
"""

import sys
from typing import Any
from urllib.parse import urlencode

from api.server import Server, open_listener
from api.settings import Settings
from bench.load import Request, send
from bench.pairs import Spread
from bench.reading import page_path
from bench.server import serve
from bench.stage import Stage
from bench.table import Bound, Figure, Found
from bench.vocabulary import WORDS

# Requests after which the memory is looked at
_FEW, _MANY = 10_000, 200_000
_SECONDS = 3.0


class LastingServer(Server):
    """gunicorn as Whosaid has it, but that its workers are never replaced."""

    def _options(self) -> dict[str, Any]:
        return {**super()._options(), "max_requests": 0, "max_requests_jitter": 0}


def memory(stage: Stage) -> Found:
    """Measure the workers' memory, of all requests one in twenty a page and one a search."""
    step = max(1, stage.claims // 90)
    ids = stage.query("SELECT id FROM claims WHERE key % :step = 0 LIMIT 90", step=step)
    cast = stage.invention.cast()
    paths = [f"/v1/claims/{claim_id}" for (claim_id,) in ids]
    paths[::20] = [page_path(agency.key) for agency in cast.agencies[: len(paths[::20])]]
    paths[10::20] = [f"/v1/claims?{urlencode({'q': WORDS[20_000 + n]})}" for n in range(len(paths[10::20]))]
    request = Request("/", paths=paths)
    command, told = [sys.executable, "-m", "bench.lasting"], {"WHOSAID_DATABASE": stage.url}
    sent, taken = 0, []
    with serve(command, told) as server:
        for enough in (_FEW, _MANY):
            while sent < enough:
                sent += send(server.port, request, connections=8, seconds=_SECONDS).requests
            taken.append((sent, server.memory_bytes()))
    (few, before), (many, after) = taken
    work = f"workers' memory after {many:,} requests, none replaced"
    grown = Spread.of([after / before])
    figure = Figure(work, f"PSS, of after {few:,}", grown, "×", Bound("≤", 1.1, 1.0))
    remark = f"The workers together took {before / 2**20:.0f} MB, then {after / 2**20:.0f} MB (PSS)"
    return Found([figure], remarks=[remark])


if __name__ == "__main__":
    settings = Settings.from_environment()
    LastingServer(settings, open_listener(settings)).run()
