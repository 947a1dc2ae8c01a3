"""Entity tags: nothing is sent twice, and no update is lost."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import a_claim, a_source, an_article, the_tag


def places(client: FlaskClient) -> dict[str, str]:
    claim = a_claim(client)
    article, source = claim["article_id"], claim["attribution"][0]["source"]["id"]
    return {
        "article": f"/v1/articles/{article}",
        "articles": "/v1/articles",
        "claims of an article": f"/v1/articles/{article}/claims",
        "revisions": f"/v1/articles/{article}/revisions",
        "revision": f"/v1/articles/{article}/revisions/1",
        "claim": f"/v1/claims/{claim['id']}",
        "claims": "/v1/claims?limit=1",
        "source": f"/v1/sources/{source}",
        "sources": "/v1/sources",
        "claims of a source": f"/v1/sources/{source}/claims",
    }


PLACES = [
    "article",
    "articles",
    "claims of an article",
    "revisions",
    "revision",
    "claim",
    "claims",
    "source",
    "sources",
    "claims of a source",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_the_client_has_is_not_sent_again(client: FlaskClient, place: str, form: str) -> None:
    path = places(client)[place]
    tag = client.get(path).headers["ETag"]

    response = client.get(path, headers={"If-None-Match": form.format(tag)})

    assert tag.startswith('"')
    assert (response.status_code, response.data, response.headers["ETag"]) == (304, b"", tag)
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("place", PLACES)
def test_what_the_client_lacks_is_sent(client: FlaskClient, place: str) -> None:
    assert client.get(places(client)[place], headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_head_answers_as_get_without_content(client: FlaskClient, place: str) -> None:
    path = places(client)[place]
    got, head = client.get(path), client.head(path)

    told = ("ETag", "Content-Type", "Content-Length", "Link")
    assert (head.status_code, head.data) == (200, b"")
    assert [head.headers.get(name) for name in told] == [got.headers.get(name) for name in told]


def test_a_list_has_another_tag_when_a_row_changes(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client)['id']}"
    tag = client.get("/v1/sources").headers["ETag"]

    client.patch(path, json={"names": ["NW"]}, headers=the_tag(client, path))

    assert client.get("/v1/sources").headers["ETag"] != tag


def test_a_list_has_another_tag_for_another_query(client: FlaskClient) -> None:
    a_source(client)

    assert client.get("/v1/sources").headers["ETag"] != client.get("/v1/sources?limit=9").headers["ETag"]


WRITES: list[tuple[str, str, str, Any]] = [
    ("PATCH", "article", "", {"place": "Brackwater"}),
    ("DELETE", "article", "", None),
    ("PATCH", "claim", "", {"status": "rejected"}),
    ("DELETE", "claim", "", None),
    ("PATCH", "source", "", {"names": ["Ida"]}),
    ("POST", "source", "/merge", {"into": "x"}),
]
IDS = [f"{method} {place}{rest}" for method, place, rest, _ in WRITES]


@pytest.mark.parametrize(("method", "place", "rest", "body"), WRITES, ids=IDS)
def test_a_write_without_if_match_is_refused(
    client: FlaskClient, db: Database, method: str, place: str, rest: str, body: Any
) -> None:
    path = places(client)[place] + rest
    changes = len(list_changes(db, limit=1000))

    response = client.open(path, method=method, json=body)

    assert (response.status_code, response.get_json()["title"]) == (428, "Precondition Required")
    assert len(list_changes(db, limit=1000)) == changes


@pytest.mark.parametrize(("method", "place", "rest", "body"), WRITES, ids=IDS)
def test_a_write_meant_for_another_version_is_refused(
    client: FlaskClient, db: Database, method: str, place: str, rest: str, body: Any
) -> None:
    path = places(client)[place]
    weak = "W/" + client.get(path).headers["ETag"]
    changes = len(list_changes(db, limit=1000))

    responses = [
        client.open(path + rest, method=method, json=body, headers={"If-Match": tag})
        for tag in ('"other"', weak)
    ]

    assert [response.status_code for response in responses] == [412, 412]
    assert len(list_changes(db, limit=1000)) == changes


def test_a_weak_tag_is_told_of_as_such(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client)['id']}"
    tag = client.get(path).headers["ETag"]

    weak, plain = (
        client.patch(path, json={"names": ["NW"]}, headers={"If-Match": given}) for given in (f"W/{tag}", tag)
    )

    assert weak.get_json()["detail"] == "A weak tag names no version for sure: send it without W/."
    assert (weak.status_code, plain.status_code) == (412, 200)


@pytest.mark.parametrize(("method", "place", "rest", "body"), WRITES[:-1], ids=IDS[:-1])
def test_a_write_may_be_meant_for_whatever_is_there(
    client: FlaskClient, method: str, place: str, rest: str, body: Any
) -> None:
    path = places(client)[place]

    response = client.open(path, method=method, json=body, headers={"If-Match": "*"})

    assert response.status_code in (200, 204)


def test_of_two_updates_the_later_one_loses(client: FlaskClient) -> None:
    path = f"/v1/claims/{a_claim(client)['id']}"
    tag = the_tag(client, path)

    first = client.patch(path, json={"text": "First."}, headers=tag)
    second = client.patch(path, json={"text": "Second."}, headers=tag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(path).get_json() == first.get_json()


def test_the_tag_of_an_answer_to_a_write_serves_the_next_one(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    patched = client.patch(path, json={"place": "Brackwater"}, headers={"If-Match": "*"})

    again = client.patch(path, json={"place": "Northgate"}, headers={"If-Match": patched.headers["ETag"]})

    assert again.status_code == 200


def test_a_get_meant_for_another_version_is_refused(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client)['id']}"

    assert client.get(path, headers={"If-Match": '"other"'}).status_code == 412


def test_an_empty_tag_is_of_no_version(client: FlaskClient) -> None:
    source = a_source(client)

    response = client.patch(f"/v1/sources/{source['id']}", json={}, headers={"If-Match": '""'})

    assert response.status_code == 412
