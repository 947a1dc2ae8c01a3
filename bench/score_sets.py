"""Score an engine's claims on the labelled sets: precision and recall of each fact, one phenomenon a line.

An engine's claim is the labelled one where their words share at least half of the code points that either
holds; of several the best, of relays all parts of one that was parted. Recall is of what is labelled.
Precision is, for relays, certainty and claim text, of the claims that stand on labelled words; for anonymity
of the unnamed sources told; for references of the pairs of labelled mentions that are told as one source; for
statements of the publisher's sentences told.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

from bench.confusions import CONFUSIONS, Pair, confusions_of
from bench.labelled import Item, article_of, read_items
from bench.set_scorers import FACTS, SCORERS, Tally
from extraction.claims import build_claims
from extraction.engine import DEFAULT_ENGINE, ENGINES, Engine, open_engine
from extraction.model import Claim


def score_set(name: str, half: str, engine: Engine) -> dict[str, Tally]:
    """Return what was counted of each phenomenon of one half, "open" or "kept", of the set `name`."""
    rows: dict[str, Tally] = {}
    for item, claims in _told(name, half, engine):
        rows.setdefault(item["phenomenon"], Counter()).update(SCORERS[name](item, claims))
    return rows


def confuse_set(name: str, half: str, engine: Engine) -> dict[str, Counter[Pair]]:
    """Return what was taken for what, of each phenomenon of one half of the set `name`."""
    rows: dict[str, Counter[Pair]] = {}
    for item, claims in _told(name, half, engine):
        rows.setdefault(item["phenomenon"], Counter()).update(CONFUSIONS[name](item, claims))
    return rows


def confusion_table(rows: dict[str, Counter[Pair]]) -> Iterator[str]:
    """Yield the lines of one set's confusions: all together, then each phenomenon that has any."""
    yield from (f"    {line}" for line in confusions_of(sum(rows.values(), Counter())))
    for phenomenon, pairs in sorted(rows.items()):
        if any(labelled != told for labelled, told in pairs):
            yield f"    {phenomenon}"
            yield from (f"        {line}" for line in confusions_of(pairs))


def _told(name: str, half: str, engine: Engine) -> Iterator[tuple[Item, list[Claim]]]:
    for item in read_items(name, half):
        yield item, build_claims(article_of(item), engine.find_attributions(item["text"]))


def table_of(name: str, rows: dict[str, Tally], *, by_phenomenon: bool) -> Iterator[str]:
    """Yield the lines of one set's table: each fact with its precision, recall and F1, in percent."""
    total: Tally = sum(rows.values(), Counter())
    yield f"{name}: {total['labels']} labelled, {total['told']} told" + "".join(
        f", {total[more]} {more}" for more in ("mentions", "mentions found", "merged") if name == "references"
    )
    for fact in FACTS[name]:
        yield f"    {fact:<12}{_rates(total, fact)}"
    for phenomenon, tally in sorted(rows.items()) if by_phenomenon else []:
        right = ", ".join(f"{fact} {tally[fact]}" for fact in FACTS[name])
        yield f"    {phenomenon:<28}{tally['labels']:3} labelled {tally['told']:3} told: {right}"


def _rates(tally: Tally, fact: str) -> str:
    right, told, labelled = tally[fact], tally["told"], tally["labels"]
    shares = (right / (told or 1), right / (labelled or 1), 2 * right / (told + labelled or 1))
    return f"{right:4}   P {shares[0]:6.1%}   R {shares[1]:6.1%}   F1 {shares[2]:6.1%}"


def main() -> None:
    """Print the table of each set asked for."""
    parser = argparse.ArgumentParser(description="Score the claims made of an engine's attributions.")
    parser.add_argument("sets", nargs="*", help=f"which of {', '.join(SCORERS)}; all if none is named")
    parser.add_argument("--engine", choices=sorted(ENGINES), default=DEFAULT_ENGINE)
    parser.add_argument(
        "--half", choices=["open", "kept"], default="open", help="the kept half is for the end"
    )
    parser.add_argument("--phenomena", action="store_true", help="a line for each phenomenon, too")
    parser.add_argument("--confusions", action="store_true", help="what was taken for what, instead")
    arguments = parser.parse_args()
    if unknown := set(arguments.sets) - set(SCORERS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    engine = open_engine(arguments.engine)
    for name in arguments.sets or SCORERS:
        if arguments.confusions and name in CONFUSIONS:
            print(name)
            print("\n".join(confusion_table(confuse_set(name, arguments.half, engine))))
            continue
        rows = score_set(name, arguments.half, engine)
        print("\n".join(table_of(name, rows, by_phenomenon=arguments.phenomena)))


if __name__ == "__main__":
    main()
