"""Requests with an idempotency key, and what of their answers a retry is to get again."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

KEY = {"Idempotency-Key": '"8e03978e"'}
SOURCE = {"kind": "organisation", "name": "Northgate Water"}


def send(client: FlaskClient, path: str = "/v1/sources", json: Any = SOURCE, **headers: str) -> TestResponse:
    return client.post(path, json=json, headers={**KEY, **headers})


def told(response: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return all that an answer says of its request, and not of when it was sent."""
    passing = {"X-Request-Id", "Idempotency-Replayed"}
    return (
        response.status_code,
        sorted((name, value) for name, value in response.headers if name not in passing),
        response.data,
    )
