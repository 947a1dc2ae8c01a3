"""The store's check of opinions: assessments of claims, and letters given to sources."""

from collections.abc import Iterator

from storage.assessment_rows import check_assessment, make_draft
from storage.clock import is_time
from storage.database import Database
from storage.documents import to_json
from storage.reliability import check_reliability, find_standing


def check_assessments(db: Database) -> Iterator[str]:
    """Yield a sentence for each assessment that is not as it must be."""
    for row in db.query("SELECT * FROM assessments ORDER BY id"):
        for path, detail in check_assessment(make_draft(row)):
            yield f"Assessment {row['id']}: {'/'.join(map(str, path))}: {detail}"
        for name in ("created_at", "withdrawn_at"):
            if row[name] is not None and not is_time(row[name]):
                yield f"Assessment {row['id']}: {name}: {row[name]!r} is no time."


def check_reliability_letters(db: Database) -> Iterator[str]:
    """Yield a sentence for each letter, and each source that shows one, that is not as it must be."""
    for row in db.query("SELECT * FROM reliability_letters ORDER BY source_id, number"):
        name = f"Letter {row['number']} of source {row['source_id']}"
        for path, detail in check_reliability(row["letter"], row["assessed_on"], row["reason"]):
            yield f"{name}: {'/'.join(map(str, path))}: {detail}"
    for row in db.query(
        """
        SELECT source_id FROM reliability_letters
        GROUP BY source_id HAVING count(*) <> max(number) ORDER BY source_id
        """
    ):
        yield f"Source {row['source_id']}: its letters do not run from 1 without a gap."
    for row in db.query(
        """
        SELECT id, reliability FROM sources
        WHERE reliability IS NOT NULL OR id IN (SELECT source_id FROM reliability_letters) ORDER BY id
        """
    ):
        standing = find_standing(db, row["id"])
        if row["reliability"] != (to_json(standing) if standing else None):
            yield f"Source {row['id']}: it does not show the letter that stands."
