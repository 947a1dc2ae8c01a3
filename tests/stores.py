"""Empty stores for tests, of either engine, each as if it were newly made."""

import shutil
from pathlib import Path
from typing import Protocol

import psycopg
import pytest

from bench.postgres_server import Server
from storage import open_storage
from storage.migrations import migrate

ENGINES = ("sqlite", "postgresql")

# For a test that is about one engine alone.
only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
only_postgres = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)

# What a test may have altered beside rows; the rows of `migrations` count as the schema's.
_SHAPE = """
    SELECT (SELECT count(*) FROM pg_class), (SELECT string_agg(tgenabled::text, '') FROM pg_trigger),
        (SELECT count(*) FROM pg_proc),
        (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_attribute WHERE NOT attisdropped),
        (SELECT string_agg(name, ' ' ORDER BY name) FROM migrations)
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'"


class Stores(Protocol):
    """Where stores of one engine come from."""

    def make_migrated(self, folder: Path) -> str:
        """Return the address of a store with no row in it; `folder` is the test's own."""

    def make_nothing(self, folder: Path, name: str = "whosaid") -> str:
        """Return the address of a store that is yet to be migrated; a test may have several."""


class Files:
    """Stores in files: one is migrated, and copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._migrated = folder / "migrated.sqlite"
        _migrate(f"sqlite:///{self._migrated}")

    def make_migrated(self, folder: Path) -> str:
        path = folder / "whosaid.sqlite"
        shutil.copy(self._migrated, path)
        return f"sqlite:///{path}"

    def make_nothing(self, folder: Path, name: str = "whosaid") -> str:
        return f"sqlite:///{folder}/var/{name}.sqlite"


class Databases:
    """Stores on a server: one is migrated and emptied after each test, or made anew where its shape changed.

    Emptying takes a thousandth of a second, and copying a database a tenth and more.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._migrated = self._make_new()
        self._shape = self._read_shape()
        self._nothing: dict[str, str] = {}

    def make_migrated(self, folder: Path) -> str:
        self._disconnect(self._migrated)
        if self._read_shape() == self._shape:
            self._empty()
        else:
            self._server.drop_database(self._migrated)
            self._migrated = self._make_new()
        return self._migrated

    def make_nothing(self, folder: Path, name: str = "whosaid") -> str:
        if name not in self._nothing:
            self._nothing[name] = self._server.make_database()
        url = self._nothing[name]
        self._disconnect(url)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return url

    def _make_new(self) -> str:
        url = self._server.make_database()
        _migrate(url)
        return url

    def _read_shape(self) -> object:
        with psycopg.connect(self._migrated, autocommit=True) as connection:
            return connection.execute(_SHAPE).fetchone()

    def _empty(self) -> None:
        with psycopg.connect(self._migrated, autocommit=True) as connection:
            tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
            # References and what guards the history are not to be asked.
            deletes = "; ".join(f"DELETE FROM {name}" for name in tables)
            connection.execute(f"SET session_replication_role = replica; {deletes}")  # type: ignore[arg-type]

    def _disconnect(self, url: str) -> None:
        """Have whoever a test left connected let go."""
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        others = f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'"
        self._server.run(others)


def _migrate(url: str) -> None:
    db = open_storage(url)
    migrate(db)
    db.close()
