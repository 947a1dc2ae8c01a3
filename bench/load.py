"""Send requests for some seconds over some connections: by wrk or, where it is missing, by ourselves."""

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from itertools import count, cycle
from pathlib import Path

# Requests that may fail for their connection, which the server may close at any time, of all
_MOST_BROKEN = 0.01

# Each run of a load makes new numbers
_numbers = count(1, 1_000_000)


@dataclass(frozen=True)
class Request:
    """What is sent; "{n}" in the body stands for another number each time.

    Where there are `paths`, they are asked for in turn, in place of `path`.
    """

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    expected: int = 200
    paths: Sequence[str] = ()


@dataclass(frozen=True)
class Sent:
    """What became of a load; p50 and p99 are milliseconds that a request took."""

    requests: int
    seconds: float
    p50: float
    p99: float


@cache
def wrk_path() -> str | None:
    """Return where wrk is, if it is installed."""
    return shutil.which("wrk")


def send(port: int, request: Request, *, connections: int, seconds: float) -> Sent:
    """Send a request again and again to a port of 127.0.0.1, on each connection one at a time.

    :raises RuntimeError: it is refused, or many connections break.
    """
    by = _send_by_ourselves if wrk_path() is None else _send_by_wrk
    return by(port, request, connections, seconds)


def _send_by_wrk(port: int, request: Request, connections: int, seconds: float) -> Sent:
    headers = [f"--header={name}: {value}" for name, value in request.headers.items()]
    environment = {**os.environ, "BENCH_METHOD": request.method, "BENCH_FIRST": str(next(_numbers))}
    if request.body is not None:
        environment["BENCH_BODY"] = request.body
    if request.paths:
        environment["BENCH_PATHS"] = "\n".join(request.paths)
    sizes = ["--threads=1", f"--connections={connections}", f"--duration={seconds:.0f}s", "--timeout=30s"]
    script = Path(__file__).with_name("wrk.lua")
    url = f"http://127.0.0.1:{port}{request.path}"
    ran = subprocess.run(
        ["wrk", *sizes, *headers, "--script", str(script), url],
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=True,
    )
    told = json.loads(ran.stdout.splitlines()[-1])
    if told["refused"] or told["broken"] > _MOST_BROKEN * told["requests"]:
        raise RuntimeError(f"{request.method} {request.path}: {told}")
    return Sent(told["requests"], told["seconds"], told["p50"], told["p99"])


def _send_by_ourselves(port: int, request: Request, connections: int, seconds: float) -> Sent:
    taken: list[float] = []
    failures: list[str] = []
    broken: list[str] = []
    numbers = count(next(_numbers))
    paths = cycle(request.paths or [request.path])
    until = time.perf_counter() + seconds

    def keep_sending() -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            while (started := time.perf_counter()) < until and not failures:
                body = None if request.body is None else request.body.replace("{n}", str(next(numbers)))
                try:
                    connection.request(request.method, next(paths), body, dict(request.headers))
                    answer = connection.getresponse()
                    content = answer.read()
                except (OSError, HTTPException) as error:
                    broken.append(repr(error))
                    connection.close()
                    continue
                if answer.status != request.expected:
                    failures.append(f"{answer.status} {content[:300].decode(errors='replace')}")
                taken.append((time.perf_counter() - started) * 1000)

    started = time.perf_counter()
    threads = [threading.Thread(target=keep_sending) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures or len(broken) > _MOST_BROKEN * len(taken):
        raise RuntimeError(f"{request.method} {request.path}: {(failures + broken)[0]}")
    taken.sort()
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    return Sent(len(taken), time.perf_counter() - started, p50, p99)
