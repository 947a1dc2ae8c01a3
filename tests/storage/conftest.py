"""The store each test gets: a real file of its own, migrated."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import open_storage
from storage.database import Database
from storage.migrations import migrate


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one file, for all tests to copy."""
    path = tmp_path_factory.mktemp("migrated") / "whosaid.sqlite"
    db = open_storage(f"sqlite:///{path}")
    migrate(db)
    db.close()
    return path


@pytest.fixture
def db(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Open an empty store."""
    path = tmp_path / "whosaid.sqlite"
    shutil.copy(migrated_file, path)
    db = open_storage(f"sqlite:///{path}")
    yield db
    db.close()
