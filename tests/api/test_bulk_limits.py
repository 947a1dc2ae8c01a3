"""Many claims at once: how many, how long, and what becomes of a body that breaks off."""

import json
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.settings import Settings
from tests.api.bulk import ID, NDJSON, an_article_without_claims, results, send
from tests.api.stories import a_claim_body


@pytest.fixture
def article(client: FlaskClient) -> dict[str, Any]:
    """An article in whose text the claims stand, with no claim of its own."""
    return an_article_without_claims(client)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [("", NDJSON, 422), ("\n \r\n", NDJSON, 422), ("{}", "application/json", 415), ("{}", "", 415)],
    ids=["empty", "blank", "JSON", "undeclared"],
)
def test_a_body_without_lines_is_a_problem(
    client: FlaskClient, body: str, content_type: str, status: int
) -> None:
    response = client.post("/v1/claims/bulk", data=body, content_type=content_type)

    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


Make = Callable[[Settings], Flask]


def test_more_lines_than_are_allowed_are_refused(make_app: Make, settings: Settings) -> None:
    client = make_app(replace(settings, max_bulk_lines=2)).test_client()

    assert send(client, "{}", "{}", "").status_code == 200
    response = send(client, "{}", "{}", "{}")

    assert (response.status_code, response.get_json()["detail"]) == (413, "The body has more than 2 lines.")


def test_a_longer_body_than_is_allowed_is_refused(make_app: Make, settings: Settings) -> None:
    client = make_app(replace(settings, max_bulk_bytes=2000, max_body_bytes=1024)).test_client()

    told = results(send(client, '"' + "x" * 1023 + '"', '"' + "x" * 900 + '"'))
    response = send(client, "x" * 2001)

    assert [one["problem"]["status"] for one in told] == [413, 422]
    assert told[0]["problem"]["detail"] == "The line is longer than 1024 bytes."
    assert (response.status_code, response.get_json()["detail"]) == (
        413,
        "The body is longer than 2000 bytes.",
    )


def test_other_bodies_are_as_short_as_before(client: FlaskClient) -> None:
    assert client.post("/v1/claims", data="x" * 2_097_153, content_type="application/json").status_code == 413


def begin(address: str, length: int, body: bytes) -> socket.socket:
    """Send a request's head and what there is of its body."""
    connection = socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), timeout=20)
    fields = f"Host: x\r\nContent-Type: {NDJSON}\r\nContent-Length: {length}"
    connection.sendall(f"POST /v1/claims/bulk HTTP/1.1\r\n{fields}\r\n\r\n".encode() + body)
    return connection


def test_a_body_that_breaks_off_stores_nothing(start: Any) -> None:
    _, address = start("--seed")
    line = json.dumps(a_claim_body({"id": "01a2008d-7400-7000-8000-0000000a0001"})).encode() + b"\n"

    with begin(address, 2 * len(line), line) as connection:
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()

    assert b" 400 " in answer.splitlines()[0]
    assert b"The body breaks off." in answer


def test_a_client_that_leaves_half_way_sends_all_again_and_nothing_is_doubled(start: Any) -> None:
    _, address = start("--seed")
    seeded = {"id": "01a2008d-7400-7000-8000-0000000a0001"}
    fragments = [{"position": {"type": "TextPositionSelector", "start": 0, "end": 10}}]
    lines = [
        json.dumps(a_claim_body(seeded, id=f"{ID[:-5]}{number:05}", fragments=fragments))
        for number in range(3000)
    ]
    body = "\n".join(lines).encode()

    with begin(address, len(body), body) as connection:
        first = connection.recv(20)
    with closing(HTTPConnection(str(urlsplit(address).netloc), timeout=60)) as api:
        api.request("POST", "/v1/claims/bulk", body, {"Content-Type": NDJSON})
        outcomes = [json.loads(line)["outcome"] for line in api.getresponse().read().splitlines()]

    assert first.startswith(b"HTTP/1.1 200")
    assert len(outcomes) == 3000
    assert "unchanged" in outcomes[:500] and set(outcomes) <= {"created", "unchanged"}
