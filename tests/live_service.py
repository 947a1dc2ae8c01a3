"""The service under gunicorn, in processes of its own on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WHOSAID = [sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')"]

Process = subprocess.Popen[str]


@contextmanager
def serving(database: str, *options: str, **variables: str) -> Iterator[tuple[Process, str]]:
    """Start the service, yield its process and address, and stop it; `variables` are settings.

    Nothing of our own settings is inherited by chance.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    environment: dict[str, Any] = {**kept, "HOST": "127.0.0.1", "PORT": "0", "WHOSAID_DATABASE": database}
    service = subprocess.Popen(
        [*WHOSAID, "serve", *options],
        env=environment | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stdout and service.stderr
        greeting = service.stdout.readline()
        address = re.search(r"http://\S+:\d+", greeting)
        assert address, greeting + service.stderr.read()
        yield service, address[0]
    finally:
        if service.poll() is None:
            service.terminate()
        service.communicate(timeout=60)
