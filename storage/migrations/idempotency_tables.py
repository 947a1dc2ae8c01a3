"""The table of answers kept for retries."""

KEPT_ANSWERS = (
    """
CREATE TABLE kept_answers (
    -- Answers to writes that came with a key, so that a retry is answered and not done again; nothing here is
    -- older than a day. Without a status, the write is still at work, until its lease expires. Without a body
    -- since, the article whose text it held was removed.
    caller TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    lease TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    status INTEGER CHECK (status BETWEEN 200 AND 499),
    headers TEXT CHECK (headers IS NULL OR json_valid(headers)),
    body BLOB,
    article_id TEXT,
    PRIMARY KEY (caller, method, path, key),
    CHECK ((status IS NULL) = (headers IS NULL)),
    CHECK (status IS NOT NULL OR (body IS NULL AND article_id IS NULL))
) STRICT
""",
    "CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at)",
    "CREATE INDEX kept_answers_by_article ON kept_answers (article_id) WHERE article_id IS NOT NULL",
)
