"""Retries against the service itself: two processes, clients at once, cut connections, killed workers."""

import http.client
import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import open_storage

# Long enough that its analysis, which runs before the write, takes a while
LONG = json.dumps({"text": "The dam holds, an engineer said. " + "The water rose by noon again. " * 800})
HEADERS = {"Content-Type": "application/json", "Idempotency-Key": '"8e03978e"'}
LEASE_SECONDS = 3


@pytest.fixture
def service(start):
    return start()


@pytest.fixture
def short_leases(environment):
    environment["WHOSAID_IDEMPOTENCY_LEASE_SECONDS"] = str(LEASE_SECONDS)


@pytest.fixture
def db(service, environment):
    db = open_storage(environment["WHOSAID_DATABASE"])
    yield db
    db.close()


def post(address, body=LONG):
    """Send the request with the key; return the status, whether it is a replay, and the body."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request("POST", "/v1/articles", body, HEADERS)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers["Idempotency-Replayed"] == "true", content


def post_until_answered(address):
    """Send it as a client does that waits where it is told to; return the statuses and the last answer."""
    statuses = []
    while not statuses or statuses[-1] == 409:
        time.sleep(0.2 if statuses else 0)
        answer = post(address)
        statuses.append(answer[0])
    return statuses, answer


def send_and_hang_up(address, sent):
    host, port = address.removeprefix("http://").split(":")
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    request = f"POST /v1/articles HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(LONG)}\r\n\r\n{LONG}"
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request.encode()[: int(len(request) * sent)])


def wait_until_leased(db):
    while not db.query("SELECT 1 FROM kept_answers"):
        time.sleep(0.01)
    assert db.query("SELECT status FROM kept_answers")[0]["status"] is None


def added(db):
    rows = db.query("SELECT 1 FROM changes WHERE resource = 'article' AND action = 'add'")
    return len(rows)


def test_of_clients_at_once_with_one_key_one_writes(service, db):
    _, address = service

    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: post(address), range(8)))

    first = [answer for answer in answers if answer[:2] == (201, False)]
    others = {answer[:2] for answer in answers if answer not in first}
    assert (len(first), others <= {(409, False), (201, True)}, added(db)) == (1, True, 1)
    assert post(address) == (201, True, first[0][2])


@pytest.mark.parametrize("sent", [0.5, 1])
def test_a_connection_cut_before_the_answer_does_not_double_the_write(service, db, sent):
    _, address = service
    send_and_hang_up(address, sent)
    if sent == 1:
        wait_until_leased(db)

    _, (status, is_replayed, _) = post_until_answered(address)

    assert (status, is_replayed, added(db)) == (201, sent == 1, 1)


def test_the_work_of_a_killed_worker_is_done_once_its_lease_is_over(short_leases, service, db):
    process, address = service
    send_and_hang_up(address, 1)
    wait_until_leased(db)

    killed = time.monotonic()
    for worker in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        os.kill(int(worker), signal.SIGKILL)
    statuses, (status, is_replayed, _) = post_until_answered(address)

    assert (set(statuses[:-1]), status, is_replayed, added(db)) == ({409}, 201, False, 1)
    assert time.monotonic() - killed > LEASE_SECONDS - 1
