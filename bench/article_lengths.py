"""Show what an article costs by its length, in microseconds of one core a word: all alike if it is linear."""

import argparse

from bench.articles import write_article
from bench.engine_costs import Cost, Metered, measure
from extraction.engine import DEFAULT_ENGINE, ENGINES

LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
# Shorter articles are read so many times that all lengths rest on about as many words.
LEAST_WORDS = 30_000


def measure_length(metered: Metered, words: int) -> Cost:
    """Return what articles of so many words cost."""
    text = write_article(words)
    return measure(metered, [text] * max(1, LEAST_WORDS // words))


def main() -> None:
    """Print a line for each length."""
    parser = argparse.ArgumentParser(prog="python -m bench.article_lengths", description=__doc__)
    parser.add_argument("--engine", choices=sorted(ENGINES), default=DEFAULT_ENGINE)
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS, metavar="WORDS")
    arguments = parser.parse_args()
    metered = Metered(arguments.engine)
    print(f"{'words':>10}{'find':>10}{'of it bare':>12}{'build':>10}{'whole':>10}")
    for words in arguments.lengths:
        cost = measure_length(metered, words)
        times = (cost.microseconds(each) for each in (cost.finding, cost.bare, cost.building, cost.whole))
        print("{:>10,}{:>10.1f}{:>12.1f}{:>10.1f}{:>10.1f}".format(words, *times), flush=True)


if __name__ == "__main__":
    main()
