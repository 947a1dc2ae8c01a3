"""Totals and facets: what a list tells beside its rows."""

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_claim_body, an_article, two_claims

RESOURCES = ["claims", "articles", "sources"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_total_is_told_on_every_page_where_it_is_asked_for(client: FlaskClient, resource: str) -> None:
    for number in range(3):
        an_article(client, text=f"Anna Hale{number} told Reuters the dam holds.")
    path, pages = f"/v1/{resource}?total=true&limit=1", []
    while path:
        response = client.get(path)
        pages.append(response.get_json())
        path = response.headers.get("Link", "").split(">")[0].lstrip("<")

    assert {(page["total"], page["total_capped"]) for page in pages} == {(len(pages), False)}
    assert "total" not in client.get(f"/v1/{resource}?total=false").get_json()


@pytest.mark.in_process("lowers how many rows are counted")
def test_a_capped_total_is_told_as_such(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    two_claims(client)
    for module in ("storage.claim_lists", "storage.pages", "api.paging"):
        monkeypatch.setattr(f"{module}.MOST_COUNTED", 2)

    page = client.get("/v1/claims?total=true&limit=1").get_json()

    assert (page["total"], page["total_capped"]) == (2, True)


@pytest.mark.parametrize("query", ["total=1", "total=yes", "total=", "total=True", "total=true&total=true"])
def test_a_total_is_asked_for_by_true_and_false_alone(client: FlaskClient, query: str) -> None:
    response = client.get(f"/v1/claims?{query}")

    assert [error["parameter"] for error in response.get_json()["errors"]] == ["total"]


def test_facets_are_counted_over_the_filter(client: FlaskClient) -> None:
    claim = a_claim(client, certainty={"level": "possible", "polarity": "positive"})
    rejected = a_claim_body({"id": claim["article_id"]}, status="rejected")
    assert client.post("/v1/claims", json=rejected).status_code == 201
    (origin, publisher) = (hop["source"] for hop in claim["attribution"])

    page = client.get(f"/v1/claims?source={origin['id']}&facet=source,certainty,status&limit=1").get_json()

    assert page["facets"] == {
        "counted": 1,
        "capped": False,
        "source": sorted(
            [{"value": source["id"], "label": source["name"], "count": 1} for source in (origin, publisher)],
            key=lambda one: one["value"],
        ),
        "certainty": [{"value": "possible", "label": "possible", "count": 1}],
        "status": [{"value": "active", "label": "active", "count": 1}],
    }


def test_facets_come_with_the_first_page_only(client: FlaskClient) -> None:
    two_claims(client)
    first = client.get("/v1/claims?facet=status&limit=1&q=dam")
    following = first.headers["Link"].split(">")[0].lstrip("<")

    page = client.get(following)
    refused = client.get(f"{following}&facet=status")

    assert (page.status_code, "facets" in page.get_json()) == (200, False)
    assert [error["parameter"] for error in refused.get_json()["errors"]] == ["facet"]


def test_a_page_s_tag_changes_with_its_total_and_facets(client: FlaskClient) -> None:
    article = two_claims(client)[0]["article_id"]
    paths = [f"/v1/claims?sort=created_at&limit=1&q=dam&{asked}" for asked in ("total=true", "facet=status")]
    tags = [client.get(path).headers["ETag"] for path in paths]

    client.post("/v1/claims", json=a_claim_body({"id": article}))

    assert all(client.get(path).headers["ETag"] != tag for path, tag in zip(paths, tags, strict=True))


@pytest.mark.parametrize("query", ["facet=colour", "facet=", "facet=status,status", "include=articles"])
def test_unknown_facets_and_inclusions_are_refused(client: FlaskClient, query: str) -> None:
    response = client.get(f"/v1/claims?{query}")

    assert [error["parameter"] for error in response.get_json()["errors"]] == [query.split("=")[0]]
