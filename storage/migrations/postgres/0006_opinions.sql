CREATE TABLE assessments (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    version integer NOT NULL CHECK (version >= 1),
    claim_key bigint NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    assessor_kind text COLLATE "C" NOT NULL CHECK (assessor_kind IN ('person', 'tool')),
    assessor_name text COLLATE "C" NOT NULL CHECK (assessor_name <> ''),
    assessor_version text COLLATE "C" CHECK (assessor_version <> ''),
    assessed_at text COLLATE "C" NOT NULL,
    scale text COLLATE "C" NOT NULL,
    label text COLLATE "C" NOT NULL,
    note text COLLATE "C" CHECK (note <> ''),
    created_at text COLLATE "C" NOT NULL,
    withdrawn_at text COLLATE "C",
    withdrawal_reason text COLLATE "C" CHECK (withdrawal_reason <> ''),
    CHECK ((assessor_kind = 'tool') = (assessor_version IS NOT NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
    CHECK (version = CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END)
);
COMMENT ON TABLE assessments IS
    'One assessor''s opinion of one claim. Many stand side by side; none overwrites another. The label is as '
    'the assessor said it; what it stands for is looked up in the scale.';
CREATE INDEX assessments_by_created_at ON assessments (claim_key, created_at, id);
CREATE INDEX assessments_by_assessed_at ON assessments (claim_key, assessed_at, id);

CREATE TABLE reliability_letters (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    source_id text COLLATE "C" NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number >= 1),
    version integer NOT NULL CHECK (version >= 1),
    letter text COLLATE "C" NOT NULL CHECK (letter IN ('A', 'B', 'C', 'D', 'E', 'F')),
    assessed_on text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL CHECK (reason <> ''),
    created_at text COLLATE "C" NOT NULL,
    withdrawn_at text COLLATE "C",
    withdrawal_reason text COLLATE "C" CHECK (withdrawal_reason <> ''),
    UNIQUE (source_id, number),
    CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
    CHECK (version = CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END)
);
COMMENT ON TABLE reliability_letters IS
    'Letters given to sources, dated and reasoned. A newer one supersedes; one taken back stays on record.';
