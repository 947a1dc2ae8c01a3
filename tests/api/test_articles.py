"""Articles over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.settings import Settings
from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import TEXT, a_source, an_article, the_tag

URL = "https://example.org/news/dam"
PAGE = """<html lang="en"><head><title>Dam</title><meta property="og:site_name" content="The Valley Courier">
<link rel="canonical" href="https://example.org/news/dam"></head><body><article><h1>Dam</h1>
<p>The dam will not be inspected before June, the regulator said on Monday at its office in the valley.</p>
<p>"We have no divers," one engineer told Reuters. The inspection had been planned for April at first.</p>
</article></body></html>"""


def test_an_article_comes_back_as_it_went_in(client: FlaskClient) -> None:
    told = {
        "url": URL,
        "title": "Dam inspection delayed",
        "authors": ["Ida Marsh"],
        "language": "en-GB",
        "place": "Brackwater",
        "published_on": "2026-05-04",
        "published_at": "2026-05-04T06:30:00.000Z",
        "image_credits": ["AFP"],
        "wire_credits": ["Reuters"],
        "contributors": ["Tom Reed"],
        "corrections": ["The dam is 40 metres high, not 50."],
        "text_origin": "published",
        "text": TEXT,
    }

    article = an_article(client, **told, publisher={"name": "The Valley Courier"})

    assert {name: article[name] for name in told} == told
    assert (article["publisher"]["kind"], article["publisher"]["name"]) == ("outlet", "The Valley Courier")


def test_a_new_article_answers_where_it_is(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={"text": TEXT})

    article = response.get_json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/v1/articles/{article['id']}"
    assert client.get(response.headers["Location"]).get_json() == article


def test_the_same_article_twice_is_one(client: FlaskClient, db: Database) -> None:
    article = an_article(client)
    changes = len(list_changes(db, limit=1000))

    again = client.post("/v1/articles", json={"text": TEXT})

    assert (again.status_code, again.get_json()) == (200, article)
    assert len(list_changes(db, limit=1000)) == changes


def test_another_text_under_one_url_is_a_new_revision(client: FlaskClient) -> None:
    article = an_article(client, url=URL)

    response = client.post(
        "/v1/articles", json={"url": URL + "?utm_source=x", "text": "The inspection began."}
    )

    revised = response.get_json()
    assert (response.status_code, revised["id"], revised["revision"]["number"]) == (201, article["id"], 2)
    assert revised["text"] == "The inspection began."


def test_an_article_is_read_from_html(client: FlaskClient) -> None:
    article = client.post("/v1/articles", json={"html": PAGE}).get_json()

    assert (article["url"], article["title"], article["language"]) == (URL, "Dam", "en")
    assert article["publisher"]["name"] == "The Valley Courier"
    assert article["text"].startswith("The dam will not be inspected before June")


def test_a_page_whose_address_is_none_has_none(client: FlaskClient) -> None:
    page = PAGE.replace(URL, f"https://{'a' * 64}.com/")

    assert "url" not in client.post("/v1/articles", json={"html": page}).get_json()


def test_what_is_told_goes_before_what_the_page_says(client: FlaskClient) -> None:
    article = client.post("/v1/articles", json={"html": PAGE, "title": "No divers"}).get_json()

    assert article["title"] == "No divers"


def test_an_article_without_a_publisher_gets_no_invented_one(client: FlaskClient) -> None:
    publisher = an_article(client)["publisher"]

    assert (publisher["kind"], publisher["name"]) == ("unknown", "unnamed publisher")


def test_a_time_with_a_zone_is_kept_in_utc(client: FlaskClient) -> None:
    article = an_article(client, published_at="2026-05-04T08:30:00+02:00")

    assert article["published_at"] == "2026-05-04T06:30:00.000Z"


def test_line_ends_are_line_feeds(client: FlaskClient) -> None:
    assert an_article(client, text="One.\r\n\r\nTwo.")["text"] == "One.\n\nTwo."


@pytest.mark.parametrize("opening", ["🚰 👩‍👩‍👧 ", "قال المتحدث: ", "e\u0301 "])
def test_offsets_count_code_points(client: FlaskClient, opening: str) -> None:
    text = f'{opening}"We have no divers," Ida Marsh told Reuters.'
    article = an_article(client, text=text, language="en")

    claims = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]

    found = [fragment for claim in claims for fragment in claim["fragments"]]
    places = [(part["position"]["start"], part["position"]["end"], part["quote"]["exact"]) for part in found]
    assert places and all(text[start:end] == exact for start, end, exact in places)


def test_an_article_is_looked_up_by_its_url(client: FlaskClient) -> None:
    an_article(client, text="Another story.")
    article = an_article(client, url=URL)

    found = client.get(
        "/v1/articles", query_string={"url": "https://EXAMPLE.org/news/dam?utm_source=x"}
    ).get_json()

    assert found == {"data": [{name: value for name, value in article.items() if name != "text"}]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["b", "a", "c"]),
        ({"sort": "published_on"}, ["a", "b", "c"]),
        ({"published_from": "2026-02-01"}, ["b"]),
        ({"published_to": "2026-01-31"}, ["a"]),
        ({"publisher": "the valley courier"}, ["a"]),
        ({"publisher": "Nobody's Paper"}, []),
        ({"language": "de"}, ["c"]),
        ({"url": "https://example.org/none"}, []),
    ],
)
def test_articles_are_listed_by_what_is_told_of_them(
    client: FlaskClient, query: dict[str, str], expected: list[str]
) -> None:
    courier = {"name": "The Valley Courier"}
    an_article(client, text="First.", title="a", published_on="2026-01-01", publisher=courier, language="en")
    an_article(client, text="Second.", title="b", published_on="2026-02-01", language="en")
    an_article(client, text="Dritter.", title="c", language="de")

    page = client.get("/v1/articles", query_string=query).get_json()

    assert [article["title"] for article in page["data"]] == expected


def patch(client: FlaskClient, article: dict[str, Any], changes: dict[str, Any]) -> Any:
    path = f"/v1/articles/{article['id']}"
    return client.patch(
        path, json=changes, headers=the_tag(client, path), content_type="application/merge-patch+json"
    )


def test_a_patch_changes_what_it_names_alone(client: FlaskClient) -> None:
    article = an_article(client, place="Brackwater", authors=["Ida Marsh"])

    patched = patch(client, article, {"place": "Northgate"}).get_json()

    kept = {"version": article["version"] + 1, "place": "Northgate", "updated_at": patched["updated_at"]}
    assert patched == {**article, **kept}


def test_null_in_a_patch_removes(client: FlaskClient) -> None:
    article = an_article(client, place="Brackwater")

    assert "place" not in patch(client, article, {"place": None}).get_json()


def test_a_publisher_can_be_patched_by_name(client: FlaskClient) -> None:
    article = an_article(client, publisher={"name": "The Valley Courier"})

    publisher = patch(client, article, {"publisher": {"name": "The Northgate Post"}}).get_json()["publisher"]

    claims = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]
    assert publisher["name"] == "The Northgate Post"
    assert {claim["attribution"][-1]["source"]["name"] for claim in claims} == {"The Northgate Post"}


def test_an_article_that_is_read_and_sent_back_stays(client: FlaskClient) -> None:
    article = an_article(client, publisher={"name": "The Valley Courier"})

    assert patch(client, article, {"publisher": article["publisher"]}).get_json() == article


def test_a_text_is_not_patched(client: FlaskClient) -> None:
    response = patch(client, an_article(client), {"text": "Other words."})

    assert (response.status_code, response.get_json()["errors"][0]["pointer"]) == (422, "#/text")


def test_a_taken_url_is_a_conflict_that_names_who_has_it(client: FlaskClient) -> None:
    taken = an_article(client, url=URL)

    response = patch(client, an_article(client, text="Another story."), {"url": URL})

    assert (response.status_code, response.get_json()["existing"]) == (409, taken["id"])


def test_a_removed_article_is_gone_with_its_claims(client: FlaskClient) -> None:
    article = an_article(client)
    path = f"/v1/articles/{article['id']}"

    response = client.delete(path, headers=the_tag(client, path))

    assert (response.status_code, response.data) == (204, b"")
    assert client.get(path).status_code == 404
    assert client.get("/v1/claims").get_json() == {"data": []}


def test_an_articles_claims_are_its_own(client: FlaskClient) -> None:
    article = an_article(client)
    an_article(client, text='"It is dry," Otto Lind said.')

    claims = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]

    assert {claim["article_id"] for claim in claims} == {article["id"]}


def test_whom_a_text_credits_and_what_it_corrects_is_read_from_it(client: FlaskClient) -> None:
    note = "Correction: the dam is 40 metres high."
    foot = f"Additional reporting by Tom Reed\n\n{note}"

    article = an_article(client, text=f"ARLE (Reuters) - {TEXT}\n\n{foot}")

    assert (article["wire_credits"], article["contributors"]) == (["Reuters"], ["Tom Reed"])
    assert article["corrections"] == [note]
    claims = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]
    assert {hop["source"]["name"] for claim in claims for hop in claim["attribution"]} == {
        "one engineer", "Reuters", "unnamed publisher"
    }  # fmt: skip
    assert all("40 metres" not in claim["text"] for claim in claims)


def test_what_is_told_of_credits_goes_before_what_the_text_prints(client: FlaskClient) -> None:
    article = an_article(client, text=f"ARLE (Reuters) - {TEXT}", wire_credits=["AFP"], corrections=[])

    assert (article["wire_credits"], "corrections" in article) == (["AFP"], False)


def test_a_correction_comes_and_goes_with_its_revision(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    note = "Correction: there are two divers."

    client.post(f"{path}/revisions", json={"text": f"{TEXT}\n\n{note}"})
    client.post(f"{path}/revisions", json={"text": f"{TEXT} They say."})

    revisions = client.get(f"{path}/revisions").get_json()["data"]
    assert [revision.get("corrections") for revision in revisions] == [None, [note], None]
    assert "corrections" not in client.get(path).get_json()


def test_the_publisher_may_be_told_by_id(client: FlaskClient) -> None:
    publisher = a_source(client, "The Valley Courier", "outlet")

    assert an_article(client, publisher={"id": publisher["id"]})["publisher"]["id"] == publisher["id"]


@pytest.fixture
def discreet(make_app: Callable[[Settings], Flask], settings: Settings) -> FlaskClient:
    return make_app(replace(settings, serve_article_text=False)).test_client()


def test_without_leave_no_text_is_served_but_fragments_are(discreet: FlaskClient) -> None:
    article = an_article(discreet)

    revision = discreet.get(f"/v1/articles/{article['id']}/revisions/1").get_json()
    claims = discreet.get(f"/v1/articles/{article['id']}/claims").get_json()["data"]
    assert "text" not in article and "text" not in revision
    assert "We have no divers 🤿" in [claim["quote"] for claim in claims]


def test_with_and_without_text_are_two_representations(client: FlaskClient, discreet: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"

    assert client.get(path).headers["ETag"] != discreet.get(path).headers["ETag"]
