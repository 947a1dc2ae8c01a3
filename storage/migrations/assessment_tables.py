"""The tables of opinions: assessments of claims, and reliability letters of sources."""

ASSESSMENTS = (
    # The table of the first schema, which no program ever wrote to, did not tell people from tools.
    "DROP TABLE assessments",
    """
CREATE TABLE assessments (
    -- One assessor's opinion of one claim. Many stand side by side; none overwrites another. The label is as
    -- the assessor said it; what it stands for is looked up in the scale.
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 1),
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    assessor_kind TEXT NOT NULL CHECK (assessor_kind IN ('person', 'tool')),
    assessor_name TEXT NOT NULL CHECK (assessor_name <> ''),
    assessor_version TEXT CHECK (assessor_version <> ''),
    assessed_at TEXT NOT NULL,
    scale TEXT NOT NULL,
    label TEXT NOT NULL,
    note TEXT CHECK (note <> ''),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawal_reason TEXT CHECK (withdrawal_reason <> ''),
    CHECK ((assessor_kind = 'tool') = (assessor_version IS NOT NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
    CHECK (version = 1 + (withdrawn_at IS NOT NULL))
) STRICT
""",
    "CREATE INDEX assessments_by_created_at ON assessments (claim_key, created_at, id)",
    "CREATE INDEX assessments_by_assessed_at ON assessments (claim_key, assessed_at, id)",
)

RELIABILITY = (
    """
CREATE TABLE reliability_letters (
    -- Letters given to sources, dated and reasoned. A newer one supersedes; one taken back stays on record.
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    letter TEXT NOT NULL CHECK (letter IN ('A', 'B', 'C', 'D', 'E', 'F')),
    assessed_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawal_reason TEXT CHECK (withdrawal_reason <> ''),
    UNIQUE (source_id, number),
    CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
    CHECK (version = 1 + (withdrawn_at IS NOT NULL))
) STRICT
""",
    # The letter that stands, as the source shows it; derived from the table above.
    """
ALTER TABLE sources ADD COLUMN reliability TEXT CHECK (reliability IS NULL OR json_valid(reliability))
""",
)
