"""A service under gunicorn with the seeds loaded, and the folder a client is generated into."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlretrieve

import pytest

ROOT = Path(__file__).parents[2]
WHOSAID = [sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a service with a store of its own on a free port and return its address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    database = f"sqlite:///{tmp_path_factory.mktemp('service')}/whosaid.sqlite"
    environment = {**kept, "HOST": "127.0.0.1", "PORT": "0", "WHOSAID_DATABASE": database}
    with subprocess.Popen(
        [*WHOSAID, "serve", "--seed"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as service:
        assert service.stdout
        greeting = re.search(r"http://\S+:\d+", service.stdout.readline())
        if greeting:
            yield greeting[0]
        service.terminate()
        _, log = service.communicate(timeout=30)
        assert greeting and service.returncode == 0, log


@pytest.fixture
def told() -> str:
    """Return what every client tells when it is used against a service with the seeds: the same."""
    return (ROOT / "tests" / "clients" / "told.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, address: str) -> Path:
    """Copy what stands beside the test into a folder, and get the contract from the service."""
    folder = tmp_path_factory.mktemp("client") / "client"
    made = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(request.path.parent, folder, ignore=made)
    urlretrieve(f"{address}/openapi.json", folder / "openapi.json")
    return folder
