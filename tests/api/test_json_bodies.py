"""Bodies that are no JSON, or could be read in two ways."""

import json
import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database
from tests.api.stories import an_article


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "Expecting value, at line 1, column 1."),
        (b'{"text": "x"', "Expecting ',' delimiter, at line 1, column 13."),
        (
            b'\xef\xbb\xbf{"text": "x"}',
            "The body begins with a byte order mark (U+FEFF); send it without one.",
        ),
        (b"{'text': 'x'}", "Expecting property name enclosed in double quotes, at line 1, column 2."),
        (b'{"text": "a", "text": "b"}', "The key 'text' stands twice in one object."),
        (b'{"text": NaN}', "NaN is not JSON."),
        (b'{"text": -Infinity}', "-Infinity is not JSON."),
        (b'{"text": 1e999}', "A number is too large."),
        (b'{"text": ' + b"9" * 5000 + b"}", "A number has too many digits."),
        (b'{"text": "\xff"}', "The body is not UTF-8: byte 10 does not fit."),
        (b"[" * 100_000, "The body is nested too deeply."),
        (b'{"text": "a\nb"}', "Invalid control character at, at line 1, column 12."),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_not_json_is_refused(client: FlaskClient, db: Database, body: bytes, detail: str) -> None:
    response = client.post("/v1/articles", data=body, content_type="application/json")

    problem = response.get_json()
    assert (response.status_code, problem["type"], problem["detail"]) == (
        400,
        "/problems/malformed-json",
        detail,
    )
    assert list_changes(db) == []


MANY = 200_000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{" + "".join(f'"{number}":1,' for number in range(MANY // 4)) + '"0":1}', 400),
        (json.dumps({"text": "x", "authors": [""] * MANY}), 422),
        (json.dumps({"text": "x", "authors": [None] * MANY}), 422),
        (json.dumps({"text": "x", "authors": ["\ud800"] * MANY}), 422),
    ],
    ids=["keys", "authors", "nulls", "surrogates"],
)
def test_a_body_of_a_million_faults_is_refused_soon_and_in_short(
    client: FlaskClient, body: str, status: int
) -> None:
    began = time.process_time()

    response = client.post("/v1/articles", data=body, content_type="application/json")

    seconds = time.process_time() - began
    assert (response.status_code, len(response.data) < 20_000, seconds < 5) == (status, True, True)


def test_of_very_many_faults_the_first_100_are_told_and_that_there_are_more(client: FlaskClient) -> None:
    def told(nulls: int) -> Any:
        problem = client.post("/v1/sources", json=[None] * nulls).get_json()
        return problem["detail"], len(problem["errors"])

    assert told(100) == ("100 things are wrong; see errors.", 100)
    assert told(101) == ("More than 100 things are wrong; errors tells the first 100.", 100)
    unknown = client.get("/v1/claims?" + "&".join(f"unknown_{number}=1" for number in range(101))).get_json()
    assert (unknown["detail"], len(unknown["errors"])) == told(101)


def test_of_a_patch_of_many_faults_the_first_are_told(client: FlaskClient) -> None:
    path = f"/v1/articles/{an_article(client)['id']}"
    patch = {f"unknown_{number}": 1 for number in range(1000)}

    response = client.patch(path, json=patch, headers={"If-Match": "*"})

    assert (response.status_code, len(response.get_json()["errors"])) == (422, 100)
