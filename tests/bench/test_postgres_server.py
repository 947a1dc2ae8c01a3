"""The PostgreSQL that tests and measurements start: nothing of it is left, however they end."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from bench.postgres_server import DURABLE, running_server

STARTER = """
import time
from bench.postgres_server import running_server
with running_server() as server:
    print(server.process.pid, server.folder, flush=True)
    time.sleep(600)
"""


def test_a_server_ends_with_a_killed_starter() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        process, folder = starter.stdout.readline().split()
        starter.kill()

    deadline = time.monotonic() + 60
    while psutil.pid_exists(int(process)) or Path(folder).exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_killed_server_has_what_was_committed() -> None:
    with running_server(DURABLE) as server:
        url = server.make_database()
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)
        server.start()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchall() == [(1,)]
