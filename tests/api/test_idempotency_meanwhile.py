"""Idempotency-Key while the first request is at work: what others do, and a retry that comes too early."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from extraction.model import Attribution
from storage import open_storage
from storage.clock import later, now
from storage.database import Database
from tests.api.keyed import send, told
from tests.api.stories import TEXT, a_source

pytestmark = pytest.mark.in_process("puts an engine of its own into the application")


class InTheMiddle:
    """An engine that finds nothing, and does something while it is asked."""

    name, version = "rules", "1"

    def __init__(self, app: Flask, act: Any) -> None:
        self.act = act
        app.extensions["whosaid"].engine = self

    def find_attributions(self, text: str) -> list[Attribution]:
        act, self.act = self.act, lambda: None
        act()
        return []


def test_a_retry_while_the_first_is_at_work_is_to_wait(app: Flask, client: FlaskClient) -> None:
    early: list[TestResponse] = []
    InTheMiddle(app, lambda: early.append(send(app.test_client(), "/v1/articles", {"text": TEXT})))

    first = send(client, "/v1/articles", {"text": TEXT})

    assert (early[0].status_code, early[0].headers["Retry-After"]) == (409, "1")
    assert early[0].get_json()["type"] == "/problems/idempotency-key-in-use"
    assert told(send(client, "/v1/articles", {"text": TEXT})) == told(first)


def test_others_write_while_an_article_with_a_key_is_analysed(app: Flask, client: FlaskClient) -> None:
    InTheMiddle(app, lambda: a_source(app.test_client()))

    assert send(client, "/v1/articles", {"text": TEXT}).status_code == 201


def test_who_took_longer_than_the_lease_leaves_the_write_to_the_retry(
    app: Flask, client: FlaskClient, db: Database
) -> None:
    retried: list[TestResponse] = []

    def retry_late() -> None:
        db.execute("UPDATE kept_answers SET expires_at = :past", {"past": later(now(), -1)})
        retried.append(send(app.test_client(), "/v1/articles", {"text": TEXT}))

    InTheMiddle(app, retry_late)

    first = send(client, "/v1/articles", {"text": TEXT})

    assert (first.status_code, first.get_json()["type"]) == (409, "/problems/idempotency-key-in-use")
    assert told(send(client, "/v1/articles", {"text": TEXT})) == told(retried[0])
    assert len(db.query("SELECT id FROM articles")) == 1


def test_a_busy_store_is_not_kept(app: Flask, client: FlaskClient, db: Database) -> None:
    other = open_storage(app.extensions["whosaid"].settings.database)
    holding = other.transaction()
    InTheMiddle(app, holding.__enter__)

    busy = send(client, "/v1/articles", {"text": TEXT})
    holding.__exit__(None, None, None)
    other.close()
    # the store was too busy even to take the lease back, so that runs out by itself
    db.execute("UPDATE kept_answers SET expires_at = :past", {"past": later(now(), -1)})

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "1")
    assert send(client, "/v1/articles", {"text": TEXT}).status_code == 201
