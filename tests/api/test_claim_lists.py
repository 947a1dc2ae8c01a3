"""Lists of claims: filters, sorts, and what they refuse."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.paging import page_answer
from storage.pages import Page
from tests.api.stories import a_claim_body, an_article


def hop(step: int, role: str, act: str, kind: str | None = None, name: str | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"step": step, "role": role, "act": act}
    if name:
        told |= {"mode": "indirect", "source": {"kind": kind, "name": name}}
    return told


@pytest.fixture
def three(client: FlaskClient) -> FlaskClient:
    """Make three claims: alpha by a person, beta by a company through Reuters, gamma by nobody."""
    courier = an_article(
        client, text="Alpha and beta.", publisher={"name": "The Valley Courier"}, published_on="2026-01-01"
    )
    post = an_article(
        client, text="Gamma.", publisher={"name": "The Northgate Post"}, published_on="2026-02-01"
    )
    for page in client.get("/v1/claims?limit=200").get_json()["data"]:
        path = f"/v1/claims/{page['id']}"
        client.delete(path, headers={"If-Match": "*"})
    publisher = hop(1, "publisher", "published")
    alpha = {
        "text": "Alpha holds.",
        "attribution": [hop(0, "origin", "said", "person", "Ida Marsh"), publisher],
        "certainty": {"level": "possible", "polarity": "positive"},
        "confidence": {"score": 10},
    }
    beta = {
        "text": "Beta fails.",
        "attribution": [
            hop(0, "origin", "said", "organisation", "Northgate Water"),
            hop(1, "relay", "published", "news_agency", "Reuters"),
            hop(2, "publisher", "published"),
        ],
        "certainty": {"level": "asserted", "polarity": "negative"},
        "confidence": {"score": 50},
    }
    gamma = {
        "text": "Gamma stays.",
        "attribution": [hop(0, "publisher", "published")],
        "certainty": {"level": "asserted", "polarity": "positive"},
        "confidence": {"score": 90},
        "status": "rejected",
    }
    for article, words, told in ((courier, "Alpha", alpha), (courier, "beta", beta), (post, "Gamma", gamma)):
        fragments = [{"quote": {"type": "TextQuoteSelector", "exact": words}}]
        response = client.post("/v1/claims", json=a_claim_body(article, fragments=fragments, **told))
        assert response.status_code == 201, response.text
    return client


def names(client: FlaskClient, query: Any) -> list[str]:
    page = client.get("/v1/claims", query_string=query).get_json()
    return [claim["text"].split()[0].lower() for claim in page["data"]]


ANY_STATUS = [("status", "active"), ("status", "rejected")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ([], ["beta", "alpha"]),
        (ANY_STATUS, ["gamma", "beta", "alpha"]),
        ([("status", "rejected")], ["gamma"]),
        ([("q", "holds")], ["alpha"]),
        ([("q", '"* AND NEAR(')], []),
        ([("source", "reuters")], ["beta"]),
        ([("source", "The Valley Courier")], ["beta", "alpha"]),
        ([("origin", "Ida Marsh")], ["alpha"]),
        ([("origin", "Reuters")], []),
        ([("relay", "Reuters")], ["beta"]),
        ([("publisher", "The Northgate Post"), *ANY_STATUS], ["gamma"]),
        ([("origin_kind", "person")], ["alpha"]),
        ([("origin_kind", "person"), ("origin_kind", "organisation")], ["beta", "alpha"]),
        ([("origin_kind", "person,organisation")], ["beta", "alpha"]),
        ([("origin_kind", "person,group"), ("origin_kind", "organisation")], ["beta", "alpha"]),
        ([("mode", "unattributed"), *ANY_STATUS], ["gamma"]),
        ([("certainty", "possible")], ["alpha"]),
        ([("polarity", "negative")], ["beta"]),
        ([("confidence_min", "11")], ["beta"]),
        ([("confidence_max", "10")], ["alpha"]),
        ([("confidence_level", "medium")], ["beta"]),
        ([("published_from", "2026-01-02"), *ANY_STATUS], ["gamma"]),
        ([("published_to", "2026-01-01"), *ANY_STATUS], ["beta", "alpha"]),
        ([("article", "none")], []),
        ([("relay", "Reuters"), ("certainty", "possible")], []),
        ([("sort", "created_at")], ["alpha", "beta"]),
        ([("sort", "-confidence"), *ANY_STATUS], ["gamma", "beta", "alpha"]),
        ([("sort", "confidence"), *ANY_STATUS], ["alpha", "beta", "gamma"]),
        ([("sort", "-published_on"), ("q", "gamma"), *ANY_STATUS], ["gamma"]),
        ([("sort", "relevance"), ("q", "holds")], ["alpha"]),
    ],
)
def test_claims_are_listed_by_what_is_known_of_them(
    three: FlaskClient, query: list[tuple[str, str]], expected: list[str]
) -> None:
    assert names(three, query) == expected


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("=red", ""),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=1_0", "limit"),
        ("limit=%D9%A1", "limit"),
        ("limit=5&limit=5", "limit"),
        ("limit=", "limit"),
        ("q=", "q"),
        ("q=%00", "q"),
        ("q=a&q=b", "q"),
        ("certainty=sure", "certainty"),
        ("certainty=", "certainty"),
        ("origin_kind=person&origin_kind=robot", "origin_kind"),
        ("origin_kind=person,", "origin_kind"),
        ("origin_kind=,person", "origin_kind"),
        ("origin_kind=person,,group", "origin_kind"),
        ("origin_kind=person,person", "origin_kind"),
        ("origin_kind=person&origin_kind=group,person", "origin_kind"),
        ("origin_kind=person, group", "origin_kind"),
        ("confidence_min=101", "confidence_min"),
        ("confidence_min=-1", "confidence_min"),
        ("confidence_min=60&confidence_max=50", "confidence_max"),
        *(
            (f"check_worthiness_min={value}", "check_worthiness_min")
            for value in ("1.1", "-0.1", "nan", "1e-1", ".5", "0,5", "half")
        ),
        ("published_from=2026-02-30", "published_from"),
        ("published_from=20260201", "published_from"),
        ("published_from=2026-02-02&published_to=2026-02-01", "published_to"),
        ("sort=colour", "sort"),
        ("sort=relevance", "sort"),
        ("cursor=x", "cursor"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused(client: FlaskClient, query: str, parameter: str) -> None:
    response = client.get(f"/v1/claims?{query}")

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, "/problems/invalid-request")
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


@pytest.mark.parametrize("url", ["dam", "https://", "https://\u200b.com/", f"https://{'a' * 64}.com/"])
def test_an_address_that_is_none_is_refused(client: FlaskClient, url: str) -> None:
    response = client.get("/v1/articles", query_string={"url": url})

    assert (response.status_code, response.get_json()["errors"][0]["parameter"]) == (422, "url")


def test_found_claims_are_listed_by_what_deserves_to_be_checked(client: FlaskClient) -> None:
    text = "The dam at Arle holds 40 million litres, the regulator said. It is old, Mayor Ida Brandt said."
    article = an_article(client, text=text)
    stands = [{"quote": {"type": "TextQuoteSelector", "exact": "The dam at Arle"}}]
    client.post("/v1/claims", json=a_claim_body(article, fragments=stands))

    def worths(query: str, cursor: str = "") -> list[float | None]:
        found = client.get(f"/v1/claims?{query}{cursor}").get_json()
        rest = worths(query, f"&cursor={found['next_cursor']}") if "next_cursor" in found else []
        return [one.get("extraction", {}).get("check_worthiness") for one in found["data"]] + rest

    most, least, by_hand = worths("sort=-check_worthiness&limit=1")
    assert most is not None and least is not None and 1 >= most > least > 0 and by_hand is None
    assert worths(f"check_worthiness_min={most}") == [most]


def test_every_wrong_parameter_is_told(client: FlaskClient) -> None:
    errors = client.get("/v1/claims?limit=0&sort=colour").get_json()["errors"]

    assert errors == [
        {"detail": "Must be 1 to 200.", "parameter": "limit"},
        {
            "detail": "Must be one of: published_on, -published_on, created_at, -created_at, confidence, "
            "-confidence, -check_worthiness, relevance.",
            "parameter": "sort",
        },
    ]


def test_routes_without_parameters_refuse_any(client: FlaskClient) -> None:
    problem = client.get("/healthz?pretty=1").get_json()

    assert problem["errors"] == [
        {"detail": "There is no such parameter; none is known here.", "parameter": "pretty"}
    ]


@pytest.mark.in_process("builds an answer without a request")
def test_too_many_matches_to_rank_are_told(app: Flask) -> None:
    with app.test_request_context("/v1/claims?q=said&sort=relevance"):
        answer = page_answer(Page([], None, ranked_newest_only=True), {})

    assert answer.get_json() == {"data": [], "ranked_newest_only": True}
