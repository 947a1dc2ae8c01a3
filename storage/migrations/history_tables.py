"""The table of the history, and what keeps it append-only."""

HISTORY = (
    """
CREATE TABLE changes (
    -- The history: every write, what it changed, by whom, when and why. Nothing is ever changed or taken out.
    sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    reason TEXT,
    action TEXT NOT NULL CHECK (action IN ('add', 'replace', 'remove', 'merge', 'revise', 'analyse')),
    resource TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT
""",
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
