"""Hold the engines side by side: speed on one core, memory, what goes on top of the network, and scores.

Without a corpus, what is read is made of the project's own texts. With one, and a scorer, each engine's
attributions are written as `bench.extract_corpus` does, and what `python SCORER CORPUS FOUND` prints of them
is shown.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.articles import write_article
from bench.engine_costs import Cost, Metered, peak_mebibytes
from bench.extract_corpus import BadCorpus, as_row, read_corpus
from extraction.engine import ENGINES
from extraction.versions import version_of

# Without a corpus, so many articles of so many words are read.
OWN_ARTICLES, OWN_WORDS = 12, 800
LABELS = ("engine", "words", "words/s", "find", "of it bare", "build", "on top", "peak MiB")


def run_engine(name: str, corpus: Path | None, found: Path) -> tuple[str, Cost, float]:
    """Read all articles with one engine; return its version, the cost and the peak memory, and write `found`.

    Call it in a process of its own: memory is the process's.
    """
    metered, cost = Metered(name), Cost()
    articles = read_corpus(corpus) if corpus else own_articles()
    with found.open("w", encoding="utf-8") as rows:
        for article, text in articles:
            rows.write(json.dumps(as_row(article, metered.read(text, cost))) + "\n")
    return version_of(metered.engine), cost, peak_mebibytes()


def own_articles() -> list[tuple[str, str]]:
    """Return ids and texts made of the project's own."""
    words = write_article(OWN_ARTICLES * OWN_WORDS).split("\n\n")
    share = -(-len(words) // OWN_ARTICLES)
    return [(str(first), "\n\n".join(words[first : first + share])) for first in range(0, len(words), share)]


def row_of(name: str, cost: Cost, mebibytes: float) -> str:
    """Return an engine's line of the table; times are microseconds of one core a word."""
    share = f"{cost.on_top / cost.bare:.0%}" if cost.bare else "-"
    times = [f"{cost.microseconds(each):10.1f}" for each in (cost.finding, cost.bare, cost.building)]
    speed = cost.words / cost.whole if cost.whole else 0.0
    return f"{name:<10}{cost.words:>10,}{speed:>10,.0f}{''.join(times)}{share:>10}{mebibytes:>10.0f}"


def main() -> None:
    """Read the command line and print the table; what cannot be read ends it with one line."""
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", help="one JSON object a line, with `id` and `text`")
    parser.add_argument("--scorer", type=Path, help="a program that is given CORPUS and what was found")
    arguments = parser.parse_args()
    if arguments.scorer and not arguments.corpus:
        parser.error("--scorer needs a corpus")
    print("".join(f"{label:>10}" if number else f"{label:<10}" for number, label in enumerate(LABELS)))
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(ENGINES, reverse=True):
            found = Path(folder, f"{name}.jsonl")
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                try:
                    version, cost, peak = alone.submit(run_engine, name, arguments.corpus, found).result()
                except (BadCorpus, OSError, ValueError) as error:
                    sys.exit(f"engines: {error}")
            print(row_of(name, cost, peak), flush=True)
            scores.append(f"\n{name} {version}")
            if arguments.scorer:
                scorer = [sys.executable, str(arguments.scorer), str(arguments.corpus), str(found)]
                scores.append(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    print("times: microseconds of one core a word; on top: all but the bare pass, as a share of it")
    print("\n".join(scores))


if __name__ == "__main__":
    main()
