"""The check of the history: that it tells of everything there is, version by version."""

from collections.abc import Iterator

from storage.database import Database


def check_history(db: Database) -> Iterator[str]:
    """Yield a sentence for each gap or contradiction of the history."""
    row = db.query("SELECT count(*) AS changes, coalesce(max(sequence), 0) AS last FROM changes")[0]
    if row["changes"] != row["last"]:
        yield f"The history lacks {row['last'] - row['changes']} changes."
    for row in db.query(
        """
        SELECT made.resource, made.id FROM (
            SELECT 'article' AS resource, id FROM articles
            UNION ALL SELECT 'analysis', id FROM analyses
            UNION ALL SELECT 'assessment', id FROM assessments
            UNION ALL SELECT 'claim', id FROM claims
            UNION ALL SELECT 'source', id FROM sources) AS made
        WHERE NOT EXISTS (
            SELECT 1 FROM versions WHERE versions.resource = made.resource AND resource_id = made.id)
        ORDER BY made.resource, made.id
        """
    ):
        yield f"The history does not know how {row['resource']} {row['id']} came to be."
    yield from _check_versions(db)
    yield from _check_documents(db)
    yield from _check_merges(db)


def _check_versions(db: Database) -> Iterator[str]:
    """Each change makes the next version; the last one made is the one there is.

    What removes a resource makes none, and what comes from another store brings its version.
    """
    for row in db.query(
        """
        SELECT resource, resource_id, version FROM (
            SELECT versions.*, action = 'remove' AS is_last, action = 'import' AS is_brought,
                lag(versions.version) OVER series AS previous,
                coalesce(lag(action) OVER series, 'remove') = 'remove' AS is_first
            FROM versions JOIN changes ON sequence = change
            WINDOW series AS (PARTITION BY versions.resource, versions.resource_id ORDER BY change)) AS made
        WHERE version <> CASE WHEN is_last THEN previous WHEN is_brought AND is_first THEN version
            WHEN is_first THEN 1 ELSE previous + 1 END
        ORDER BY resource, resource_id, change
        """
    ):
        yield f"The history skips versions of {row['resource']} {row['resource_id']} before {row['version']}."
    for row in db.query(
        """
        SELECT present.resource, present.id, present.version FROM (
            SELECT 'article' AS resource, id, version FROM articles
            UNION ALL SELECT 'claim', id, version FROM claims
            UNION ALL SELECT 'source', id, version FROM sources) AS present
        WHERE present.version <> (
            SELECT version FROM versions
            WHERE versions.resource = present.resource AND resource_id = present.id
            ORDER BY change DESC LIMIT 1)
        ORDER BY present.resource, present.id
        """
    ):
        yield f"The history does not know version {row['version']} of {row['resource']} {row['id']}."


def _check_documents(db: Database) -> Iterator[str]:
    """What is kept of a claim is the version before, and of an article that is there."""
    json_text, number = db.dialect.json_text, db.dialect.json_number("document", "version")
    for row in db.query(
        f"""
        SELECT resource_id, article_id, is_another FROM (
            SELECT versions.resource_id, change, {json_text("document", "article_id")} AS article_id,
                {json_text("document", "id")} <> versions.resource_id
                    OR {number} + CASE action WHEN 'remove' THEN 0 ELSE 1 END <> versions.version
                    AS is_another
            FROM versions JOIN changes ON sequence = change
            WHERE document IS NOT NULL) AS kept
        WHERE is_another OR article_id NOT IN (SELECT id FROM articles)
        ORDER BY resource_id, change
        """
    ):
        if row["is_another"]:
            yield f"The history has another document than claim {row['resource_id']} had."
        else:
            yield f"The history keeps words of article {row['article_id']}, which was removed."


def _check_merges(db: Database) -> Iterator[str]:
    merged_into = db.dialect.json_text("after", "merged_into")
    for row in db.query(
        f"""
        SELECT id FROM sources
        WHERE merged_into {db.dialect.differs_from} (
            SELECT CASE action WHEN 'merge' THEN {merged_into} END FROM changes
            WHERE resource = 'source' AND resource_id = sources.id AND action IN ('merge', 'unmerge')
            ORDER BY sequence DESC LIMIT 1)
        ORDER BY id
        """
    ):
        yield f"Source {row['id']}: its last merge in the history is not the one there is."
