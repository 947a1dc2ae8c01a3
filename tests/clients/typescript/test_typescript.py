"""openapi-fetch with the types that openapi-typescript generates tells the story against a live service."""

import re
from pathlib import Path

import pytest

from tests.clients.programs import run

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def generated(folder: Path) -> str:
    """Generate the types and return what the generator printed."""
    (folder / "node_modules").symlink_to(HERE / "node_modules")
    return run("npm", "run", "--silent", "generate", cwd=folder)


def test_the_generator_has_nothing_to_warn_of(generated: str) -> None:
    assert re.fullmatch(
        r"✨ openapi-typescript \S+\n🚀 openapi\.json → whosaid\.d\.ts \[\S+\]\n",
        generated.rstrip("\n") + "\n",
    )


def test_the_story_is_typed_strictly_and_told(folder: Path, generated: str, address: str, told: str) -> None:
    assert run("npm", "run", "--silent", "build", cwd=folder) == ""
    assert run("node", "story.js", address, cwd=folder) == told


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (HERE / "package-lock.json").read_text(encoding="utf-8")
