"""Score an engine's claims on the labelled sets: precision and recall of each fact, one phenomenon a line.

An engine's claim is the labelled one where their words share at least half of the code points that either
holds; of several the best. Recall is of what is labelled. Precision is, for relays, certainty and claim text,
of the claims that stand on labelled words; for anonymity of the unnamed sources told; for references of the
pairs of labelled mentions that are told as one source; for statements of the publisher's sentences told.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

from bench.labelled import article_of, read_items
from bench.set_scorers import FACTS, SCORERS, Tally
from extraction.claims import build_claims
from extraction.engine import DEFAULT_ENGINE, ENGINES, Engine, open_engine


def score_set(name: str, half: str, engine: Engine) -> dict[str, Tally]:
    """Return what was counted of each phenomenon of one half, "open" or "kept", of the set `name`."""
    rows: dict[str, Tally] = {}
    for item in read_items(name, half):
        claims = build_claims(article_of(item), engine.find_attributions(item["text"]))
        rows.setdefault(item["phenomenon"], Counter()).update(SCORERS[name](item, claims))
    return rows


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
    arguments = parser.parse_args()
    if unknown := set(arguments.sets) - set(SCORERS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    engine = open_engine(arguments.engine)
    for name in arguments.sets or SCORERS:
        rows = score_set(name, arguments.half, engine)
        print("\n".join(table_of(name, rows, by_phenomenon=arguments.phenomena)))


if __name__ == "__main__":
    main()
