"""Measure `whosaid import`, beside marshmallow alone and the same rows put in by sqlite-utils."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import sqlite_utils
from marshmallow import RAISE

from api.exports import iterate_rows
from api.imports import Importer, read_rows
from api.schemas.claims import Claim
from bench.pairs import Sample, Spread, cpu_of, measure, ratio, spread
from bench.server import HERE, WHOSAID, environment_without_settings
from bench.stage import Stage
from bench.stored_rows import Rows, last_rows, rows_since
from bench.table import Bound, Figure, Found
from storage import open_storage
from storage.migrations import migrate
from storage.vocabulary import STATUSES

# Claims imported in each round, and fewer of them, whose import takes no less memory
_CLAIMS, _FEWER = 20_000, 10_000

# Above what any line has
_LONGEST_LINE = 2**24

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"


def import_claims(stage: Stage) -> Found:
    """Measure an import of claims whose sources and articles are there."""
    of_round = stage.of_size(_CLAIMS)
    with tempfile.TemporaryDirectory() as folder:
        files = _export(of_round, Path(folder))
        base, store = Path(folder) / "base.sqlite", Path(folder) / "store.sqlite"
        _import(base, files["sources"], files["articles"])
        with closing(open_storage(f"sqlite:///{base}")) as db:
            last = last_rows(db)
        takes = {
            "Whosaid": lambda: _timed(of_round.claims, partial(_import_anew, base, store, files["claims"]))
        }
        takes["Whosaid"]()
        with closing(open_storage(f"sqlite:///{store}")) as db:
            rows = rows_since(db, last)
        documents = [json.loads(line) for line in files["claims"].read_bytes().splitlines()]
        takes["marshmallow"] = lambda: _timed(of_round.claims, partial(_load, documents))
        takes["sqlite-utils"] = lambda: _timed(of_round.claims, partial(_insert, base, store, rows))
        work = f"import of {of_round.claims:,} claims"
        rounds = measure(takes, stage.rounds)
        slower = max(("marshmallow", "sqlite-utils"), key=lambda side: spread(rounds, side, cpu_of).median)
        figures = [
            Figure(
                work,
                f"rows per CPU second, of {other}'s alone",
                ratio(rounds, other, "Whosaid", cpu_of),
                "×",
                Bound("≥", 0.6, 0.8) if other == slower else None,
            )
            for other in ("marshmallow", "sqlite-utils")
        ]
        figures.append(_memory(base, store, files["claims"], of_round.claims))
    return Found(figures, {work: rounds})


def _export(stage: Stage, folder: Path) -> dict[str, Path]:
    db = open_storage(stage.url)
    files = {}
    for resource in ("sources", "articles", "claims"):
        files[resource] = folder / f"{resource}.ndjson"
        with open(files[resource], "wb") as file:
            file.writelines(iterate_rows(db, resource, "ndjson", statuses=STATUSES))
    db.close()
    return files


def _import(store: Path, *files: Path) -> None:
    db = open_storage(f"sqlite:///{store}")
    migrate(db)
    opened = {str(path): open(path, "rb") for path in files}
    try:
        for row, result in Importer(db).take(read_rows(opened, _LONGEST_LINE)):
            if result.problem is not None:
                raise RuntimeError(f"{row.file}, line {row.line.number}: {result.problem.as_json()}")
    finally:
        for file in opened.values():
            file.close()
        db.close()


def _import_anew(base: Path, store: Path, claims: Path) -> None:
    _copy(base, store)
    _import(store, claims)


def _load(documents: list[Any]) -> None:
    schema = Claim(unknown=RAISE, exclude=("included",))
    for document in documents:
        schema.load(document)


def _insert(base: Path, store: Path, rows: Rows) -> None:
    """Insert rows without indexes and triggers, which come after."""
    _copy(base, store)
    db = sqlite_utils.Database(store)
    made = [tuple(row) for row in db.execute(_SCHEMA) if row[0] in ("index", "trigger") and row[2] in rows]
    with closing(db.conn):
        for kind, name, _, _ in made:
            db.execute(f"DROP {kind} {name}")
        for table, of_table in rows.items():
            db.table(table).insert_all(of_table)
        for kind, _, _, sql in sorted(made):
            if kind == "index":
                db.execute(sql)
        db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        db.conn.commit()


def _copy(base: Path, store: Path) -> None:
    for end in ("", "-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)
    shutil.copy(base, store)


def _timed(rows: int, work: Callable[[], None]) -> Sample:
    """Return what a piece of work takes a row."""
    cpu, started = time.process_time(), time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    return Sample((time.process_time() - cpu) * 1e6 / rows, 0, 0, rows / seconds)


def _memory(base: Path, store: Path, claims: Path, count: int) -> Figure:
    fewer = claims.with_name("fewer.ndjson")
    fewer.write_bytes(b"".join(claims.read_bytes().splitlines(keepends=True)[:_FEWER]))
    most = []
    for file in (claims, fewer):
        _copy(base, store)
        most.append(_most_memory(store, file))
    return Figure(
        f"import of {count:,} claims",
        f"memory, of {min(_FEWER, count):,} claims'",
        Spread.of([most[0] / most[1]]),
        "×",
        Bound("≤", 1.1),
    )


def _most_memory(store: Path, file: Path) -> int:
    """Return the most memory, in kilobytes, that the command takes."""
    told = {**environment_without_settings(), "WHOSAID_DATABASE": f"sqlite:///{store}"}
    process = subprocess.Popen([*WHOSAID, "import", str(file)], stdout=subprocess.DEVNULL, env=told, cwd=HERE)
    _, status, taken = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with status {process.returncode}")
    return taken.ru_maxrss
