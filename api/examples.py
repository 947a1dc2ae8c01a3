"""The examples of the contract's answers, recorded from the service itself into examples.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")


def add_examples(document: dict[str, Any]) -> None:
    """Add to each answer of the contract what the service answered to the request's own example."""
    recorded = recorded_examples()
    for methods in document["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                for media, content in response.get("content", {}).items():
                    if example := recorded.get(operation["operationId"], {}).get(status, {}).get(media):
                        content["example"] = example
    for name, response in document["components"]["responses"].items():
        for content in response["content"].values():
            if example := recorded.get("problems", {}).get(name):
                content["example"] = example


@cache
def recorded_examples() -> dict[str, Any]:
    """Return the examples by operation, status and media type, and of each problem."""
    recorded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return recorded
