"""Merges of sources over HTTP, and undoing them."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_source, the_tag


def merge(client: FlaskClient, source: dict[str, Any], into: dict[str, Any]) -> str:
    """Merge a source, and return the path of that merge."""
    path = f"/v1/sources/{source['id']}"
    response = client.post(f"{path}/merge", json={"into": into["id"]}, headers=the_tag(client, path))
    assert response.status_code == 200, response.text
    return f"/v1/sources/{into['id']}/merges/{source['id']}"


def test_an_undone_merge_leaves_everything_as_it_was(client: FlaskClient) -> None:
    claim, survivor = a_claim(client), a_source(client, "Ida Marsh-Lind", "person")
    source = client.get(f"/v1/sources/{claim['attribution'][0]['source']['id']}").get_json()
    path = merge(client, source, survivor)

    response = client.delete(path, headers=the_tag(client, path))

    shown = client.get(f"/v1/claims/{claim['id']}").get_json()
    restored = client.get(f"/v1/sources/{source['id']}")
    assert (response.status_code, response.get_json()) == (200, restored.get_json())
    assert response.headers["ETag"] == restored.headers["ETag"]
    assert restored.get_json() == {**source, "version": 3, "updated_at": shown["updated_at"]}
    assert shown == {**claim, "version": 3, "updated_at": shown["updated_at"]}
    assert "names" not in client.get(f"/v1/sources/{survivor['id']}").get_json()


def test_what_can_be_undone_is_listed_with_the_survivor(client: FlaskClient) -> None:
    source, survivor = a_source(client, "NW"), a_source(client)
    path = merge(client, source, survivor)

    merged = client.get(path).get_json()

    assert client.get(f"/v1/sources/{survivor['id']}/merges").get_json() == {"data": [merged]}
    assert (merged["name"], merged["merged_into"]) == ("NW", survivor["id"])


def test_paths_under_a_merged_source_lead_to_the_survivors(client: FlaskClient) -> None:
    first, second, third = a_source(client, "NW"), a_source(client, "Northgate"), a_source(client)
    path = merge(client, first, second)
    merge(client, second, third)

    for rest in ("", "/claims", "/history?limit=5", "/merges", f"/merges/{first['id']}"):
        response = client.get(f"/v1/sources/{second['id']}{rest}", headers={"If-None-Match": '"x"'})
        assert (response.status_code, response.headers["Location"]) == (
            308,
            f"/v1/sources/{third['id']}{rest}",
        )
    undone = client.delete(path, headers={"If-Match": "*"}, follow_redirects=True)
    assert (undone.status_code, undone.get_json()["id"]) == (200, first["id"])


@pytest.mark.parametrize(
    "rest", ["/merges/x%0D%0Ay", "/merges/x%3Fy", "/reliability/x%20%25", "/merges/%E2%82%AC"]
)
def test_a_path_under_a_merged_source_leads_on_as_it_was_sent(client: FlaskClient, rest: str) -> None:
    source, survivor = a_source(client, "NW"), a_source(client)
    merge(client, source, survivor)

    response = client.get(f"/v1/sources/{source['id']}{rest}")

    assert response.status_code == 308, response.text
    assert response.headers["Location"] == f"/v1/sources/{survivor['id']}{rest}"


def test_a_retry_after_an_undone_merge_is_not_sent_to_the_survivor(client: FlaskClient) -> None:
    source, survivor = a_source(client, "NW"), a_source(client)
    undo, path = merge(client, source, survivor), f"/v1/sources/{source['id']}/reliability"
    letter = {"letter": "B", "assessed_on": "2026-11-20", "reason": "Corrections are signed."}
    redirected = client.post(path, json=letter, headers={"Idempotency-Key": "a"})
    client.delete(undo, headers=the_tag(client, undo))

    again = client.post(path, json=letter, headers={"Idempotency-Key": "a"})

    assert (redirected.status_code, again.status_code) == (308, 201)
    assert again.get_json()["source_id"] == source["id"]


def test_a_merge_is_in_the_survivors_history(client: FlaskClient) -> None:
    source, survivor = a_source(client, "NW"), a_source(client)
    path = merge(client, source, survivor)
    client.delete(path, headers=the_tag(client, path))

    changes = client.get(f"/v1/sources/{survivor['id']}/history").get_json()["data"]

    assert [change["action"] for change in changes] == ["unmerge", "merge", "add"]
    assert {change["entity"]["id"] for change in changes[:2]} == {source["id"]}


def test_a_merge_is_undone_by_its_tag_and_once(client: FlaskClient) -> None:
    path = merge(client, a_source(client, "NW"), a_source(client))
    tag = the_tag(client, path)

    assert client.delete(path).status_code == 428
    assert client.delete(path, headers={"If-Match": '"other"'}).status_code == 412
    assert client.delete(path, headers=tag).status_code == 200
    assert client.delete(path, headers=tag).status_code == 404


def test_a_name_taken_meanwhile_is_in_the_way_of_undoing(client: FlaskClient) -> None:
    source, survivor = a_source(client, "NW"), a_source(client)
    path, taken = merge(client, source, survivor), f"/v1/sources/{survivor['id']}"
    client.patch(taken, json={"name": "nw"}, headers=the_tag(client, taken))

    response = client.delete(path, headers=the_tag(client, path))

    assert (response.status_code, response.get_json()["existing"]) == (409, survivor["id"])


def test_why_anonymous_sources_of_two_articles_are_not_merged_is_told(client: FlaskClient) -> None:
    anonymity = {"descriptor": "one official", "category": "government", "number": "one"}
    articles = [client.post("/v1/articles", json={"text": f"Story {n}."}).get_json() for n in (1, 2)]
    one, other = (
        a_source(client, "one official", "anonymous", anonymity=anonymity, article_id=article["id"])
        for article in articles
    )
    path = f"/v1/sources/{one['id']}"

    response = client.post(f"{path}/merge", json={"into": other["id"]}, headers=the_tag(client, path))

    assert response.get_json()["errors"] == [
        {
            "detail": "An anonymous source is merged only into another anonymous one of the same article.",
            "pointer": "#/into",
        }
    ]
