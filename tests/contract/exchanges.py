"""One exchange with the service for each answer the contract tells of; the examples are recorded from them.

`python -m tests.contract.exchanges` records them anew into api/examples.json and writes openapi.yaml.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import create_app
from api.commands import SEEDS
from api.examples import FILE, recorded_examples
from api.openapi import build_openapi, to_yaml
from api.seeds import load_seeds
from api.settings import Settings
from extraction.versions import digest_code
from storage import open_storage
from storage.migrations import migrate
from tests.contract.problems import PROBLEMS

# What the seeds hold, for the parameters of paths
SEEDED = {
    "article_id": "01a2008d-7400-7000-8000-0000000a0001",
    "claim_id": "01a2008d-7400-7000-8000-0000000c0011",
    "source_id": "01a2008d-7400-7000-8000-000000050002",
    "number": "1",
    "scale_id": "icd_203",
}
_SUFFIXES = {"text/csv": "csv", "application/x-ndjson": "ndjson"}
_SPARSE = "application/vnd.whosaid.sparse+json"
_SPARSE_FIELDS = {"Article": "title,published_on", "Claim": "text,confidence.score", "Source": "name"}

# What differs from run to run: ids other than the seeds', times other than theirs
_NEW_ID = re.compile(
    r"(?!01a2008d-7400-7000-8000-)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
)
_TIME = re.compile(r"(?!2026-11-22T00:00:00\.000Z)20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ")

Operation = dict[str, Any]


def record_examples(contract: dict[str, Any]) -> dict[str, Any]:
    """Return what the service answers to every request's example, by operation, status and media type."""
    recorded: dict[str, Any] = {}
    with seeded_apps() as new_app:
        for path, method, operation in list_operations(contract):
            answers = recorded.setdefault(operation["operationId"], {})
            for status, media in list_successes(operation):
                response = exchange(new_app(), contract, path, method, operation, status, media)
                assert (str(response.status_code), response.mimetype) == (status, media), (
                    f"{operation['operationId']} is said to answer {status} as {media} and answers "
                    f"{response.status_code} as {response.mimetype} to its example: {response.text[:500]}"
                )
                answers.setdefault(status, {})[media] = content_of(response)
        recorded["problems"] = {
            name: content_of(provoke(new_app())) for name, provoke in sorted(PROBLEMS.items())
        }
    return {name: answers for name, answers in recorded.items() if answers}


def exchange(
    app: Flask,
    contract: dict[str, Any],
    path: str,
    method: str,
    operation: Operation,
    status: str,
    media: str,
) -> TestResponse:
    """Send an operation's example to a new seeded service, and return the answer."""
    client = app.test_client()
    filled = fill_path(client, contract, path, media)
    # a list that the seeds leave empty shows what its own example adds
    if method == "get" and "{" in path and (adds := contract["paths"].get(_stem(path), {}).get("post")):
        client.post(_stem(filled), **body_of(adds))
    arguments = {
        "path": filled,
        "method": method.upper(),
        "query_string": query_of(operation, media),
        **body_of(operation),
    }
    headers = {} if media == _SPARSE else {"Accept": media}
    if "412" in operation["responses"] and method != "get":
        headers["If-Match"] = "*"
    response = client.open(**arguments, headers=headers)
    # what is there already answers 200
    if status == "200" and "201" in operation["responses"]:
        response = client.open(**arguments, headers=headers)
    return response


def list_operations(contract: dict[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    """Yield (path, method, operation) of the whole contract."""
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def list_successes(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield (status, media type) of each answer that has a body and is no problem."""
    for status, response in operation["responses"].items():
        if status < "300":
            for media in response.get("content", {}):
                yield status, media


def fill_path(client: FlaskClient, contract: dict[str, Any], path: str, media: str) -> str:
    """Return the path with ids the seeds hold, or of what is made by the example of the list it stands in."""
    known = SEEDED | made_for(client, path) | {"suffix": _SUFFIXES.get(media, "")}
    while match := re.search(r"\{([^}]+)\}", path):
        before, after = path[: match.start()], path[match.end() :]
        if match[1] in known:
            found = known[match[1]]
        else:
            collection = before.removesuffix("/")
            template = next(
                p for p in contract["paths"] if _matches(p, collection) and "post" in contract["paths"][p]
            )
            made = client.post(collection, **body_of(contract["paths"][template]["post"]))
            assert made.status_code == 201, made.text
            found = made.get_json()["id"]
        path = before + found + after
    return path


def made_for(client: FlaskClient, path: str) -> dict[str, str]:
    """Return the ids of the sources that a path about merges needs, made here."""
    if "/merge" not in path:
        return {}
    made = client.post("/v1/sources", json={"kind": "news_agency", "name": "Thomson Reuters"})
    source_id = made.get_json()["id"]
    if path.endswith("/merge"):
        return {"source_id": source_id}
    merged = client.post(
        f"/v1/sources/{source_id}/merge", json={"into": SEEDED["source_id"]}, headers={"If-Match": "*"}
    )
    assert merged.status_code == 200, merged.text
    return {"merged_id": source_id}


def query_of(operation: Operation, media: str) -> dict[str, Any]:
    """Return the parameters to send: every required one's example, and one row of a list."""
    query: dict[str, Any] = {}
    for parameter in operation["parameters"]:
        if parameter.get("in") == "query":
            if parameter["required"]:
                query[parameter["name"]] = parameter["example"]
            elif parameter["name"] == "limit":
                query["limit"] = 1
    if media == _SPARSE:
        schema = operation["responses"]["200"]["content"][media]["schema"]["$ref"]
        query["fields"] = next((names for noun, names in _SPARSE_FIELDS.items() if noun in schema), "id")
    return query


def body_of(operation: Operation) -> dict[str, Any]:
    """Return the body of an operation's example, as the test client takes it."""
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        example = content["example"]
        return {"data": example if isinstance(example, str) else json.dumps(example), "content_type": media}
    return {}


def content_of(response: TestResponse) -> Any:
    """Return what an answer carries, with ids, times and a digest that are the same in every run."""
    text = response.get_data(as_text=True)
    for number, identifier in enumerate(dict.fromkeys(_NEW_ID.findall(text)), start=1):
        text = text.replace(identifier, f"01a2008d-7400-7000-8000-0000000e{number:04}")
    text = _TIME.sub("2026-11-22T12:00:00.000Z", text).replace(digest_code(), "0" * 12)
    return json.loads(text) if response.mimetype.endswith(("/json", "+json")) else text


@contextmanager
def seeded_apps() -> Iterator[Callable[[], Flask]]:
    """Give a function that makes the application on a seeded store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = Path(folder, "seeded.sqlite")
        db = open_storage(f"sqlite:///{seeded}")
        migrate(db)
        load_seeds(db, SEEDS)
        db.close()
        apps: list[Flask] = []

        def new_app() -> Flask:
            apps.append(create_app(_settings(shutil.copy(seeded, Path(folder, f"{len(apps)}.sqlite")))))
            return apps[-1]

        yield new_app
        for app in apps:
            app.extensions["whosaid"].database.close()


def _settings(path: Path) -> Settings:
    return Settings(database=f"sqlite:///{path}", busy_timeout_seconds=0.05, log_level="error")


def _stem(path: str) -> str:
    return path.removesuffix(".{suffix}").removesuffix(".csv").removesuffix(".ndjson")


def _matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template)), path) is not None


def main() -> None:
    """Record the examples and write the contract that holds them."""
    app = create_app(Settings())
    recorded = record_examples(build_openapi(app))
    FILE.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    recorded_examples.cache_clear()
    Path("openapi.yaml").write_text(to_yaml(build_openapi(app)), encoding="utf-8")


if __name__ == "__main__":
    main()
