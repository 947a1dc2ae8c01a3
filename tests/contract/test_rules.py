"""The table of rules names tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))
RULES = [
    line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith(("| **", "| rule"))
]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_names_its_test(rule: str) -> None:
    assert "::test_" in rule
