"""How tests run: a slow machine is no failure, CI tries the same examples, and each engine is tried."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bench.postgres_server import Server, running_server
from tests.stores import ENGINES, Databases, Files, Stores

settings.register_profile(
    "whosaid",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("whosaid")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--three-services",
        action="store_true",
        help="have three services on one PostgreSQL answer in turn, and run only tests that ask over HTTP",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "in_process(reason): needs the application's own process, so no service can stand for it"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("three_services"):
        config.hook.pytest_deselected(items=[item for item in items if not _can_be_served(item)])
        items[:] = filter(_can_be_served, items)


def _can_be_served(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function) or "make_app" not in item.fixturenames:
        return False
    is_on_postgres = hasattr(item, "callspec") and item.callspec.params.get("engine") == "postgresql"
    return is_on_postgres and item.get_closest_marker("in_process") is None


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
