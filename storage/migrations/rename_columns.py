"""The column of what a source's new name leaves untold of its claims' earlier versions."""

RENAMES = (
    # Only the claims' time: the name is in the change, and the version before in the number.
    "ALTER TABLE versions ADD COLUMN updated_at TEXT",
)
