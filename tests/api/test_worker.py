"""What gunicorn answers itself, and clients that take their time, seen over real connections."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time

import pytest

WHOSAID = [sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')"]
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: whosaid\r\n"
POST = b"POST /v1/extractions HTTP/1.1\r\nHost: whosaid\r\nContent-Type: application/json\r\n"
PATIENCE_SECONDS = 1


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Start a service of one process and two threads, and give its host and port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    told = {
        "HOST": "127.0.0.1",
        "PORT": "0",
        "WHOSAID_DATABASE": f"sqlite:///{tmp_path_factory.mktemp('worker')}/whosaid.sqlite",
        "WHOSAID_WORKERS": "1",
        "WHOSAID_THREADS": "2",
        "WHOSAID_READ_TIMEOUT_SECONDS": str(PATIENCE_SECONDS),
    }
    with subprocess.Popen(
        [*WHOSAID, "serve"], env=kept | told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as service:
        host, port = re.search(r"http://(\S+):(\d+)", service.stdout.readline()).groups()
        yield host, int(port)
        service.terminate()


def send(address, *pieces, pause_seconds=0.0):
    """Send the pieces one after another, and return the status, headers and body of what comes back."""
    with socket.create_connection(address, timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause_seconds)
        return receive(connection)


def receive(connection):
    answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(field.split(": ", 1) for field in fields), body


BAD_REQUESTS = {
    "no request line": (b"nonsense\r\n\r\n", 400),
    "no method": (b"G@T / HTTP/1.1\r\n\r\n", 400),
    "another version": (b"GET / HTTP/3.7\r\n\r\n", 400),
    "a long path": (b"GET /" + b"x" * 8200 + b" HTTP/1.1\r\n\r\n", 414),
    "a long header": (HEALTH + b"X: " + b"y" * 8200 + b"\r\n\r\n", 431),
    "many headers": (HEALTH + b"".join(b"X%d: 1\r\n" % n for n in range(100)) + b"\r\n", 431),
    "no header": (HEALTH + b"no colon\r\n\r\n", 400),
    "a folded header": (HEALTH + b"X: 1\r\n 2\r\n\r\n", 400),
    "a length of letters": (HEALTH + b"Content-Length: ten\r\n\r\n", 400),
    "two lengths": (HEALTH + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    "a length and chunks": (HEALTH + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    "an unknown coding": (HEALTH + b"Transfer-Encoding: zip\r\n\r\n", 501),
    "an expectation": (HEALTH + b"Expect: miracles\r\n\r\n", 417),
}


@pytest.mark.parametrize(("request_bytes", "status"), BAD_REQUESTS.values(), ids=BAD_REQUESTS)
def test_what_is_no_request_is_a_problem(address, request_bytes, status):
    answered, headers, body = send(address, request_bytes)

    problem = json.loads(body)
    assert (answered, problem["status"], problem["type"]) == (status, status, "about:blank")
    assert {"type", "title", "status", "detail"} <= problem.keys() <= {*problem, "instance"}
    told = ("Content-Type", "Content-Length", "Cache-Control", "Connection", "X-Content-Type-Options")
    assert [headers[name] for name in told] == [
        "application/problem+json",
        str(len(body)),
        "no-store",
        "close",
        "nosniff",
    ]
    assert len(headers["X-Request-Id"]) == 36


def test_a_bad_head_request_is_answered_without_a_body(address):
    status, headers, body = send(address, b"HEAD /healthz HTTP/1.1\r\nContent-Length: ten\r\n\r\n")

    assert (status, int(headers["Content-Length"]) > 0, body) == (400, True, b"")


def test_a_path_that_holds_200_ids_is_read(address):
    ids = ",".join(["01a2008d-7400-7000-8000-0000000c0011"] * 200)

    status, _, _ = send(address, f"GET /nowhere?ids={ids} HTTP/1.1\r\nConnection: close\r\n\r\n".encode())

    assert status == 404


STALLS = {
    "in the request line": [b"GET /hea"],
    "in the headers": [HEALTH],
    "before the body": [POST + b"Content-Length: 50\r\n\r\n"],
    "in the body": [POST + b"Content-Length: 50\r\n\r\n{"],
    "in a chunk": [POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"],
    "dribbling": [POST + b"Content-Length: 50\r\n\r\n", b"{", b" ", b" ", b" "],
}


@pytest.mark.parametrize("pieces", STALLS.values(), ids=STALLS)
def test_a_request_that_stalls_is_answered_in_the_end(address, pieces):
    begun = time.monotonic()

    status, headers, body = send(address, *pieces, pause_seconds=PATIENCE_SECONDS / 4)

    assert (status, headers["Content-Type"]) == (408, "application/problem+json")
    assert json.loads(body)["detail"] == "The request was not there after 1 s."
    assert PATIENCE_SECONDS * 0.9 < time.monotonic() - begun < PATIENCE_SECONDS * 3


def test_more_stalled_clients_than_threads_keep_nobody_out_for_long(address):
    stalled = [socket.create_connection(address) for _ in range(6)]
    for connection in stalled:
        connection.sendall(POST + b"Content-Length: 50\r\n\r\n{")
    begun = time.monotonic()

    status, _, _ = send(address, HEALTH + b"Connection: close\r\n\r\n")

    assert (status, time.monotonic() - begun < 5 * PATIENCE_SECONDS) == (200, True)
    assert [receive(connection)[0] for connection in stalled] == [408] * 6
    for connection in stalled:
        connection.close()


def test_clients_that_take_no_answer_keep_nobody_out_for_ever(address):
    deaf = [socket.create_connection(address) for _ in range(2)]
    for connection in deaf:
        connection.sendall(b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: whosaid\r\n\r\n" * 40)
    time.sleep(
        3 * PATIENCE_SECONDS
    )  # what waits on the way is full by then, and both were waited for in vain

    status, _, _ = send(address, HEALTH + b"Connection: close\r\n\r\n")

    assert status == 200
    for connection in deaf:
        connection.close()


def test_a_client_that_leaves_its_connection_open_delays_nobody(address):
    lingering = socket.create_connection(address)
    lingering.sendall(HEALTH + b"Connection: close\r\n\r\n")
    assert receive(lingering)[0] == 200
    begun = time.monotonic()

    status, _, _ = send(address, HEALTH + b"Connection: close\r\n\r\n")

    assert (status, time.monotonic() - begun < 1) == (200, True)
    lingering.close()


def test_connections_are_kept_for_the_next_request(address):
    with socket.create_connection(address, timeout=20) as connection:
        for _ in range(3):
            connection.sendall(HEALTH + b"\r\n")
            answer = b""
            while not answer.endswith(b'{"status":"ok"}'):  # the head may come before the body
                piece = connection.recv(65536)
                assert piece, f"closed after {answer!r}"
                answer += piece
            assert answer.startswith(b"HTTP/1.1 200 ")
            time.sleep(PATIENCE_SECONDS * 0.7)


def test_many_at_once_are_all_answered(address):
    statuses = []
    threads = [
        threading.Thread(
            target=lambda: statuses.append(send(address, HEALTH + b"Connection: close\r\n\r\n")[0])
        )
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * 20
