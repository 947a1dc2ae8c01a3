"""Failures that no schema tells of: each is a problem, and none leaks what is inside."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings
from storage import open_storage
from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import TEXT, a_source, an_article
from tests.stores import only_postgres


def test_the_instance_is_a_uri(client: FlaskClient) -> None:
    assert client.get("/v1/claims/b c%22é").get_json()["instance"] == "/v1/claims/b%20c%22%C3%A9"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/v1", "/v1/articles/", "/v1/claims/x/y"])
def test_an_unknown_path_is_a_problem(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.get_json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this path; /openapi.yaml lists what there is.",
        "instance": path,
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/articles/none"),
        ("PATCH", "/v1/articles/none"),
        ("DELETE", "/v1/articles/none"),
        ("GET", "/v1/articles/none/claims"),
        ("POST", "/v1/articles/none/analyses"),
        ("GET", "/v1/claims/none"),
        ("GET", "/v1/claims/%00"),
        ("PATCH", "/v1/claims/none"),
        ("DELETE", "/v1/claims/none"),
        ("GET", "/v1/sources/none"),
        ("PATCH", "/v1/sources/none"),
        ("GET", "/v1/sources/none/claims"),
    ],
)
def test_what_is_not_there_is_a_problem(client: FlaskClient, method: str, path: str) -> None:
    response = client.open(path, method=method, json={}, headers={"If-Match": "*"})

    assert (response.status_code, response.get_json()["type"]) == (404, "about:blank")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/articles", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("POST", "/v1/claims/x", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}),
        ("DELETE", "/v1/sources/x", {"GET", "HEAD", "OPTIONS", "PATCH"}),
        ("GET", "/v1/extractions", {"OPTIONS", "POST"}),
    ],
)
def test_another_method_is_told_those_allowed(
    client: FlaskClient, method: str, path: str, allowed: set[str]
) -> None:
    response = client.open(path, method=method)

    assert (response.status_code, response.mimetype) == (405, "application/problem+json")
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded", "text/html"])
def test_another_media_type_is_refused(client: FlaskClient, db: Database, media_type: str | None) -> None:
    response = client.post("/v1/articles", data=b'{"text": "x"}', content_type=media_type)

    assert (response.status_code, response.get_json()["title"]) == (415, "Unsupported Media Type")
    assert list_changes(db, limit=10) == []


def test_a_charset_is_no_other_media_type(client: FlaskClient) -> None:
    response = client.post(
        "/v1/articles", data=b'{"text": "x"}', content_type="application/json; charset=utf-8"
    )

    assert response.status_code == 201


def test_a_patch_may_be_plain_json_or_a_merge_patch_but_no_json_patch(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client)['id']}"

    statuses = [
        client.patch(path, data="{}", content_type=media, headers={"If-Match": "*"}).status_code
        for media in ("application/json", "application/merge-patch+json", "application/json-patch+json")
    ]

    assert statuses == [200, 200, 415]


def test_an_article_of_5_mb_is_too_large(client: FlaskClient, db: Database) -> None:
    response = client.post("/v1/articles", json={"text": "x" * 5_000_000})

    problem = response.get_json()
    assert (response.status_code, problem["title"]) == (413, "Content Too Large")
    assert problem["detail"] == "The body is longer than 2097152 bytes."
    assert list_changes(db, limit=10) == []


def test_a_busy_store_says_when_to_come_back(client: FlaskClient, settings: Settings) -> None:
    other = open_storage(settings.database)
    with other.transaction():
        response = client.post("/v1/articles", json={"text": TEXT})
    other.close()

    assert (response.status_code, response.get_json()["type"]) == (503, "/problems/busy")
    assert response.headers["Retry-After"] == "1"
    assert client.post("/v1/articles", json={"text": TEXT}).status_code == 201


def test_a_busy_store_can_be_read(client: FlaskClient, settings: Settings) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    other = open_storage(settings.database)

    with other.transaction():
        response = client.get(path)
    other.close()

    assert response.status_code == 200


@only_postgres
def test_a_service_on_a_store_that_takes_no_writes_reads(client: FlaskClient, settings: Settings) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    standby = f"{settings.database}&options=-c%20default_transaction_read_only%3Don"
    reader = create_app(replace(settings, database=standby)).test_client()

    refused = reader.post("/v1/articles", json={"text": "Nobody came."})

    assert (refused.status_code, refused.get_json()) == (
        503,
        {
            "type": "/problems/read-only",
            "title": "The store can only be read here",
            "status": 503,
            "detail": "This service only reads; send writes to the one that writes.",
            "instance": "/v1/articles",
        },
    )
    assert reader.get(path).get_json() == client.get(path).get_json()


def test_a_fault_of_ours_leaks_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(settings)

    @app.get("/fault")
    def fault() -> Any:
        raise RuntimeError("the secret path is /srv")

    response = app.test_client().get("/fault")

    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert response.get_json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "This is a fault of the service; its log says more.",
        "instance": "/fault",
    }
    assert "the secret path is /srv" in capsys.readouterr().err


def test_a_store_that_is_missing_is_no_fault_told_in_its_words(database: str, tmp_path: Path) -> None:
    app: Flask = create_app(Settings(database=database))

    response = app.test_client().get("/v1/claims")

    assert response.status_code == 503
    assert str(tmp_path) not in response.text
