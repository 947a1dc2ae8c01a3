"""Scales on which people and tools say how sure they are, and what converts into what: look-up, no judgement.

The tables stand in scales.json, each with its source.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from storage.errors import NotFound

# On this one sources are judged; on every other one, claims.
SOURCE_SCALE = "admiralty_reliability"

# A label of a scale of bare numbers: 0 to 100 as people write it, neither 07 nor +7.
NUMBER_PATTERN = "^(0|[1-9][0-9]?|100)$"


@dataclass(frozen=True, slots=True)
class Band:
    """Whole numbers from `low` to `high`, which may be excluded."""

    low: int
    high: int
    includes_high: bool = True

    def __contains__(self, number: int) -> bool:
        return self.low <= number < self.high or (number == self.high and self.includes_high)


@dataclass(frozen=True, slots=True)
class Label:
    """One label; without `value` and `band` it is no basis for any number."""

    label: str
    meaning: str | None = None
    value: int | None = None
    band: Band | None = None
    misp_tag: str | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """What it is called: each of the words for the same, then the label as a whole."""
        parts = tuple(part.strip() for part in self.label.split("/"))
        return (*parts, self.label) if len(parts) > 1 else parts


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: its labels, or where it is one of bare numbers, which.

    `measure` names the numbers its labels stand for; scales of one measure convert into each other.
    """

    id: str
    title: str
    kind: str
    source: str
    measure: str | None
    numbers: Band | None
    labels: tuple[Label, ...]

    @property
    def converts_to(self) -> tuple[str, ...]:
        """The other scales of its measure."""
        return tuple(
            other.id
            for other in list_scales()
            if self.measure is not None and other.measure == self.measure and other.id != self.id
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on a scale: a label, with the number or the band the scale gives it, if any.

    Converted from a band it has no label where the band is none of the scale's own.
    """

    scale: str
    label: str | None = None
    value: int | None = None
    band: Band | None = None


@cache
def list_scales() -> tuple[Scale, ...]:
    """Return every scale."""
    text = (files("storage") / "scales.json").read_text(encoding="utf-8")
    return tuple(_make_scale(table) for table in json.loads(text))


def get_scale(scale_id: str) -> Scale:
    """Return a scale.

    :raises NotFound: if there is none
    """
    found = next((scale for scale in list_scales() if scale.id == scale_id), None)
    if found is None:
        raise NotFound("scale", scale_id)
    return found


def find_reading(scale: Scale, words: str) -> Reading | None:
    """Return what a label or one of its terms says, or None where the scale has no such label.

    Of several words for the same, the one that was used is kept.
    """
    if scale.numbers:
        is_number = re.fullmatch(NUMBER_PATTERN, words)
        return Reading(scale.id, words, int(words)) if is_number else None
    for label in scale.labels:
        if words in label.terms:
            return Reading(scale.id, words, label.value, label.band)
    return None


def convert(given: Reading, to: Scale) -> Reading | None:
    """Return what a reading is on another scale, or None where nothing there says it: absent stays absent.

    A number is looked up in the other scale's bands; a band without a number stays that band.

    :raises ValueError: if the scales have no measure in common
    """
    if to.id not in get_scale(given.scale).converts_to:
        raise ValueError(f"{given.scale} does not convert to {to.id}")
    if given.value is None:
        return Reading(to.id, band=given.band) if given.band else None
    if to.numbers:
        return Reading(to.id, str(given.value), given.value)
    for label in to.labels:
        if label.band and given.value in label.band:
            return Reading(to.id, label.label, label.value, label.band)
    return None


def describe_labels(scale: Scale) -> str:
    """Return in a sentence which labels a scale has."""
    if scale.numbers:
        return f"Must be a whole number from {scale.numbers.low} to {scale.numbers.high}, written as text."
    return f"Must be a label of {scale.id}: {'; '.join(label.label for label in scale.labels)}."


def _make_scale(table: dict[str, Any]) -> Scale:
    return Scale(
        table["id"],
        table["title"],
        table["kind"],
        table["source"],
        table.get("measure"),
        Band(*table["numbers"]) if "numbers" in table else None,
        tuple(_make_label(row) for row in table.get("labels", [])),
    )


def _make_label(row: dict[str, Any]) -> Label:
    band = None
    if "range" in row:
        low, high = row["range"]
        band = Band(low, high, includes_high=not row.get("excludes_high", False))
    return Label(row["label"], row.get("meaning"), row.get("value"), band, row.get("misp_tag"))
