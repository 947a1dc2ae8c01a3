"""Another engine changes nothing that is stored until an article is analysed again."""

import pytest
from flask.testing import FlaskClient

from api.settings import Settings
from extraction.engine import DEFAULT_ENGINE

TEXT = 'The dam may not hold, Ida Brandt said on Monday.\n\n"We have no divers," one engineer told Reuters.'


@pytest.fixture
def article_id(whosaid, tmp_path, monkeypatch) -> str:
    """Take an article in with the rules engine, and go on with the default one."""
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("WHOSAID_EXTRACTOR", "rules")
    taken = whosaid("ingest", "dam.txt").stdout.split("\t")[1]
    monkeypatch.delenv("WHOSAID_EXTRACTOR")
    return taken


@pytest.fixture
def client(make_app, database) -> FlaskClient:
    return make_app(Settings(database=database)).test_client()


def engines_of(client: FlaskClient, status: str = "active") -> set[str]:
    claims = client.get(f"/v1/claims?status={status}").get_json()["data"]
    return {claim["extraction"]["engine"] for claim in claims}


def test_another_engine_leaves_stored_claims_until_it_is_asked(whosaid, client, article_id):
    assert engines_of(client) == {"rules"}

    assert whosaid("reanalyse").stdout == f"{article_id}\n"

    assert (engines_of(client), engines_of(client, "superseded")) == ({DEFAULT_ENGINE}, {"rules"})


def test_what_the_present_engine_read_last_is_not_read_again(whosaid, client, article_id):
    whosaid("reanalyse")
    before = client.get("/v1/claims").get_json()

    assert whosaid("reanalyse").stdout == ""
    assert client.get("/v1/claims").get_json() == before


def test_an_edited_claim_stays_as_it_is(whosaid, client, article_id):
    path = f"/v1/claims/{client.get('/v1/claims').get_json()['data'][0]['id']}"
    edited = client.patch(path, json={"text": "The dam holds."}, headers={"If-Match": "*"}).get_json()

    whosaid("reanalyse")

    assert client.get(path).get_json() == edited


@pytest.mark.parametrize("change", [{"status": "rejected"}, {"text": "Arle has no divers."}])
def test_a_claim_of_an_unnamed_source_does_not_come_back_beside_what_people_made_of_it(
    whosaid, client, article_id, change
):
    [claim] = client.get("/v1/claims?relay=Reuters").get_json()["data"]
    client.patch(f"/v1/claims/{claim['id']}", json=change, headers={"If-Match": "*"})

    whosaid("reanalyse")
    whosaid("reanalyse", article_id)

    claims = client.get("/v1/claims?relay=Reuters&status=active,rejected").get_json()["data"]
    assert [each["id"] for each in claims] == [claim["id"]]
    assert [source["name"] for source in client.get("/v1/sources?kind=anonymous").get_json()["data"]] == [
        "one engineer"
    ]


def test_an_article_that_is_named_is_read_again_in_any_case(whosaid, client, article_id):
    whosaid("reanalyse")

    assert whosaid("reanalyse", article_id).stdout == f"{article_id}\n"

    assert engines_of(client, "superseded") == {"rules", DEFAULT_ENGINE}


def test_what_cannot_be_analysed_is_reported_and_the_rest_go_on(whosaid, article_id):
    result = whosaid("reanalyse", "none", article_id)

    assert (result.exit_code, result.stdout) == (1, f"{article_id}\n")
    assert result.stderr.startswith("none: ")
    assert result.stderr.endswith("Error: 1 of 2 articles could not be analysed.\n")


def test_the_history_tells_who_analysed_again(whosaid, client, article_id):
    whosaid("reanalyse")

    changes = client.get(f"/v1/articles/{article_id}/history").get_json()["data"]
    actors = [change["actor"] for change in changes if change["action"] == "analyse"]
    assert actors == ["whosaid reanalyse", "whosaid ingest"]
