"""The service under gunicorn, started for real on a free port."""

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from urllib.request import Request, urlopen

import pytest

from api.server import CannotServe, Server, open_listener, refuse_remote
from api.settings import Settings
from tests.api.conftest import WHOSAID


@pytest.fixture
def listener():
    with open_listener(Settings(port=0)) as listening:
        yield listening


def stop(service):
    service.send_signal(signal.SIGTERM)
    service.communicate(timeout=30)
    return service.returncode


def get(address):
    with urlopen(address, timeout=20) as answer:
        return json.load(answer)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.4", "whosaid.example"])
def test_a_host_beyond_loopback_is_refused_with_a_reason(host):
    with pytest.raises(CannotServe, match="there are no API keys yet.*WHOSAID_ALLOW_REMOTE=true"):
        refuse_remote(Settings(host=host))


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(host="::1"), Settings(host="0.0.0.0", allow_remote=True)]
)
def test_loopback_and_what_is_allowed_are_not_refused(settings):
    refuse_remote(settings)


def test_a_port_that_is_taken_is_named(listener):
    port = listener.getsockname()[1]

    with pytest.raises(
        CannotServe, match=f"^Cannot listen on 127.0.0.1, port {port}: Address already in use"
    ):
        open_listener(Settings(port=port))


def test_a_host_that_is_nowhere_is_named():
    with pytest.raises(CannotServe, match="^Cannot listen on nowhere.invalid, port 0: "):
        open_listener(Settings(host="nowhere.invalid", port=0, allow_remote=True))


def test_gunicorn_runs_as_the_settings_say():
    listener = open_listener(Settings(port=0))

    config = Server(Settings(workers=3, threads=7, log_level="warning"), listener).cfg

    assert (config.workers, config.threads, config.loglevel) == (3, 7, "warning")
    assert (config.worker_class_str, config.timeout, config.graceful_timeout, config.keepalive) == (
        "api.worker.Worker",
        60,
        30,
        5,
    )
    assert (config.max_requests, config.max_requests_jitter, config.preload_app) == (5000, 500, False)
    os.close(int(config.bind[0].removeprefix("fd://")))


def test_the_service_starts_seeds_answers_and_stops(start):
    service, address = start("--seed")

    claims = get(f"{address}/v1/claims?relay=Reuters&limit=1")

    assert len(claims["data"]) == 1
    assert stop(service) == 0


JSON = {"Content-Type": "application/json"}
LONG = [b'{"text": "', *[b"x" * 2**20] * 3, b'"}']


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"".join(LONG), JSON, 413),
        (LONG, JSON, 413),
        ([b'{"text": "', b'"}'], JSON, 422),
        (gzip.compress(b'{"text": "x"}'), {**JSON, "Content-Encoding": "gzip"}, 415),
    ],
    ids=["too long", "too long in chunks", "in chunks", "compressed"],
)
def test_bodies_are_refused_with_an_answer_that_arrives(start, body, headers, status):
    connection = http.client.HTTPConnection(start()[1].removeprefix("http://"), timeout=20)

    connection.request("POST", "/v1/extractions", body, headers)

    answer = connection.getresponse()
    assert (answer.status, json.load(answer)["status"]) == (status, status)
    connection.close()


def test_a_body_framed_wrongly_is_the_clients_fault(start):
    host, port = start()[1].removeprefix("http://").split(":")
    head = "POST /v1/extractions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nno number\r\n".encode())
        answer = connection.recv(100)

    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("frame", ["Content-Length: 50\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"])
def test_a_body_that_breaks_off_is_told_of(start, frame):
    host, port = start()[1].removeprefix("http://").split(":")
    head = "POST /v1/extractions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"{head}Connection: close\r\n{frame}".encode())
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["detail"] == "The body breaks off."


def test_a_second_start_keeps_the_data(start):
    service, address = start("--seed")
    before = get(f"{address}/v1/claims?limit=200")
    stop(service)

    _, address = start("--seed")

    assert get(f"{address}/v1/claims?limit=200") == before


def test_a_start_without_seed_serves_an_empty_collection(start):
    _, address = start()

    assert get(f"{address}/v1/claims") == {"data": []}


def test_workers_that_loaded_weights_stop_in_peace(start):
    service, address = start()
    body = json.dumps({"text": "The pump failed, Hale said on Monday."}).encode()
    request = Request(f"{address}/v1/extractions", body, {"Content-Type": "application/json"})

    assert get(request)["engine"] == "learned"

    service.send_signal(signal.SIGTERM)
    assert "SIGABRT" not in service.communicate(timeout=30)[1]


def test_requests_before_the_workers_are_up_wait_instead_of_failing(start):
    _, address = start()
    host, port = address.removeprefix("http://").split(":")
    begun = time.monotonic()

    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: whosaid\r\nConnection: close\r\n\r\n")
        answer = connection.recv(4096)

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert time.monotonic() - begun < 20


def test_a_service_that_cannot_start_says_why_in_one_line(environment, listener):
    port = str(listener.getsockname()[1])

    refused = subprocess.run(
        [*WHOSAID, "serve", "--port", port], env=environment, capture_output=True, text=True, timeout=60
    )

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"Error: Cannot listen on 127.0.0.1, port {port}: ")
    assert refused.stderr.count("\n") == 1
