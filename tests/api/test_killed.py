"""Servers and services killed in the middle of writes: what was acknowledged is there, and all goes on."""

import http.client
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from bench.postgres_server import DURABLE, Server, running_server
from storage import open_storage
from storage.checks import check
from tests.live_service import Answer, Process, ask, serving
from tests.stores import Stores

# Writes that are to be acknowledged before and after something is killed
SOME = 20


class Writers:
    """Clients that write all the time, and keep what they were answered."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.acknowledged: list[str] = []
        self.others: list[Answer] = []
        self.cut_off = 0
        self._numbers = count()
        self._is_over = threading.Event()

    def write(self) -> None:
        while not self._is_over.is_set():
            try:
                answer = self._write(next(self._numbers))
            except (OSError, http.client.HTTPException):
                self.cut_off += 1
                time.sleep(0.05)
                continue
            if answer.status == 201:
                self.acknowledged.append(answer.headers["Location"])
            else:
                self.others.append(answer)

    def _write(self, number: int) -> Answer:
        if number % 3:
            return ask(self.address, "POST", "/v1/sources", {"kind": "outlet", "name": f"The Post {uuid4()}"})
        text = f'"Valve {uuid4()} is shut," Mayor Ida Brandt told The Courier.'
        return ask(self.address, "POST", "/v1/articles", {"text": text})

    def wait_for_some(self) -> None:
        """Wait until some more writes were acknowledged."""
        enough = len(self.acknowledged) + SOME
        wait_until(lambda: len(self.acknowledged) >= enough)

    def refusals(self) -> set[tuple[int, str | None, str]]:
        """Return what writes that were not acknowledged were told, and when to come back."""
        return {(one.status, one.headers["Retry-After"], one.body["detail"]) for one in self.others}

    def stop(self) -> None:
        self._is_over.set()


@contextmanager
def writing(address: str) -> Iterator[Writers]:
    writers = Writers(address)
    threads = [threading.Thread(target=writers.write) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        writers.stop()
        for thread in threads:
            thread.join()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@contextmanager
def served(url: str) -> Iterator[tuple[Process, str]]:
    with serving(url, WHOSAID_WORKERS="2", WHOSAID_EXTRACTOR="rules") as service:
        yield service


def missing(address: str, writers: Writers) -> list[str]:
    """Return what was acknowledged and is not there."""
    return [path for path in writers.acknowledged if ask(address, "GET", path).status != 200]


def broken_laws(url: str) -> list[object]:
    db = open_storage(url)
    broken: list[object] = list(check(db))
    db.close()
    return broken


@pytest.fixture
def server() -> Iterator[Server]:
    """Start a server that may be killed, and writes to the disk before it acknowledges."""
    with running_server(DURABLE) as server:
        yield server


def test_nothing_acknowledged_is_lost_with_a_killed_postgresql(server: Server) -> None:
    url = server.make_database()
    with served(url) as (_, address), writing(address) as writers:
        writers.wait_for_some()
        server.kill()
        wait_until(lambda: len(writers.others) > SOME)
        server.start()
        writers.wait_for_some()
        writers.stop()

        assert {told[:2] for told in writers.refusals()} == {(503, "1")}
        assert (missing(address, writers), broken_laws(url), writers.cut_off) == ([], [], 0)


def workers_of(service: Process) -> list[int]:
    return [int(one) for one in Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()]


def test_nothing_acknowledged_is_lost_with_killed_workers(stores: Stores, tmp_path: Path) -> None:
    url = stores.make_nothing(tmp_path)
    with served(url) as (service, address), writing(address) as writers:
        for _ in range(2):
            writers.wait_for_some()
            for worker in workers_of(service):
                os.kill(worker, signal.SIGKILL)
        writers.wait_for_some()
        writers.stop()

        assert {told[:2] for told in writers.refusals()} <= {(503, "1")}
        assert (missing(address, writers), broken_laws(url), writers.cut_off > 0) == ([], [], True)


@pytest.mark.parametrize("kills_workers", [False, True], ids=["alone", "with its workers"])
def test_nothing_acknowledged_is_lost_with_a_killed_master(
    stores: Stores, tmp_path: Path, kills_workers: bool
) -> None:
    url = stores.make_nothing(tmp_path)
    with served(url) as (service, address), writing(address) as writers:
        writers.wait_for_some()
        killed = [service.pid, *(workers_of(service) if kills_workers else [])]
        for process in killed:
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: writers.cut_off > SOME)
        writers.stop()
    with served(url) as (_, address), writing(address) as later:
        later.wait_for_some()

        assert {told[:2] for told in writers.refusals() | later.refusals()} <= {(503, "1")}
        assert (missing(address, writers), broken_laws(url)) == ([], [])
