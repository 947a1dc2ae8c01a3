"""Assessments of claims over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import a_claim, the_tag

LIKELY = {
    "assessor": {"kind": "person", "name": "Ida Brandt"},
    "assessed_at": "2026-11-21T10:30:00+01:00",
    "scale": "icd_203",
    "label": "likely",
}
BY_A_TOOL = {
    "assessor": {"kind": "tool", "name": "checker", "version": "2.1"},
    "assessed_at": "2026-11-20T09:00:00Z",
    "scale": "stix",
    "label": "63",
    "note": "Two sources.",
}


@pytest.fixture
def path(client: FlaskClient) -> str:
    return f"/v1/claims/{a_claim(client)['id']}/assessments"


def assess(client: FlaskClient, path: str, **told: Any) -> Any:
    response = client.post(path, json={**LIKELY, **told})
    assert response.status_code == 201, response.text
    return response.get_json()


def withdraw(client: FlaskClient, path: str, assessment: Any) -> Any:
    there = f"{path}/{assessment['id']}"
    return client.post(f"{there}/withdraw", json={"reason": "A slip."}, headers=the_tag(client, there))


def test_an_assessment_comes_back_as_it_went_in(client: FlaskClient, path: str) -> None:
    response = client.post(path, json=BY_A_TOOL)

    made = response.get_json()
    assert {name: made[name] for name in BY_A_TOOL} == {
        **BY_A_TOOL,
        "assessed_at": "2026-11-20T09:00:00.000Z",
    }
    assert (made["status"], made["confidence"]) == ("active", {"value": 63})
    assert client.get(response.headers["Location"]).get_json() == made


def test_a_likelihood_is_no_confidence(client: FlaskClient, path: str) -> None:
    made = assess(client, path)

    assert made["likelihood"] == {"range": {"low": 55, "high": 80, "includes_high": False}}
    assert "confidence" not in made
    assert made["assessed_at"] == "2026-11-21T09:30:00.000Z"


def test_assessments_are_listed_and_filtered(client: FlaskClient, path: str) -> None:
    mine, tools = assess(client, path), assess(client, path, **BY_A_TOOL)

    def listed(**query: str) -> list[Any]:
        data: list[Any] = client.get(path, query_string=query).get_json()["data"]
        return data

    assert listed() == [tools, mine]
    assert listed(sort="-assessed_at") == [mine, tools]
    assert listed(scale="icd_203,dni") == [mine]
    assert listed(status="withdrawn") == []


def test_assessments_come_page_by_page(client: FlaskClient, path: str) -> None:
    made = [assess(client, path) for _ in range(3)]

    first = client.get(path, query_string={"limit": 2})
    cursor = first.get_json()["next_cursor"]
    rest = client.get(path, query_string={"limit": 2, "cursor": cursor}).get_json()

    assert first.get_json()["data"] + rest["data"] == made[::-1]
    assert "next_cursor" not in rest


def test_a_withdrawn_assessment_stays_on_record(client: FlaskClient, path: str) -> None:
    made = assess(client, path)

    withdrawn = withdraw(client, path, made).get_json()

    assert (withdrawn["status"], withdrawn["version"], withdrawn["withdrawal_reason"]) == (
        "withdrawn",
        2,
        "A slip.",
    )
    assert client.get(f"{path}/{made['id']}").get_json() == withdrawn
    assert client.get(path).get_json()["data"] == []
    assert client.get(path, query_string={"status": "active,withdrawn"}).get_json()["data"] == [withdrawn]


def test_it_is_withdrawn_once_and_not_blindly(client: FlaskClient, path: str) -> None:
    made = assess(client, path)
    there = f"{path}/{made['id']}/withdraw"

    assert client.post(there, json={"reason": "No."}).status_code == 428
    assert client.post(there, json={"reason": "No."}, headers={"If-Match": '"older"'}).status_code == 412
    assert withdraw(client, path, made).status_code == 200
    assert withdraw(client, path, made).status_code == 409


def test_a_retry_is_not_a_second_opinion(client: FlaskClient, path: str) -> None:
    key = {"Idempotency-Key": '"one-opinion"'}

    first, second = (client.post(path, json=LIKELY, headers=key) for _ in range(2))

    assert first.get_json() == second.get_json()
    assert len(client.get(path).get_json()["data"]) == 1


@pytest.mark.parametrize(
    ("changed", "pointer", "said"),
    [
        ({"label": "quite likely"}, "#/label", "likely / probable"),
        ({"scale": "stix", "label": "1.5"}, "#/label", "from 0 to 100"),
        ({"scale": "admiralty_reliability", "label": "B"}, "#/scale", "Must be one of"),
        ({"assessor": {"kind": "tool", "name": "checker"}}, "#/assessor/version", "which version"),
        ({"assessed_at": "2026-11-21"}, "#/assessed_at", "time with its zone"),
        ({"value": 60}, "#/value", "no such field"),
    ],
)
def test_what_is_no_assessment_is_refused_where_it_stands(
    client: FlaskClient, path: str, changed: dict[str, Any], pointer: str, said: str
) -> None:
    response = client.post(path, json={**LIKELY, **changed})

    [error] = response.get_json()["errors"]
    assert (response.status_code, error["pointer"]) == (422, pointer)
    assert said in error["detail"]


@pytest.mark.parametrize("place", ["", "/nothing", "/nothing/withdraw", "/nothing/history"])
def test_what_is_not_there_is_not_found(client: FlaskClient, place: str) -> None:
    there = f"/v1/claims/nobody's/assessments{place}"
    method = client.post if place.endswith("withdraw") else client.get
    body = {"json": {"reason": "No."}, "headers": {"If-Match": "*"}} if place.endswith("withdraw") else {}

    assert method(there, **body).status_code == 404


def test_the_history_of_an_assessment_outlives_its_claim(client: FlaskClient, path: str) -> None:
    made = assess(client, path)
    withdraw(client, path, made)
    claim = path.removesuffix("/assessments")
    client.delete(claim, headers=the_tag(client, claim))

    history = client.get(f"{path}/{made['id']}/history").get_json()["data"]

    assert [(change["action"], change.get("reason")) for change in history] == [
        ("replace", "A slip."),
        ("add", None),
    ]
    assert client.get(f"{path}/{made['id']}").status_code == 404


def test_confidence_and_likelihood_have_columns_of_their_own(client: FlaskClient, path: str) -> None:
    assess(client, path)
    assess(client, path, **BY_A_TOOL)

    header, *rows = client.get(f"{path}.csv").text.splitlines()

    cells = [dict(zip(header.split(","), row.split(","), strict=True)) for row in rows]
    assert [(row["confidence_value"], row["likelihood_low"], row["likelihood_high"]) for row in cells] == [
        ("63", "", ""),
        ("", "55", "80"),
    ]
