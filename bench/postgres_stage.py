"""The stage on PostgreSQL: a server of our own that keeps the collections and is as durable as it comes."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import psutil
import psycopg

from bench.collection import KEPT
from bench.postgres_collection import keep_postgres_collection
from bench.postgres_server import DURABLE, Server, running_server
from bench.stage import Stage

# All else is as PostgreSQL comes
_SETTINGS: Mapping[str, str] = {
    **DURABLE,
    **{
        "shared_buffers": "1GB",
        "effective_cache_size": "4GB",
        "max_wal_size": "4GB",
        "random_page_cost": "1.1",
    },
}

_LEFT = "SELECT datname FROM pg_database WHERE datname LIKE 'copy_%' OR datname LIKE 'unfinished_%'"

_numbers = count(1)


@dataclass(frozen=True)
class PostgresStage(Stage):
    """A stage whose collections are databases of one server, taken over from the kept files."""

    server: Server

    @property
    def url(self) -> str:
        return keep_postgres_collection(self.server, self.store)

    @property
    def behind(self) -> psutil.Process:
        return self.server.process

    @contextmanager
    def copy(self) -> Iterator[str]:
        template = psycopg.conninfo.conninfo_to_dict(self.url)["dbname"]
        name = f"copy_{os.getpid()}_{next(_numbers)}"
        copied = self.server.make_database(str(template), name)
        try:
            yield copied
        finally:
            self.server.drop_database(copied)


@contextmanager
def postgres_stage(claims: int, rounds: int) -> Iterator[PostgresStage]:
    """Yield a stage while its server runs; copies that were left by others are removed."""
    with running_server(_SETTINGS, KEPT / "postgresql") as server:
        with psycopg.connect(server.url("postgres")) as connection:
            left = [str(name) for (name,) in connection.execute(_LEFT)]
        for name in left:
            server.drop_database(server.url(name))
        yield PostgresStage(claims, rounds, server)


def describe_postgres(stage: PostgresStage) -> str:
    """Return which PostgreSQL was measured, and how it was set up."""
    with psycopg.connect(stage.server.url("postgres")) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    settings = ", ".join(f"{name} = {value}" for name, value in _SETTINGS.items())
    return (
        f"PostgreSQL {row[0] if row else ''} on the same machine, over its socket ({settings}); "
        "its CPU counts as the server's, and as the limit's where that writes to it as well"
    )
