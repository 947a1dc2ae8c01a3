"""Confidence by what the service knows: sources' letters, an organisation's weights, and computing again."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.confidences import recompute_confidences
from api.settings import Settings
from extraction.weights import packaged_weights, read_weights
from storage.changes import Editor
from storage.database import Database
from tests.api.stories import TEXT, a_claim, a_claim_body, a_source, an_article, documents, the_tag

BY = Editor("tester", "2026-11-22T20:00:00.000Z")
OURS = "ours-1"


def write_weights(path: Path, version: str = OURS) -> Path:
    """Write the project's weights under another version, a named person counting 20 points less."""
    told = json.loads((files("extraction") / "lexicons" / "confidence.json").read_bytes())
    told["version"] = version
    told["origin"]["person"]["points"] -= 20
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def give_letter(client: FlaskClient, source_id: str, letter: str) -> None:
    told = {"letter": letter, "assessed_on": "2026-11-20", "reason": "By its corrections."}
    assert client.post(f"/v1/sources/{source_id}/reliability", json=told).status_code == 201


def factors_of(claim: dict[str, Any]) -> dict[str, tuple[str, int]]:
    explanation = claim["confidence"]["explanation"]
    return {factor["factor"]: (factor["value"], factor["effect"]) for factor in explanation}


def claim_of(client: FlaskClient, claim_id: str) -> Any:
    return client.get(f"/v1/claims/{claim_id}").get_json()


def test_a_score_tells_which_weights_it_was_computed_with(client: FlaskClient) -> None:
    body = a_claim_body(an_article(client))

    computed = client.post("/v1/claims", json=body).get_json()["confidence"]
    stated = client.post("/v1/claims", json={**body, "confidence": {"score": 40}}).get_json()["confidence"]

    assert computed["weights"] == packaged_weights().name
    assert "weights" not in stated


def test_the_letter_of_a_claims_source_counts(client: FlaskClient) -> None:
    ida = a_source(client, "Ida Marsh", "person")
    give_letter(client, ida["id"], "E")

    assert factors_of(a_claim(client))["origin_reliability"] == ("E", -40)


def test_the_letters_of_relays_and_publishers_count_in_what_is_found(client: FlaskClient) -> None:
    reuters, herald = a_source(client, "Reuters", "news_agency"), a_source(client, "Brix Herald", "outlet")
    give_letter(client, reuters["id"], "A")
    give_letter(client, herald["id"], "D")

    article = an_article(client, publisher={"name": "Brix Herald"})

    told = client.get("/v1/claims", query_string={"relay": "Reuters", "article": article["id"]}).get_json()
    found = factors_of(told["data"][0])
    assert (found["relay_reliability"], found["publisher_reliability"]) == (("A", 2), ("D", -4))


def test_a_preview_knows_the_letter_of_the_publisher_it_is_told(client: FlaskClient) -> None:
    herald = a_source(client, "Brix Herald", "outlet")
    give_letter(client, herald["id"], "D")

    body = {"text": TEXT, "publisher": {"id": herald["id"]}}
    previewed = client.post("/v1/extractions", json=body).get_json()["claims"]

    letters = [factors_of(claim) for claim in previewed]
    assert [letter.get("origin_reliability") for letter in letters] == [("D", -20), None]
    assert [letter.get("publisher_reliability") for letter in letters] == [None, ("D", -4)]


def test_null_has_a_stale_confidence_computed_again_by_the_letter_that_stands(client: FlaskClient) -> None:
    claim = a_claim(client)
    give_letter(client, claim["attribution"][0]["source"]["id"], "D")
    there = f"/v1/claims/{claim['id']}"
    assert claim_of(client, claim["id"])["confidence"]["stale"]

    again = client.patch(there, json={"confidence": None}, headers=the_tag(client, there)).get_json()

    assert factors_of(again)["origin_reliability"] == ("D", -20)
    assert again["confidence"]["stale"] is False


def test_computing_again_follows_a_letter_and_makes_nobody_an_editor(
    client: FlaskClient, db: Database
) -> None:
    claim = a_claim(client)
    give_letter(client, claim["attribution"][0]["source"]["id"], "D")
    [found] = client.get("/v1/claims", query_string={"relay": "Reuters"}).get_json()["data"]

    assert list(recompute_confidences(db, None, by=BY)) == [claim["id"]]
    assert list(recompute_confidences(db, None, by=BY)) == []

    after = claim_of(client, claim["id"])
    assert after["confidence"]["score"] == claim["confidence"]["score"] - 20
    assert (after["edited"], after["confidence"]["stale"]) == (claim["edited"], False)
    assert claim_of(client, found["id"]) == found


def test_computing_again_leaves_a_stated_score_alone(client: FlaskClient, db: Database) -> None:
    stated = a_claim(client, confidence={"score": 40})
    give_letter(client, stated["attribution"][0]["source"]["id"], "E")
    before = claim_of(client, stated["id"])

    assert list(recompute_confidences(db, None, by=BY)) == []
    assert claim_of(client, stated["id"]) == before


def test_a_claim_gets_a_confidence_where_there_is_a_basis_by_now(client: FlaskClient, db: Database) -> None:
    article = an_article(client)
    body = a_claim_body(article)
    body["attribution"][0]["source"] = {"kind": "unknown", "name": "she"}
    claim = client.post("/v1/claims", json=body).get_json()
    source = f"/v1/sources/{claim['attribution'][0]['source']['id']}"
    client.patch(source, json={"kind": "person", "name": "Ida Marsh"}, headers=the_tag(client, source))

    assert claim["id"] in list(recompute_confidences(db, None, by=BY))
    assert "confidence" not in claim
    assert claim_of(client, claim["id"])["confidence"]["score"] == 66


@pytest.fixture
def settings(settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Point the settings at the weights of an organisation, where a test is marked so."""
    if "their_weights" not in request.fixturenames:
        return settings
    weights = read_weights(write_weights(tmp_path / "ours.json"))
    return Settings(database=settings.database, confidence_weights=weights)


@pytest.fixture
def their_weights() -> None:
    """Mark a test whose service has an organisation's own weights."""


@pytest.mark.usefixtures("their_weights")
@pytest.mark.in_process("its weights are in no file once they are read")
def test_every_way_in_computes_by_the_weights_that_are_set(client: FlaskClient) -> None:
    article = an_article(client)
    made = client.post("/v1/claims", json=a_claim_body(article)).get_json()
    there = f"/v1/claims/{made['id']}"
    patch = {"certainty": {"level": "possible"}}
    patched = client.patch(there, json=patch, headers=the_tag(client, there)).get_json()
    previewed = client.post("/v1/extractions", json={"text": TEXT}).get_json()["claims"]
    client.post(f"/v1/articles/{article['id']}/revisions", json={"text": TEXT + " Again."})
    client.post(f"/v1/articles/{article['id']}/analyses")
    listed = client.get("/v1/claims?status=active&status=superseded").get_json()["data"]

    confidences = [
        claim["confidence"] for claim in [made, patched, *previewed, *listed] if "confidence" in claim
    ]
    assert factors_of(made)["origin"] == ("person", 40)
    assert {confidence["weights"].split("+")[0] for confidence in confidences} == {OURS}


def test_other_weights_rewrite_nothing_until_that_is_asked_for(whosaid, tmp_path, monkeypatch) -> None:
    whosaid("seed")
    before = documents(whosaid("export"))
    monkeypatch.setenv("WHOSAID_CONFIDENCE_WEIGHTS", str(write_weights(tmp_path / "ours.json")))
    whosaid("seed")
    assert documents(whosaid("export")) == before

    recomputed = whosaid("recompute").stdout.split()

    after = documents(whosaid("export"))
    computed = [claim["id"] for claim in before if "confidence" in claim]
    assert sorted(recomputed) == sorted(computed)
    assert {claim["confidence"]["weights"][:7] for claim in after if "confidence" in claim} == {f"{OURS}+"}
    assert whosaid("recompute").stdout == ""
    assert whosaid("check").exit_code == 0


def test_weights_that_break_a_law_are_told_of_before_anything_starts(whosaid, tmp_path, monkeypatch) -> None:
    path = write_weights(tmp_path / "ours.json", version="")
    monkeypatch.setenv("WHOSAID_CONFIDENCE_WEIGHTS", str(path))

    refused = whosaid("serve")

    assert refused.exit_code == 1
    assert refused.stderr == (
        f"Error: WHOSAID_CONFIDENCE_WEIGHTS is '{path}', but must be packaged, or a file of weights; in this "
        'one, version: is a name of up to 40 characters, such as "our-weights-1".\n'
    )
