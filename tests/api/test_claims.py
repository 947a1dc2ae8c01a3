"""Claims over HTTP: made by hand, changed, removed."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.stories import TEXT, a_claim, a_claim_body, an_article, the_tag

START = TEXT.index("We have no divers")


def patch(client: FlaskClient, claim: dict[str, Any], changes: dict[str, Any]) -> Any:
    path = f"/v1/claims/{claim['id']}"
    return client.patch(path, json=changes, headers=the_tag(client, path))


def test_a_claim_made_by_hand_is_whole(client: FlaskClient) -> None:
    article = an_article(client, publisher={"name": "The Valley Courier"}, published_on="2026-05-04")

    response = client.post(
        "/v1/claims", json=a_claim_body(article, confidence={"score": 40, "reason": "A guess."})
    )

    claim = response.get_json()
    person, publisher = (hop["source"] for hop in claim["attribution"])
    assert response.headers["Location"] == f"/v1/claims/{claim['id']}"
    assert claim == {
        "id": claim["id"],
        "version": 1,
        "article_id": article["id"],
        "revision": 1,
        "published_on": "2026-05-04",
        "text": "There are no divers for the dam.",
        "quote": "We have no divers",
        "mode": "direct_quote",
        "fragments": [
            {
                "field": "text",
                "quote": {
                    "type": "TextQuoteSelector",
                    "exact": "We have no divers",
                    "prefix": TEXT[START - 32 : START],
                    "suffix": TEXT[START + 17 : START + 49],
                },
                "position": {"type": "TextPositionSelector", "start": START, "end": START + 17},
            }
        ],
        "attribution": [
            {
                "step": 0,
                "role": "origin",
                "act": "said",
                "mode": "direct_quote",
                "source": {"id": person["id"], "kind": "person", "name": "Ida Marsh"},
            },
            {"step": 1, "role": "publisher", "act": "published", "source": article["publisher"]},
        ],
        "certainty": {"level": "asserted", "polarity": "negative", "cues": []},
        "confidence": {
            "score": 40,
            "level": "medium",
            "explanation": [{"factor": "stated", "value": "40", "effect": 40, "reason": "A guess."}],
            "computed": False,
            "computed_at": claim["created_at"],
            "stale": False,
        },
        "status": "active",
        "edited": False,
        "created_at": claim["created_at"],
        "updated_at": claim["created_at"],
    }


def test_a_claim_is_got_as_it_was_made(client: FlaskClient) -> None:
    claim = a_claim(client)

    assert client.get(f"/v1/claims/{claim['id']}").get_json() == claim


def test_a_position_is_enough_to_say_where(client: FlaskClient) -> None:
    position = {"type": "TextPositionSelector", "start": START, "end": START + 19}

    claim = a_claim(client, fragments=[{"position": position}])

    assert claim["quote"] == "We have no divers 🤿"


def test_without_attribution_nobody_is_credited(client: FlaskClient) -> None:
    body = a_claim_body(an_article(client))
    del body["attribution"]

    claim = client.post("/v1/claims", json=body).get_json()

    assert (claim["mode"], [hop["role"] for hop in claim["attribution"]]) == ("unattributed", ["publisher"])


def test_without_a_stated_score_one_is_computed(client: FlaskClient) -> None:
    confidence = a_claim(client)["confidence"]

    assert confidence["computed"] is True
    assert sum(factor["effect"] for factor in confidence["explanation"]) == confidence["score"]


def test_a_patch_changes_what_it_names_and_marks_the_claim_edited(client: FlaskClient) -> None:
    claim = a_claim(client)

    patched = patch(client, claim, {"text": "No divers are there."}).get_json()

    changed = {
        "text": "No divers are there.",
        "version": 2,
        "edited": True,
        "updated_at": patched["updated_at"],
    }
    assert patched == {**claim, **changed}


def test_objects_in_a_patch_are_merged(client: FlaskClient) -> None:
    claim = a_claim(client)

    patched = patch(client, claim, {"certainty": {"level": "possible"}}).get_json()

    assert patched["certainty"] == {"level": "possible", "polarity": "negative", "cues": []}


def test_new_grounds_have_a_computed_confidence_computed_again(client: FlaskClient) -> None:
    claim = a_claim(client)

    patched = patch(client, claim, {"certainty": {"level": "doubtful"}}).get_json()

    assert patched["confidence"]["score"] < claim["confidence"]["score"]
    assert patched["confidence"]["stale"] is False


def test_new_grounds_make_a_stated_confidence_stale(client: FlaskClient) -> None:
    claim = a_claim(client, confidence={"score": 40})

    patched = patch(client, claim, {"certainty": {"level": "doubtful"}}).get_json()

    assert patched["confidence"] == {**claim["confidence"], "stale": True}


def test_a_score_can_be_stated_by_a_patch_and_taken_back(client: FlaskClient) -> None:
    claim = a_claim(client)

    stated = patch(client, claim, {"confidence": {"score": 5}}).get_json()
    taken_back = patch(client, claim, {"confidence": None}).get_json()

    assert (stated["confidence"]["score"], stated["confidence"]["computed"]) == (5, False)
    assert taken_back["confidence"]["score"] == claim["confidence"]["score"]


def test_a_claim_stays_in_the_revision_it_stands_in(client: FlaskClient) -> None:
    claim = a_claim(client)
    client.post(f"/v1/articles/{claim['article_id']}/revisions", json={"text": "All is new."})

    patched = patch(client, claim, {"status": "rejected"}).get_json()

    assert (patched["status"], patched["revision"], patched["quote"]) == ("rejected", 1, claim["quote"])


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"text": None}, "#/text"),
        ({"quote": "x"}, "#/quote"),
        ({"colour": None}, "#/colour"),
        ({"certainty": {"colour": None}}, "#/certainty/colour"),
        ({"certainty": {"level": "sure"}}, "#/certainty/level"),
        ({"confidence": {"score": 101}}, "#/confidence/score"),
        ({"attribution": []}, "#/attribution"),
        ({"fragments": [None]}, "#/fragments/0"),
        ({"article_id": "x"}, "#/article_id"),
        ([], "#"),
    ],
)
def test_a_patch_that_leaves_no_claim_is_refused(client: FlaskClient, changes: Any, pointer: str) -> None:
    claim = a_claim(client)

    response = patch(client, claim, changes)

    assert (response.status_code, response.get_json()["errors"][0]["pointer"]) == (422, pointer)
    assert client.get(f"/v1/claims/{claim['id']}").get_json() == claim


def test_a_patch_that_changes_nothing_writes_nothing(client: FlaskClient) -> None:
    claim = a_claim(client)

    answers = [
        patch(client, claim, same)
        for same in ({}, {"status": "active"}, {"certainty": {"cues": []}}, {"fragments": claim["fragments"]})
    ]

    assert [(answer.status_code, answer.get_json()) for answer in answers] == [(200, claim)] * 4


def test_a_removed_claim_is_gone(client: FlaskClient) -> None:
    path = f"/v1/claims/{a_claim(client)['id']}"

    response = client.delete(path, headers=the_tag(client, path))

    assert (response.status_code, response.data) == (204, b"")
    assert client.get(path).status_code == 404
