"""The time a change tells: when it was written, and not when it was asked for."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.clock import now
from storage.database import Database
from tests.api.stories import TEXT, a_claim, a_claim_body

ANY = {"If-Match": "*"}


def a_write(client: FlaskClient, name: str) -> dict[str, Any]:
    """Return the request that does the write of this name, with all it needs there."""
    claim = a_claim(client)
    article, claimed = f"/v1/articles/{claim['article_id']}", f"/v1/claims/{claim['id']}"
    source = f"/v1/sources/{claim['attribution'][0]['source']['id']}"
    requests: dict[str, dict[str, Any]] = {
        "add an article": {"method": "POST", "path": "/v1/articles", "json": {"text": f"{TEXT} Soon."}},
        "revise it": {"method": "POST", "path": f"{article}/revisions", "json": {"text": f"{TEXT} Soon."}},
        "analyse it": {"method": "POST", "path": f"{article}/analyses"},
        "remove it": {"method": "DELETE", "path": article, "headers": ANY},
        "add a claim": {"method": "POST", "path": "/v1/claims", "json": a_claim_body({"id": article[13:]})},
        "remove a claim": {"method": "DELETE", "path": claimed, "headers": ANY},
        "change a source": {"method": "PATCH", "path": source, "json": {"names": ["IM"]}, "headers": ANY},
    }
    return requests[name]


@pytest.mark.parametrize(
    "name",
    [
        "add an article",
        "revise it",
        "analyse it",
        "remove it",
        "add a claim",
        "remove a claim",
        "change a source",
    ],
)
def test_a_write_that_waits_for_another_is_later_than_it(
    client: FlaskClient, db: Database, name: str
) -> None:
    request = a_write(client, name)

    with ThreadPoolExecutor() as pool:
        with db.transaction():
            waiting = pool.submit(client.open, **request)
            # less than the tests' service waits for a writer
            time.sleep(0.12)
            held_until = now()
        response = waiting.result()

    assert response.status_code < 300, response.text
    assert list_changes(db, limit=1000)[-1]["at"] >= held_until
