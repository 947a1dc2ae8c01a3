"""Weights: a file that anybody may replace, refused where it would break a law of confidence."""

import hashlib
from pathlib import Path

import pytest

from extraction.weights import BadWeights, Row, packaged_weights, parse_weights, read_weights
from tests.extraction.weight_files import told_weights, with_part


def test_weights_are_named_by_version_and_digest(tmp_path: Path):
    path = tmp_path / "ours.json"
    path.write_bytes(with_part("version", "ours-2"))

    weights = read_weights(path)

    assert weights.name == "ours-2+" + hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    assert weights.row("words", "possible") == Row(-10, "The words leave the matter open.")


def test_one_byte_makes_other_weights():
    one, other = with_part("note", "One."), with_part("note", "Two.")

    assert parse_weights(one).tables == parse_weights(other).tables
    assert parse_weights(one).name != parse_weights(other).name


def test_acts_that_move_nothing_may_be_left_out():
    assert set(packaged_weights().tables["act"]) == {"believes", "predicts", "asked"}
    assert parse_weights(with_part("act", {})).tables["act"] == {}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff", "the text is not UTF-8, at byte 0"),
        (b'{"version":\n 7,}', "the text is not JSON, at line 2, column 4: "),
        (b"[" * 100_000, "the JSON is nested too deep"),
        (b"[]", "the JSON is no object"),
        (b'{"words": {}, "words": {}}', "words: stands twice in one object"),
        (b"{}", 'version: is a name of up to 40 characters, such as "our-weights-1"'),
        (b'{"version": "1"}', "origin: is missing"),
        (with_part("version", "a\nb"), 'version: is a name of up to 40 characters, such as "our-weights-1"'),
        (with_part("wrods", {}), "wrods: is not known; there are origin, origin_reliability, number, "),
        (with_part("mode", []), "mode: is no JSON object"),
        (with_part("mode", {}), "mode.direct_quote: is missing"),
        (with_part("mode.spoken", {}), "mode.spoken: is not known; there are direct_quote, indirect, mixed"),
        (with_part("mode.mixed", {"points": 1}), "mode.mixed.reason: is missing"),
        (with_part("mode.mixed.ceiling", 9), "mode.mixed.ceiling: is not known; there are points, reason"),
        (with_part("mode.mixed.reason", " "), "mode.mixed.reason: is one sentence that explains the points"),
        (
            with_part("mode.mixed.points", 1.5),
            "mode.mixed.points: is 1.5, but must be a whole number from -100 to 100",
        ),
        (
            with_part("relay.group.ceiling", True),
            "relay.group.ceiling: is true, but must be a whole number from 0 to 100",
        ),
    ],
)
def test_what_is_no_file_of_weights_is_refused_with_what_is_wrong_where(content: bytes, fault: str):
    with pytest.raises(BadWeights) as refused:
        parse_weights(content)

    assert str(refused.value).startswith(fault)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("words.possible.points", 5, "is 5, but must be 0 or less; it never raises a score"),
        ("condition.stated.points", 1, "is 1, but must be 0 or less; it never raises a score"),
        ("relay.person.points", 1, "is 1, but must be 0 or less; it never raises a score"),
        ("publisher.named.points", 1, "is 1, but must be 0 or less; it never raises a score"),
        (
            "words.asserted.points",
            -7,
            "is -5, but must be at most words.asserted.points, -7; a hedge never raises a score",
        ),
        (
            "origin_reliability.B.points",
            11,
            "is 11, but must be at most origin_reliability.A.points, 10; "
            "a better letter never lowers a score",
        ),
        (
            "relay_reliability.E.ceiling",
            41,
            "is 41, but must be at most relay_reliability.D.ceiling, 40; "
            "a better letter never lowers a score",
        ),
        (
            "relay_reliability.A.points",
            3,
            "is 3, but must be 2 or less, what the cheapest relay costs; one more hop never raises a score",
        ),
        (
            "independent_origins.several.points",
            7,
            "is 7, but must be 8 or more; an independent origin never lowers a score",
        ),
        (
            "independent_origins.none.points",
            -1,
            "is -1, but must be 0 or more; an independent origin never lowers a score",
        ),
    ],
)
def test_weights_that_would_break_a_law_are_refused(path: str, value: int, fault: str):
    with pytest.raises(BadWeights) as refused:
        parse_weights(with_part(path, value))

    assert str(refused.value).endswith(f": {fault}")


@pytest.mark.parametrize("row", ["origin_reliability", "relay_reliability", "publisher_reliability"])
def test_f_is_no_basis_whatever_the_weights(row: str):
    with pytest.raises(
        BadWeights, match=f"^{row}.F: must have 0 points and no ceiling below 100; F is no basis"
    ):
        parse_weights(with_part(f"{row}.F.points", -1))


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path):
    with pytest.raises(BadWeights, match="^nothing can be read: No such file or directory$"):
        read_weights(tmp_path / "none.json")


def test_every_reason_of_the_project_is_a_sentence():
    rows = [row for table in packaged_weights().tables.values() for row in table.values()]

    assert all(row.reason[0].isupper() and row.reason.endswith(".") for row in rows)
    assert len(told_weights()["note"]) > 0
