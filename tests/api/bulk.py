"""Many claims sent at once, and what became of each."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.stories import an_article

ID = "01a2008d-7400-7000-8000-0000000c00a1"
OTHER_ID = "01a2008d-7400-7000-8000-0000000c00a2"
NDJSON = "application/x-ndjson"


def send(client: FlaskClient, *lines: Any, query: str = "", **headers: str) -> TestResponse:
    """Send lines: text as it is, anything else as JSON."""
    body = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    return client.post(f"/v1/claims/bulk{query}", data=body, content_type=NDJSON, headers=headers)


def results(response: TestResponse) -> list[dict[str, Any]]:
    """Return what became of each line."""
    assert (response.status_code, response.mimetype) == (200, NDJSON), response.text
    return [json.loads(line) for line in response.text.splitlines()]


def count(client: FlaskClient, path: str = "claims") -> int:
    """Return how many there are."""
    return int(client.get(f"/v1/{path}?total=true&limit=1").get_json()["total"])


def an_article_without_claims(client: FlaskClient) -> dict[str, Any]:
    """Post an article and remove the claims found in it; return the article."""
    found = an_article(client)
    for claim in client.get("/v1/claims").get_json()["data"]:
        client.delete(f"/v1/claims/{claim['id']}", headers={"If-Match": "*"})
    return found
