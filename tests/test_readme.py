"""The README's examples answer as they are printed there, on a collection that holds the seeds."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.seeds import load_seeds
from api.settings import Settings, list_settings
from storage import open_storage
from storage.changes import Editor
from storage.migrations import migrate
from tests.readme_commands import Example, read_examples, run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


@pytest.fixture(scope="module")
def seeded_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = f"sqlite:///{tmp_path_factory.mktemp('readme')}/whosaid.sqlite"
    db = open_storage(url)
    migrate(db)
    load_seeds(db, ROOT / "seeds", Editor(actor="seeds", at="2026-11-22T00:00:00.000Z"))
    return create_app(Settings(database=url)).test_client()


@pytest.mark.parametrize("example", read_examples(README), ids=lambda example: example.command[:60])
def test_an_example_answers_as_printed(example: Example, seeded_client: FlaskClient) -> None:
    assert run(example.command, seeded_client) == example.output


def test_the_readme_has_at_least_five_examples() -> None:
    assert len(read_examples(README)) >= 5


@pytest.mark.parametrize("variable, default", [row[:2] for row in list_settings()])
def test_every_setting_is_in_the_readme(variable: str, default: str) -> None:
    assert f"| `{variable}` | {default} |" in README.read_text(encoding="utf-8")
