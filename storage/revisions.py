"""Revisions: an article's title and text at one time, which never change in place."""

import hashlib
import json
from collections.abc import Sequence

from storage.database import Database, Record
from storage.documents import Revision, to_json
from storage.errors import NotFound

# That a revision, `unread`, is its article's current one and no engine read it, for the reason it tells.
IS_UNREAD = """
    unread.not_analysed IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM revisions AS newer
        WHERE newer.article_id = unread.article_id AND newer.number > unread.number)
    AND NOT EXISTS (
        SELECT 1 FROM analyses AS runs
        WHERE runs.article_id = unread.article_id AND runs.revision = unread.number)
"""


def digest(title: str | None, text: str) -> str:
    """Return the hex SHA-256 of the UTF-8 bytes of title, two line feeds, text ("" for no title)."""
    return hashlib.sha256(f"{title or ''}\n\n{text}".encode()).hexdigest()


def get_revision(db: Database, article_id: str, number: int) -> Revision:
    """Return one revision of an article, with its text.

    :raises NotFound: if the article has none of this number
    """
    row = db.find(
        "SELECT * FROM revisions WHERE article_id = :article_id AND number = :number",
        {"article_id": article_id, "number": number},
    )
    if row is None:
        raise NotFound("revision", f"{article_id}/{number}")
    return make_revision(row, with_text=True)


def list_revisions(db: Database, article_id: str) -> list[Revision]:
    """Return an article's revisions without their texts, oldest first; no article has none."""
    rows = db.query(
        "SELECT * FROM revisions WHERE article_id = :article_id ORDER BY number", {"article_id": article_id}
    )
    return [make_revision(row) for row in rows]


def make_revision(row: Record, *, with_text: bool = False) -> Revision:
    """Return a revision's document, made from its row."""
    revision: Revision = {
        "number": row["number"],
        "sha256": row["sha256"],
        "retrieved_at": row["retrieved_at"],
        "length": row["length"],
    }
    if row["title"] is not None:
        revision["title"] = row["title"]
    if row["corrections"] is not None:
        revision["corrections"] = json.loads(row["corrections"])
    if with_text:
        revision["text"] = row["text"]
    return revision


def insert_revision(
    db: Database,
    article_id: str,
    number: int,
    *,
    text: str,
    title: str | None,
    retrieved_at: str,
    corrections: Sequence[str] = (),
    not_analysed: str | None = None,
) -> None:
    """Insert a revision's row."""
    db.execute(
        """
        INSERT INTO revisions (article_id, number, sha256, retrieved_at, length, title, text,
            corrections, not_analysed)
        VALUES (:article_id, :number, :sha256, :retrieved_at, :length, :title, :text,
            :corrections, :not_analysed)
        """,
        {
            "article_id": article_id,
            "number": number,
            "sha256": digest(title, text),
            "retrieved_at": retrieved_at,
            "length": len(text),
            "title": title,
            "text": text,
            "corrections": to_json(list(corrections)) if corrections else None,
            "not_analysed": not_analysed,
        },
    )
