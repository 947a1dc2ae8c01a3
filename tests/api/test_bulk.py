"""POST /v1/claims/bulk: a result a line, whatever the line, and nothing stored twice."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.bulk import ID, NDJSON, an_article_without_claims, count, results, send
from tests.api.stories import a_claim_body


@pytest.fixture
def article(client: FlaskClient) -> dict[str, Any]:
    """An article in whose text the claims stand, with no claim of its own."""
    return an_article_without_claims(client)


def test_each_line_is_a_claim_as_it_would_be_alone(client: FlaskClient, article: dict[str, Any]) -> None:
    alone = client.post("/v1/claims", json=a_claim_body(article)).get_json()

    [told] = results(send(client, a_claim_body(article)))

    stored = client.get(f"/v1/claims/{told['id']}").get_json()
    assert told == {"line": 1, "outcome": "created", "id": stored["id"]}
    differing = {name for name in alone if alone[name] != stored[name]}
    assert differing <= {"id", "created_at", "updated_at", "confidence"}
    assert alone["confidence"]["explanation"] == stored["confidence"]["explanation"]


def test_a_claim_with_an_id_is_stored_once(client: FlaskClient, article: dict[str, Any]) -> None:
    line = a_claim_body(article, id=ID)

    first, second = results(send(client, line, line)), results(send(client, line))

    assert [one["outcome"] for one in first] == ["created", "unchanged"]
    assert second == [{"line": 1, "outcome": "unchanged", "id": ID}]
    assert count(client) == 1


@pytest.mark.parametrize(
    "told",
    [
        {"text": "There are divers."},
        {"status": "rejected"},
        {"attribution": [{"step": 0, "role": "publisher", "act": "published"}]},
        {"fragments": [{"quote": {"type": "TextQuoteSelector", "exact": "one engineer"}}]},
        {"certainty": {"level": "possible", "polarity": "negative"}},
        {"confidence": {"score": 12}},
    ],
    ids=lambda told: next(iter(told)),
)
def test_a_line_that_says_something_else_of_an_id_is_a_conflict(
    client: FlaskClient, article: dict[str, Any], told: dict[str, Any]
) -> None:
    send(client, a_claim_body(article, id=ID))

    [result] = results(send(client, a_claim_body(article, id=ID, **told)))

    assert (result["outcome"], result["problem"]["status"], result["problem"]["existing"]) == (
        "conflict",
        409,
        ID,
    )


def test_what_a_person_changed_since_is_a_conflict(client: FlaskClient, article: dict[str, Any]) -> None:
    send(client, a_claim_body(article, id=ID))
    client.patch(f"/v1/claims/{ID}", json={"text": "No divers."}, headers={"If-Match": "*"})

    [result] = results(send(client, a_claim_body(article, id=ID)))

    assert result["problem"]["detail"] == "The claim of this id says something else."
    assert client.get(f"/v1/claims/{ID}").get_json()["text"] == "No divers."


def test_a_removed_claim_does_not_come_back(client: FlaskClient, article: dict[str, Any]) -> None:
    send(client, a_claim_body(article, id=ID))
    client.delete(f"/v1/claims/{ID}", headers={"If-Match": "*"})

    [result] = results(send(client, a_claim_body(article, id=ID)))

    assert (result["outcome"], count(client)) == ("conflict", 0)


def test_an_unnamed_source_is_made_once_for_an_id(client: FlaskClient, article: dict[str, Any]) -> None:
    unnamed = {"kind": "anonymous", "name": "one engineer", "anonymity": {"descriptor": "one engineer"}}
    origin = {"step": 0, "role": "origin", "act": "said", "mode": "direct_quote", "source": unnamed}
    chain = [origin, {"step": 1, "role": "publisher", "act": "published"}]
    line = a_claim_body(article, id=ID, attribution=chain)
    send(client, line)
    before = count(client, "sources")

    [result] = results(send(client, line))

    assert (result["outcome"], count(client, "sources")) == ("unchanged", before)


@pytest.mark.parametrize(
    ("line", "status", "pointers"),
    [
        ("not JSON", 400, None),
        ('{"text": "a", "text": "b"}', 400, None),
        ('{"text": "\\ud800"}', 422, ["#/text"]),
        ("[]", 422, ["#"]),
        ('"text"', 422, ["#"]),
        ('{"text": null}', 422, ["#/text"]),
        ('{"id": "mine"}', 422, ["#/article_id", "#/certainty", "#/fragments", "#/id", "#/text"]),
    ],
)
def test_a_line_that_is_no_claim_is_told_and_the_rest_is_stored(
    client: FlaskClient, article: dict[str, Any], line: str, status: int, pointers: list[str] | None
) -> None:
    wrong, right = results(send(client, line, a_claim_body(article)))

    found = [error["pointer"] for error in wrong["problem"].get("errors", ())]
    assert (wrong["line"], wrong["outcome"], wrong["problem"]["status"]) == (1, "invalid", status)
    assert sorted(found) == (pointers or [])
    assert (right["line"], right["outcome"]) == (2, "created")


def test_a_pointer_is_into_its_line(client: FlaskClient, article: dict[str, Any]) -> None:
    fragments = [{"quote": {"type": "TextQuoteSelector", "exact": "nowhere"}}]
    lines = [a_claim_body(article, nick=1), a_claim_body(article, fragments=fragments)]

    told = results(send(client, *lines, a_claim_body({"id": "none"})))

    assert [error["pointer"] for one in told for error in one["problem"]["errors"]] == [
        "#/nick",
        "#/fragments/0",
        "#/article_id",
    ]


def test_blank_lines_are_passed_over_and_counted(client: FlaskClient, article: dict[str, Any]) -> None:
    told = results(send(client, "", a_claim_body(article), "  ", "{}\r", ""))

    assert [(one["line"], one["outcome"]) for one in told] == [(2, "created"), (4, "invalid")]


def test_bytes_that_are_not_utf_8_are_one_line_s_fault(client: FlaskClient, article: dict[str, Any]) -> None:
    body = b'{"text": "\xff"}\n' + json.dumps(a_claim_body(article)).encode()

    told = results(client.post("/v1/claims/bulk", data=body, content_type=NDJSON))

    assert told[0]["problem"]["detail"] == "The line is not UTF-8: byte 10 does not fit."
    assert told[1]["outcome"] == "created"


def test_a_line_that_is_refused_leaves_no_source(client: FlaskClient, article: dict[str, Any]) -> None:
    before = count(client, "sources")
    body = a_claim_body(article)
    body["attribution"][0]["mode"] = "mixed"
    body["attribution"][0]["step"] = 1

    [result] = results(send(client, body))

    assert (result["outcome"], count(client, "sources")) == ("invalid", before)


def test_the_same_new_source_of_many_lines_is_one(client: FlaskClient, article: dict[str, Any]) -> None:
    send(client, *[a_claim_body(article)] * 3)

    assert client.get("/v1/sources?q=ida+marsh&total=true").get_json()["total"] == 1


@pytest.mark.parametrize("query", ["", "?dry_run=true"])
def test_atomic_refuses_all_for_one_line(client: FlaskClient, article: dict[str, Any], query: str) -> None:
    query = f"{query}&atomic=true" if query else "?atomic=true"

    response = send(client, a_claim_body(article), "[]", {"id": 1}, query=query)

    assert response.status_code == 422
    assert response.get_json()["errors"][0] == {"detail": "Must be an object.", "pointer": "#", "line": 2}
    assert {error["line"] for error in response.get_json()["errors"]} == {2, 3}
    assert count(client) == 0


@pytest.mark.parametrize("lines", [["[]"] * 101, [{f"unknown_{number}": 1 for number in range(101)}]])
def test_atomic_says_that_more_is_wrong_than_it_tells(client: FlaskClient, lines: list[Any]) -> None:
    problem = send(client, *lines, query="?atomic=true").get_json()

    told = ("More than 100 things are wrong; errors tells the first 100.", 100)
    assert (problem["detail"], len(problem["errors"])) == told


def test_atomic_stores_all_at_once(client: FlaskClient, article: dict[str, Any]) -> None:
    told = results(send(client, *[a_claim_body(article)] * 3, query="?atomic=true"))

    assert [one["outcome"] for one in told] == ["created"] * 3
    assert count(client) == 3


def test_a_dry_run_stores_nothing(client: FlaskClient, article: dict[str, Any]) -> None:
    before = count(client, "sources")

    told = results(
        send(client, a_claim_body(article), a_claim_body(article, id=ID), "[]", query="?dry_run=true")
    )

    assert [(one["outcome"], one.get("id")) for one in told] == [
        ("created", None),
        ("created", None),
        ("invalid", None),
    ]
    assert (count(client), count(client, "sources")) == (0, before)


def test_a_key_makes_a_retry_the_same_answer(client: FlaskClient, article: dict[str, Any]) -> None:
    first = send(client, a_claim_body(article), "[]", **{"Idempotency-Key": '"many-1"'})

    again = send(client, a_claim_body(article), "[]", **{"Idempotency-Key": '"many-1"'})
    other = send(client, a_claim_body(article), **{"Idempotency-Key": '"many-1"'})

    assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")
    assert (other.status_code, count(client)) == (422, 1)


def test_many_lines_are_stored_in_batches(client: FlaskClient, article: dict[str, Any]) -> None:
    told = results(send(client, *[a_claim_body(article)] * 1100))

    assert [one["line"] for one in told] == list(range(1, 1101))
    assert len({one["id"] for one in told}) == 1100


def test_the_history_tells_of_each_claim_and_why(client: FlaskClient, article: dict[str, Any]) -> None:
    send(client, a_claim_body(article, id=ID), query="?reason=Moved+here")

    [change] = client.get(f"/v1/claims/{ID}/history").get_json()["data"]

    assert (change["action"], change["version"], change["reason"]) == ("add", 1, "Moved here")
    assert change["after"] == client.get(f"/v1/claims/{ID}").get_json()
