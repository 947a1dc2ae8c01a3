"""The Python client that openapi-generator generates tells the story against a live service."""

import re
import sys
from pathlib import Path

import pytest

from tests.clients.programs import run

ROOT = Path(__file__).parents[3]
# An environment of its own, beside the one the tests run in; `make test-clients` sets it up
BIN = Path(f"{sys.prefix}-clients") / "bin"
# It says both of any document in OpenAPI 3.1 that has a component
OF_ANY_DOCUMENT = ("OpenAPI 3.1 support is still in beta.", "Failed to get the schema name: null")


@pytest.fixture(scope="module")
def generated(folder: Path) -> str:
    """Generate the client and return what the generator printed."""
    return run("sh", "generate.sh", cwd=folder, path=BIN)


def test_the_generator_has_nothing_to_warn_of(generated: str) -> None:
    warnings = re.findall(r"^\[main\] (?:WARN|ERROR) +\S+ - (.+)", generated, re.MULTILINE)

    assert [said for said in warnings if not said.startswith(OF_ANY_DOCUMENT)] == []


def test_the_story_is_typed_strictly(folder: Path, generated: str) -> None:
    # what the generator writes is its own matter, so it is followed silently
    options = ["--strict", "--follow-imports=silent", f"--cache-dir={ROOT / '.mypy_cache'}"]
    mypy = [sys.executable, "-m", "mypy", f"--python-executable={BIN / 'python'}", *options]

    assert run(*mypy, "story.py", cwd=folder).startswith("Success")


def test_the_story_is_told(folder: Path, generated: str, address: str, told: str) -> None:
    assert run(BIN / "python", "-W", "error", "story.py", address, cwd=folder) == told
