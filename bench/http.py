"""Measure Whosaid's HTTP paths against a bare Flask route that returns the same bytes.

    python -m bench.http [--claims 20000] [--requests 400] [--rounds 5]

Both run under the same gunicorn in the same run, in alternating rounds (A B B A). What is compared is the
CPU the server's workers spend per request: throughput on a shared machine also measures the load generator.
"""

import argparse
import os
import platform
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from bench.collection import make_collection
from bench.invention import Invention
from bench.server import Server, serve
from storage.claim_lists import ClaimFilter, list_claims
from storage.database import Database

CONNECTIONS = 4


@dataclass(frozen=True)
class Work:
    """One kind of request: `body(n)` makes the n-th one different where the work must be done anew."""

    name: str
    method: str
    path: str
    body: Callable[[int], bytes] | None = None
    share: float = 1.0
    """The share of --requests to send a round: dear requests are sent less often."""


@dataclass(frozen=True)
class Measured:
    """CPU microseconds a request of one round, and the milliseconds each request took."""

    cpu_microseconds: float
    milliseconds: list[float]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=400, help="requests a round, per connection")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite"
        started = time.monotonic()
        db = make_collection(url, Invention(options.claims))
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.claims:,} claims "
            f"made in {time.monotonic() - started:.0f} s\n"
        )
        print(f"{'CPU µs a request':<44}{'Whosaid':>10}{'bare':>8}{'ratio':>7}   p50 ms  p99 ms")
        with serve("api:create_app()", {"WHOSAID_DATABASE": url, "WHOSAID_LOG_LEVEL": "info"}) as whosaid:
            for work in _works(db):
                _measure_pair(whosaid, work, Path(folder), options.requests, options.rounds)
        db.close()


def _works(db: Database) -> list[Work]:
    first = list_claims(db, ClaimFilter(), limit=1).rows[0]
    busy = Invention().cast().busy_speakers[6].key
    page = {"source": busy, "confidence_min": "50", "sort": "-published_on", "limit": "50"}
    article = (
        '{"text": "The plant at Ost%d will close, Anna Hale said on Monday. '
        '\\"We did not see it coming,\\" she told Reuters."}'
    )
    return [
        Work("one claim by id", "GET", f"/v1/claims/{first.id}"),
        Work("page of 50, by source and confidence", "GET", f"/v1/claims?{urlencode(page)}"),
        Work("search, a middling word, top 20", "GET", "/v1/claims?q=boba&sort=relevance&limit=20"),
        Work(
            "search, a very common word, top 20",
            "GET",
            "/v1/claims?q=the&sort=relevance&limit=20",
            share=0.25,
        ),
        Work(
            "ingest of a two-sentence article",
            "POST",
            "/v1/articles",
            lambda n: (article % n).encode(),
            share=0.1,
        ),
    ]


def _measure_pair(whosaid: Server, work: Work, folder: Path, requests: int, rounds: int) -> None:
    counter = iter(range(10**9))
    sample = _request(HTTPConnection("127.0.0.1", whosaid.port), work.method, work.path, work, next(counter))
    status, content_type, body = sample
    if status >= 300:
        raise RuntimeError(f"{work.method} {work.path} answered {status}: {body.decode()[:300]}")
    (folder / "body").write_bytes(body)
    environment = {"BARE_BODY": f"{folder}/body", "BARE_TYPE": content_type, "BARE_STATUS": str(status)}
    many = max(1, round(requests * work.share))
    with serve("bench.bare:create_app()", environment) as bare:
        _round(whosaid, work, work.path, many // 4 + 1, counter)
        _round(bare, work, "/", many // 4 + 1, counter)
        ours: list[Measured] = []
        limit: list[Measured] = []
        for number in range(rounds):
            pair = [(whosaid, work.path, ours), (bare, "/", limit)]
            for server, path, results in pair if number % 2 == 0 else reversed(pair):
                results.append(_round(server, work, path, many, counter))
    _print_row(work, ours, limit)


def _print_row(work: Work, ours: list[Measured], limit: list[Measured]) -> None:
    ours_cpu = statistics.median(measured.cpu_microseconds for measured in ours)
    limit_cpu = statistics.median(measured.cpu_microseconds for measured in limit)
    taken = sorted(value for measured in ours for value in measured.milliseconds)
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    print(
        f"{work.name:<44}{ours_cpu:>10.0f}{limit_cpu:>8.0f}"
        f"{ours_cpu / limit_cpu:>6.2f}×{p50:>9.1f}{p99:>8.1f}",
        flush=True,
    )


def _round(server: Server, work: Work, path: str, requests: int, counter: Iterator[int]) -> Measured:
    taken: list[float] = []

    def send() -> None:
        connection = HTTPConnection("127.0.0.1", server.port)
        for _ in range(requests):
            started = time.perf_counter()
            _request(connection, work.method, path, work, next(counter))
            taken.append((time.perf_counter() - started) * 1000)

    before = server.cpu_seconds()
    threads = [threading.Thread(target=send) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = server.cpu_seconds() - before
    return Measured(spent * 1e6 / len(taken), taken)


def _request(
    connection: HTTPConnection, method: str, path: str, work: Work, number: int
) -> tuple[int, str, bytes]:
    body = work.body(number) if work.body else None
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response: HTTPResponse = connection.getresponse()
    return response.status, response.headers.get("Content-Type", ""), response.read()


if __name__ == "__main__":
    main()
