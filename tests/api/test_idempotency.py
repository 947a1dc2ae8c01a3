"""Idempotency-Key over HTTP: what is sent again is answered again, and done once."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.openapi import list_operations
from api.settings import Settings
from storage.changes import list_changes
from storage.clock import later, now
from storage.database import Database
from tests.api.keyed import KEY, SOURCE, send, told
from tests.api.stories import TEXT, a_claim_body, a_source, an_article, the_tag


def is_replayed(response: TestResponse) -> bool:
    return response.headers.get("Idempotency-Replayed") == "true"


def writes(db: Database) -> int:
    return len(list_changes(db, limit=1000))


def a_request(client: FlaskClient, name: str) -> tuple[str, Any, dict[str, str]]:
    """Return (path, body, headers) of the write of this name, with all it needs there."""
    if name == "add_article":
        return "/v1/articles", {"text": TEXT}, {}
    if name == "add_source":
        return "/v1/sources", SOURCE, {}
    if name == "merge_source":
        path, into = f"/v1/sources/{a_source(client)['id']}", a_source(client, "Harbour Trust")["id"]
        return f"{path}/merge", {"into": into}, the_tag(client, path)
    article = an_article(client)
    if name == "add_claim":
        return "/v1/claims", a_claim_body(article), {}
    rest, body = {"add_revision": ("revisions", {"text": "New."}), "add_analysis": ("analyses", None)}[name]
    return f"/v1/articles/{article['id']}/{rest}", body, {}


@pytest.mark.parametrize(
    "name", ["add_article", "add_revision", "add_analysis", "add_claim", "add_source", "merge_source"]
)
def test_a_retry_is_answered_again_and_not_done_again(client: FlaskClient, db: Database, name: str) -> None:
    path, body, headers = a_request(client, name)
    first = send(client, path, body, **headers)
    done = writes(db)

    again = send(client, path, body, **headers)

    assert first.status_code in (200, 201), first.text
    assert (told(again), writes(db)) == (told(first), done)
    assert (is_replayed(first), is_replayed(again)) == (False, True)


def test_every_view_that_stores_by_post_writes_through_the_one_function(app: Flask) -> None:
    posts = {path: told for path, method, told in list_operations(app) if method == "post"}
    views = {view.operation.name: view for view in app.view_functions.values() if hasattr(view, "operation")}

    through = {
        path: "write(" in inspect.getsource(inspect.unwrap(views[told.name])) for path, told in posts.items()
    }

    assert through == {path: told.stores for path, told in posts.items()}
    assert [path for path, told in posts.items() if not told.stores] == ["/v1/extractions"]


@pytest.mark.parametrize(
    ("first", "again"), [('"abc"', "abc"), ("abc", '"abc"'), (r'"a\"\\"', r'"a\"\\"'), ('"a b"', '"a b"')]
)
def test_a_key_is_a_string_in_quotes_or_bare(client: FlaskClient, first: str, again: str) -> None:
    made = send(client, **{"Idempotency-Key": first})

    assert told(send(client, **{"Idempotency-Key": again})) == told(made)


@pytest.mark.parametrize(
    "key",
    ["", '""', "a b", '"abc', 'a"b', "a,b", '"a", "b"', '"a";b=1', "a;b", r'"a\b"', "ä", "x" * 256, '"\t"'],
)
def test_what_is_no_key_is_refused(client: FlaskClient, db: Database, key: str) -> None:
    response = send(client, **{"Idempotency-Key": key})

    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.get_json()["detail"].startswith(
        "Idempotency-Key is to be sent once, as one string of 1 to"
    )
    assert writes(db) == 0


def test_a_key_sent_twice_is_refused(client: FlaskClient) -> None:
    headers = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]

    assert client.post("/v1/sources", json=SOURCE, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "other", [{"json": {**SOURCE, "name": "Harbour Trust"}}, {"query_string": "a=b"}, {"data": b"{"}]
)
def test_a_key_that_came_with_another_request_is_refused(client: FlaskClient, other: dict[str, Any]) -> None:
    send(client)
    again = {"json": SOURCE} if "query_string" in other else {}

    response = client.post("/v1/sources", **again, **other, headers=KEY)

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, "/problems/idempotency-key-reused")
    assert problem["detail"] == (
        "This Idempotency-Key came with another request; a new request takes a new key."
    )


def test_a_key_is_of_one_path(client: FlaskClient) -> None:
    article, other = an_article(client), an_article(client, text="The valve failed.")
    paths = [f"/v1/articles/{one['id']}/revisions" for one in (article, other)]

    answers = [send(client, path, {"text": "The pump failed."}) for path in paths]

    assert [(answer.status_code, is_replayed(answer)) for answer in answers] == [(201, False)] * 2


def test_what_stores_nothing_takes_no_notice_of_a_key(client: FlaskClient, db: Database) -> None:
    for path in ("/v1/extractions", "/v1/extractions"):
        assert not is_replayed(send(client, path, {"text": TEXT}))

    assert db.query("SELECT * FROM kept_answers") == []


def test_the_first_answer_is_sent_whatever_became_of_it(client: FlaskClient) -> None:
    first = send(client)
    path = first.headers["Location"]
    client.patch(path, json={"name": "Northgate"}, headers=the_tag(client, path))

    assert told(send(client)) == told(first)


def test_what_showed_a_removed_article_is_gone(client: FlaskClient, db: Database) -> None:
    path = send(client, "/v1/articles", {"text": TEXT}).headers["Location"]
    client.delete(path, headers=the_tag(client, path))

    response = send(client, "/v1/articles", {"text": TEXT})

    assert (response.status_code, response.get_json()["detail"]) == (
        410,
        "The request was done, but what it made was removed since.",
    )
    assert [row["body"] for row in db.query("SELECT body FROM kept_answers")] == [None]


def test_a_text_that_is_not_served_is_not_kept(
    make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    app = make_app(replace(settings, serve_article_text=False))
    send(app.test_client(), "/v1/articles", {"text": TEXT})
    db = app.extensions["whosaid"].database

    assert [TEXT[:30].encode() in row["body"] for row in db.query("SELECT body FROM kept_answers")] == [False]
    db.close()


@pytest.mark.parametrize(("body", "status"), [({"kind": "king"}, 422), (SOURCE, 409), ([], 422)])
def test_a_failure_of_the_request_itself_is_kept(client: FlaskClient, body: Any, status: int) -> None:
    blocking = a_source(client)
    first = send(client, json=body)
    path = f"/v1/sources/{blocking['id']}"
    client.patch(path, json={"name": "Harbour Trust"}, headers=the_tag(client, path))

    again = send(client, json=body)

    assert (first.status_code, told(again), is_replayed(again)) == (status, told(first), True)


def test_a_failure_that_lies_in_another_header_is_not_kept(client: FlaskClient) -> None:
    path, body, headers = a_request(client, "merge_source")

    statuses = [
        client.post(path, json=body, headers={**KEY, **given}).status_code
        for given in ({}, {"If-Match": '"old"'}, {"Content-Type": "text/plain", **headers}, headers)
    ]

    assert statuses == [428, 412, 415, 200]


# A trigger that fails every write of a kind, in each engine's words.
BREAK = {
    "sqlite": "CREATE TRIGGER broken BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": """
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
        CREATE TRIGGER broken BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION fail()
    """,
}
MEND = {"sqlite": "DROP TRIGGER broken", "postgresql": "DROP FUNCTION fail CASCADE"}


def test_a_fault_of_the_service_takes_the_write_along_and_is_not_kept(
    client: FlaskClient, db: Database, engine: str
) -> None:
    for table, event in (("changes", "INSERT"), ("kept_answers", "UPDATE")):
        db.execute(BREAK[engine].format(event=event, table=table))
        assert send(client).status_code == 500
        db.execute(MEND[engine].format(table=table))
        left = [db.query(f"SELECT * FROM {name}") for name in ("sources", "changes", "kept_answers")]
        assert left == [[], [], []]

    assert send(client).status_code == 201


def test_a_key_that_expired_is_a_new_one(client: FlaskClient, db: Database) -> None:
    send(client)
    db.execute("UPDATE kept_answers SET expires_at = :past", {"past": later(now(), -1)})

    assert send(client).get_json()["type"] == "/problems/conflict"
