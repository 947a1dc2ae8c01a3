"""Run others' programs, as a user does in a shell."""

import os
import subprocess
from pathlib import Path


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Return all that a command prints; `path` is where programs are looked for first.

    :raises AssertionError: it fails.
    """
    environment = dict(os.environ)
    if path:
        environment["PATH"] = f"{path}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
