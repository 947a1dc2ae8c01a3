"""Measure the service on a large collection, against limits and a peer.

    python -m bench [--engine sqlite] [--claims 1000000] [--rounds 5] [--only WORK …]

Prints a table as it goes and writes bench/RESULTS.md, or bench/RESULTS-postgresql.md, which is left as it was
where only some is measured.
"""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

from bench.exporting import export
from bench.importing import import_claims
from bench.invention import CLAIMS
from bench.lasting import memory
from bench.peers import describe_datasette
from bench.postgres_stage import PostgresStage, describe_postgres, postgres_stage
from bench.reading import one_claim, page, unchanged_page
from bench.searching import deep_page, facets, full_text, growth
from bench.serving import ways_to_serve
from bench.stage import Stage
from bench.statements import statements
from bench.table import FIGURE_HEAD, SIDE_HEAD, Found, as_markdown, describe_machine, side_cells
from bench.writing import ingest, rename_source, write_claim

WORKS: Mapping[str, Callable[[Stage], Found]] = {
    "one-claim": one_claim,
    "page": page,
    "unchanged-page": unchanged_page,
    "deep-page": deep_page,
    "full-text": full_text,
    "facets": facets,
    "growth": growth,
    "statements": statements,
    "write-claim": write_claim,
    "rename-source": rename_source,
    "ingest": ingest,
    "import": import_claims,
    "export": export,
    "ways-to-serve": ways_to_serve,
    "memory": memory,
}

# What concerns SQLite's files, or is the same whatever the store
_OF_SQLITE = ("import", "export", "ways-to-serve")

# By engine: what makes its table, and where that is written
_TABLES = {
    "sqlite": ("make bench", "RESULTS.md"),
    "postgresql": ("make bench-postgresql", "RESULTS-postgresql.md"),
}


def main() -> None:
    """Measure, print, and write down what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=_TABLES, default="sqlite")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--rounds", type=int, default=5, help="of each side")
    parser.add_argument("--only", nargs="+", choices=WORKS, metavar="WORK", help=", ".join(WORKS))
    options = parser.parse_args()
    # so that whatever was started is ended, and every copy removed
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _stage(options.engine, options.claims, options.rounds) as stage:
        report = _measure(stage, options.only or _works(options.engine))
    print(f"\n{report}")
    if not options.only:
        command, name = _TABLES[options.engine]
        text = f"# Measured\n\nBy `{command}`, which writes this file anew.\n\n{report}"
        Path(__file__).with_name(name).write_text(text)


def _stage(engine: str, claims: int, rounds: int) -> AbstractContextManager[Stage]:
    return postgres_stage(claims, rounds) if engine == "postgresql" else nullcontext(Stage(claims, rounds))


def _works(engine: str) -> list[str]:
    return [name for name in WORKS if engine == "sqlite" or name not in _OF_SQLITE]


def _measure(stage: Stage, works: Sequence[str]) -> str:
    """Measure some works, and return what is written of them."""
    started = time.monotonic()
    for size in (stage.claims // 100, stage.claims // 10, stage.claims):
        _tell(f"{stage.of_size(size).url}")
    found = {}
    for name in works:
        _tell(name)
        found[name] = WORKS[name](stage)
        for figure in found[name].figures:
            print(" | ".join(figure.cells()), flush=True)
    return _report(stage, found, time.monotonic() - started)


def _report(stage: Stage, found: Mapping[str, Found], seconds: float) -> str:
    figures = [figure.cells() for one in found.values() for figure in one.figures]
    sides = [line for one in found.values() for line in side_cells(one.sides)]
    remarks = [remark for one in found.values() for remark in one.remarks]
    taken = (
        f"{stage.claims:,} claims; {stage.rounds} rounds of each side, in turn; {seconds / 60:.0f} minutes"
    )
    peer = describe_postgres(stage) if isinstance(stage, PostgresStage) else describe_datasette()
    said = [taken, *describe_machine(), peer, *remarks]
    parts = ["\n".join(f"- {line}." for line in said), as_markdown(FIGURE_HEAD, figures)]
    return "\n\n".join([*parts, as_markdown(SIDE_HEAD, sides)]) + "\n"


def _tell(what: str) -> None:
    print(f"{datetime.now():%H:%M:%S}  {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
