"""Articles and claims to send; each builder takes what its test is about and fills in the rest."""

import json
from typing import Any

from flask.testing import FlaskClient

TEXT = 'The dam will not be inspected before June.\n\n"We have no divers 🤿," one engineer told Reuters.'


def an_article(client: FlaskClient, **told: Any) -> dict[str, Any]:
    """Post an article and return it."""
    response = client.post("/v1/articles", json={"text": TEXT, **told})
    assert response.status_code == 201, response.text
    return response.get_json()


def a_claim_body(article: dict[str, Any], **told: Any) -> dict[str, Any]:
    """Return a claim to post: a person said so to the publisher."""
    return {
        "article_id": article["id"],
        "text": "There are no divers for the dam.",
        "fragments": [
            {"field": "text", "quote": {"type": "TextQuoteSelector", "exact": "We have no divers"}}
        ],
        "attribution": [
            {
                "step": 0,
                "role": "origin",
                "act": "said",
                "mode": "direct_quote",
                "source": {"kind": "person", "name": "Ida Marsh"},
            },
            {"step": 1, "role": "publisher", "act": "published"},
        ],
        "certainty": {"level": "asserted", "polarity": "negative"},
        **told,
    }


def a_claim(client: FlaskClient, **told: Any) -> dict[str, Any]:
    """Post an article and a claim in it, and return the claim."""
    response = client.post("/v1/claims", json=a_claim_body(an_article(client), **told))
    assert response.status_code == 201, response.text
    return response.get_json()


def a_source(
    client: FlaskClient, name: str = "Northgate Water", kind: str = "organisation", **told: Any
) -> Any:
    """Post a source and return it."""
    response = client.post("/v1/sources", json={"kind": kind, "name": name, **told})
    assert response.status_code == 201, response.text
    return response.get_json()


def the_tag(client: FlaskClient, path: str) -> dict[str, str]:
    """Return the If-Match header for what stands at `path`."""
    return {"If-Match": client.get(path).headers["ETag"]}


def documents(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def two_claims(client: FlaskClient) -> tuple[Any, Any]:
    """Make two claims by hand, of one article."""
    article = an_article(client, publisher={"name": "The Valley Courier"})
    first = client.post("/v1/claims", json=a_claim_body(article)).get_json()
    second = client.post("/v1/claims", json=a_claim_body(article)).get_json()
    return first, second
