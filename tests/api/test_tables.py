"""Tables of documents, and the CSV they make."""

import csv
import io
import json

import pytest

from api.claim_table import CLAIMS
from api.tables import Column, Table, column
from storage.database import Database

NAMES = Table((column("id"), column("size.height"), Column("notes", "notes", lambda one: one["notes"])))


def a_cell(db: Database, value: object) -> str:
    return Table((column("note"),)).lines(db, [json.dumps({"note": value})])


def test_a_header_and_a_line_each(db: Database) -> None:
    documents = ['{"id": "a", "size": {"height": 3}, "notes": ["x", "y"]}', '{"id": "b", "notes": []}']

    assert NAMES.header() + NAMES.lines(db, documents) == "id,size_height,notes\r\na,3,x | y\r\nb,,\r\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("plain", "plain"),
        ('said "no", twice', '"said ""no"", twice"'),
        ("two\nlines", '"two\nlines"'),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (None, '""'),
    ],
)
def test_cells_are_written_by_rfc_4180(db: Database, value: object, cell: str) -> None:
    assert a_cell(db, value) == f"{cell}\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''-1"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_one_more_quote(db: Database, text: str) -> None:
    assert next(csv.reader(io.StringIO(a_cell(db, text), newline=""))) == [f"'{text}"]


@pytest.mark.parametrize("text", ["1 = 1", "'It holds', he said", "a@b.example", "–", "'"])
def test_other_text_stays_as_it_is(db: Database, text: str) -> None:
    assert next(csv.reader(io.StringIO(a_cell(db, text), newline=""))) == [text]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (["text"], ["text"]),
        (["confidence"], ["confidence_score", "confidence_level"]),
        (["confidence.score", "id"], ["id", "confidence_score"]),
        (["attribution.role"], ["origins", "origin_kinds", "relays", "publisher", "chain"]),
        (["article_id"], ["article_id", "article_url", "article_title"]),
        (["fragments"], []),
    ],
)
def test_columns_are_picked_by_the_fields_they_tell_of(fields: list[str], names: list[str]) -> None:
    assert [one.name for one in CLAIMS.only(fields).columns] == names


def test_a_claim_is_told_in_one_line(db: Database) -> None:
    hops = [
        {
            "step": 0,
            "role": "origin",
            "mention": "she",
            "cue": "told",
            "source": {"kind": "person", "name": "=A"},
        },
        {"step": 0, "role": "origin", "mention": "two men", "source": {"kind": "anonymous"}},
        {"step": 1, "role": "publisher", "source": {"kind": "outlet", "name": "The Courier"}},
    ]
    claim = {
        **{"id": "1", "version": 2, "text": "-It broke.", "quote": "It broke", "mode": "indirect"},
        **{
            "attribution": hops,
            "certainty": {"level": "asserted", "polarity": "positive", "cues": ["a", "b"]},
        },
        **{"status": "active", "edited": True, "article_id": "none", "revision": 1, "fragments": [{}]},
        **{"created_at": "2026-05-04T08:00:00.000Z", "updated_at": "2026-05-05T08:00:00.000Z"},
    }

    assert CLAIMS.lines(db, [json.dumps(claim)]) == (
        "1,'-It broke.,It broke,indirect,active,asserted,positive,,a | b,,,,"
        "'=A | two men,person | anonymous,,The Courier,'=A (told) + two men → The Courier,"
        "none,,,1,,,,true,2,2026-05-04T08:00:00.000Z,2026-05-05T08:00:00.000Z\r\n"
    )
