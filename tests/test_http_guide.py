"""The guide to the API answers as it is printed, run by curl against a service that holds the seeds."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from api import create_app
from api.operation import Operation
from api.settings import Settings
from tests.live_service import serving
from tests.readme_commands import read_examples

GUIDE = Path(__file__).parent.parent / "docs" / "http.md"
PRINTED_ADDRESS = "http://127.0.0.1:8000"
EXAMPLES = read_examples(GUIDE)

# What is another one at every run: ids other than the seeds', times other than theirs
NEW_ID = re.compile(r"(?!01a2008d-7400-7000-8000-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEW_TIME = re.compile(r"(?!2026-11-22T00:00:00\.000Z)20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def without_what_varies(outputs: Iterable[str]) -> list[str]:
    """Return outputs with the new ids numbered, the same one always alike, and without the new times."""
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], f"new id {len(numbers) + 1}")

    return [NEW_TIME.sub("new time", NEW_ID.sub(number, output)) for output in outputs]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Run every command of the guide in its order, and return what each printed."""
    if not shutil.which("curl"):
        pytest.skip("there is no curl here")
    database = f"sqlite:///{tmp_path_factory.mktemp('guide')}/whosaid.sqlite"
    with serving(database, "--seed") as (_, address):
        return [
            subprocess.run(
                ["sh", "-c", example.command.replace(PRINTED_ADDRESS, address)],
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            )
            .stdout.replace("\r", "")
            .rstrip("\n")
            for example in EXAMPLES
        ]


@pytest.mark.parametrize("index", range(len(EXAMPLES)), ids=[example.command[:80] for example in EXAMPLES])
def test_an_example_answers_as_printed(index: int, answers: list[str]) -> None:
    printed = without_what_varies(example.output for example in EXAMPLES)

    assert without_what_varies(answers)[index] == printed[index]


def test_the_guide_lists_the_columns_of_every_list() -> None:
    app, guide = create_app(Settings()), GUIDE.read_text(encoding="utf-8")
    declared: list[Operation] = [getattr(view, "operation", None) for view in app.view_functions.values()]
    headers = {", ".join(one.name for one in op.rows.columns) for op in declared if op and op.rows}

    assert headers == set(re.findall(r"^\| [^`|]+ \| `([^`]+)` \|$", guide, re.MULTILINE))
