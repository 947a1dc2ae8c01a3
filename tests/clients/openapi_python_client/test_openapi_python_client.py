"""The client that openapi-python-client generates tells the story against a live service."""

import json
import sys
from pathlib import Path

import pytest

from tests.clients.programs import run

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def generated(folder: Path) -> str:
    """Generate the client and return what the generator printed."""
    return run("sh", "generate.sh", cwd=folder, path=Path(sys.executable).parent)


def test_the_generator_has_nothing_to_warn_of(generated: str) -> None:
    assert generated == "Generating whosaid_client\n"


def test_every_name_is_one_the_contract_gives(folder: Path, generated: str) -> None:
    models = {
        path.stem: path.read_text(encoding="utf-8") for path in folder.glob("whosaid_client/models/*.py")
    }
    contract = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    named = {name.lower() for name in contract["components"]["schemas"]}

    # what was before and after a change may hold any field, so the two are no schemas
    assert {name for name in models if name.replace("_", "").lower() not in named} == {
        "__init__",
        "change_before",
        "change_after",
    }
    assert [name for name, code in models.items() if "VALUE_" in code] == []


def test_the_story_is_typed_strictly(folder: Path, generated: str) -> None:
    # what the generator writes is its own matter, so it is followed silently
    options = ["--strict", "--follow-imports=silent", f"--cache-dir={ROOT / '.mypy_cache'}"]

    assert run(sys.executable, "-m", "mypy", *options, "story.py", cwd=folder).startswith("Success")


def test_the_story_is_told(folder: Path, generated: str, address: str, told: str) -> None:
    assert run(sys.executable, "-W", "error", "story.py", address, cwd=folder) == told
