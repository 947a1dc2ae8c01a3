"""Claims of an older store tell of a newer revision of their article that no engine read, at its end."""

UNREAD_REVISIONS = (
    """
UPDATE claims SET document = substr(document, 1, length(document) - 1) || (
    SELECT ',"newer_revision":{"number":' || unread.number
        || ',"not_analysed":"' || unread.not_analysed || '"}}'
    FROM revisions AS unread
    WHERE unread.article_id = claims.article_id ORDER BY unread.number DESC LIMIT 1)
WHERE status = 'active' AND EXISTS (
    SELECT 1 FROM revisions AS unread
    WHERE unread.article_id = claims.article_id AND unread.number > claims.revision
        AND unread.not_analysed IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM revisions AS newer
            WHERE newer.article_id = unread.article_id AND newer.number > unread.number)
        AND NOT EXISTS (
            SELECT 1 FROM analyses AS runs
            WHERE runs.article_id = unread.article_id AND runs.revision = unread.number))
""",
)
