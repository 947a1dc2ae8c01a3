"""Reliability: letters given to sources, dated and reasoned; the newest that was not taken back stands."""

from dataclasses import replace
from typing import Any

from storage.changes import Editor, append_change, find_differences
from storage.characters import Problems, find_refused_characters, refuse
from storage.claim_documents import refresh_claims
from storage.clock import is_date
from storage.database import Database, Record
from storage.documents import Reliability, ShownReliability, to_json
from storage.errors import Conflict, NotFound, VersionMismatch
from storage.identifiers import new_id
from storage.pages import Key, Page, Row, make_page
from storage.scales import SOURCE_SCALE, get_scale
from storage.source_rows import get_source_row, letter_of, make_source
from storage.sources import refuse_placeholder, update_source

LETTERS = tuple(label.label for label in get_scale(SOURCE_SCALE).labels)


def add_reliability(
    db: Database,
    source_id: str,
    *,
    letter: str,
    assessed_on: str,
    reason: str,
    by: Editor,
    identifier: str | None = None,
) -> Reliability:
    """Give a source a letter, which supersedes the one it had.

    Where the letter differs, confidences computed of claims that show the source become stale.

    :raises NotFound: :raises Merged: as `get_source`
    :raises LawBroken: if it is no letter, date or reason, or the source stands for the publishers nobody
        knows
    """
    refuse(check_reliability(letter, assessed_on, reason))
    letter_id = identifier or new_id()
    with db.transaction():
        source = get_source_row(db, source_id)
        refuse_placeholder(source)
        row = db.query(
            "SELECT count(*) AS letters FROM reliability_letters WHERE source_id = :id", {"id": source_id}
        )
        insert_reliability(
            db,
            {
                "id": letter_id,
                "version": 1,
                "source_id": source_id,
                "number": row[0]["letters"] + 1,
                "letter": letter,
                "assessed_on": assessed_on,
                "reason": reason,
                "created_at": by.at,
            },
        )
        _show(db, source, by)
        return get_reliability(db, source_id, letter_id)


def insert_reliability(db: Database, letter: Reliability) -> None:
    """Insert a letter's row."""
    row = {"withdrawn_at": None, "withdrawal_reason": None, **letter}
    db.execute(
        """
        INSERT INTO reliability_letters (id, source_id, number, version, letter, assessed_on, reason,
            created_at, withdrawn_at, withdrawal_reason)
        VALUES (:id, :source_id, :number, :version, :letter, :assessed_on, :reason,
            :created_at, :withdrawn_at, :withdrawal_reason)
        """,
        row,
    )


def get_reliability(db: Database, source_id: str, letter_id: str) -> Reliability:
    """Return one of a source's letters, also one that was superseded or withdrawn.

    :raises NotFound: if there is no such source, or it has no such letter
    :raises Merged: as `get_source`
    """
    get_source_row(db, source_id)
    row = db.find(
        "SELECT * FROM reliability_letters WHERE id = :id AND source_id = :source_id",
        {"id": letter_id, "source_id": source_id},
    )
    if row is None:
        raise NotFound("reliability letter", letter_id)
    return make_reliability(row)


def list_reliability(db: Database, source_id: str, *, after: Key | None = None, limit: int = 50) -> Page:
    """Return a page of a source's letters, the newest first.

    :raises NotFound: :raises Merged: as `get_source`
    """
    get_source_row(db, source_id)
    rows = db.query(
        """
        SELECT *, number AS sort_value FROM reliability_letters
        WHERE source_id = :source_id AND number < coalesce(:after, number + 1)
        ORDER BY number DESC LIMIT :limit
        """,
        {"source_id": source_id, "after": after and after[0], "limit": limit + 1},
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(make_reliability(row))))


def list_every_reliability(db: Database, *, after: Key | None = None, limit: int = 50) -> Page:
    """Return a page of the letters of all sources, superseded and withdrawn ones too, in the order of ids.

    Those of a merged source are not among them: they come back with it.
    """
    rows = db.query(
        """
        SELECT reliability_letters.*, reliability_letters.id AS sort_value
        FROM reliability_letters JOIN sources ON sources.id = source_id
        WHERE reliability_letters.id > :after AND merged_into IS NULL
        ORDER BY reliability_letters.id LIMIT :limit
        """,
        {"after": after[1] if after else "", "limit": limit + 1},
    )
    return make_page(rows, limit, lambda row: Row(row["id"], row["version"], to_json(make_reliability(row))))


def withdraw_reliability(
    db: Database, source_id: str, letter_id: str, *, reason: str, expected_version: int, by: Editor
) -> Reliability:
    """Take the letter that stands back; the one before it stands again, if there is one.

    :raises NotFound: :raises Merged: as `get_reliability`
    :raises VersionMismatch: if it is not at `expected_version`
    :raises Conflict: if it does not stand, for a newer one does or it was withdrawn
    :raises LawBroken: if the reason is no text
    """
    refuse(find_refused_characters({"reason": reason}))
    with db.transaction():
        letter = get_reliability(db, source_id, letter_id)
        if letter["version"] != expected_version:
            raise VersionMismatch(expected_version, letter["version"])
        source = get_source_row(db, source_id)
        standing = make_source(source).get("reliability")
        if standing is None or standing["id"] != letter_id:
            raise Conflict("Only the letter that stands is withdrawn; this one was superseded or withdrawn.")
        db.execute(
            """
            UPDATE reliability_letters
            SET version = version + 1, withdrawn_at = :at, withdrawal_reason = :reason
            WHERE id = :id
            """,
            {"id": letter_id, "at": by.at, "reason": reason},
        )
        _show(db, source, by if by.reason else replace(by, reason=reason))
        return get_reliability(db, source_id, letter_id)


def find_standing(db: Database, source_id: str) -> ShownReliability | None:
    """Return the letter that stands for a source, as the source shows it."""
    row = db.find(
        """
        SELECT id, letter, assessed_on, reason FROM reliability_letters
        WHERE source_id = :id AND withdrawn_at IS NULL ORDER BY number DESC LIMIT 1
        """,
        {"id": source_id},
    )
    return None if row is None else dict(row)  # type: ignore[return-value]  # those four columns


def check_reliability(letter: str, assessed_on: str, reason: str) -> Problems:
    """Return what is wrong with a letter by itself."""
    problems = find_refused_characters({"reason": reason})
    if letter not in LETTERS:
        problems.append((("letter",), f"The letter is one of {', '.join(LETTERS)}."))
    if not is_date(assessed_on):
        problems.append((("assessed_on",), f"{assessed_on!r} is no date like 2016-09-03."))
    if not reason.strip():
        problems.append((("reason",), "A letter is given for a reason."))
    return problems


def _show(db: Database, before: Record, by: Editor) -> None:
    """Have the source show the letter that stands now: its next version, one change."""
    source_id = before["id"]
    standing = find_standing(db, source_id)
    update_source(db, source_id, {"reliability": to_json(standing) if standing else None}, by)
    after = get_source_row(db, source_id)
    if letter_of(before) != letter_of(after):
        refresh_claims(db, _list_keys_to_compute(db, source_id), at=by.at, stale=True)
    had, has = find_differences(make_source(before), make_source(after))
    append_change(db, by, "replace", "source", source_id, after["version"], before=had, after=has)


def _list_keys_to_compute(db: Database, source_id: str) -> list[int]:
    """Return the keys of claims that show a source and whose computed confidence is not stale yet."""
    rows = db.query(
        """
        SELECT claims.key FROM claim_sources JOIN claims ON claims.key = claim_sources.claim_key
        WHERE source_id = :id AND confidence_computed = 1 AND confidence_stale = 0 ORDER BY claims.key
        """,
        {"id": source_id},
    )
    return [row["key"] for row in rows]


def make_reliability(row: Record) -> Reliability:
    """Return a letter's document, made from its row."""
    document: dict[str, Any] = {
        "id": row["id"],
        "version": row["version"],
        "source_id": row["source_id"],
        "number": row["number"],
        "letter": row["letter"],
        "assessed_on": row["assessed_on"],
        "reason": row["reason"],
        "created_at": row["created_at"],
    }
    if row["withdrawn_at"] is not None:
        document |= {"withdrawn_at": row["withdrawn_at"], "withdrawal_reason": row["withdrawal_reason"]}
    return document  # type: ignore[return-value]  # built key by key
