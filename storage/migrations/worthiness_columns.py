"""The column of how much a claim deserves to be checked, and the index that answers its order."""

CHECK_WORTHINESS = (
    "ALTER TABLE claims ADD COLUMN check_worthiness REAL CHECK (check_worthiness BETWEEN 0 AND 1)",
    # Absent values sort last.
    """
ALTER TABLE claims ADD COLUMN worthiest REAL GENERATED ALWAYS AS (coalesce(check_worthiness, -1.0)) VIRTUAL
""",
    "CREATE INDEX claims_worthiest ON claims (status, worthiest, id)",
)
