"""An article's revisions and analyses over HTTP."""

import csv

from flask.testing import FlaskClient

from tests.api.stories import TEXT, a_claim_body, an_article, the_tag

NEWER = 'The inspection began.\n\n"It is dry," Otto Lind said.'


def test_a_newer_text_is_a_new_revision_with_its_own_claims(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"

    response = client.post(f"{path}/revisions", json={"text": NEWER, "title": "Dry"})

    claims = client.get(f"{path}/claims").get_json()["data"]
    assert (response.status_code, response.headers["Location"]) == (201, f"{path}/revisions/2")
    assert client.get(response.headers["Location"]).get_json() == response.get_json()
    assert {claim["revision"] for claim in claims} == {2}


def test_the_same_text_is_no_new_revision(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"

    response = client.post(f"{path}/revisions", json={"text": TEXT})

    assert (response.status_code, response.get_json()["number"]) == (200, 1)


def test_revisions_are_listed_oldest_first_without_texts(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    client.post(f"{path}/revisions", json={"text": NEWER})

    found = client.get(f"{path}/revisions").get_json()["data"]

    assert [(revision["number"], "text" in revision) for revision in found] == [(1, False), (2, False)]


def test_an_old_revision_keeps_its_text(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    client.post(f"{path}/revisions", json={"text": NEWER})

    assert client.get(f"{path}/revisions/1").get_json()["text"] == TEXT


def test_what_is_no_revision_is_not_found(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"

    statuses = [
        client.get(f"{path}/revisions/{number}").status_code for number in ("0", "2", "01", "x", "9" * 40)
    ]

    assert statuses == [404, 404, 404, 404, 404]


def test_no_article_has_no_revisions(client: FlaskClient) -> None:
    assert client.get("/v1/articles/none/revisions").status_code == 404
    assert client.post("/v1/articles/none/revisions", json={"text": NEWER}).status_code == 404


def test_claims_tell_of_a_newer_revision_that_was_not_analysed(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    [claim, *_] = client.get(f"{path}/claims").get_json()["data"]
    tag = client.get(f"/v1/claims/{claim['id']}").headers["ETag"]

    client.post(f"{path}/revisions", json={"text": "Плотину не проверят раньше июня."})

    now = client.get(f"/v1/claims/{claim['id']}", headers={"If-None-Match": tag})
    told = {key: now.get_json()[key] for key in ("status", "revision", "newer_revision")}
    newer = {"number": 2, "not_analysed": "language"}
    assert told == {"status": "active", "revision": 1, "newer_revision": newer}
    header, row, *_ = client.get(f"{path}/claims.csv?sort=created_at").text.splitlines()
    assert dict(zip(header.split(","), next(csv.reader([row])), strict=True))["newer_revision"] == "2"


def test_another_analysis_supersedes_what_nobody_touched(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    before = client.get(f"{path}/claims").get_json()["data"]

    response = client.post(f"{path}/analyses")

    superseded = client.get(f"{path}/claims?status=superseded").get_json()["data"]
    assert response.status_code == 201
    assert client.get(path).get_json()["analysis"] == response.get_json()
    assert {claim["id"] for claim in superseded} == {claim["id"] for claim in before}


def test_another_analysis_leaves_edited_and_hand_made_claims(client: FlaskClient) -> None:
    article = an_article(client)
    made = client.post("/v1/claims", json=a_claim_body(article)).get_json()
    found = client.get(f"/v1/claims?article={article['id']}&origin_kind=anonymous").get_json()["data"][0]
    path = f"/v1/claims/{found['id']}"
    edited = client.patch(
        path, json={"text": "There are no divers."}, headers=the_tag(client, path)
    ).get_json()

    client.post(f"/v1/articles/{article['id']}/analyses")

    assert client.get(path).get_json() == edited
    assert client.get(f"/v1/claims/{made['id']}").get_json() == made


def test_a_text_nobody_can_read_is_not_analysed(client: FlaskClient) -> None:
    article = an_article(client, text="Die Pumpe ist ausgefallen.", language="de")

    response = client.post(f"/v1/articles/{article['id']}/analyses")

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/conflict")
