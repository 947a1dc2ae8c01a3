"""Extractions over HTTP: everything is found, nothing is stored."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import TEXT, a_source, an_article


def extract(client: FlaskClient, **body: Any) -> Any:
    return client.post("/v1/extractions", json={"text": TEXT, **body})


def test_attributions_and_claims_are_told_with_their_spans(client: FlaskClient) -> None:
    found = extract(client).get_json()

    (attribution,) = found["attributions"]
    claim = next(claim for claim in found["claims"] if claim["attribution"][0]["role"] == "origin")
    start = TEXT.index("one engineer")
    assert attribution["source"] == [
        {"type": "TextPositionSelector", "start": start, "end": start + 12, "exact": "one engineer"}
    ]
    assert [hop["source"]["name"] for hop in claim["attribution"]] == [
        "one engineer",
        "Reuters",
        "unnamed publisher",
    ]
    assert claim["fragments"][0]["quote"]["exact"] == "We have no divers 🤿"


def test_a_claim_is_told_whole(client: FlaskClient) -> None:
    found = extract(client).get_json()

    claim = next(claim for claim in found["claims"] if claim["mode"] == "direct_quote")
    assert claim["quote"] == "We have no divers 🤿"
    assert claim.keys() == {
        "text", "quote", "mode", "fragments", "attribution", "certainty", "confidence", "probability",
        "check_worthiness",
    }  # fmt: skip
    assert claim["attribution"][0]["mention_position"]["start"] == TEXT.index("one engineer")
    assert (found["analysed"], found["engine"], "not_analysed" in found) == (True, "learned", False)


def test_a_text_that_is_not_read_says_so(client: FlaskClient) -> None:
    german = "Der Damm brach am Dienstag, sagte die Bürgermeisterin, und niemand prüfte das Ventil. " * 3

    found = extract(client, text=german).get_json()

    assert {name: found[name] for name in ("language", "analysed", "not_analysed")} == {
        "language": "de",
        "analysed": False,
        "not_analysed": "language",
    }
    assert (found["attributions"], found["claims"]) == ([], [])


def test_nothing_is_stored(client: FlaskClient, db: Database) -> None:
    extract(client, publisher={"name": "The Valley Courier"})

    assert list_changes(db, limit=10) == []


def test_what_is_previewed_is_what_is_stored(client: FlaskClient) -> None:
    previewed = extract(client).get_json()["claims"]

    article = an_article(client)

    stored = client.get(f"/v1/articles/{article['id']}/claims?sort=created_at").get_json()["data"]

    def told(claim: Any) -> Any:
        # an id takes the key's place, and other times the analysis' time
        claim = {**claim, **claim.get("extraction", {})}
        names = ("text", "quote", "mode", "fragments", "certainty", "probability", "check_worthiness")
        return [claim[name] for name in names], claim.get("confidence", {}).get("score")

    assert sorted(map(told, stored), key=repr) == sorted(map(told, previewed), key=repr)


def test_the_publisher_stands_at_the_end_of_each_chain(client: FlaskClient) -> None:
    publisher = a_source(client, "The Valley Courier", "outlet")

    claims = extract(client, publisher={"id": publisher["id"]}).get_json()["claims"]

    assert {claim["attribution"][-1]["source"]["name"] for claim in claims} == {"The Valley Courier"}


def test_html_is_read_as_for_an_article(client: FlaskClient) -> None:
    page = f"<html lang=en><body><article><p>{TEXT}</p><p>{'It rained. ' * 30}</p></article></body></html>"

    found = client.post("/v1/extractions", json={"html": page}).get_json()

    assert found["text"].startswith("The dam will not be inspected before June.")
    assert found["claims"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#"),
        ({"text": TEXT, "html": "<p>x"}, "#"),
        ({"text": ""}, "#/text"),
        ({"text": "a\0b"}, "#/text"),
        ({"text": "x" * 1_000_001}, "#/text"),
        ({"text": TEXT, "url": "https://example.org"}, "#/url"),
        ({"text": TEXT, "publisher": {"id": "none"}}, "#/publisher/id"),
        ({"html": "<p></p>"}, "#/html"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_what_cannot_be_analysed_is_refused(client: FlaskClient, body: Any, pointer: str) -> None:
    response = client.post("/v1/extractions", json=body)

    assert (response.status_code, response.get_json()["errors"][0]["pointer"]) == (422, pointer)
