"""The service under granian, started for real on a free port."""

import json
import signal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from api.granian_server import serve_by_granian
from api.server import CannotServe, open_listener
from api.settings import Settings


@pytest.fixture
def granian(start, environment):
    """Serve the seeds; it is told to stop, because its workers outlive it where it is killed."""
    # one that still starts while another one answers misses that it is told to stop
    environment["WHOSAID_WORKERS"] = "1"
    service, address = start("--server", "granian", "--seed")
    yield address
    service.send_signal(signal.SIGTERM)
    service.communicate(timeout=30)
    assert service.returncode == 0


def test_it_answers_as_under_gunicorn(granian):
    with urlopen(f"{granian}/v1/claims?relay=Reuters&limit=1", timeout=20) as answer:
        page = json.load(answer)

    assert [hop["role"] for hop in page["data"][0]["attribution"]] == ["origin", "relay", "publisher"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_chunked_body_is_read_and_a_fault_in_it_is_a_problem(granian):
    # urllib sends what it can iterate in chunks
    body = iter([b'{"text": ', b"3}"])
    request = Request(f"{granian}/v1/extractions", body, {"Content-Type": "application/json"}, method="POST")

    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=20)

    with refused.value as answer:
        assert answer.status == 422
        assert json.load(answer)["errors"][0]["pointer"] == "#/text"


def test_a_list_is_streamed_whole(granian):
    with urlopen(f"{granian}/v1/claims.ndjson", timeout=20) as answer:
        streamed = [json.loads(line)["id"] for line in answer]
    with urlopen(f"{granian}/v1/claims?limit=200", timeout=20) as answer:
        listed = [claim["id"] for claim in json.load(answer)["data"]]

    assert sorted(streamed) == sorted(listed)


def test_a_port_that_is_taken_is_named_before_granian_starts():
    with open_listener(Settings(port=0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(CannotServe, match=f"port {port}: Address already in use"):
            serve_by_granian(Settings(port=port))
