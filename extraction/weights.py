"""The weights of confidence: points, ceilings and reasons, read from a file that anybody may replace."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from extraction.model import (
    Act,
    AnonymityNumber,
    CertaintyLevel,
    HopMode,
    Knowledge,
    ReliabilityLetter,
    SourceKind,
)

HIGHEST = 100
# Letters from best to worst; F, "cannot be judged", stands beside them. Source: NATO AJP-2.1.
RANKED_LETTERS: tuple[ReliabilityLetter, ...] = ("A", "B", "C", "D", "E")
# Every table and its rows: what confidence looks at.
TABLES: Mapping[str, Sequence[str]] = {
    # of an origin of kind `unknown` nothing is known to rest a score on
    "origin": [kind for kind in get_args(SourceKind) if kind != "unknown"],
    "origin_reliability": get_args(ReliabilityLetter),
    "number": get_args(AnonymityNumber),
    "knowledge": get_args(Knowledge),
    # a publisher's act is no origin's
    "act": [act for act in get_args(Act) if act != "published"],
    "mode": get_args(HopMode),
    "words": get_args(CertaintyLevel),
    "condition": ["stated"],
    "relay": get_args(SourceKind),
    "relay_reliability": get_args(ReliabilityLetter),
    "publisher": ["named", "unknown"],
    "publisher_reliability": get_args(ReliabilityLetter),
    "independent_origins": ["none", "one", "two", "several"],
}
# A row that may be left out moves nothing and is not told of.
OPTIONAL = ("act",)
# A score is never above the ceiling of a hop that it came through.
WITH_CEILINGS = ("relay", "relay_reliability", "publisher_reliability")
# No row of these may raise a score: a chain is never worth more than its origin.
NEVER_RAISING = ("words", "condition", "relay", "publisher", "publisher_reliability")
# The file's first twelve digits tell two files apart, and are short enough to be read out.
_DIGITS = 12


class BadWeights(ValueError):
    """A file does not hold weights; says where in it, what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing does to a score: points, the sentence that says why, and the most that can remain."""

    points: int
    reason: str
    ceiling: int = HIGHEST


@dataclass(frozen=True, slots=True)
class Weights:
    """The rows of each table, and the name by which a score tells that it was computed with them."""

    name: str
    """The file's `version`, "+" and the first twelve hexadecimal digits of its SHA-256."""
    tables: Mapping[str, Mapping[str, Row]]

    def row(self, table: str, value: str) -> Row:
        """Return what `value` does to a score."""
        return self.tables[table][value]


@cache
def packaged_weights() -> Weights:
    """Return the project's own weights, those of `extraction/lexicons/confidence.json`."""
    return parse_weights((files("extraction") / "lexicons" / "confidence.json").read_bytes())


def read_weights(path: Path) -> Weights:
    """Return the weights that a file holds.

    :raises BadWeights: it cannot be read, or breaks a rule of `parse_weights`.
    """
    try:
        return parse_weights(path.read_bytes())
    except OSError as error:
        raise BadWeights(f"nothing can be read: {error.strerror}") from error


def parse_weights(content: bytes) -> Weights:
    """Return the weights that the bytes of a file tell.

    Every law of confidence that the weights could break is held here: see docs/confidence.md.

    :raises BadWeights: they are no JSON, a row is missing, unknown or malformed, or a law would break.
    """
    told = _decode(content)
    version = told.pop("version", None)
    told.pop("note", None)
    if not isinstance(version, str) or not version or len(version) > 40 or not version.isprintable():
        raise BadWeights('version: is a name of up to 40 characters, such as "our-weights-1"')
    _require_keys("", told, required=TABLES, known=TABLES)
    tables = {table: _read_table(table, told[table]) for table in TABLES}
    for fault in _broken_laws(tables):
        raise BadWeights(fault)
    digest = hashlib.sha256(content).hexdigest()
    return Weights(f"{version}+{digest[:_DIGITS]}", tables)


def _decode(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode("utf-8"), object_pairs_hook=_without_doubles)
    except UnicodeDecodeError as error:
        raise BadWeights(f"the text is not UTF-8, at byte {error.start}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadWeights(f"the text is not JSON, at {place}: {error.msg}") from error
    except RecursionError as error:
        raise BadWeights("the JSON is nested too deep") from error
    if not isinstance(told, dict):
        raise BadWeights("the JSON is no object")
    return told


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise BadWeights(f"{key}: stands twice in one object")
        members[key] = value
    return members


def _require_keys(where: str, told: Any, *, required: Sequence[str] | Mapping[str, Any], known: Any) -> None:
    prefix = f"{where}." if where else ""
    if not isinstance(told, dict):
        raise BadWeights(f"{where}: is no JSON object")
    if missing := [key for key in required if key not in told]:
        raise BadWeights(f"{prefix}{missing[0]}: is missing")
    if unknown := [key for key in told if key not in known]:
        raise BadWeights(f"{prefix}{unknown[0]}: is not known; there are {', '.join(known)}")


def _read_table(table: str, told: Any) -> Mapping[str, Row]:
    known = TABLES[table]
    _require_keys(table, told, required=() if table in OPTIONAL else known, known=known)
    return {value: _read_row(table, f"{table}.{value}", row) for value, row in told.items()}


def _read_row(table: str, where: str, told: Any) -> Row:
    parts = ["points", "ceiling", "reason"] if table in WITH_CEILINGS else ["points", "reason"]
    _require_keys(where, told, required=parts, known=parts)
    points = _read_whole(f"{where}.points", told["points"], -HIGHEST, HIGHEST)
    ceiling = _read_whole(f"{where}.ceiling", told.get("ceiling", HIGHEST), 0, HIGHEST)
    reason = told["reason"]
    if not isinstance(reason, str) or not reason.strip() or not reason.isprintable():
        raise BadWeights(f"{where}.reason: is one sentence that explains the points")
    return Row(points, reason, ceiling)


def _read_whole(where: str, told: Any, least: int, most: int) -> int:
    # JSON's true is Python's 1
    if not isinstance(told, int) or isinstance(told, bool) or not least <= told <= most:
        raise BadWeights(f"{where}: is {json.dumps(told)}, but must be a whole number from {least} to {most}")
    return told


def _broken_laws(tables: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    """Yield what in well-formed tables would break a law of confidence, and which."""
    for table in NEVER_RAISING:
        for value, row in tables[table].items():
            if row.points > 0:
                yield (
                    f"{table}.{value}.points: is {row.points}, but must be 0 or less; it never raises a score"
                )
    firm = tables["words"]["asserted"].points
    for value, row in tables["words"].items():
        if row.points > firm:
            yield (
                f"words.{value}.points: is {row.points}, but must be at most words.asserted.points, {firm}; "
                "a hedge never raises a score"
            )
    yield from _broken_laws_of_letters(tables)
    least = 0
    for value in TABLES["independent_origins"]:
        points = tables["independent_origins"][value].points
        if points < least:
            yield (
                f"independent_origins.{value}.points: is {points}, but must be {least} or more; "
                "an independent origin never lowers a score"
            )
        least = points


def _broken_laws_of_letters(tables: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    for table in ("origin_reliability", "relay_reliability", "publisher_reliability"):
        rows = tables[table]
        for better, worse in zip(RANKED_LETTERS, RANKED_LETTERS[1:], strict=False):
            for part, high, low in (
                ("points", rows[better].points, rows[worse].points),
                ("ceiling", rows[better].ceiling, rows[worse].ceiling),
            ):
                if low > high:
                    yield (
                        f"{table}.{worse}.{part}: is {low}, but must be at most {table}.{better}.{part}, "
                        f"{high}; a better letter never lowers a score"
                    )
        if (rows["F"].points, rows["F"].ceiling) != (0, HIGHEST):
            yield f"{table}.F: must have 0 points and no ceiling below {HIGHEST}; F is no basis to judge by"
    cheapest = max(row.points for row in tables["relay"].values())
    for letter, row in tables["relay_reliability"].items():
        if cheapest + row.points > 0:
            yield (
                f"relay_reliability.{letter}.points: is {row.points}, but must be {-cheapest} or less, what "
                "the cheapest relay costs; one more hop never raises a score"
            )
