"""The table of versions, and the history's actions left open for more of them."""

OPEN_ACTIONS = (
    """
CREATE TABLE open_changes (
    -- The history: every write, what it changed, by whom, when and why. Nothing is ever changed or taken out.
    sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    reason TEXT,
    action TEXT NOT NULL CHECK (action <> ''),
    resource TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT
""",
    """
INSERT INTO open_changes (sequence, at, actor, reason, action, resource, resource_id, version, before, after)
SELECT sequence, at, actor, reason, action, resource, resource_id, version, before, after FROM changes
ORDER BY sequence
""",
    "DROP TABLE changes",
    "ALTER TABLE open_changes RENAME TO changes",
    "CREATE INDEX changes_by_resource ON changes (resource, resource_id, sequence)",
    """
CREATE TRIGGER changes_are_not_changed BEFORE UPDATE ON changes BEGIN
    SELECT RAISE(ABORT, 'the history is only appended to');
END
""",
    """
CREATE TRIGGER changes_are_not_removed BEFORE DELETE ON changes BEGIN
    SELECT RAISE(ABORT, 'the history is only appended to');
END
""",
)

VERSIONS = (
    """
CREATE TABLE versions (
    -- Which change made which version of which resource: a source's new name is one change, and makes a new
    -- version of every claim that shows it. The change that removes it has its last one; changes older than
    -- this table have none. `document` is a claim as it was until the change; it goes with its article.
    resource TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES changes (sequence) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER,
    document TEXT CHECK (document IS NULL OR json_valid(document)),
    PRIMARY KEY (resource, resource_id, change)
) STRICT
""",
    """
CREATE INDEX versions_by_article ON versions (json_extract(document, '$.article_id'))
    WHERE document IS NOT NULL
""",
    """
CREATE TRIGGER versions_only_lose_documents BEFORE UPDATE ON versions
WHEN new.document IS NOT NULL OR new.version IS NOT old.version OR new.change <> old.change
    OR new.resource <> old.resource OR new.resource_id <> old.resource_id
BEGIN
    SELECT RAISE(ABORT, 'the versions are only appended to');
END
""",
    """
CREATE TRIGGER versions_are_not_removed BEFORE DELETE ON versions BEGIN
    SELECT RAISE(ABORT, 'the versions are only appended to');
END
""",
)

# What an older history tells of versions: its own resources', and those of whom a change names the ids.
OLDER_VERSIONS = (
    """
INSERT OR IGNORE INTO versions (resource, resource_id, change, document)
SELECT resource, resource_id, sequence, iif(resource = 'claim' AND action = 'remove'
    AND json_extract(before, '$.article_id') IN (SELECT id FROM articles), before, NULL)
FROM changes ORDER BY sequence
""",
    *(
        f"""
INSERT OR IGNORE INTO versions (resource, resource_id, change)
SELECT '{touched}', named.value, sequence FROM changes, json_each(changes.{field}, '{path}') AS named
WHERE changes.action = '{action}' AND changes.resource = '{resource}' ORDER BY sequence
"""
        for action, resource, field, path, touched in (
            ("analyse", "analysis", "after", "$.article_id", "article"),
            ("analyse", "analysis", "after", "$.claims", "claim"),
            ("analyse", "analysis", "after", "$.superseded_claims", "claim"),
            ("remove", "article", "before", "$.claims", "claim"),
            ("remove", "article", "before", "$.sources", "source"),
            ("merge", "source", "after", "$.merged_into", "source"),
        )
    ),
)
