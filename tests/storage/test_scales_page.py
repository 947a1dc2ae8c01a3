"""docs/scales.md tells the tables as they are; `python -m tests.storage.test_scales_page` writes it anew."""

import re
from pathlib import Path

from storage.scales import Label, Scale, list_scales

PAGE = Path(__file__).parents[2] / "docs" / "scales.md"
_TABLES = re.compile(r"(?<=<!-- tables -->\n).*(?=<!-- end of tables -->)", re.DOTALL)


def told(scale: Scale) -> str:
    """Return what the page says of a scale."""
    ways = ", ".join(f"`{other}`" for other in scale.converts_to) or "nothing"
    head = f"### `{scale.id}`: {scale.title}\n\n{scale.kind.capitalize()}. Converts to {ways}.\n"
    head += f"Source: {scale.source}.\n"
    if scale.numbers:
        return f"{head}\nIts labels are the whole numbers {scale.numbers.low} to {scale.numbers.high}.\n"
    rows = [f"| {name(label)} | {value(label)} | {band(label)} |\n" for label in scale.labels]
    return f"{head}\n| label | value | range |\n|---|---|---|\n{''.join(rows)}"


def name(label: Label) -> str:
    return f"{label.label} ({label.meaning})" if label.meaning else label.label


def value(label: Label) -> str:
    return "" if label.value is None else str(label.value)


def band(label: Label) -> str:
    if label.band is None:
        return ""
    last = "" if label.band.includes_high else ", excluded"
    return f"{label.band.low} to {label.band.high}{last}"


def tables() -> str:
    return "\n" + "\n".join(told(scale) for scale in list_scales()) + "\n"


def test_the_page_tells_every_scale_as_it_is() -> None:
    found = _TABLES.search(PAGE.read_text(encoding="utf-8"))

    assert found and found[0] == tables(), "run python -m tests.storage.test_scales_page"


if __name__ == "__main__":
    PAGE.write_text(_TABLES.sub(lambda _: tables(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
