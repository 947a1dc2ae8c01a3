"""What has the service answer each of its problems: one request a problem, and its circumstances."""

import socket
from collections.abc import Callable
from http.client import HTTPResponse
from urllib.parse import urlsplit

from flask import Flask, Response

from storage import open_storage
from tests.contract.serving import served

_CLAIM = "/v1/claims/01a2008d-7400-7000-8000-0000000c0011"
_REUTERS = "/v1/sources/01a2008d-7400-7000-8000-000000050002"


def bad_request(app: Flask) -> Response:
    return app.test_client().post("/v1/claims", data='{"text": ', content_type="application/json")


def not_found(app: Flask) -> Response:
    return app.test_client().get("/v1/claims/01a2008d-7400-7000-8000-0000000cffff")


def not_acceptable(app: Flask) -> Response:
    return app.test_client().get("/v1/claims", headers={"Accept": "image/png"})


def conflict(app: Flask) -> Response:
    return app.test_client().post("/v1/sources", json={"kind": "news_agency", "name": "Reuters"})


def gone(app: Flask) -> Response:
    client, keyed = app.test_client(), {"Idempotency-Key": '"8e03978e"'}
    made = client.post("/v1/articles", json={"text": "The dam holds."}, headers=keyed)
    client.delete(made.headers["Location"], headers={"If-Match": "*"})
    return client.post("/v1/articles", json={"text": "The dam holds."}, headers=keyed)


def precondition_failed(app: Flask) -> Response:
    return app.test_client().patch(_CLAIM, json={}, headers={"If-Match": '"an-older-version"'})


def content_too_large(app: Flask) -> Response:
    return app.test_client().post("/v1/articles", json={"text": "x" * app.config["MAX_CONTENT_LENGTH"]})


def unsupported_media_type(app: Flask) -> Response:
    return app.test_client().post("/v1/articles", data="The dam holds.", content_type="text/plain")


def unprocessable(app: Flask) -> Response:
    return app.test_client().post("/v1/sources", json={"kind": "company", "name": "", "nick": "NW"})


def precondition_required(app: Flask) -> Response:
    return app.test_client().patch(_CLAIM, json={})


def internal_error(app: Flask) -> Response:
    db = app.extensions["whosaid"].database
    db.execute("UPDATE claims SET document = 'damaged'")
    return app.test_client().patch(_CLAIM, json={}, headers={"If-Match": "*"})


def unavailable(app: Flask) -> Response:
    other = open_storage(app.extensions["whosaid"].settings.database)
    with other.transaction():
        response = app.test_client().patch(_REUTERS, json={"names": ["RTRS"]}, headers={"If-Match": "*"})
    other.close()
    return response


def request_timeout(app: Flask) -> Response:
    return refused_by_the_server(
        app, b"POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
    )


def uri_too_long(app: Flask) -> Response:
    return refused_by_the_server(app, b"GET /v1/claims?q=" + b"x" * 10_000 + b" HTTP/1.1\r\n\r\n")


def refused_by_the_server(app: Flask, request: bytes) -> Response:
    """Return what the server says to a request that does not get as far as the application."""
    database = app.extensions["whosaid"].settings.database
    with served(database, WHOSAID_WORKERS="1", WHOSAID_READ_TIMEOUT_SECONDS="0.2") as address:
        with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as connection:
            connection.sendall(request)
            answer = HTTPResponse(connection)
            answer.begin()
            return Response(answer.read(), answer.status, content_type=answer.headers["Content-Type"])


PROBLEMS: dict[str, Callable[[Flask], Response]] = {
    "BadRequest": bad_request,
    "NotFound": not_found,
    "NotAcceptable": not_acceptable,
    "Conflict": conflict,
    "Gone": gone,
    "PreconditionFailed": precondition_failed,
    "ContentTooLarge": content_too_large,
    "RequestTimeout": request_timeout,
    "UriTooLong": uri_too_long,
    "UnsupportedMediaType": unsupported_media_type,
    "UnprocessableContent": unprocessable,
    "PreconditionRequired": precondition_required,
    "InternalServerError": internal_error,
    "ServiceUnavailable": unavailable,
}
