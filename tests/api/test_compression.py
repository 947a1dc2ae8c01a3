"""Answers as gzip: who gets them, that their tags are usable, and streams that stay streams."""

import gzip
import zlib
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.stories import a_claim, a_source

GZIP = {"Accept-Encoding": "gzip"}


def coding(response: TestResponse) -> str | None:
    return response.headers.get("Content-Encoding")


@pytest.fixture
def path(client: FlaskClient) -> str:
    """Return where a claim is, whose JSON is longer than a kilobyte."""
    return f"/v1/claims/{a_claim(client)['id']}"


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "GZIP",
        "*",
        "deflate, gzip;q=0.5",
        "gzip;q=0.001",
        "identity;q=0.5, gzip",
        "identity, gzip",
        "br, *",
    ],
)
def test_who_takes_gzip_gets_it(client: FlaskClient, path: str, accepted: str) -> None:
    plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": accepted})

    assert (coding(plain), coding(packed)) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data) < len(plain.data)


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip;q=0, *",
        "*;q=0",
        "identity;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=x",
    ],
)
def test_who_does_not_prefer_gzip_gets_the_plain_form(client: FlaskClient, path: str, accepted: str) -> None:
    response = client.get(path, headers={"Accept-Encoding": accepted})

    assert (response.status_code, coding(response), response.get_json()["id"]) == (200, None, path[11:])


def test_a_short_answer_stays_plain_unless_that_is_refused(client: FlaskClient) -> None:
    answers = [
        client.get("/healthz", headers={"Accept-Encoding": told}) for told in ("gzip", "gzip, identity;q=0")
    ]

    assert [coding(answer) for answer in answers] == [None, "gzip"]


def test_a_long_problem_is_compressed_too(client: FlaskClient) -> None:
    response = client.get("/v1/claims?" + "&".join(f"x{n}=1" for n in range(30)), headers=GZIP)

    assert (response.status_code, coding(response)) == (422, "gzip")


def test_each_form_has_a_tag_of_its_own_and_always_the_same_bytes(client: FlaskClient, path: str) -> None:
    plain, packed, again = client.get(path), client.get(path, headers=GZIP), client.get(path, headers=GZIP)

    assert packed.headers["ETag"] == plain.headers["ETag"].replace('.json"', '.json-gzip"')
    assert (again.headers["ETag"], again.data) == (packed.headers["ETag"], packed.data)


@pytest.mark.parametrize("had", [{}, GZIP], ids=["plain", "gzip"])
@pytest.mark.parametrize("asked", [{}, GZIP], ids=["for plain", "for gzip"])
def test_either_form_is_known_again_by_its_own_tag(
    client: FlaskClient, path: str, had: dict[str, str], asked: dict[str, str]
) -> None:
    tag = client.get(path, headers=had).headers["ETag"]

    response = client.get(path, headers={**asked, "If-None-Match": tag})

    assert (response.status_code, response.data, coding(response)) == (304, b"", None)
    assert (response.headers["ETag"], response.headers["Vary"]) == (tag, "Accept-Encoding, Accept")


@pytest.mark.parametrize("had", ["*", "both"])
def test_who_has_both_forms_is_told_of_the_one_asked_for(client: FlaskClient, path: str, had: str) -> None:
    tags = [client.get(path, headers=headers).headers["ETag"] for headers in ({}, GZIP)]

    told = {"If-None-Match": ", ".join(tags) if had == "both" else "*"}

    assert client.get(path, headers=told).headers["ETag"] == tags[0]
    assert client.get(path, headers={**GZIP, **told}).headers["ETag"] == tags[1]


def test_a_page_is_known_again_in_either_form(client: FlaskClient, path: str) -> None:
    tag = client.get("/v1/claims", headers=GZIP).headers["ETag"]

    assert tag.endswith('-gzip"')
    assert client.get("/v1/claims", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["plain", "gzip"])
def test_a_change_may_name_either_form(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    tag = client.get(path, headers=headers).headers["ETag"]

    changed = client.patch(path, json={"status": "rejected"}, headers={"If-Match": tag})
    late = client.patch(path, json={"status": "active"}, headers={"If-Match": tag})

    assert (changed.status_code, late.status_code) == (200, 412)


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["plain", "gzip"])
def test_a_get_may_insist_on_either_form(client: FlaskClient, headers: dict[str, str]) -> None:
    path = f"/v1/sources/{a_source(client)['id']}"
    tag = client.get(path).headers["ETag"]

    asked = [tag, tag[:-1] + '-gzip"', '"other"']

    assert [client.get(path, headers={**headers, "If-Match": one}).status_code for one in asked] == [
        200,
        200,
        412,
    ]


def test_head_of_the_compressed_form_has_its_length(client: FlaskClient, path: str) -> None:
    got, head = client.get(path, headers=GZIP), client.head(path, headers=GZIP)

    assert (head.data, head.content_length, coding(head)) == (b"", len(got.data), "gzip")
    assert head.headers["ETag"] == got.headers["ETag"]


ITS_ROUTE = "adds a route of its own to the application"


@pytest.mark.in_process(ITS_ROUTE)
def test_what_is_no_text_stays_as_it_is(app: Flask) -> None:
    @app.get("/picture")
    def picture() -> Response:
        return Response(b"\0" * 5000, mimetype="image/png")

    assert coding(app.test_client().get("/picture", headers=GZIP)) is None


@pytest.fixture
def stream(app: Flask) -> Iterator[Iterator[bytes]]:
    """Give the compressed pieces of a stream that breaks off after its second one."""

    def pieces() -> Iterator[bytes]:
        yield b"first\n"
        yield b"second\n"
        raise RuntimeError("the store is gone")

    @app.get("/stream")
    def send() -> Response:
        return Response(pieces(), mimetype="application/x-ndjson")

    answer = app.test_client().get("/stream", headers=GZIP, buffered=False)
    assert coding(answer) == "gzip"
    yield iter(answer.iter_encoded())


@pytest.mark.in_process(ITS_ROUTE)
def test_each_piece_of_a_stream_can_be_read_when_it_comes(stream: Iterator[bytes]) -> None:
    reader = zlib.decompressobj(31)

    assert [reader.decompress(next(stream)) for _ in range(2)] == [b"first\n", b"second\n"]


@pytest.mark.in_process(ITS_ROUTE)
def test_a_stream_that_breaks_off_is_no_whole_gzip(stream: Iterator[bytes]) -> None:
    arrived = next(stream) + next(stream)

    with pytest.raises(RuntimeError, match="the store is gone"):
        next(stream)
    with pytest.raises(EOFError):
        gzip.decompress(arrived)
