"""Columns of what an article prints of itself, and of why a revision was not analysed."""

NOTICES = (
    *(
        f"ALTER TABLE {table} ADD COLUMN {column} TEXT CHECK ({column} IS NULL OR json_valid({column}))"
        for table, column in (
            ("articles", "wire_credits"),
            ("articles", "contributors"),
            ("revisions", "corrections"),
        )
    ),
    # A word of the program's; the list is open, since a column's check cannot be changed.
    "ALTER TABLE revisions ADD COLUMN not_analysed TEXT CHECK (not_analysed <> '')",
)
