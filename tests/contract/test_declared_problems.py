"""Every operation answers the failures it declares, each provoked on the running service."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.contract import hold, the_contract
from tests.contract.exchanges import body_of, fill_path, list_operations, query_of, seeded_apps

# What an operation of any kind can be brought to answer; 404 and 409 are told by its own tests
FAULTS: dict[str, dict[str, Any]] = {
    "400": {"data": '{"text": ', "content_type": "application/json"},
    "412": {"headers": {"If-Match": '"an-older-version"'}},
    "413": {"data": " " * 2_097_153, "content_type": "application/json"},
    "415": {"data": "{}", "content_type": "text/plain"},
    "422": {"query_string": {"nonsense": "1"}},
    "428": {"headers": {}},
}

# Of a body of many lines one that is no JSON is told by itself, and more bytes are too many
FAULTS_OF_LINES: dict[str, dict[str, Any]] = {
    "400": {"headers": {"Idempotency-Key": '"'}},
    "413": {"data": " " * 33_554_433, "content_type": "application/x-ndjson"},
}


@pytest.fixture
def client(seeded: Callable[[], Flask]) -> FlaskClient:
    return seeded().test_client()


@pytest.fixture(scope="module")
def seeded() -> Iterator[Callable[[], Flask]]:
    with seeded_apps() as new_app:
        yield new_app


def declared() -> Iterator[Any]:
    for path, method, operation in list_operations(the_contract()):
        for status in FAULTS.keys() & operation["responses"].keys():
            # a write without a body declares these for its Idempotency-Key, which has tests of its own
            if status in ("400", "413", "415") and "requestBody" not in operation:
                continue
            yield pytest.param(path, method, operation, status, id=f"{operation['operationId']}-{status}")


@pytest.mark.parametrize(
    ("path", "method", "operation", "status"), sorted(declared(), key=lambda told: told.id)
)
def test_an_operation_answers_the_failures_it_declares(
    client: FlaskClient, path: str, method: str, operation: dict[str, Any], status: str
) -> None:
    filled = fill_path(client, the_contract(), path, "text/csv")
    right = {
        "query_string": query_of(operation, "text/csv"),
        "headers": {"If-Match": "*"},
        **body_of(operation),
    }
    takes_lines = right.get("content_type") == "application/x-ndjson"
    wrong = {**right, **(FAULTS | FAULTS_OF_LINES if takes_lines else FAULTS)[status]}

    response = client.open(filled, method=method.upper(), **wrong)

    assert (str(response.status_code), response.mimetype) == (status, "application/problem+json")
    assert response.get_json()["status"] == int(status)
    hold(client.application, response)
