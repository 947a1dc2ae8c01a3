"""Run an engine over a corpus of articles, write what it finds, and print how fast it was."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from extraction.engine import DEFAULT_ENGINE, Engine, open_engine
from extraction.model import Attribution, Span


class BadCorpus(Exception):
    """A line of the corpus cannot be read; the message says which, and why."""


def read_corpus(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each article in a file of one JSON object a line.

    :raises BadCorpus: a line is no such object; the message starts with file and line number.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _read_article(line)
                except ValueError as error:
                    raise BadCorpus(f"{path}:{number}: {error}") from error


def as_row(article: str, attributions: list[Attribution]) -> dict[str, object]:
    """Return what the scorer reads: spans as [start, end) in code points."""
    rows = [
        {"source": _pairs(a.source), "cue": _pairs(a.cue), "content": _pairs(a.content)} for a in attributions
    ]
    return {"id": article, "attributions": rows}


def extract(engine: Engine, corpus: Path, predictions: TextIO) -> tuple[int, float]:
    """Write a row per article to `predictions`; return the words read and the seconds `engine` took."""
    words, seconds = 0, 0.0
    for article, text in read_corpus(corpus):
        started = time.perf_counter()
        attributions = engine.find_attributions(text)
        seconds += time.perf_counter() - started
        words += len(text.split())
        predictions.write(json.dumps(as_row(article, attributions)) + "\n")
    return words, seconds


def main() -> None:
    """Read the command line and run; a bad corpus or engine ends it with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.extract_corpus", description=__doc__)
    parser.add_argument("corpus", type=Path, help="one JSON object a line, with `id` and `text`")
    parser.add_argument("predictions", type=Path, help="written: `id` and `attributions`, line by line")
    parser.add_argument(
        "--engine", default=DEFAULT_ENGINE, help=f"which engine to run (default: {DEFAULT_ENGINE})"
    )
    arguments = parser.parse_args()
    try:
        engine = open_engine(arguments.engine)
        with arguments.predictions.open("w", encoding="utf-8") as predictions:
            words, seconds = extract(engine, arguments.corpus, predictions)
    except (BadCorpus, OSError, ValueError) as error:
        sys.exit(f"extract_corpus: {error}")
    # Linux counts ru_maxrss in KiB.
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = words / seconds if seconds else 0.0
    print(f"engine {engine.name} {engine.version}")
    print(f"{words:,} words in {seconds:.2f} s of analysis, one process: {speed:,.0f} words/s")
    print(f"peak memory {peak_mib:.0f} MiB")


def _read_article(line: bytes) -> tuple[str, str]:
    """:raises ValueError: saying what is wrong with the line."""
    try:
        article = json.loads(line)
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(article, dict):
        raise ValueError("not a JSON object")
    for name in ("id", "text"):
        if not isinstance(article.get(name), str):
            raise ValueError(f"`{name}` is missing or no string")
    return article["id"], article["text"]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


if __name__ == "__main__":
    main()
