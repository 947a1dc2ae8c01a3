"""Run a server under measurement, and read the CPU time and memory that it and its workers take."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent.parent
WHOSAID = (sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')")
_START_TIMEOUT_SECONDS = 60
# How long a server may take to end what it is at, before it is killed
_STOP_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, its first process, and that of a database's server behind it."""

    port: int
    process: psutil.Process
    behind: psutil.Process | None = None

    def cpu_seconds(self) -> float:
        """Return the user and system CPU seconds it has taken so far, with its workers, past ones as well.

        What the database's server took counts too.
        """
        return sum(
            times.user + times.system + times.children_user + times.children_system
            for times in (process.cpu_times() for process in self._processes())
        )

    def memory_bytes(self) -> int:
        """Return the memory of its workers together; of pages they share, each has its part (PSS)."""
        return sum(worker.memory_full_info().pss for worker in self.process.children(recursive=True))

    def _processes(self) -> Sequence[psutil.Process]:
        first = [self.process, *([self.behind] if self.behind else [])]
        return [one for each in first for one in (each, *each.children(recursive=True))]


@contextmanager
def serve_whosaid(
    url: str,
    environment: Mapping[str, str] | None = None,
    *,
    options: Sequence[str] = (),
    folder: Path = HERE,
    behind: psutil.Process | None = None,
) -> Iterator[Server]:
    """Serve a store by `whosaid serve`, as it comes but for what is told, with the code in `folder`."""
    given = {"WHOSAID_DATABASE": url, **(environment or {})}
    with serve([*WHOSAID, "serve", *options], given, folder) as server:
        yield replace(server, behind=behind)


@contextmanager
def serve(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    folder: Path = HERE,
    *,
    ready: str = "/",
) -> Iterator[Server]:
    """Run a server, which is told in PORT where to listen on 127.0.0.1, until the block ends.

    "{PORT}" in its arguments is replaced by the port. It is ready when it answers at the path `ready`.

    :raises RuntimeError: it does not answer; with the end of what it logged.
    """
    port = _free_port()
    told = {"HOST": "127.0.0.1", "PORT": str(port), "PYTHONPATH": str(folder), **(environment or {})}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [argument.replace("{PORT}", str(port)) for argument in command],
            env={**environment_without_settings(), **told},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_it_answers(process, port, ready)
            yield Server(port, psutil.Process(process.pid))
        except _DoesNotAnswer as error:
            log.seek(0)
            raise RuntimeError(f"{error}\n{log.read().decode(errors='replace')[-2000:]}") from error
        finally:
            _stop(process)


def environment_without_settings() -> dict[str, str]:
    """Return this process's environment without what sets Whosaid up, so that nothing is set by chance."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}


class _DoesNotAnswer(Exception):
    """A server ended, or took too long to start."""


def _stop(process: subprocess.Popen[bytes]) -> None:
    workers = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    try:
        process.wait(_STOP_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for worker in workers:
        if worker.is_running():
            worker.kill()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise _DoesNotAnswer(f"The server ended with status {process.returncode} before it answered.")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise _DoesNotAnswer(f"The server did not answer within {_START_TIMEOUT_SECONDS} s.")
