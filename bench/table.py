"""What was measured, held to what must be and what is reached for, as a table to read."""

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from bench.load import wrk_path
from bench.pairs import Rounds, Spread, cpu_of, p50_of, p99_of, rate_of, spread

# What the figures depend on, beside Python and SQLite
_PACKAGES = ("flask", "werkzeug", "gunicorn", "marshmallow", "sqlite-utils", "structlog")


@dataclass(frozen=True)
class Bound:
    """What a figure must be and should be: at most so much ("≤") or at least ("≥")."""

    sign: Literal["≤", "≥"]
    must: float
    reach: float | None = None

    def holds(self, value: float, limit: float) -> bool:
        """Say whether a value is within one of the limits."""
        return value <= limit if self.sign == "≤" else value >= limit


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured of which work, and what it is held to."""

    work: str
    measure: str
    found: Spread
    unit: Literal["×", "ms", "s", "MB", "%"]
    bound: Bound | None = None

    @property
    def verdict(self) -> str:
        """Whether what must be is, and what is reached for."""
        if self.bound is None:
            return ""
        if self.bound.reach is not None and self.bound.holds(self.found.median, self.bound.reach):
            return "reached"
        return "met" if self.bound.holds(self.found.median, self.bound.must) else "MISSED"

    def cells(self) -> list[str]:
        """Return the line, cell by cell."""
        found, bound = self.found, self.bound
        value = f"{_number(found.median)} {self.unit} ({_number(found.low)} to {_number(found.high)})"
        limits = [""] * 2
        if bound:
            limits[0] = f"{bound.sign} {bound.must:g}"
            limits[1] = "" if bound.reach is None else f"{bound.sign} {bound.reach:g}"
        return [self.work, self.measure, value, *limits, self.verdict]


@dataclass(frozen=True)
class Found:
    """What a piece of work came to: figures, each side's rounds, and remarks on how it was measured."""

    figures: Sequence[Figure] = ()
    sides: Mapping[str, Rounds] = field(default_factory=dict)
    remarks: Sequence[str] = ()


FIGURE_HEAD = ("work", "measure", "median (quartiles)", "must", "reach", "")
SIDE_HEAD = ("work", "side", "CPU µs a request", "requests/s", "p50 ms", "p99 ms")


def side_cells(sides: Mapping[str, Rounds]) -> Iterator[list[str]]:
    """Yield a line for each side of each work."""
    for work, rounds in sides.items():
        for side in rounds:
            cpu = spread(rounds, side, cpu_of)
            values = [f"{cpu.median:.0f} ({cpu.low:.0f} to {cpu.high:.0f})"]
            for value in (rate_of, p50_of, p99_of):
                # what is no request has no time of its own
                told = spread(rounds, side, value).median
                values.append(_number(told) if told else "")
            yield [work, side, *values]


def as_markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, its columns in line for whoever reads it plain."""
    rows = [list(head), *lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    padded = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "|".join("-" * (width + 2) for width in widths)
    return "\n".join([f"| {padded[0]} |", f"|{rule}|", *(f"| {row} |" for row in padded[1:])])


def describe_machine() -> list[str]:
    """Return what the figures were taken on and with, a line each."""
    installed = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    wrk = (
        "wrk"
        if wrk_path()
        else "a client in Python, because wrk is not installed: throughput and times count it"
    )
    return [
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {installed}",
        f"{os.cpu_count()} CPUs ({_processor()}), shared by the server and the load, which is sent by {wrk}",
    ]


def _processor() -> str:
    told = subprocess.run(["lscpu", "--json"], capture_output=True, text=True, check=False).stdout
    fields = json.loads(told)["lscpu"] if told else []
    return next((one["data"] for one in fields if one["field"] == "Model name:"), platform.machine())


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
