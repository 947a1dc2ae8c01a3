"""The store each test gets: a real one of its own, migrated, on one engine after the other."""

from collections.abc import Iterator

import pytest

from storage import open_storage
from storage.database import Database


@pytest.fixture
def db(store_url: str) -> Iterator[Database]:
    """Open an empty store."""
    db = open_storage(store_url)
    yield db
    db.close()
