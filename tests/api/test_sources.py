"""Sources over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_source, an_article, the_tag

ONE_OFFICIAL = {"descriptor": "one official", "category": "government", "number": "one", "knowledge": "told"}


def test_a_source_comes_back_as_it_went_in(client: FlaskClient) -> None:
    told = {
        "kind": "organisation",
        "name": "Northgate Water",
        "names": ["NW"],
        "same_as": ["https://example.org/nw"],
    }

    response = client.post("/v1/sources", json=told)

    source = response.get_json()
    assert {name: source[name] for name in told} == told
    assert client.get(response.headers["Location"]).get_json() == source


def test_an_anonymous_source_belongs_to_an_article(client: FlaskClient) -> None:
    article = an_article(client)

    source = a_source(client, "one official", "anonymous", anonymity=ONE_OFFICIAL, article_id=article["id"])

    assert (source["anonymity"], source["article_id"]) == (ONE_OFFICIAL, article["id"])


def test_a_taken_name_is_a_conflict_that_names_who_has_it(client: FlaskClient) -> None:
    source = a_source(client)

    response = client.post("/v1/sources", json={"kind": "organisation", "name": "NORTHGATE water"})

    assert (response.status_code, response.get_json()["existing"]) == (409, source["id"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Ida Marsh", "Northgate Water", "Otto Lind"]),
        ({"sort": "-name"}, ["Otto Lind", "Northgate Water", "Ida Marsh"]),
        ({"sort": "created_at"}, ["Otto Lind", "Northgate Water", "Ida Marsh"]),
        ({"kind": "person"}, ["Ida Marsh", "Otto Lind"]),
        ({"q": "GATE"}, ["Northgate Water"]),
        ({"q": "%"}, []),
    ],
)
def test_sources_are_listed(client: FlaskClient, query: dict[str, str], expected: list[str]) -> None:
    a_source(client, "Otto Lind", "person")
    a_source(client, "Northgate Water")
    a_source(client, "Ida Marsh", "person")

    page = client.get("/v1/sources", query_string=query).get_json()

    assert [source["name"] for source in page["data"]] == expected


def test_a_new_name_shows_in_the_sources_claims(client: FlaskClient) -> None:
    claim = a_claim(client)
    path = f"/v1/sources/{claim['attribution'][0]['source']['id']}"

    response = client.patch(path, json={"name": "Ida Marsh-Lind"}, headers=the_tag(client, path))

    shown = client.get(f"/v1/claims/{claim['id']}").get_json()
    assert (response.status_code, response.get_json()["name"]) == (200, "Ida Marsh-Lind")
    assert (shown["attribution"][0]["source"]["name"], shown["version"]) == ("Ida Marsh-Lind", 2)


def test_null_in_a_patch_removes(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client, names=['NW'])['id']}"

    patched = client.patch(path, json={"names": None}, headers=the_tag(client, path)).get_json()

    assert "names" not in patched


def test_a_sources_claims_are_those_it_stands_in(client: FlaskClient) -> None:
    claim = a_claim(client)

    page = client.get(f"/v1/sources/{claim['attribution'][0]['source']['id']}/claims").get_json()

    assert page == {"data": [claim]}


def merge(client: FlaskClient, source: dict[str, Any], into: str) -> Any:
    path = f"/v1/sources/{source['id']}"
    return client.post(f"{path}/merge", json={"into": into}, headers=the_tag(client, path))


def test_a_merged_source_is_answered_for_by_the_survivor(client: FlaskClient) -> None:
    merged, survivor = a_source(client, "NW"), a_source(client)

    response = merge(client, merged, survivor["id"])

    redirect = client.get(f"/v1/sources/{merged['id']}/claims?limit=5")
    assert (response.status_code, response.get_json()["id"]) == (200, survivor["id"])
    assert client.get(f"/v1/sources/{merged['id']}").headers["Location"] == f"/v1/sources/{survivor['id']}"
    assert redirect.status_code == 308
    assert redirect.headers["Location"] == f"/v1/sources/{survivor['id']}/claims?limit=5"


def test_the_name_of_a_merged_source_stays_taken(client: FlaskClient) -> None:
    merged, survivor, third = a_source(client, "NW"), a_source(client), a_source(client, "Harbour Trust")
    merge(client, merged, survivor["id"])

    added = client.post("/v1/sources", json={"kind": "organisation", "name": "nw"})
    path = f"/v1/sources/{third['id']}"
    renamed = client.patch(path, json={"name": "NW"}, headers=the_tag(client, path))

    assert [(answer.status_code, answer.get_json()["existing"]) for answer in (added, renamed)] == [
        (409, survivor["id"])
    ] * 2


def test_a_merge_shows_in_chains(client: FlaskClient) -> None:
    claim, survivor = a_claim(client), a_source(client, "Ida Marsh-Lind", "person")
    credited = client.get(f"/v1/sources/{claim['attribution'][0]['source']['id']}").get_json()

    merge(client, credited, survivor["id"])

    shown = client.get(f"/v1/claims/{claim['id']}").get_json()
    assert shown["attribution"][0]["source"]["id"] == survivor["id"]


def test_a_source_is_not_merged_into_itself(client: FlaskClient) -> None:
    source = a_source(client)

    assert merge(client, source, source["id"]).status_code == 422


def test_a_source_is_not_merged_into_nobody(client: FlaskClient) -> None:
    response = merge(client, a_source(client), "none")

    assert (response.status_code, response.get_json()["errors"][0]["pointer"]) == (422, "#/into")


def test_anonymous_sources_of_two_articles_are_not_merged(client: FlaskClient) -> None:
    first, second = an_article(client), an_article(client, text="Another story.")
    one = a_source(client, "one official", "anonymous", anonymity=ONE_OFFICIAL, article_id=first["id"])
    other = a_source(client, "one official", "anonymous", anonymity=ONE_OFFICIAL, article_id=second["id"])

    response = merge(client, one, other["id"])

    assert (response.status_code, response.get_json()["type"]) == (422, "/problems/invalid-request")


def test_a_source_is_possibly_the_same_only_as_one_there_is(client: FlaskClient) -> None:
    other = a_source(client, "Southgate Water")
    source = a_source(client, possibly_same_as=[other["id"]])
    path = f"/v1/sources/{source['id']}"

    refused = client.patch(
        path, json={"possibly_same_as": [other["id"], "none"]}, headers=the_tag(client, path)
    )

    assert refused.get_json()["errors"] == [
        {"detail": "There is no source 'none'.", "pointer": "#/possibly_same_as/1"}
    ]
    assert client.get(path).get_json() == source
