"""Lists as CSV and NDJSON: asked for by Accept or suffix, whole or page by page."""

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_claim_body, a_source, an_article

CSV, NDJSON = "text/csv; charset=utf-8; header=present", "application/x-ndjson"
LISTS = ["/v1/claims", "/v1/articles", "/v1/sources"]


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def five_sources(client: FlaskClient) -> list[str]:
    return [a_source(client, f"Source {number}")["id"] for number in range(5)]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/json"),
        ("text/csv", CSV),
        ("text/*", CSV),
        ("TEXT/CSV;header=present", CSV),
        ("text/csv, application/json;q=0.9", CSV),
        ("application/json;q=0.1, text/csv;q=0.2, application/x-ndjson;q=0.3", NDJSON),
        ("application/json;q=0, */*", CSV),
        ("application/json;q=0.5, */*;q=0.1, text/csv;q=0", "application/json"),
        ("text/csv, application/json", "application/json"),
    ],
)
def test_accept_chooses_by_weight_and_specificity(
    client: FlaskClient, accept: str | None, content_type: str
) -> None:
    response = client.get("/v1/claims", headers={} if accept is None else {"Accept": accept})

    assert (response.status_code, response.content_type) == (200, content_type)


@pytest.mark.parametrize("accept", ["text/html", "text/csv;header=absent", "text/csv;q=0", "*/*;q=0"])
def test_nothing_welcome_is_406_and_tells_what_is_offered(client: FlaskClient, accept: str) -> None:
    response = client.get("/v1/claims", headers={"Accept": accept})

    assert response.status_code == 406
    assert response.get_json()["detail"] == "Offered here: application/json, text/csv, application/x-ndjson."


@pytest.mark.parametrize("path", LISTS)
def test_a_suffix_goes_before_accept_and_names_the_file(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}.ndjson", headers={"Accept": "text/html"})

    assert response.content_type == NDJSON
    name = path.removeprefix("/v1/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.ndjson"'


def test_a_suffix_takes_only_get(client: FlaskClient) -> None:
    response = client.post("/v1/claims.csv", json={})

    assert (response.status_code, set(response.allow)) == (405, {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize("path", ["/v1/claims.pdf", "/v1/claims.", "/healthz.csv", "/v1/claims/x.csv"])
def test_only_lists_have_a_suffix(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_without_limit_every_row_comes_in_the_lists_order(client: FlaskClient) -> None:
    ids = five_sources(client)

    rows = table_of(client.get("/v1/sources.csv?sort=-name&kind=organisation").text)

    assert [row["id"] for row in rows] == ids[::-1]


def test_ndjson_is_the_documents_of_the_list(client: FlaskClient) -> None:
    five_sources(client)

    assert lines_of(client.get("/v1/sources.ndjson").text) == client.get("/v1/sources").get_json()["data"]


def test_a_line_of_ndjson_ends_nowhere_inside(client: FlaskClient) -> None:
    name = "Paper\u2028of\x85the\u2029North"
    a_source(client, name)

    [line] = client.get("/v1/sources.ndjson?kind=organisation").text.splitlines()

    assert json.loads(line)["name"] == name


@pytest.mark.parametrize("form", [".csv", ".ndjson"])
def test_with_limit_pages_are_linked(client: FlaskClient, form: str) -> None:
    ids, found, path = five_sources(client), [], f"/v1/sources{form}?limit=2&kind=organisation"
    while path:
        response = client.get(path)
        rows = table_of(response.text) if form == ".csv" else lines_of(response.text)
        assert len(rows) <= 2
        found += [row["id"] for row in rows]
        path = response.headers.get("Link", "").partition(">")[0].removeprefix("<")

    assert found == ids


def test_a_cursor_of_json_goes_on_as_rows(client: FlaskClient) -> None:
    ids = five_sources(client)
    cursor = client.get("/v1/sources?limit=2&kind=organisation").get_json()["next_cursor"]

    response = client.get(f"/v1/sources.ndjson?kind=organisation&cursor={cursor}")

    assert [row["id"] for row in lines_of(response.text)] == ids[2:]


def test_a_page_of_rows_has_a_tag_of_its_own(client: FlaskClient) -> None:
    five_sources(client)
    path, accept = "/v1/sources?limit=2", {"Accept": "text/csv"}
    page = client.get(path, headers=accept)

    assert page.headers["ETag"] != client.get(path).headers["ETag"]
    assert client.get(path, headers={**accept, "If-None-Match": page.headers["ETag"]}).status_code == 304


def test_a_whole_list_has_no_tag_and_is_not_kept(client: FlaskClient) -> None:
    response = client.get("/v1/claims.csv", headers={"If-None-Match": '"x"'})

    assert (response.status_code, response.headers.get("ETag")) == (200, None)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_claim_is_one_flat_line(client: FlaskClient) -> None:
    article = an_article(
        client, url="https://courier.example/dam", title="The dam", published_on="2026-05-04"
    )
    body = a_claim_body(
        article, certainty={"level": "possible", "polarity": "negative", "cues": ["may", "or"]}
    )
    claim = client.post("/v1/claims", json=body).get_json()

    [row] = table_of(client.get("/v1/claims.csv?origin=Ida Marsh").text)

    assert row == {
        "id": claim["id"],
        "text": "There are no divers for the dam.",
        "quote": "We have no divers",
        "mode": "direct_quote",
        "status": "active",
        "check_worthiness": "",
        "certainty": "possible",
        "polarity": "negative",
        "condition": "",
        "cues": "may | or",
        "confidence_score": str(claim["confidence"]["score"]),
        "confidence_level": claim["confidence"]["level"],
        "origins": "Ida Marsh",
        "origin_kinds": "person",
        "relays": "",
        "publisher": "unnamed publisher",
        "chain": "Ida Marsh → unnamed publisher",
        "article_id": article["id"],
        "article_url": "https://courier.example/dam",
        "article_title": "The dam",
        "revision": "1",
        "newer_revision": "",
        "published_on": "2026-05-04",
        "published_at": "",
        "edited": "false",
        "version": "1",
        "created_at": claim["created_at"],
        "updated_at": claim["updated_at"],
    }


def test_a_chain_reads_from_its_origin_and_joins_those_credited_together(client: FlaskClient) -> None:
    said = {"step": 0, "role": "origin", "act": "said", "mode": "indirect"}
    chain = [
        {**said, "cue": "said", "source": {"kind": "person", "name": "Ida Marsh"}},
        {**said, "source": {"kind": "person", "name": "Ole Brandt"}},
        {**said, "step": 1, "role": "relay", "source": {"kind": "news_agency", "name": "Reuters"}},
        {"step": 2, "role": "publisher", "act": "published"},
    ]
    claim = a_claim(client, attribution=chain)

    rows = {row["id"]: row for row in table_of(client.get("/v1/claims.csv").text)}

    assert rows[claim["id"]]["chain"] == "Ida Marsh (said) + Ole Brandt → Reuters → unnamed publisher"
    assert rows[claim["id"]]["origins"] == "Ida Marsh | Ole Brandt"


@pytest.mark.parametrize("inner", ["claims", "revisions"])
def test_lists_inside_an_article_are_rows_too(client: FlaskClient, inner: str) -> None:
    path = f"/v1/articles/{an_article(client)['id']}/{inner}"

    assert lines_of(client.get(f"{path}.ndjson").text) == client.get(path).get_json()["data"]
    assert len(table_of(client.get(f"{path}.csv").text)) == len(client.get(path).get_json()["data"])


def test_claims_of_a_source_are_rows_too(client: FlaskClient) -> None:
    claim = a_claim(client)
    path = f"/v1/sources/{claim['attribution'][0]['source']['id']}/claims"

    assert [row["id"] for row in table_of(client.get(f"{path}.csv").text)] == [claim["id"]]


def test_fields_pick_columns_and_members_alike(client: FlaskClient) -> None:
    claim = a_claim(client)
    query = "origin=Ida+Marsh&fields=text,certainty.level"
    certainty = claim["certainty"]["level"]

    assert client.get(f"/v1/claims.csv?{query}").text.splitlines() == [
        "id,text,certainty",
        f"{claim['id']},{claim['text']},{certainty}",
    ]
    assert lines_of(client.get(f"/v1/claims.ndjson?{query}").text) == [
        {"id": claim["id"], "text": claim["text"], "certainty": {"level": certainty}}
    ]


def test_ids_are_looked_up_as_rows(client: FlaskClient) -> None:
    first, _, third = five_sources(client)[:3]

    rows = lines_of(client.get(f"/v1/sources.ndjson?ids={third},{first}").text)

    assert [row["id"] for row in rows] == [third, first]


@pytest.mark.parametrize("misplaced", ["total=true", "facet=status", "include=article"])
def test_what_only_json_can_hold_is_refused(client: FlaskClient, misplaced: str) -> None:
    problem = client.get(f"/v1/claims?{misplaced}", headers={"Accept": "text/csv"}).get_json()

    detail = "Only the JSON of a list can hold this: leave it out, or ask for application/json."
    assert problem["errors"] == [{"detail": detail, "parameter": misplaced.partition("=")[0]}]


@pytest.mark.in_process("lowers how many matches are ranked")
def test_a_ranking_that_is_not_whole_is_no_whole_list(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("We have no divers.", "We have no divers now."):
        client.post("/v1/claims", json=a_claim_body(an_article(client, text=text)))
    path = "/v1/claims.csv?q=divers&sort=relevance"
    assert len(table_of(client.get(path).text)) == 2
    monkeypatch.setattr("storage.claim_search.RANKED_MATCHES", 1)

    assert client.get(path).status_code == 422
    assert len(table_of(client.get(f"{path}&limit=50").text)) == 1


def test_a_merged_source_sends_its_readers_on_with_the_suffix(client: FlaskClient) -> None:
    merged, into = five_sources(client)[:2]
    client.post(f"/v1/sources/{merged}/merge", json={"into": into}, headers={"If-Match": "*"})

    response = client.get(f"/v1/sources/{merged}/claims.csv")

    assert (response.status_code, response.headers["Location"]) == (308, f"/v1/sources/{into}/claims.csv")


@pytest.mark.parametrize("path", LISTS)
def test_unknown_parameters_are_refused_as_in_json(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}.csv?colour=red&limit=2")

    assert (response.status_code, response.content_type) == (422, "application/problem+json")


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_head_tells_the_headers_alone(client: FlaskClient, form: str) -> None:
    got, head = client.get(f"/v1/claims.{form}"), client.head(f"/v1/claims.{form}")

    assert (head.status_code, head.data, head.content_type) == (200, b"", got.content_type)
