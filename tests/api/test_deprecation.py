"""Deprecated routes say so, whatever they answer."""

from datetime import UTC, datetime

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.wrappers import Response as Answer

from api import create_app
from api.answers import document
from api.deprecation import Deprecation
from api.openapi import build_openapi
from api.operation import operation
from api.schemas.health import Health
from api.settings import Settings

SINCE = datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)
GONE = datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)
TOLD = {
    "Deprecation": "@1782863999",
    "Sunset": "Fri, 31 Dec 2027 23:59:59 GMT",
    "Link": '<https://whosaid.example/old>; rel="deprecation"; type="text/html"',
}


@pytest.fixture
def app(settings: Settings) -> Flask:
    app = create_app(settings)

    @app.get("/v1/old")
    @operation(
        answers={200: Health},
        deprecated=Deprecation(since=SINCE, sunset=GONE, link="https://whosaid.example/old"),
    )
    def get_old() -> Response:
        return document({"status": "ok"})

    return app


def told(response: Answer) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in TOLD}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/old", 200), ("HEAD", "/v1/old", 200), ("GET", "/v1/old?x=1", 422)],
)
def test_a_deprecated_route_says_since_and_until_when(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    response = client.open(path, method=method)

    assert (response.status_code, told(response)) == (status, TOLD)


def test_other_routes_say_nothing_of_it(client: FlaskClient) -> None:
    assert told(client.get("/healthz")) == dict.fromkeys(TOLD)


def test_the_end_may_be_open() -> None:
    app = Flask(__name__)

    with app.test_request_context():
        Deprecation(since=SINCE, link="/docs").announce()
        response = app.process_response(Response())

    assert (response.headers["Deprecation"], response.headers.get("Sunset")) == ("@1782863999", None)


def test_the_contract_marks_a_deprecated_operation(app: Flask) -> None:
    paths = build_openapi(app)["paths"]

    assert paths["/v1/old"]["get"]["deprecated"] is True
    assert {"Deprecation", "Sunset"} <= paths["/v1/old"]["get"]["responses"]["200"]["headers"].keys()
    assert "deprecated" not in paths["/healthz"]["get"]
