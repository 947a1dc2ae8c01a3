"""HEAD and OPTIONS of every path, and what caches are told of each answer."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.stories import a_source

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
VARY = ["Accept-Encoding, Accept"]
CONTROLS = (["no-store"], ["private, no-cache"])


def paths(app: Flask, *methods: str) -> list[str]:
    """Return every path that has one of these methods, with ids that are of nothing."""
    rules = app.url_map.iter_rules()
    return sorted({_filled(rule.rule) for rule in rules if rule.methods and rule.methods & set(methods)})


def _filled(rule: str) -> str:
    return re.sub("<[^>]*>", "1", re.sub("<[^>]*suffix>", "csv", rule))


def test_head_has_the_headers_of_get_and_no_body(app: Flask, client: FlaskClient) -> None:
    for path in paths(app, "GET"):
        got, head = client.get(path), client.head(path)
        del got.headers["X-Request-Id"], head.headers["X-Request-Id"]

        assert (path, head.status_code, head.data) == (path, got.status_code, b"")
        assert list(head.headers) == list(got.headers)


def test_options_tells_the_methods_of_every_path(app: Flask, client: FlaskClient) -> None:
    for path in paths(app, *METHODS):
        response = client.options(path)

        assert (path, response.status_code, response.data) == (path, 204, b"")
        assert response.allow.as_set(preserve_casing=True) == _allowed(app, path)


def test_options_tells_of_get_and_head_together(client: FlaskClient) -> None:
    response = client.options("/v1/articles")

    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_path_beside_ids_has_its_own_methods_alone(client: FlaskClient) -> None:
    allowed, refused = client.options("/v1/claims/bulk"), client.get("/v1/claims/bulk")

    assert set(allowed.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert (refused.status_code, set(refused.headers["Allow"].split(", "))) == (405, {"OPTIONS", "POST"})


def test_options_of_an_unknown_path_is_a_problem(client: FlaskClient) -> None:
    response = client.options("/nowhere")

    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("method", [*METHODS, "OPTIONS", "TRACE"])
def test_every_answer_tells_caches_what_to_do(app: Flask, client: FlaskClient, method: str) -> None:
    for path in paths(app, *METHODS):
        headers = client.open(path, method=method, json={}).headers

        told = (path, headers.getlist("Cache-Control"), headers.getlist("Vary"))
        assert told in [(path, control, VARY) for control in CONTROLS]


def test_a_move_that_may_be_undone_is_not_kept(client: FlaskClient) -> None:
    merged, into = (a_source(client, name)["id"] for name in ("Northgate Water", "Valley Water"))
    client.post(f"/v1/sources/{merged}/merge", json={"into": into}, headers={"If-Match": "*"})

    response = client.get(f"/v1/sources/{merged}")

    assert (response.status_code, response.headers["Cache-Control"]) == (308, "no-store")


def _allowed(app: Flask, path: str) -> set[str]:
    return set(app.url_map.bind("localhost").allowed_methods(path))
