"""docs/confidence.md tells the weights; `python -m tests.extraction.test_confidence_page` writes it anew."""

import re
from collections.abc import Mapping
from pathlib import Path

from extraction.confidence import assess_confidence
from extraction.model import Anonymity, Certainty, Hop, Source
from extraction.weights import TABLES, WITH_CEILINGS, Row, packaged_weights

PAGE = Path(__file__).parents[2] / "docs" / "confidence.md"


def told_weights() -> str:
    weights = packaged_weights()
    version, _, _ = weights.name.partition("+")
    return f"Version `{version}`.\n\n" + "\n".join(
        told_table(table, weights.tables[table], table in WITH_CEILINGS) for table in TABLES
    )


def told_table(table: str, rows: Mapping[str, Row], has_ceilings: bool) -> str:
    head = (
        "| points | ceiling | reason |\n|---|---|---|---|"
        if has_ceilings
        else "| points | reason |\n|---|---|---|"
    )
    lines = [
        f"| {value} | {number(row.points)} | {f'{row.ceiling} | ' if has_ceilings else ''}{row.reason} |"
        for value, row in rows.items()
    ]
    return "\n".join([f"| `{table}` {head}", *lines]) + "\n"


def number(points: int) -> str:
    return f"{points:+}".replace("-", "−") if points else "0"


def told_example() -> str:
    anonymity = Anonymity("one source", number="one")
    hops = [
        Hop(0, "origin", Source("a", "anonymous", "one source", anonymity), "said", "direct_quote"),
        Hop(1, "relay", Source("b", "news_agency", "Reuters", reliability="B"), "published", "indirect"),
        Hop(2, "publisher", Source("c", "unknown", "unnamed publisher"), "published"),
    ]
    confidence = assess_confidence(Certainty("asserted"), hops)
    assert confidence
    rows = [f"| {one.factor} | {one.value} | {number(one.effect)} |" for one in confidence.explanation]
    total = f"| **score** | {confidence.level} | **{confidence.score}** |"
    return "\n".join(["| factor | value | effect |", "|---|---|---|", *rows, total]) + "\n"


def rewritten(page: str) -> str:
    """Return the page with what it tells of the weights told anew."""
    for name, told in (("weights", told_weights()), ("example", told_example())):
        block = re.compile(rf"(?<=<!-- {name} -->\n).*(?=<!-- end of {name} -->)", re.DOTALL)
        page = block.sub(lambda _, told=told: told, page)
    return page


def test_the_page_tells_the_weights_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == rewritten(page), "run python -m tests.extraction.test_confidence_page"


def test_the_page_says_what_every_factor_rests_on() -> None:
    section = re.search("(?<=## What each factor rests on\n).*?(?=\n## )", PAGE.read_text("utf-8"), re.DOTALL)
    assert section
    first_cells = re.findall(r"^\| (`[^|]*) \|", section[0], re.MULTILINE)

    assert set(re.findall(r"`(\w+)`", " ".join(first_cells))) == {*TABLES, "weakest_link"}


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
