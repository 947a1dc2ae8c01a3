"""Schemathesis against the service as it is served; `python -m tests.contract.fuzz` is a stage of its own."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.contract.serving import BIN, served

# Fewer would mean that operations were passed over
LEAST_CASES = 3000
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Test the service on a seeded store, then the store itself; exit with 1 where anything is found."""
    with tempfile.TemporaryDirectory() as folder:
        database, report = f"sqlite:///{folder}/whosaid.sqlite", Path(folder, "report.json")
        with served(database) as address:
            found = run_schemathesis(address, report, sys.argv[1:])
        cases = count_cases(report)
        broken = subprocess.run(
            [BIN / "whosaid", "check"], env={**os.environ, "WHOSAID_DATABASE": database}, check=False
        ).returncode
    print(f"{cases} cases; after them the store {'breaks a law' if broken else 'keeps every law'}")
    sys.exit(1 if found or broken or cases < LEAST_CASES else 0)


def run_schemathesis(address: str, report: Path, arguments: list[str]) -> int:
    """Run it, with further arguments, and return 0 where it finds nothing."""
    command = [BIN / "schemathesis", "--config-file", CONFIGURATION, "run", f"{address}/openapi.yaml"]
    told = ["--checks", "all", "--report-json-path", report, *arguments]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.contract.hooks"}
    return subprocess.run([*command, *told], cwd=ROOT, env=environment, check=False).returncode


def count_cases(report: Path) -> int:
    """Return how many test cases a run generated."""
    return int(json.loads(report.read_text(encoding="utf-8"))["test_cases"]["generated"])


if __name__ == "__main__":
    main()
