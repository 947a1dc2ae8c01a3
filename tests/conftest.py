"""How tests run: a slow machine is no failure, CI tries the same examples, and each engine is tried."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import Server, running_server
from tests.stores import ENGINES, Databases, Files, Stores

settings.register_profile(
    "whosaid",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("whosaid")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Start the server that every test on PostgreSQL shares."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def databases(postgres_server: Server) -> Databases:
    """Return where stores on the server come from."""
    return Databases(postgres_server)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return where stores in files come from."""
    return Files(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name the engine: each test that has a store runs on both, unless its module says which."""
    name: str = request.param
    return name


@pytest.fixture
def stores(engine: str, request: pytest.FixtureRequest) -> Stores:
    """Return where the engine's stores come from."""
    found: Stores = request.getfixturevalue("files" if engine == "sqlite" else "databases")
    return found


@pytest.fixture
def store_url(stores: Stores, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    return stores.make_migrated(tmp_path)
