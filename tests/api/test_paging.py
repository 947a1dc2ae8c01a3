"""Lists page by page."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim_body, a_source, an_article


def walk(client: FlaskClient, path: str) -> list[str]:
    """Follow the links from page to page, and return the ids in order."""
    found: list[str] = []
    while True:
        response = client.get(path)
        found += [row["id"] for row in response.get_json()["data"]]
        if "Link" not in response.headers:
            assert "next_cursor" not in response.get_json()
            return found
        path = response.headers["Link"].split(">")[0].lstrip("<")


def twelve_sources(client: FlaskClient) -> list[str]:
    return [a_source(client, f"Source {number:02}")["id"] for number in range(12)]


@pytest.mark.parametrize("limit", [1, 5, 6, 11, 12, 200])
def test_pages_lose_and_double_nothing(client: FlaskClient, limit: int) -> None:
    ids = twelve_sources(client)

    assert walk(client, f"/v1/sources?limit={limit}&kind=organisation") == ids


def test_pages_lose_and_double_nothing_while_others_write(client: FlaskClient) -> None:
    ids = twelve_sources(client)
    first = client.get("/v1/sources?limit=5").get_json()
    a_source(client, "Source 00a")
    a_source(client, "Source 99")

    rest = walk(client, f"/v1/sources?limit=5&cursor={first['next_cursor']}")

    assert [row["id"] for row in first["data"]] + rest[:-1] == ids


@pytest.mark.parametrize("sort", ["published_on", "-published_on", "created_at", "confidence", "-confidence"])
def test_every_sort_of_claims_pages(client: FlaskClient, sort: str) -> None:
    for day, score in ((3, 30), (1, 20), (2, 10), (None, 90)):
        told = {"published_on": f"2026-05-0{day}"} if day else {}
        article = an_article(client, text=f"We have no divers {day}.", **told)
        client.post("/v1/claims", json=a_claim_body(article, confidence={"score": score}))

    whole = [row["id"] for row in client.get(f"/v1/claims?sort={sort}").get_json()["data"]]

    assert walk(client, f"/v1/claims?sort={sort}&limit=1") == whole


def test_the_link_keeps_every_parameter(client: FlaskClient) -> None:
    for text in ("We have no divers.", "We have no divers now."):
        client.post("/v1/claims", json=a_claim_body(an_article(client, text=text)))

    query = "q=divers+%26&origin_kind=person&origin_kind=group&limit=1"
    response = client.get(f"/v1/claims?{query}")

    link = urlsplit(response.headers["Link"].split(">")[0].lstrip("<"))
    cursor = response.get_json()["next_cursor"]
    assert link.path == "/v1/claims"
    assert parse_qs(link.query) == {**parse_qs(query), "cursor": [cursor]}


def cursor_of(client: FlaskClient) -> str:
    twelve_sources(client)
    cursor: str = client.get("/v1/sources?limit=1&q=source").get_json()["next_cursor"]
    return cursor


def made_of(after: str) -> str:
    """Return a cursor after a key, in JSON, that no list has."""
    return base64.urlsafe_b64encode(f'{{"after": {after}, "of": "0"}}'.encode()).rstrip(b"=").decode()


AFTER_INFINITY = made_of('[Infinity, "x"]')
AFTER_HALF_A_PAIR = made_of('["x", "\\ud800"]')


def forged(cursor: str) -> str:
    content: dict[str, Any] = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    content["after"][0] = "source 05"
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")


def test_a_cursor_serves_its_own_list_with_any_limit(client: FlaskClient) -> None:
    cursor = cursor_of(client)

    assert len(client.get(f"/v1/sources?limit=3&q=source&cursor={cursor}").get_json()["data"]) == 3


@pytest.mark.parametrize(
    "misused",
    [
        "/v1/sources?q=source&sort=-name&cursor={cursor}",
        "/v1/sources?q=sour&cursor={cursor}",
        "/v1/sources?cursor={cursor}",
        "/v1/articles?cursor={cursor}",
        "/v1/sources?q=source&cursor={cursor}x",
        "/v1/sources?q=source&cursor={forged}",
        "/v1/sources?q=source&cursor=",
        "/v1/sources?q=source&cursor=e30",
        "/v1/sources?q=source&cursor=bnVsbA",
        f"/v1/sources?q=source&cursor={AFTER_INFINITY}",
        f"/v1/sources?q=source&cursor={AFTER_HALF_A_PAIR}",
        "/v1/sources?q=source&cursor=%FF",
        "/v1/sources?q=source&cursor=é",
        "/v1/sources?q=source&cursor=W1tbW1tb",
    ],
)
def test_any_other_cursor_is_refused(client: FlaskClient, misused: str) -> None:
    cursor = cursor_of(client)

    response = client.get(misused.format(cursor=cursor, forged=forged(cursor)))

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, "/problems/invalid-request")
    assert [error["parameter"] for error in problem["errors"]] == ["cursor"]
