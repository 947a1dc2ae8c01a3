"""The service about itself, and what every answer has."""

import json

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings


def test_a_living_process_says_so(client: FlaskClient) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.get_json()) == (200, {"status": "ok"})


def test_a_migrated_store_is_ready(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json() == {"status": "ok"}


def test_a_store_that_is_not_there_is_not_ready(database: str) -> None:
    app = create_app(Settings(database=database))

    response = app.test_client().get("/readyz")

    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert response.headers["Retry-After"] == "5"


def test_every_answer_forbids_sniffing(client: FlaskClient) -> None:
    assert client.get("/nowhere").headers["X-Content-Type-Options"] == "nosniff"


def test_a_sane_request_id_is_kept(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"X-Request-Id": "trace-7f.1"})

    assert response.headers["X-Request-Id"] == "trace-7f.1"


@pytest.mark.parametrize("given", ["", "a b", "x" * 200, 'x"}'])
def test_any_other_request_id_is_replaced(client: FlaskClient, given: str) -> None:
    response = client.get("/healthz", headers={"X-Request-Id": given})

    assert len(response.headers["X-Request-Id"]) == 36


def test_each_request_is_one_line_of_json(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    create_app(settings).test_client().get("/v1/claims/none", headers={"X-Request-Id": "r1"})

    line = json.loads(capsys.readouterr().err)
    told = {name: line[name] for name in ("event", "request_id", "method", "path", "route", "status")}
    assert told == {
        "event": "request",
        "request_id": "r1",
        "method": "GET",
        "path": "/v1/claims/none",
        "route": "/v1/claims/<claim_id>",
        "status": 404,
    }
