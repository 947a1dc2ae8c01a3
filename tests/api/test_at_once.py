"""Many clients at once: no update is lost, nothing is doubled, and a list that is being sent goes on."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.settings import Settings
from tests.api.stories import TEXT, a_claim, a_claim_body, a_source, an_article, the_tag

CLIENTS = 6
EDITS = {
    "claims": lambda number: {"text": f"There are {number} divers."},
    "articles": lambda number: {"place": f"Brackwater {number}"},
    "sources": lambda number: {"name": f"Otto Lind {number}"},
}


@pytest.fixture
def settings(store_url: str) -> Settings:
    """Have writers wait for each other for as long as it takes."""
    return Settings(database=store_url, busy_timeout_seconds=60)


def at_once(app: Flask, ask: Callable[[FlaskClient, int], TestResponse], clients: int = CLIENTS) -> list[int]:
    """Have as many clients ask at once, and return the statuses they get."""
    with ThreadPoolExecutor(clients) as pool:
        answers = pool.map(lambda number: ask(app.test_client(), number), range(clients))
        return sorted(answer.status_code for answer in answers)


def a_source_id(client: FlaskClient, name: str) -> str:
    """Return the id of the person of this name, who is added where there is none."""
    known = client.get(f"/v1/sources?q={name}").get_json()["data"]
    found: str = known[0]["id"] if known else a_source(client, name, "person")["id"]
    return found


def a_place(client: FlaskClient, resource: str) -> str:
    claim = a_claim(client)
    source = claim["attribution"][0]["source"]
    ids = {"claims": claim["id"], "articles": claim["article_id"], "sources": source["id"]}
    return f"/v1/{resource}/{ids[resource]}"


@pytest.mark.parametrize("resource", EDITS)
def test_of_editors_with_one_version_one_wins(app: Flask, client: FlaskClient, resource: str) -> None:
    path = a_place(client, resource)
    tag = the_tag(client, path)

    statuses = at_once(app, lambda one, number: one.patch(path, json=EDITS[resource](number), headers=tag))

    assert statuses == [200] + [412] * (CLIENTS - 1)


@pytest.mark.parametrize("resource", EDITS)
def test_editors_of_whatever_is_there_take_turns(app: Flask, client: FlaskClient, resource: str) -> None:
    path = a_place(client, resource)
    before = client.get(path).get_json()["version"]

    statuses = at_once(
        app, lambda one, number: one.patch(path, json=EDITS[resource](number), headers={"If-Match": "*"})
    )

    history = client.get(f"{path}/history?sort=at").get_json()["data"]
    assert statuses == [200] * CLIENTS
    assert [change["version"] for change in history[-CLIENTS:]] == [before + 1 + n for n in range(CLIENTS)]


def test_of_removals_at_once_one_removes(app: Flask, client: FlaskClient) -> None:
    path = a_place(client, "claims")

    statuses = at_once(app, lambda one, _: one.delete(path, headers={"If-Match": "*"}))

    assert statuses == [204] + [404] * (CLIENTS - 1)


def test_one_key_with_two_bodies_at_once_stores_one(app: Flask, client: FlaskClient) -> None:
    def send(one: FlaskClient, number: int) -> TestResponse:
        told = {"kind": "outlet", "name": f"The Courier {number % 2}"}
        return one.post("/v1/sources", json=told, headers={"Idempotency-Key": "courier"})

    statuses = Counter(at_once(app, send))

    assert statuses[201] >= 1 and statuses.keys() <= {201, 409, 422}
    assert len(client.get("/v1/sources?q=courier").get_json()["data"]) == 1


def test_the_same_article_from_many_at_once_is_one(app: Flask, client: FlaskClient) -> None:
    told = {"text": TEXT, "url": "https://courier.example/dam"}

    statuses = Counter(at_once(app, lambda one, _: one.post("/v1/articles", json=told)))

    assert statuses == {200: CLIENTS - 1, 201: 1}
    assert len(client.get("/v1/articles").get_json()["data"]) == 1


def test_articles_come_in_whole_while_whom_they_credit_gets_another_name(
    app: Flask, client: FlaskClient
) -> None:
    path = f"/v1/sources/{a_source(client, 'Reuters', 'news_agency')['id']}"

    def write(one: FlaskClient, number: int) -> TestResponse:
        if number % 2:
            return one.patch(path, json={"name": f"Reuters {number}"}, headers={"If-Match": "*"})
        return one.post("/v1/articles", json={"text": f"{TEXT} It has {number} gates."})

    statuses = Counter(at_once(app, write))

    articles = client.get("/v1/articles").get_json()["data"]
    found = [client.get(f"/v1/articles/{one['id']}/claims").get_json()["data"] for one in articles]
    assert statuses == {200: CLIENTS // 2, 201: CLIENTS // 2}
    assert [bool(claims) for claims in found] == [True] * (CLIENTS // 2)


@pytest.mark.in_process("lowers a limit")
def test_a_list_that_is_sent_goes_on_while_its_rows_are_removed_and_merged(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.streams.ROWS_AT_ONCE", 2)
    kept, removed = (an_article(client, text=f"{TEXT} {number}") for number in range(2))
    ids = [client.post("/v1/claims", json=a_claim_body(kept)).get_json()["id"] for _ in range(8)]
    other = app.test_client()
    [marsh, into] = (a_source_id(client, name) for name in ("Ida Marsh", "Ida Marsh of Brackwater"))

    sent = client.get("/v1/claims.ndjson?sort=created_at", buffered=False).iter_encoded()
    lines = next(sent) + next(sent)
    other.delete(f"/v1/articles/{removed['id']}", headers={"If-Match": "*"})
    merged = other.post(f"/v1/sources/{marsh}/merge", json={"into": into}, headers={"If-Match": "*"})
    lines += b"".join(sent)

    rows: list[Any] = [json.loads(line)["id"] for line in lines.splitlines()]
    assert merged.status_code == 200
    assert [row for row in rows if row in ids] == ids
    assert len(set(rows)) == len(rows)
