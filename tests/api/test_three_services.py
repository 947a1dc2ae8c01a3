"""Three services on one PostgreSQL: nothing that one of them must know is in another one's memory."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from bench.postgres_server import Server
from storage import open_storage
from storage.checks import check
from tests.live_service import ask, serving

TEXT = '"Nobody had checked the valve," one engineer told Reuters. Mayor Ida Brandt denied it.'


@pytest.fixture(scope="module")
def url(postgres_server: Server) -> str:
    return postgres_server.make_database()


@pytest.fixture(scope="module")
def services(url: str) -> Iterator[list[str]]:
    """Start three, each a process of its own, and give their addresses."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving(url, WHOSAID_WORKERS="1"))[1] for _ in range(3)]
    db = open_storage(url)
    assert list(check(db)) == []
    db.close()


def test_a_retry_sent_to_another_service_gets_the_first_answer(services: list[str]) -> None:
    told = {"kind": "outlet", "name": "The Valley Courier"}

    answers = [ask(one, "POST", "/v1/sources", told, Idempotency_Key="valley") for one in services]

    assert [one.status for one in answers] == [201] * 3
    assert [one.headers["Idempotency-Replayed"] for one in answers] == [None, "true", "true"]
    assert len({one.body["id"] for one in answers}) == 1


def test_one_key_sent_to_all_at_once_writes_once(services: list[str]) -> None:
    told = {"text": TEXT, "url": "https://courier.example/valve"}

    def send(number: int) -> int:
        return ask(services[number % 3], "POST", "/v1/articles", told, Idempotency_Key="valve").status

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(send, range(12)))

    assert 201 in statuses and set(statuses) <= {201, 409}
    found = ask(services[0], "GET", "/v1/articles?url=https://courier.example/valve").body["data"]
    assert len(found) == 1


def test_a_version_that_one_service_gave_out_holds_at_the_others(services: list[str]) -> None:
    first, second, third = services
    made = ask(first, "POST", "/v1/sources", {"kind": "outlet", "name": "The Post"})
    path = f"/v1/sources/{made.body['id']}"
    old = ask(second, "GET", path).headers["ETag"]

    changed = ask(third, "PATCH", path, {"names": ["Post"]}, If_Match=old)

    assert (changed.status, made.headers["ETag"]) == (200, old)
    assert ask(first, "PATCH", path, {"names": []}, If_Match=old).status == 412
    assert ask(second, "GET", path, If_None_Match=changed.headers["ETag"]).status == 304


def test_of_writers_with_one_version_at_three_services_one_wins(services: list[str]) -> None:
    made = ask(services[0], "POST", "/v1/sources", {"kind": "outlet", "name": "The Echo"})
    path, tag = f"/v1/sources/{made.body['id']}", made.headers["ETag"]

    def write(number: int) -> int:
        return ask(services[number % 3], "PATCH", path, {"names": [f"Echo {number}"]}, If_Match=tag).status

    with ThreadPoolExecutor(9) as pool:
        statuses = sorted(pool.map(write, range(9)))

    assert statuses == [200] + [412] * 8


def test_pages_of_one_list_may_come_from_any_service(services: list[str]) -> None:
    with ThreadPoolExecutor(6) as pool:
        told = [{"kind": "person", "name": f"Ada Lind {number}"} for number in range(12)]
        list(pool.map(lambda one: ask(services[len(one["name"]) % 3], "POST", "/v1/sources", one), told))
    names, cursor, turn = [], "", 0
    while cursor is not None:
        page = ask(services[turn % 3], "GET", f"/v1/sources?q=ada+lind&limit=2{cursor}")
        names += [row["name"] for row in page.body["data"]]
        cursor = f"&cursor={page.body['next_cursor']}" if "next_cursor" in page.body else None
        turn += 1

    assert names == sorted(one["name"] for one in told)


def test_the_history_numbers_every_write_of_all_services_without_a_gap(services: list[str], url: str) -> None:
    def write(number: int) -> int:
        told = {"kind": "person", "name": f"Ben Ortiz {number}"}
        return ask(services[number % 3], "POST", "/v1/sources", told).status

    with ThreadPoolExecutor(9) as pool:
        statuses = list(pool.map(write, range(60)))

    db = open_storage(url)
    numbers = [row["sequence"] for row in db.query("SELECT sequence FROM changes ORDER BY sequence")]
    db.close()
    assert (set(statuses), numbers) == ({201}, list(range(1, len(numbers) + 1)))
