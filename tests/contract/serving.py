"""The service as it is served, by its own command on a port of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Where the commands of this environment are
BIN = Path(sys.executable).parent


@contextmanager
def served(database: str, **settings: str) -> Iterator[str]:
    """Serve a seeded store, and give the service's address; `settings` are variables of the environment."""
    environment = {**os.environ, "WHOSAID_DATABASE": database, "WHOSAID_LOG_LEVEL": "error", **settings}
    command = [BIN / "whosaid", "serve", "--seed", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            match = re.search(r"http://\S+?:\d+", server.stdout.readline())
            assert match, "the service did not start"
            yield match[0]
        finally:
            server.terminate()
