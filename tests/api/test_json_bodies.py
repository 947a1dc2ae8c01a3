"""Bodies that are no JSON, or could be read in two ways."""

import pytest
from flask.testing import FlaskClient

from storage.changes import list_changes
from storage.database import Database


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "Expecting value, at line 1, column 1."),
        (b'{"text": "x"', "Expecting ',' delimiter, at line 1, column 13."),
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
