"""Hold the memory of a worker to its limit: articles as they come, then texts that are no articles.

Each text is sent to a server of one worker, to be previewed and to be stored. PSS is read many times while
it is at work, and once it has answered.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection

from bench.articles import write_article
from bench.server import Server, serve_whosaid

LIMIT_MEBIBYTES = 300
# What a worker may read at once, in code points
CHARS = 200_000
# Words of an article, and how many are sent before any other text
ARTICLE_WORDS, ARTICLES = 800, 6
PATHS = ("/v1/extractions", "/v1/articles")
_PAUSE_SECONDS = 0.05
# A text of the greatest length takes the better part of a minute; a busy machine several
_TIMEOUT_SECONDS = 900
_MEBIBYTE = 2**20


def write_texts(chars: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts: ordinary articles, one of `chars` code points, then what is no prose at all."""
    words = write_article(ARTICLE_WORDS * ARTICLES).split("\n\n")
    share = -(-len(words) // ARTICLES)
    for first in range(0, len(words), share):
        yield f"article {first // share + 1}", "\n\n".join(words[first : first + share])
    yield "long article", _fill(write_article(chars // 6) + "\n\n", chars)
    yield "one word", _fill("word ", chars)
    yield "no blanks", _fill("abcdefghij", chars)
    yield "only marks", _fill('"', chars)
    yield "deep quotes", _fill("“a ", chars // 2) + _fill("b” ", chars // 2)
    yield "short lines", _fill("He.\n", chars)
    yield "quoted lines", _fill('"Yes," he said.\n', chars)
    yield "endless telling", _fill("he said that ", chars)
    yield "names", _fill("Ada Brown ", chars)


def _fill(words: str, chars: int) -> str:
    return (words * (chars // len(words) + 1))[:chars]


@contextmanager
def peak_of(server: Server) -> Iterator[list[int]]:
    """Collect the workers' memory, in bytes, as often as it can be read until the block ends."""
    taken, ended = [server.memory_bytes()], threading.Event()

    def look() -> None:
        while not ended.wait(_PAUSE_SECONDS):
            taken.append(server.memory_bytes())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield taken
    finally:
        ended.set()
        watcher.join()


def send(server: Server, path: str, text: str) -> None:
    """Send a text.

    :raises RuntimeError: it is refused.
    """
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_TIMEOUT_SECONDS)
    connection.request("POST", path, json.dumps({"text": text}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    told = answer.read()
    connection.close()
    if answer.status not in (200, 201):
        raise RuntimeError(f"{path} answers {answer.status}: {told[:200].decode(errors='replace')}")


def measure(server: Server, text: str) -> tuple[float, float, float]:
    """Return the CPU seconds that a text takes, previewed and stored, and the peak and the rest in MiB."""
    begun = server.cpu_seconds()
    with peak_of(server) as taken:
        for path in PATHS:
            send(server, path, text)
    time.sleep(_PAUSE_SECONDS)
    return server.cpu_seconds() - begun, max(taken) / _MEBIBYTE, server.memory_bytes() / _MEBIBYTE


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print a line for each text; a peak beyond the limit is an error."""
    parser = argparse.ArgumentParser(prog="python -m bench.extraction_memory", description=__doc__)
    parser.add_argument("--chars", type=int, default=CHARS, help="code points of each long text")
    parser.add_argument("--only", nargs="+", metavar="TEXT", help="of the texts that are no article, these")
    told = parser.parse_args(arguments)
    print(f"{'text':<18}{'code points':>12}{'CPU s':>8}{'peak MiB':>10}{'then MiB':>10}{'of limit':>10}")
    highest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        one_worker = {"WHOSAID_WORKERS": "1"}
        with serve_whosaid(f"sqlite:///{folder}/whosaid.sqlite", one_worker) as server:
            for name, text in write_texts(told.chars):
                if told.only and name not in told.only and not name.startswith("article"):
                    continue
                seconds, peak, rest = measure(server, text)
                highest = max(highest, peak)
                share = peak / LIMIT_MEBIBYTES
                print(
                    f"{name:<18}{len(text):>12,}{seconds:>8.1f}{peak:>10.0f}{rest:>10.0f}{share:>10.0%}",
                    flush=True,
                )
    if highest > LIMIT_MEBIBYTES:
        sys.exit(f"a worker took {highest:.0f} MiB; it may take {LIMIT_MEBIBYTES}")


if __name__ == "__main__":
    main()
