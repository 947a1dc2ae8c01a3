"""The service under gunicorn, in processes of its own on a free port, and what it answers."""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

WHOSAID = [sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')"]


class Process(subprocess.Popen[str]):
    """The service's process, and the file it logs to."""

    log: IO[str]

    def stop(self) -> str:
        """Have it end, and return what it logged."""
        self.terminate()
        self.wait(60)
        self.log.seek(0)
        return self.log.read()


@contextmanager
def serving(database: str, *options: str, **variables: str) -> Iterator[tuple[Process, str]]:
    """Start the service, yield its process and address, and stop it; `variables` are settings.

    Nothing of our own settings is inherited by chance.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    environment: dict[str, Any] = {**kept, "HOST": "127.0.0.1", "PORT": "0", "WHOSAID_DATABASE": database}
    # a pipe that nobody reads is full in the end, and whoever logs waits
    with tempfile.TemporaryFile("w+") as log:
        service = Process(
            [*WHOSAID, "serve", *options],
            env=environment | variables,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        service.log = log
        try:
            assert service.stdout
            greeting = service.stdout.readline()
            address = re.search(r"http://\S+:\d+", greeting)
            log.seek(0)
            assert address, greeting + log.read()
            yield service, address[0]
        finally:
            if service.poll() is None:
                service.terminate()
            service.communicate(timeout=60)


class Answer(NamedTuple):
    status: int
    headers: Any
    body: Any


def ask(address: str, method: str, path: str, body: Any = None, **headers: str) -> Answer:
    """Send a request of JSON, on a connection of its own."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    content = None if body is None else json.dumps(body)
    try:
        connection.request(method, path, content, {"Content-Type": "application/json", **given})
        answer = connection.getresponse()
        read = answer.read()
    finally:
        connection.close()
    return Answer(answer.status, answer.headers, json.loads(read) if read else None)
