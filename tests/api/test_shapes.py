"""Shapes: some fields only, what claims refer to sent along, many looked up by ids, totals and facets."""

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_source, the_tag, two_claims

SPARSE = "application/vnd.whosaid.sparse+json"


def place(client: FlaskClient, resource: str) -> str:
    claim = a_claim(client)
    ids = {
        "claims": claim["id"],
        "articles": claim["article_id"],
        "sources": claim["attribution"][0]["source"]["id"],
    }
    return f"/v1/{resource}/{ids[resource]}"


RESOURCES = ["claims", "articles", "sources"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_resource_has_the_fields_asked_for_and_its_id(client: FlaskClient, resource: str) -> None:
    path = place(client, resource)
    whole = client.get(path)

    response = client.get(f"{path}?fields=version,created_at")

    told = whole.get_json()
    assert response.get_json() == {name: told[name] for name in ("id", "version", "created_at")}
    assert (response.mimetype, whole.mimetype) == (SPARSE, "application/json")


@pytest.mark.parametrize("resource", RESOURCES)
def test_rows_have_the_fields_asked_for_and_their_id(client: FlaskClient, resource: str) -> None:
    place(client, resource)
    whole = client.get(f"/v1/{resource}").get_json()

    response = client.get(f"/v1/{resource}?fields=version")

    assert response.get_json() == {
        "data": [{"id": one["id"], "version": one["version"]} for one in whole["data"]]
    }
    assert response.mimetype == SPARSE


def test_fields_with_a_dot_are_those_inside(client: FlaskClient) -> None:
    claim = a_claim(client, certainty={"level": "possible", "polarity": "positive"})

    page = client.get(f"/v1/claims?ids={claim['id']}&fields=certainty.level,attribution.role").get_json()

    roles = [{"role": "origin"}, {"role": "publisher"}]
    assert page["data"] == [{"id": claim["id"], "certainty": {"level": "possible"}, "attribution": roles}]


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        (
            "/v1/sources?fields=colour",
            'There is no field "colour"; known are: ',
        ),
        (
            "/v1/claims/any?fields=text,certainty.colour",
            'There is no field "colour" in certainty; known are: level, polarity, condition, cues.',
        ),
        ("/v1/claims?fields=text.en", 'There is no field "en" in text; it has none.'),
        ("/v1/articles?fields=text", 'There is no field "text"; known are: '),
        ("/v1/claims/any?fields=included", 'There is no field "included"; known are: '),
        ("/v1/claims/any?fields=", "Must hold something before, after and between its commas."),
        ("/v1/claims/any?fields=text,text", "Must name each once; text comes 2 times."),
    ],
)
def test_unknown_fields_are_refused_and_the_known_ones_told(
    client: FlaskClient, path: str, detail: str
) -> None:
    response = client.get(path)

    (error,) = response.get_json()["errors"]
    assert (response.status_code, error["parameter"]) == (422, "fields")
    assert error["detail"].startswith(detail)


@pytest.mark.parametrize("resource", RESOURCES)
def test_each_shape_has_a_tag_of_its_own_and_any_serves_a_write(client: FlaskClient, resource: str) -> None:
    path = place(client, resource)
    sparse = client.get(f"{path}?fields=version").headers["ETag"]
    other = client.get(f"{path}?fields=created_at").headers["ETag"]

    assert len({sparse, other, client.get(path).headers["ETag"]}) == 3
    again = client.get(f"{path}?fields=version", headers={"If-None-Match": sparse})
    assert (again.status_code, again.data) == (304, b"")
    assert client.patch(path, json={}, headers={"If-Match": sparse}).status_code == 200


def test_a_tag_of_some_fields_of_another_version_serves_no_write(client: FlaskClient) -> None:
    path = place(client, "sources")
    sparse = client.get(f"{path}?fields=name").headers["ETag"]
    client.patch(path, json={"names": ["Ida"]}, headers=the_tag(client, path))

    assert client.patch(path, json={"names": []}, headers={"If-Match": sparse}).status_code == 412


def test_what_claims_refer_to_comes_with_them_once(client: FlaskClient) -> None:
    first, second = two_claims(client)
    article = client.get(f"/v1/articles/{first['article_id']}").get_json()
    del article["text"]
    ids = [hop["source"]["id"] for hop in first["attribution"]]
    expected = [client.get(f"/v1/sources/{source_id}").get_json() for source_id in ids]

    page = client.get(f"/v1/claims?ids={first['id']},{second['id']}&include=article,sources").get_json()

    assert page["data"] == [first, second]
    assert page["included"]["articles"] == [article]
    assert sorted(page["included"]["sources"], key=lambda one: ids.index(one["id"])) == expected


def test_what_a_claim_refers_to_comes_with_it(client: FlaskClient) -> None:
    first, _ = two_claims(client)
    path = f"/v1/claims/{first['id']}"

    claim = client.get(f"{path}?include=article").get_json()

    listed = client.get("/v1/articles").get_json()["data"]
    assert claim == {**first, "included": {"articles": listed}}
    sparse = client.get(f"{path}?include=article&fields=text").get_json()
    assert sparse == {"id": first["id"], "text": first["text"], "included": {"articles": listed}}


@pytest.mark.parametrize("path", ["/v1/claims/{}?include=sources", "/v1/claims?include=sources&fields=text"])
def test_a_tag_changes_with_what_is_included(client: FlaskClient, path: str) -> None:
    claim = a_claim(client)
    path, source = path.format(claim["id"]), f"/v1/sources/{claim['attribution'][0]['source']['id']}"
    tag, claim_tag = client.get(path).headers["ETag"], client.get(f"/v1/claims/{claim['id']}").headers["ETag"]

    client.patch(source, json={"same_as": ["https://example.org/ida"]}, headers=the_tag(client, source))

    assert client.get(path).headers["ETag"] != tag
    assert client.get(f"/v1/claims/{claim['id']}").headers["ETag"] == claim_tag


def test_what_is_included_is_what_chains_show_after_a_merge(client: FlaskClient) -> None:
    claim = a_claim(client)
    merged, survivor = (
        claim["attribution"][0]["source"]["id"],
        a_source(client, "Ida Q. Marsh", "person")["id"],
    )
    path = f"/v1/sources/{merged}"
    client.post(f"{path}/merge", json={"into": survivor}, headers=the_tag(client, path))

    included = client.get(f"/v1/claims/{claim['id']}?include=sources").get_json()["included"]["sources"]

    assert survivor in [source["id"] for source in included]
    assert merged not in [source["id"] for source in included]


def test_ids_are_answered_in_their_order_and_those_not_there_told(client: FlaskClient) -> None:
    ids = [a_source(client, name)["id"] for name in ("Ash Mill", "Bay Mill", "Cod Mill")]

    page = client.get(f"/v1/sources?ids={ids[2]},gone,{ids[0]}").get_json()

    assert [row["id"] for row in page["data"]] == [ids[2], ids[0]]
    assert (page["missing"], page["merged"], "next_cursor" in page) == (["gone"], [], False)


def test_a_merged_source_s_id_is_answered_by_the_survivor(client: FlaskClient) -> None:
    merged, survivor = (a_source(client, name)["id"] for name in ("Ash Mill", "Ash Mills"))
    path = f"/v1/sources/{merged}"
    client.post(f"{path}/merge", json={"into": survivor}, headers=the_tag(client, path))

    page = client.get(f"/v1/sources?ids={merged},{survivor}").get_json()

    told = client.get(f"/v1/sources/{survivor}").get_json()
    assert page == {"data": [told], "missing": [], "merged": [{"id": merged, "into": survivor}]}


def test_claims_and_articles_are_looked_up_whatever_their_state(client: FlaskClient) -> None:
    claim = a_claim(client, status="rejected")

    claims = client.get(f"/v1/claims?ids=gone,{claim['id']}").get_json()
    articles = client.get(f"/v1/articles?ids={claim['article_id']},gone").get_json()

    assert claims == {"data": [claim], "missing": ["gone"]}
    assert articles == {"data": client.get("/v1/articles").get_json()["data"], "missing": ["gone"]}


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("other", ["limit=5", "sort=created_at", "total=true", "cursor=x"])
def test_ids_stand_in_place_of_all_that_says_what_is_meant(
    client: FlaskClient, resource: str, other: str
) -> None:
    response = client.get(f"/v1/{resource}?ids=1,2&{other}")

    (error,) = response.get_json()["errors"]
    assert (response.status_code, error["parameter"]) == (422, other.split("=")[0])


def test_two_hundred_ids_are_taken_and_no_more(client: FlaskClient) -> None:
    ids = [f"{number:036}" for number in range(201)]

    assert client.get(f"/v1/claims?ids={','.join(ids[:200])}").get_json()["missing"] == ids[:200]
    assert client.get(f"/v1/claims?ids={','.join(ids)}").status_code == 422


@pytest.mark.parametrize("asked", ["total=true", "facet=source", "include=sources"])
def test_a_cursor_serves_whatever_the_shape(client: FlaskClient, asked: str) -> None:
    two_claims(client)
    cursor = client.get(f"/v1/claims?limit=1&q=dam&{asked}").get_json()["next_cursor"]

    assert client.get(f"/v1/claims?limit=1&q=dam&fields=text&cursor={cursor}").status_code == 200
