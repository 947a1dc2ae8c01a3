"""Measure `whosaid export`, beside reading the same rows and writing them to a pipe as they are."""

import csv
import io
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.pairs import Sample, Spread, Take, cpu_of, measure, ratio
from bench.server import HERE, WHOSAID, environment_without_settings
from bench.stage import Stage
from bench.table import Bound, Figure, Found

# Claims exported in each round, and fewer of them, whose export takes no less memory
_CLAIMS, _FEWER = 100_000, 10_000

# Bytes read at once of what is exported
_PIECE = 2**16

_BOUNDS: Mapping[str, Bound] = {"ndjson": Bound("≥", 0.6, 0.8), "csv": Bound("≥", 0.5, 0.8)}


@dataclass(frozen=True)
class _Run:
    """What a command took that ran to its end; its memory in kilobytes."""

    cpu_seconds: float
    seconds: float
    most_memory: int


def export(stage: Stage) -> Found:
    """Measure exports in NDJSON and CSV; what starting takes is not counted."""
    more, fewer = stage.of_size(_CLAIMS), stage.of_size(min(_FEWER, stage.claims // 2))
    rows = _active(more) - _active(fewer)
    figures, works = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for form, other in (("ndjson", "documents to a pipe"), ("csv", "csv.writer")):
            bare = [sys.executable, "-m", "bench.bare_exports", form]
            files = [
                one.store if form == "ndjson" else _flatten(one.store, Path(folder) / f"{one.claims}.sqlite")
                for one in (more, fewer)
            ]
            sides = {
                "Whosaid": _beyond([partial(_export, form, one.store) for one in (more, fewer)], rows),
                other: _beyond([partial(_run, [*bare, str(file)]) for file in files], rows),
            }
            work = f"export of {more.claims:,} claims as {form.upper()}"
            works[work] = measure(sides, stage.rounds)
            speed = ratio(works[work], other, "Whosaid", cpu_of)
            figures.append(Figure(work, f"rows per CPU second, of {other}'s", speed, "×", _BOUNDS[form]))
    most = [_export("ndjson", one.store).most_memory for one in (more, fewer)]
    grown = Spread.of([most[0] / most[1]])
    work = f"export of {more.claims:,} claims"
    figures.append(Figure(work, f"memory, of {fewer.claims:,} claims'", grown, "×", Bound("≤", 1.1)))
    return Found(figures, works)


def _active(stage: Stage) -> int:
    return int(stage.query("SELECT count(*) FROM claims WHERE status = 'active'")[0][0])


def _beyond(runs: Sequence[Callable[[], _Run]], rows: int) -> Take:
    """Return what samples the difference between two runs, the larger first; a request is a row."""

    def take() -> Sample:
        more, fewer = (run() for run in runs)
        cpu, seconds = more.cpu_seconds - fewer.cpu_seconds, more.seconds - fewer.seconds
        return Sample(cpu * 1e6 / rows, 0, 0, rows / seconds)

    return take


def _export(form: str, store: Path) -> _Run:
    told = {"WHOSAID_DATABASE": f"sqlite:///{store}"}
    return _run([*WHOSAID, "export", "--format", form], told)


def _run(command: Sequence[str], told: Mapping[str, str] | None = None) -> _Run:
    """Run a command to the end and drop what it writes to its pipe."""
    environment = {**environment_without_settings(), **(told or {})}
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=HERE)
    assert process.stdout is not None
    try:
        while process.stdout.read(_PIECE):
            pass
    finally:
        process.stdout.close()
        _, status, taken = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    cpu_seconds = taken.ru_utime + taken.ru_stime
    return _Run(cpu_seconds, time.monotonic() - started, taken.ru_maxrss)


def _flatten(store: Path, path: Path) -> Path:
    """Make a file with the table `flat`, of the rows that an export in CSV has."""
    environment = {**environment_without_settings(), "WHOSAID_DATABASE": f"sqlite:///{store}"}
    command = [*WHOSAID, "export", "--format", "csv"]
    told = subprocess.run(command, capture_output=True, env=environment, cwd=HERE, check=True).stdout
    rows = csv.reader(io.StringIO(told.decode(), newline=""))
    header = next(rows)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE flat ({', '.join(f'c{number}' for number in range(len(header)))})")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO flat VALUES ({', '.join('?' * len(header))})", rows)
        connection.execute("COMMIT")
    return path
