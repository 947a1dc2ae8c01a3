"""Run one gunicorn under measurement and read the CPU seconds its workers spent."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

WORKERS = 2
THREADS = 4
START_TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running gunicorn: where it listens and its master process."""

    port: int
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """Return the user and system CPU seconds all its workers have used so far."""
        times = [worker.cpu_times() for worker in self.process.children(recursive=True)]
        return float(sum(spent.user + spent.system for spent in times))

    def resident_bytes(self) -> int:
        """Return the resident memory of its workers together."""
        return sum(worker.memory_info().rss for worker in self.process.children(recursive=True))


@contextmanager
def serve(
    application: str, environment: Mapping[str, str], folder: Path | None = None, worker: str = "gthread"
) -> Iterator[Server]:
    """Serve `application` (module:factory()) with gunicorn on a free port of 127.0.0.1.

    Its modules are looked for in `folder` first, or else in the working directory.
    """
    port = _free_port()
    options = f"--bind 127.0.0.1:{port} --worker-class {worker} --workers {WORKERS} --threads {THREADS}"
    command = [sys.executable, "-m", "gunicorn", *options.split(), "--keep-alive", "30"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*command, "--log-level", "warning", "--no-control-socket", application],
            env={**os.environ, **environment},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_it_answers(process, port)
            yield Server(port, psutil.Process(process.pid))
        except RuntimeError as error:
            log.seek(0)
            raise RuntimeError(f"{error}\n{log.read().decode(errors='replace')[-2000:]}") from error
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with status {process.returncode} before it answered")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not answer within {START_TIMEOUT_SECONDS} s")
