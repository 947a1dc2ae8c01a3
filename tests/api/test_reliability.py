"""Reliability letters of sources over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, a_source, the_tag

USUALLY = {"letter": "B", "assessed_on": "2026-11-20", "reason": "Corrections are rare and signed."}


@pytest.fixture
def source(client: FlaskClient) -> str:
    return f"/v1/sources/{a_source(client)['id']}"


def give(client: FlaskClient, source: str, **told: Any) -> Any:
    response = client.post(f"{source}/reliability", json={**USUALLY, **told})
    assert response.status_code == 201, response.text
    return response.get_json()


def withdraw(client: FlaskClient, source: str, letter: Any) -> Any:
    there = f"{source}/reliability/{letter['id']}"
    return client.post(f"{there}/withdraw", json={"reason": "A slip."}, headers=the_tag(client, there))


def test_a_letter_stands_beside_its_source_and_in_it(client: FlaskClient, source: str) -> None:
    tag = the_tag(client, source)
    response = client.post(f"{source}/reliability", json=USUALLY)

    given = response.get_json()
    assert {name: given[name] for name in USUALLY} == USUALLY
    assert client.get(response.headers["Location"]).get_json() == given
    assert client.get(source).get_json()["reliability"] == {"id": given["id"], **USUALLY}
    assert the_tag(client, source) != tag


def test_a_newer_letter_supersedes_and_is_listed_first(client: FlaskClient, source: str) -> None:
    first, second = give(client, source), give(client, source, letter="F")

    assert client.get(f"{source}/reliability").get_json() == {"data": [second, first]}
    assert client.get(source).get_json()["reliability"]["letter"] == "F"


def test_the_letter_before_stands_again_where_one_is_withdrawn(client: FlaskClient, source: str) -> None:
    first, second = give(client, source), give(client, source, letter="F")

    assert withdraw(client, source, first).status_code == 409
    assert withdraw(client, source, second).get_json()["withdrawal_reason"] == "A slip."
    assert client.get(source).get_json()["reliability"]["letter"] == "B"
    assert withdraw(client, source, first).status_code == 200
    assert "reliability" not in client.get(source).get_json()


def test_a_letter_makes_the_confidences_of_its_claims_stale(client: FlaskClient) -> None:
    claim = a_claim(client)
    give(client, f"/v1/sources/{claim['attribution'][0]['source']['id']}")

    after = client.get(f"/v1/claims/{claim['id']}").get_json()

    assert (claim["confidence"]["stale"], after["confidence"]) == (
        False,
        {**claim["confidence"], "stale": True},
    )


def test_a_patch_gives_no_letter_and_takes_none(client: FlaskClient, source: str) -> None:
    given = give(client, source)

    refused = client.patch(source, json={"reliability": {"letter": "A"}}, headers=the_tag(client, source))
    renamed = client.patch(source, json={"name": "Northgate"}, headers=the_tag(client, source))

    assert refused.get_json()["errors"][0]["pointer"] == "#/reliability"
    assert renamed.get_json()["reliability"]["id"] == given["id"]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"letter": "G"}, "#/letter"),
        ({"letter": "b"}, "#/letter"),
        ({"assessed_on": "yesterday"}, "#/assessed_on"),
        ({"reason": " "}, "#/reason"),
    ],
)
def test_what_is_no_letter_is_refused_where_it_stands(
    client: FlaskClient, source: str, changed: dict[str, str], pointer: str
) -> None:
    response = client.post(f"{source}/reliability", json={**USUALLY, **changed})

    assert response.status_code == 422
    assert [error["pointer"] for error in response.get_json()["errors"]] == [pointer]


def test_a_retry_gives_no_second_letter(client: FlaskClient, source: str) -> None:
    for _ in range(2):
        client.post(f"{source}/reliability", json=USUALLY, headers={"Idempotency-Key": "one-letter"})

    assert len(client.get(f"{source}/reliability").get_json()["data"]) == 1


def test_a_merged_sources_letters_are_asked_of_the_survivor(client: FlaskClient, source: str) -> None:
    survivor = a_source(client, "Reuters", "news_agency")["id"]
    client.post(f"{source}/merge", json={"into": survivor}, headers=the_tag(client, source))

    answer = client.get(f"{source}/reliability")

    assert (answer.status_code, answer.headers["Location"]) == (308, f"/v1/sources/{survivor}/reliability")


def test_letters_come_as_rows(client: FlaskClient, source: str) -> None:
    given = give(client, source)

    lines = client.get(f"{source}/reliability", headers={"Accept": "text/csv"}).text.splitlines()

    assert lines[0].startswith("id,source_id,number,letter,assessed_on,reason,")
    assert lines[1].startswith(f"{given['id']},{given['source_id']},1,B,2026-11-20,")
