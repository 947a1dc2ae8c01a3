"""Pages of other origins: who may use the API from a browser, what they may send and see."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.settings import Settings

NEWS = "https://news.example"
Make = Callable[..., FlaskClient]


@pytest.fixture
def allowing(make_app: Callable[[Settings], Flask], settings: Settings) -> Iterator[Make]:
    """Make a client of an application that allows these origins."""

    def allowing(*origins: str) -> FlaskClient:
        return make_app(replace(settings, cors_origins=origins)).test_client()

    yield allowing


def told(client: FlaskClient, origin: str | None, path: str = "/v1/claims") -> tuple[str | None, str]:
    response = client.get(path, headers={"Origin": origin} if origin else {})
    return response.headers.get("Access-Control-Allow-Origin"), response.headers["Vary"]


def test_no_origin_is_allowed_by_default(allowing: Make) -> None:
    assert told(allowing(), NEWS) == (None, "Accept-Encoding, Accept")


def test_every_origin_may_be_allowed(allowing: Make) -> None:
    client = allowing("*")

    assert told(client, NEWS) == told(client, None) == ("*", "Accept-Encoding, Accept")


@pytest.mark.parametrize("path", ["/v1/claims", "/v1/claims?x=1", "/v1/claims/none", "/nowhere"])
def test_only_the_origins_named_are_allowed_and_caches_know(allowing: Make, path: str) -> None:
    client = allowing(NEWS, "http://localhost:3000")

    varies = "Accept-Encoding, Accept, Origin"
    assert told(client, NEWS, path) == (NEWS, varies)
    assert told(client, "https://other.example", path) == told(client, None, path) == (None, varies)


@pytest.mark.parametrize(
    "origin",
    [
        f"{NEWS}.evil.example",
        f"{NEWS}:8443",
        "http://news.example",
        "https://newsXexample",
        "null",
        f"{NEWS}\n",
    ],
)
def test_an_origin_is_no_pattern(allowing: Make, origin: str) -> None:
    client = allowing(NEWS)

    assert told(client, origin.strip() if "\n" in origin else origin)[0] == (NEWS if "\n" in origin else None)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://[::1]:3000", "http://[::1]:3000"), ("http://1:3000", None), ("http://::3000", None)],
)
def test_brackets_are_an_address_and_no_pattern(allowing: Make, origin: str, allowed: str | None) -> None:
    assert told(allowing("http://[::1]:3000"), origin)[0] == allowed


def test_a_page_sees_the_headers_it_needs(allowing: Make) -> None:
    response = allowing(NEWS).get("/v1/claims", headers={"Origin": NEWS})

    assert set(response.headers["Access-Control-Expose-Headers"].split(", ")) == {
        "Allow",
        "Content-Disposition",
        "Deprecation",
        "ETag",
        "Idempotency-Key",
        "Idempotency-Replayed",
        "Link",
        "Location",
        "Retry-After",
        "Sunset",
        "X-Request-Id",
    }
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "POST"])
def test_a_page_may_ask_to_write(allowing: Make, method: str) -> None:
    asked = {
        "Origin": NEWS,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type,idempotency-key,if-match,x-other",
    }

    response = allowing(NEWS).options("/v1/claims/any", headers=asked)

    headers = response.headers
    assert (response.status_code, headers["Access-Control-Allow-Origin"]) == (204, NEWS)
    assert method in headers["Access-Control-Allow-Methods"].split(", ")
    assert headers["Access-Control-Allow-Headers"] == "content-type, idempotency-key, if-match"
    assert headers["Access-Control-Max-Age"] == "600"


def test_a_page_of_another_origin_may_not_ask(allowing: Make) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "PATCH"}

    response = allowing(NEWS).options("/v1/claims/any", headers=asked)

    assert [name for name, _ in response.headers if name.startswith("Access-Control")] == []
