"""Bad input: each gets a clear problem that says where, and nothing is stored."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import TEXT, a_claim_body, an_article

INVALID = "/problems/invalid-request"


def count_changes(db: Database) -> int:
    return len(list_changes(db, limit=1000))


ARTICLES: list[tuple[Any, str]] = [
    ([], "#"),
    ("text", "#"),
    (None, "#"),
    ({}, "#"),
    ({"text": TEXT, "html": "<p>x</p>"}, "#"),
    ({"text": 1}, "#/text"),
    ({"text": ["x"]}, "#/text"),
    ({"text": None}, "#/text"),
    ({"text": ""}, "#/text"),
    ({"text": " \n\t"}, "#/text"),
    ({"text": "x" * 1_000_001}, "#/text"),
    ({"text": "a\0b"}, "#/text"),
    ({"text": "half \ud800 a pair"}, "#/text"),
    ({"text": TEXT, "\ud800": 1}, "#"),
    ({"text": TEXT, "authors": ["Ida", "\0"]}, "#/authors/1"),
    ({"text": TEXT, "authors": "Ida"}, "#/authors"),
    ({"text": TEXT, "authors": [1]}, "#/authors/0"),
    ({"text": TEXT, "authors": ["x"] * 101}, "#/authors"),
    ({"text": TEXT, "place": None}, "#/place"),
    ({"text": TEXT, "colour": "red"}, "#/colour"),
    ({"text": TEXT, "a/b~c": 1}, "#/a~1b~0c"),
    ({"html": "<html></html>"}, "#/html"),
    ({"text": TEXT, "url": "example.org/dam"}, "#/url"),
    ({"text": TEXT, "url": "ftp://example.org/dam"}, "#/url"),
    ({"text": TEXT, "url": "https://"}, "#/url"),
    ({"text": TEXT, "url": "https://[::1"}, "#/url"),
    ({"text": TEXT, "url": "https://…"}, "#/url"),
    ({"text": TEXT, "url": "https://."}, "#/url"),
    ({"text": TEXT, "url": "https://example..org/dam"}, "#/url"),
    ({"text": TEXT, "url": "https://example.org:port/"}, "#/url"),
    ({"text": TEXT, "url": "https://example.org/a b"}, "#/url"),
    ({"text": TEXT, "url": f"https://{'a' * 64}.com/"}, "#/url"),
    ({"text": TEXT, "url": "https://\u200b.com/"}, "#/url"),
    ({"text": TEXT, "published_on": "2026-02-30"}, "#/published_on"),
    ({"text": TEXT, "published_on": "4 May 2026"}, "#/published_on"),
    ({"text": TEXT, "published_on": "2026-05-04T10:00:00Z"}, "#/published_on"),
    ({"text": TEXT, "published_at": "2026-05-04T10:00:00"}, "#/published_at"),
    ({"text": TEXT, "published_at": "2026-05-04"}, "#/published_at"),
    ({"text": TEXT, "published_at": "2026-05-04T25:00:00Z"}, "#/published_at"),
    ({"text": TEXT, "published_at": "0001-01-01T00:00:00+23:00"}, "#/published_at"),
    ({"text": TEXT, "published_at": 1777888800}, "#/published_at"),
    ({"text": TEXT, "retrieved_at": "today"}, "#/retrieved_at"),
    ({"text": TEXT, "language": "English!"}, "#/language"),
    ({"text": TEXT, "publisher": "The Valley Courier"}, "#/publisher"),
    ({"text": TEXT, "publisher": {}}, "#/publisher"),
    ({"text": TEXT, "publisher": {"name": "X", "kind": "robot"}}, "#/publisher/kind"),
    ({"text": TEXT, "publisher": {"name": "X", "kind": "anonymous"}}, "#/publisher/kind"),
    ({"text": TEXT, "publisher": {"id": "none"}}, "#/publisher/id"),
    ({"text": TEXT, "text_origin": "invented"}, "#/text_origin"),
    ({"text": TEXT, "text_origin": "retold"}, "#/based_on"),
    ({"text": TEXT, "based_on": "a dispatch"}, "#/based_on"),
]


@pytest.mark.parametrize(("body", "pointer"), ARTICLES, ids=lambda value: repr(value)[:60])
def test_what_is_no_article_is_refused(client: FlaskClient, db: Database, body: Any, pointer: str) -> None:
    response = client.post("/v1/articles", data=json.dumps(body), content_type="application/json")

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, INVALID)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert count_changes(db) == 0


CLAIMS: list[tuple[dict[str, Any], str]] = [
    ({"article_id": "none"}, "#/article_id"),
    ({"text": ""}, "#/text"),
    ({"fragments": []}, "#/fragments"),
    ({"fragments": [{}]}, "#/fragments/0"),
    (
        {"fragments": [{"field": "body", "quote": {"type": "TextQuoteSelector", "exact": "x"}}]},
        "#/fragments/0/field",
    ),
    ({"fragments": [{"quote": {"type": "TextQuoteSelector", "exact": "no such words"}}]}, "#/fragments/0"),
    ({"fragments": [{"quote": {"type": "TextQuoteSelector", "exact": "e"}}]}, "#/fragments/0"),
    ({"fragments": [{"quote": {"type": "XPath", "exact": "dam"}}]}, "#/fragments/0/quote/type"),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": 9, "end": 9000}}]},
        "#/fragments/0",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": 0, "end": 10_001}}]},
        "#/fragments/0/position/end",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": 9, "end": 9}}]},
        "#/fragments/0/position/end",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": -1, "end": 9}}]},
        "#/fragments/0/position/start",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": "4", "end": 9}}]},
        "#/fragments/0/position/start",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": True, "end": 9}}]},
        "#/fragments/0/position/start",
    ),
    (
        {"fragments": [{"position": {"type": "TextPositionSelector", "start": 0, "end": 2**80}}]},
        "#/fragments/0/position/end",
    ),
    (
        {
            "fragments": [
                {
                    "quote": {"type": "TextQuoteSelector", "exact": "The dam"},
                    "position": {"type": "TextPositionSelector", "start": 1, "end": 8},
                }
            ]
        },
        "#/fragments/0",
    ),
    ({"certainty": {"level": "asserted"}}, "#/certainty/polarity"),
    ({"certainty": {"level": "sure", "polarity": "positive"}}, "#/certainty/level"),
    ({"certainty": "asserted"}, "#/certainty"),
    ({"confidence": {"score": 101}}, "#/confidence/score"),
    ({"confidence": {"score": -1}}, "#/confidence/score"),
    ({"confidence": {"score": 50.5}}, "#/confidence/score"),
    ({"confidence": {"score": "50"}}, "#/confidence/score"),
    ({"confidence": {"score": True}}, "#/confidence/score"),
    ({"confidence": {"score": 50, "level": "medium"}}, "#/confidence/level"),
    ({"confidence": 50}, "#/confidence"),
    ({"status": "deleted"}, "#/status"),
    ({"id": "mine"}, "#/id"),
]


@pytest.mark.parametrize(("told", "pointer"), CLAIMS, ids=lambda value: repr(value)[:80])
def test_what_is_no_claim_is_refused(
    client: FlaskClient, db: Database, told: dict[str, Any], pointer: str
) -> None:
    body = a_claim_body(an_article(client), **told)
    changes = count_changes(db)

    response = client.post("/v1/claims", json=body)

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, INVALID)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert count_changes(db) == changes


SOURCES: list[tuple[Any, str]] = [
    ({"kind": "person"}, "#/name"),
    ({"name": "Ida Marsh"}, "#/kind"),
    ({"kind": "robot", "name": "Ida Marsh"}, "#/kind"),
    ({"kind": "person", "name": " "}, "#/name"),
    ({"kind": "person", "name": "x" * 501}, "#/name"),
    ({"kind": "person", "name": "Ida Marsh", "same_as": ["Q42"]}, "#/same_as/0"),
    ({"kind": "person", "name": "Ida Marsh", "anonymity": {"descriptor": "one"}}, "#/anonymity"),
    ({"kind": "anonymous", "name": "one official"}, "#/anonymity"),
    ({"kind": "anonymous", "name": "one official", "anonymity": {}}, "#/anonymity/descriptor"),
    (
        {"kind": "anonymous", "name": "one official", "anonymity": {"descriptor": "one official"}},
        "#/article_id",
    ),
    ({"kind": "person", "name": "Ida Marsh", "article_id": "none"}, "#/article_id"),
]


@pytest.mark.parametrize(("body", "pointer"), SOURCES, ids=lambda value: repr(value)[:80])
def test_what_is_no_source_is_refused(client: FlaskClient, db: Database, body: Any, pointer: str) -> None:
    response = client.post("/v1/sources", json=body)

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, INVALID)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert count_changes(db) == 0


def test_a_problem_says_what_is_wrong_where(client: FlaskClient) -> None:
    response = client.post(
        "/v1/articles", json={"text": TEXT, "published_at": "2026-05-04T10:00:00", "authors": 1}
    )

    assert response.mimetype == "application/problem+json"
    assert response.get_json() == {
        "type": INVALID,
        "title": "The request is not valid",
        "status": 422,
        "detail": "2 things are wrong; see errors.",
        "instance": "/v1/articles",
        "errors": [
            {"detail": "Must be an array.", "pointer": "#/authors"},
            {
                "detail": "Must be a time with its zone, such as 2016-09-03T14:05:00Z or "
                "2016-09-03T16:05:00+02:00.",
                "pointer": "#/published_at",
            },
        ],
    }


def test_what_is_too_long_to_be_one_statement_is_no_claim(client: FlaskClient) -> None:
    endless = "Mayor Ida Brandt said that " + "the bridge and " * 1000 + "the road would close."

    article = client.post(
        "/v1/articles", json={"text": f"{endless}\n\nThe dam was built in 1961."}
    ).get_json()

    claims = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]
    assert [claim["text"] for claim in claims] == ["The dam was built in 1961."]


@pytest.mark.parametrize(("step", "status"), [(0.0, 201), (0.5, 422), ("0", 422), (True, 422)])
def test_a_whole_number_is_what_json_schema_takes_for_one(
    client: FlaskClient, step: Any, status: int
) -> None:
    body = a_claim_body(an_article(client))
    body["attribution"][0]["step"] = step

    assert client.post("/v1/claims", json=body).status_code == status
