"""Whole lists, streamed under gunicorn from a store that is sound, or damaged behind its middle."""

import gzip
import http.client
import json
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from storage import open_storage
from storage.changes import Editor
from storage.migrations import migrate
from storage.sources import add_source
from tests.live_service import Process, serving
from tests.stores import ENGINES

SOURCES = 1200
# Among the rows that are read first, and among those that are read last
FIRST, LAST = 10, 1100


def many_sources(url: str) -> None:
    store = open_storage(url)
    migrate(store)
    by = Editor("tests", "2026-05-04T08:00:00.000Z")
    with store.transaction():
        for number in range(SOURCES):
            told = {
                "kind": "outlet",
                "name": f"Paper {number:04}",
                "same_as": [f"https://p.example/{number:04}/"],
            }
            add_source(store, told, by=by)
    store.close()


def damage(path: Path, number: int) -> None:
    """Overwrite every page of the file that holds what is told of one source."""
    content = bytearray(path.read_bytes())
    page_size = int.from_bytes(content[16:18], "big")
    place = content.find(f"https://p.example/{number:04}/".encode())
    while place >= 0:
        start = place - place % page_size
        content[start : start + page_size] = b"\xff" * page_size
        place = content.find(f"https://p.example/{number:04}/".encode(), start + page_size)
    path.write_bytes(content)


@pytest.fixture(scope="module", params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('many')}/whosaid.sqlite"
    else:
        url = request.getfixturevalue("postgres_server").make_database()
    many_sources(url)
    with serving(url, WHOSAID_WORKERS="1") as (_, address):
        yield address


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "whosaid.sqlite"
    many_sources(f"sqlite:///{path}")
    return path


@pytest.fixture
def broken(file: Path, tmp_path: Path) -> Iterator[tuple[Process, str]]:
    path = tmp_path / "damaged.sqlite"
    shutil.copy(file, path)
    damage(path, LAST)
    with serving(f"sqlite:///{path}", WHOSAID_WORKERS="1") as service:
        yield service


class Answer(NamedTuple):
    """What came of an answer; `is_whole` tells whether its end came too."""

    status: int
    headers: Message
    body: bytes
    is_whole: bool


def ask(address: str, path: str, *, version: int = 11, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)) as connection:
        connection._http_vsn = version  # type: ignore[attr-defined]
        connection._http_vsn_str = f"HTTP/1.{version - 10}"  # type: ignore[attr-defined]
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        try:
            return Answer(response.status, response.headers, response.read(), True)
        except http.client.IncompleteRead as error:
            return Answer(response.status, response.headers, error.partial, False)


def test_every_row_is_streamed_in_chunks(address: str) -> None:
    response = ask(address, "/v1/sources.ndjson?kind=outlet")

    names = [json.loads(line)["name"] for line in response.body.split(b"\n")[:-1]]
    assert response.headers["Transfer-Encoding"] == "chunked"
    assert names == [f"Paper {number:04}" for number in range(SOURCES)]


def test_a_compressed_stream_holds_the_same(address: str) -> None:
    plain = ask(address, "/v1/sources.csv").body

    response = ask(address, "/v1/sources.csv", **{"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.body) == plain


def test_http_1_0_is_told_the_length_beforehand(address: str) -> None:
    whole = ask(address, "/v1/sources.csv").body

    response = ask(address, "/v1/sources.csv", version=10)

    assert (response.headers["Content-Length"], response.body) == (str(len(whole)), whole)


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_stream_that_breaks_off_lacks_its_last_chunk(broken: tuple[Process, str], form: str) -> None:
    response = ask(broken[1], f"/v1/sources.{form}")

    assert (response.status, response.is_whole) == (200, False)
    assert 500 < response.body.count(b"\n") < SOURCES


def test_a_compressed_stream_that_breaks_off_lacks_its_end_as_well(broken: tuple[Process, str]) -> None:
    response = ask(broken[1], "/v1/sources.ndjson", **{"Accept-Encoding": "gzip"})

    unzip = zlib.decompressobj(31)
    assert unzip.decompress(response.body).count(b"\n") > 500
    assert not unzip.eof


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
def test_curl_says_that_a_stream_broke_off(broken: tuple[Process, str]) -> None:
    shown = subprocess.run(["curl", "-sS", f"{broken[1]}/v1/sources.csv"], capture_output=True, text=True)

    assert shown.returncode == 18
    assert "transfer closed" in shown.stderr


def test_http_1_0_is_told_before_the_body_that_it_would_break_off(broken: tuple[Process, str]) -> None:
    response = ask(broken[1], "/v1/sources.csv", version=10)

    assert (response.status, json.loads(response.body)["status"]) == (500, 500)


def test_what_breaks_a_stream_is_logged_with_the_request_id(broken: tuple[Process, str]) -> None:
    service, address = broken
    ask(address, "/v1/sources.ndjson", **{"X-Request-Id": "the-one-that-broke"})

    lines = [line for line in service.stop().splitlines() if "stream broke off" in line]

    [logged] = [json.loads(line) for line in lines if line.startswith("{")]
    told = {name: logged[name] for name in ("event", "level", "request_id", "path", "rows_sent")}
    assert told == {
        "event": "stream broke off",
        "level": "error",
        "request_id": "the-one-that-broke",
        "path": "/v1/sources.ndjson",
        "rows_sent": 1000,
    }
    assert "damaged" in str(logged["exception"])


def test_what_fails_before_the_first_row_is_a_problem(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite"
    shutil.copy(file, path)
    damage(path, FIRST)

    with serving(f"sqlite:///{path}", WHOSAID_WORKERS="1") as (_, address):
        response = ask(address, "/v1/sources.csv")

    assert (response.status, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert json.loads(response.body)["title"] == "Internal Server Error"
