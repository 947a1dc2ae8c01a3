"""Measure whole lists: rows a second, the time to the first byte, and the memory a stream takes.

    python -m bench.streams [--claims 100000] [--database sqlite:////tmp/made-before.sqlite]

Memory is that of both workers together: before, and at most while the list was streamed.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from http.client import HTTPConnection

from bench.collection import make_collection
from bench.invention import Invention
from bench.server import Server, serve

_MEGABYTE = 2**20
# Bytes read between two looks at the memory
_BETWEEN_LOOKS = 4 * _MEGABYTE


@dataclass(frozen=True)
class Measured:
    """One stream, from the request to its last byte."""

    rows: int
    bytes_received: int
    seconds: float
    first_byte_seconds: float
    cpu_seconds: float
    resident_before: int
    resident_most: int


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--database", help="the URL of a store to measure, instead of a new one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{folder}/bench.sqlite"
        if not options.database:
            make_collection(url, Invention(options.claims)).close()
        with serve("api:create_app()", {"WHOSAID_DATABASE": url, "WHOSAID_LOG_LEVEL": "warning"}) as server:
            print(f"{'whole list':<34}{'rows':>9}{'MB':>7}{'rows/s':>9}{'1st byte ms':>13}{'MB memory':>16}")
            for path, encoding in (
                ("/v1/claims.ndjson", "identity"),
                ("/v1/claims.csv", "identity"),
                ("/v1/claims.ndjson", "gzip"),
                ("/v1/claims.csv?fields=text,confidence", "identity"),
                ("/v1/claims.ndjson", "identity"),
            ):
                _print_row(f"{path}{' (gzip)' if encoding == 'gzip' else ''}", _read(server, path, encoding))


def _read(server: Server, path: str, encoding: str) -> Measured:
    connection = HTTPConnection("127.0.0.1", server.port)
    before, cpu, started = server.resident_bytes(), server.cpu_seconds(), time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    response = connection.getresponse()
    first = response.read(1)
    first_byte = time.perf_counter() - started
    received, lines, most = len(first), first.count(b"\n"), before
    while piece := response.read(_BETWEEN_LOOKS):
        received, lines = received + len(piece), lines + piece.count(b"\n")
        most = max(most, server.resident_bytes())
    taken = time.perf_counter() - started
    return Measured(lines, received, taken, first_byte, server.cpu_seconds() - cpu, before, most)


def _print_row(name: str, measured: Measured) -> None:
    # lines of what is compressed cannot be counted
    rows = f"{measured.rows:,}" if "gzip" not in name else ""
    rate = f"{measured.rows / measured.seconds:,.0f}" if rows else f"{measured.seconds:.1f} s"
    memory = f"{measured.resident_before / _MEGABYTE:.0f} → {measured.resident_most / _MEGABYTE:.0f}"
    print(
        f"{name:<34}{rows:>9}{measured.bytes_received / _MEGABYTE:>7.0f}{rate:>9}"
        f"{measured.first_byte_seconds * 1000:>13.0f}{memory:>16}",
        flush=True,
    )


if __name__ == "__main__":
    main()
