"""The guide to clients shows the very files that the tests run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\S+ (\S+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("path", "shown"), BLOCKS, ids=[path for path, _ in BLOCKS])
def test_a_block_is_the_file_it_names(path: str, shown: str) -> None:
    assert shown == (ROOT / path).read_text(encoding="utf-8")


def test_every_block_names_a_file() -> None:
    assert GUIDE.count("\n```") == 2 * len(BLOCKS) > 0


def test_every_story_is_shown() -> None:
    stories = {str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "clients").glob("*/story.*")}

    assert stories <= {path for path, _ in BLOCKS}
