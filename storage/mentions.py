"""Mentions: where an article's claims, of whatever status, have spoken of which source."""

from dataclasses import dataclass

from storage.database import Database, Record
from storage.source_rows import find_survivors


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one revision of an article, and the row of the source that answers for them."""

    words: str
    start: int
    end: int
    is_current: bool
    """Whether it stands in the article's present revision, so that its place tells which words it is."""
    is_edited: bool
    """Whether a claim that somebody edited or rejected shows it."""
    source: Record


def list_mentions(db: Database, article_id: str) -> list[Mention]:
    """Return the mentions in an article's claims, each once, those of the newest claims first."""
    rows = db.query(
        """
        SELECT hops.mention, hops.mention_start, hops.mention_end, hops.source_id, claims.revision,
            MAX(claims.key) AS newest, MAX(claims.edited) AS edited
        FROM hops JOIN claims ON claims.key = hops.claim_key
        WHERE claims.article_id = :article_id AND hops.mention_start IS NOT NULL
        GROUP BY hops.mention, hops.mention_start, hops.mention_end, hops.source_id, claims.revision
        ORDER BY newest DESC, hops.mention_start
        """,
        {"article_id": article_id},
    )
    current = db.query(
        "SELECT MAX(number) AS number FROM revisions WHERE article_id = :article_id",
        {"article_id": article_id},
    )[0]["number"]
    survivors = find_survivors(db, {row["source_id"] for row in rows})
    return [
        Mention(
            row["mention"],
            row["mention_start"],
            row["mention_end"],
            row["revision"] == current,
            bool(row["edited"]),
            survivors[row["source_id"]],
        )
        for row in rows
    ]
