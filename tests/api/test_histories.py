"""Histories over HTTP, the reasons in them, and a claim as it was."""

import csv
import io
import time
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from storage.clock import now
from tests.api.stories import a_claim, a_source, an_article, the_tag


def history(client: FlaskClient, path: str, **query: Any) -> list[dict[str, Any]]:
    response = client.get(f"{path}/history", query_string=query)
    assert response.status_code == 200, response.text
    changes: list[dict[str, Any]] = response.get_json()["data"]
    return changes


def patch(client: FlaskClient, path: str, told: dict[str, Any], reason: str | None = None) -> Any:
    query = {"reason": reason} if reason else None
    response = client.patch(path, json=told, query_string=query, headers=the_tag(client, path))
    assert response.status_code == 200, response.text
    return response.get_json()


def a_moment(client: FlaskClient) -> str:
    """Return a time after all writes before and before all that come."""
    time.sleep(0.002)
    moment = now()
    time.sleep(0.002)
    return moment


def test_a_claims_history_says_who_changed_what_when_and_why(client: FlaskClient) -> None:
    claim = a_claim(client)
    path = f"/v1/claims/{claim['id']}"

    changed = patch(client, path, {"text": "The dam has no divers."}, "Nearer to the quote – of course.")

    newest, oldest = history(client, path)
    assert (oldest["action"], oldest["version"], oldest["after"]) == ("add", 1, claim)
    assert {name: newest[name] for name in newest if name not in ("id", "actor")} == {
        "at": changed["updated_at"],
        "reason": "Nearer to the quote – of course.",
        "action": "replace",
        "entity": {"type": "claim", "id": claim["id"]},
        "version": 2,
        "before": {"text": claim["text"], "edited": False},
        "after": {"text": "The dam has no divers.", "edited": True},
    }


def test_a_found_claims_history_begins_with_its_analysis(client: FlaskClient) -> None:
    article = an_article(client)
    claim = client.get(f"/v1/articles/{article['id']}/claims").get_json()["data"][0]

    (change,) = history(client, f"/v1/claims/{claim['id']}")

    assert (change["action"], change["entity"]["id"]) == ("analyse", article["analysis"]["id"])
    assert change["after"] == claim


def test_a_reason_may_come_with_every_write(client: FlaskClient) -> None:
    article = an_article(client)
    told = {"kind": "person", "name": "Ida Marsh"}
    source = client.post("/v1/sources?reason=Named+there.", json=told).get_json()
    path = f"/v1/articles/{article['id']}"
    client.delete(f"{path}?reason=Asked%20for.", headers=the_tag(client, path))

    assert history(client, f"/v1/sources/{source['id']}")[0]["reason"] == "Named there."
    assert history(client, path)[0]["reason"] == "Asked for."


@pytest.mark.parametrize("reason", ["", " ", "x" * 1001])
def test_a_reason_that_says_nothing_or_too_much_is_refused(client: FlaskClient, reason: str) -> None:
    told = {"kind": "person", "name": "Ida Marsh"}

    response = client.post("/v1/sources", json=told, query_string={"reason": reason})

    assert (response.status_code, response.get_json()["errors"][0]["parameter"]) == (422, "reason")


def test_a_removed_resource_is_gone_and_its_history_stays(client: FlaskClient) -> None:
    claim = a_claim(client)
    path = f"/v1/claims/{claim['id']}"
    client.delete(path, headers=the_tag(client, path))

    assert client.get(path).status_code == 404
    assert [change["action"] for change in history(client, path, sort="at")] == ["add", "remove"]
    assert history(client, path)[0]["before"] == claim


@pytest.mark.parametrize("noun", ["articles", "claims", "sources"])
def test_what_never_was_has_no_history(client: FlaskClient, noun: str) -> None:
    assert client.get(f"/v1/{noun}/none/history").status_code == 404


def test_a_history_comes_page_by_page_and_is_not_sent_twice(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client, 'A')['id']}"
    for name in ("B", "C"):
        patch(client, path, {"name": name})

    first = client.get(f"{path}/history?limit=2")
    rest = client.get(first.headers["Link"].partition(">")[0][1:])
    again = client.get(f"{path}/history?limit=2", headers={"If-None-Match": first.headers["ETag"]})

    changes = first.get_json()["data"] + rest.get_json()["data"]
    assert [change["version"] for change in changes] == [3, 2, 1]
    assert ("next_cursor" in rest.get_json(), again.status_code) == (False, 304)


def test_a_history_comes_as_csv(client: FlaskClient) -> None:
    path = f"/v1/sources/{a_source(client, 'A')['id']}"
    patch(client, path, {"name": "B"})

    lines = list(csv.DictReader(io.StringIO(client.get(f"{path}/history.csv?sort=at").text)))

    assert [(line["action"], line["version"], line["after"]) for line in lines[1:]] == [
        ("replace", "2", '{"name":"B"}')
    ]


def test_a_claim_is_told_as_it_was(client: FlaskClient) -> None:
    before = a_moment(client)
    claim = a_claim(client)
    path = f"/v1/claims/{claim['id']}"
    between = a_moment(client)
    patch(client, f"/v1/sources/{claim['attribution'][0]['source']['id']}", {"name": "Ida Marsh-Lind"})
    client.delete(path, headers=the_tag(client, path))

    assert client.get(path, query_string={"as_of": between}).get_json() == claim
    for moment, why in ((before, "not there yet"), (a_moment(client), "was removed")):
        problem = client.get(path, query_string={"as_of": moment})
        assert (problem.status_code, why in problem.get_json()["detail"]) == (404, True)


def test_nothing_is_changed_by_the_tag_of_what_was(client: FlaskClient) -> None:
    path = f"/v1/claims/{a_claim(client)['id']}"

    then = client.get(path, query_string={"as_of": a_moment(client)})

    assert then.headers["ETag"] != client.get(path).headers["ETag"]
    assert then.headers["Link"] == f'<{path}>; rel="latest-version", <{path}/history>; rel="version-history"'
    refused = client.delete(path, headers={"If-Match": then.headers["ETag"]})
    assert refused.status_code == 412


@pytest.mark.parametrize("as_of", ["2999-01-01T00:00:00Z", "yesterday", "2026-11-22", "2026-11-22T19:00:00"])
def test_a_time_to_come_and_no_time_are_refused(client: FlaskClient, as_of: str) -> None:
    response = client.get(f"/v1/claims/{a_claim(client)['id']}?as_of={quote(as_of)}")

    assert (response.status_code, response.get_json()["errors"][0]["parameter"]) == (422, "as_of")
