"""Chains that break a law: each is refused, where it breaks it, and nothing is stored."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import a_claim_body, an_article

INVALID = "/problems/invalid-request"


def count_changes(db: Database) -> int:
    return len(list_changes(db, limit=1000))


def hop(step: int, role: str, act: str = "said", **told: Any) -> dict[str, Any]:
    source = (
        {} if role == "publisher" else {"mode": "indirect", "source": {"kind": "person", "name": "Ida Marsh"}}
    )
    return {"step": step, "role": role, "act": act, **source, **told}


PUBLISHER = hop(1, "publisher", "published")

ANONYMITY = {"descriptor": "one official"}

CHAINS: list[tuple[list[Any], str]] = [
    ([], "#/attribution"),
    (["Ida Marsh"], "#/attribution/0"),
    ([hop(0, "origin")], "#/attribution"),
    ([PUBLISHER], "#/attribution"),
    ([hop(0, "origin"), hop(2, "publisher", "published")], "#/attribution"),
    ([hop(0, "publisher", "published"), hop(1, "origin")], "#/attribution"),
    ([hop(0, "origin"), PUBLISHER, hop(2, "publisher", "published")], "#/attribution"),
    ([hop(0, "relay"), PUBLISHER], "#/attribution"),
    ([hop(0, "author"), PUBLISHER], "#/attribution/0/role"),
    ([hop(0, "origin", "shouted"), PUBLISHER], "#/attribution/0/act"),
    ([hop("0", "origin"), PUBLISHER], "#/attribution/0/step"),  # type: ignore[arg-type]  # what is tested
    ([hop(0, "origin", source={}), PUBLISHER], "#/attribution/0/source"),
    ([hop(0, "origin", source={"id": "none"}), PUBLISHER], "#/attribution/0/source/id"),
    ([hop(0, "origin", source={"kind": "person"}), PUBLISHER], "#/attribution/0/source"),
    (
        [hop(0, "origin", source={"kind": "anonymous", "name": "one"}), PUBLISHER],
        "#/attribution/0/source/anonymity",
    ),
    (
        [hop(0, "origin", source={"kind": "person", "name": "Ida", "anonymity": ANONYMITY}), PUBLISHER],
        "#/attribution/0/source/anonymity",
    ),
    ([{"step": 0, "role": "origin", "act": "said"}, PUBLISHER], "#/attribution/0/source"),
    (
        [hop(0, "origin"), {**PUBLISHER, "source": {"kind": "outlet", "name": "Another Paper"}}],
        "#/attribution/1/source",
    ),
    (
        [
            hop(
                0,
                "origin",
                mention="Otto",
                mention_position={"type": "TextPositionSelector", "start": 0, "end": 4},
            ),
            PUBLISHER,
        ],
        "#/attribution/0/mention",
    ),
]


@pytest.mark.parametrize(("chain", "pointer"), CHAINS, ids=lambda value: repr(value)[:80])
def test_a_chain_that_breaks_a_law_is_refused(
    client: FlaskClient, db: Database, chain: list[Any], pointer: str
) -> None:
    body = a_claim_body(an_article(client), attribution=chain)
    changes = count_changes(db)

    response = client.post("/v1/claims", json=body)

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, INVALID)
    assert all(error["pointer"].startswith(pointer) for error in problem["errors"])
    assert count_changes(db) == changes
