"""Measure what one claim and a page of claims cost in this checkout, against an earlier revision of it.

    python -m bench.compare REVISION [--claims 20000] [--requests 400] [--rounds 7]

Each side makes its own store of the same collection with its own code; both are served at once by the same
gunicorn settings and asked in alternating rounds (A B B A). What is compared is the CPU the workers spend.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.invention import Invention
from bench.server import Server, serve_whosaid

CONNECTIONS = 4
_HERE = Path(__file__).resolve().parent.parent
_MAKE = """
import sys
from bench.collection import make_collection
from bench.invention import Invention
make_collection(sys.argv[1], Invention(int(sys.argv[2]))).close()
"""
_BUSY = Invention().cast().busy_speakers[6].key
_PAGE = f"/v1/claims?source={_BUSY}&confidence_min=50&sort=-published_on&limit=50"
# What a client of the whole contract sends; an earlier revision leaves unread what it does not know.
_HEADERS = {
    "everything on": {"Accept": "application/json", "Accept-Encoding": "gzip", "X-Request-Id": "bench-1"},
    "no header": {},
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("revision", help="the commit to compare with")
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=400, help="requests a round, per connection")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _checkout(options.revision, Path(folder)) as before:
        with (
            _serve_collection(before, f"{folder}/before.sqlite", options.claims) as old,
            _serve_collection(_HERE, f"{folder}/now.sqlite", options.claims) as new,
        ):
            print(f"{'CPU µs a request':<36}{'before':>8}{'now':>8}{'ratio':>8}  quartiles of the ratio")
            for name, headers in _HEADERS.items():
                _compare(f"one claim, {name}", old, new, None, headers, options)
                _compare(f"page of 50, {name}", old, new, _PAGE, headers, options)


@contextmanager
def _checkout(revision: str, folder: Path) -> Iterator[Path]:
    """Check the revision out beside this checkout, but for what it is measured by."""
    place = folder / "before"
    git = ["git", "-C", str(_HERE), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", str(place), revision], check=True)
    try:
        shutil.copytree(_HERE / "bench", place / "bench", dirs_exist_ok=True)
        yield place
    finally:
        subprocess.run([*git, "remove", "--force", str(place)], check=True)


@contextmanager
def _serve_collection(checkout: Path, path: str, claims: int) -> Iterator[Server]:
    url = f"sqlite:///{path}"
    made = [sys.executable, "-c", _MAKE, url, str(claims)]
    subprocess.run(made, cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)}, check=True)
    with serve_whosaid(f"sqlite:///{path}", {"WHOSAID_LOG_LEVEL": "info"}, folder=checkout) as server:
        yield server


def _compare(
    name: str,
    old: Server,
    new: Server,
    path: str | None,
    headers: dict[str, str],
    options: argparse.Namespace,
) -> None:
    sides = [(server, path or _a_claim(server)) for server in (old, new)]
    for server, asked in sides:
        _cpu_microseconds(server, asked, headers, options.requests // 4 + 1)
    spent: list[list[float]] = [[], []]
    for number in range(options.rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            spent[side].append(_cpu_microseconds(*sides[side], headers, options.requests))
    ratios = [now / before for before, now in zip(*spent, strict=True)]
    low, _, high = statistics.quantiles(ratios, n=4)
    before, now = (statistics.median(each) for each in spent)
    print(f"{name:<36}{before:>8.0f}{now:>8.0f}{now / before:>7.2f}×  {low:.2f} to {high:.2f}", flush=True)


def _a_claim(server: Server) -> str:
    connection = HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/v1/claims?limit=1&sort=created_at")
    return f"/v1/claims/{json.loads(connection.getresponse().read())['data'][0]['id']}"


def _cpu_microseconds(server: Server, path: str, headers: dict[str, str], requests: int) -> float:
    """Return what the workers spend on one request, over `requests` on each connection."""

    def send() -> None:
        connection = HTTPConnection("127.0.0.1", server.port)
        for _ in range(requests):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, f"{path} answered {answer.status}"

    before = server.cpu_seconds()
    threads = [threading.Thread(target=send) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (server.cpu_seconds() - before) * 1e6 / (requests * CONNECTIONS)


if __name__ == "__main__":
    main()
