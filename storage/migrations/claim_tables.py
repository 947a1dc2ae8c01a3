"""The tables of claims, the indexes that answer every filter, and the full-text index."""

from storage.migrations.sort_columns import CONFIDENCE_SORT_COLUMNS, PUBLISHED_SORT_COLUMNS

CLAIMS = (
    f"""
CREATE TABLE claims (
    -- Checkable statements found in a revision. `document` is their JSON ready to send, made from these rows.
    -- `key` is what the full-text index knows them by.
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL CHECK (version >= 1),
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    quote TEXT NOT NULL,
    mentions TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('direct_quote', 'indirect', 'mixed', 'unattributed')),
    certainty_level TEXT NOT NULL CHECK (certainty_level IN ('asserted', 'probable', 'possible', 'doubtful',
        'denied', 'unknown')),
    polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
    condition TEXT,
    certainty_cues TEXT NOT NULL CHECK (json_valid(certainty_cues)),
    confidence_score INTEGER CHECK (confidence_score BETWEEN 0 AND 100),
    confidence_level TEXT CHECK (confidence_level IN ('none', 'low', 'medium', 'high')),
    confidence_explanation TEXT CHECK (confidence_explanation IS NULL OR json_valid(confidence_explanation)),
    confidence_computed INTEGER CHECK (confidence_computed IN (0, 1)),
    confidence_computed_at TEXT,
    confidence_stale INTEGER CHECK (confidence_stale IN (0, 1)),
    analysis_id TEXT REFERENCES analyses (id),
    probability REAL CHECK (probability BETWEEN 0 AND 1),
    status TEXT NOT NULL CHECK (status IN ('active', 'superseded', 'rejected', 'retracted')),
    edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
    published_on TEXT,
    published_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    document TEXT NOT NULL,
    {PUBLISHED_SORT_COLUMNS.strip()},
    {CONFIDENCE_SORT_COLUMNS.strip()},
    FOREIGN KEY (article_id, revision) REFERENCES revisions (article_id, number) ON DELETE CASCADE,
    CHECK ((confidence_score IS NULL) = (confidence_level IS NULL)),
    CHECK ((analysis_id IS NULL) = (probability IS NULL))
) STRICT
""",
    "CREATE INDEX claims_by_article ON claims (article_id, status, created_at, id)",
    "CREATE INDEX claims_by_created_at ON claims (status, created_at, id, confidence_score)",
    "CREATE INDEX claims_newest ON claims (status, newest, id, confidence_score)",
    "CREATE INDEX claims_oldest ON claims (status, oldest, id, confidence_score)",
    "CREATE INDEX claims_strongest ON claims (status, strongest, id)",
    "CREATE INDEX claims_weakest ON claims (status, weakest, id)",
    "CREATE INDEX claims_by_certainty ON claims (certainty_level)",
    "CREATE INDEX claims_by_analysis ON claims (analysis_id) WHERE analysis_id IS NOT NULL",
    """
CREATE TABLE fragments (
    -- Where a claim stands in its revision's text or title, in code points, in text order.
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    field TEXT NOT NULL CHECK (field IN ('text', 'title')),
    exact TEXT NOT NULL CHECK (exact <> ''),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    PRIMARY KEY (claim_key, position)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE hops (
    -- The links of a claim's chain, origin first, publisher last. The source is the one credited:
    -- merging it into another one changes nothing here, so a merge can be taken back.
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    step INTEGER NOT NULL CHECK (step >= 0),
    role TEXT NOT NULL CHECK (role IN ('origin', 'relay', 'publisher')),
    source_id TEXT NOT NULL REFERENCES sources (id),
    act TEXT NOT NULL CHECK (act IN ('said', 'wrote', 'showed', 'believes', 'knows', 'predicts', 'asked',
        'published')),
    mode TEXT CHECK (mode IN ('direct_quote', 'indirect', 'mixed')),
    mention TEXT,
    mention_start INTEGER,
    mention_end INTEGER,
    cue TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    PRIMARY KEY (claim_key, position)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX hops_by_source ON hops (source_id)",
    f"""
CREATE TABLE claim_sources (
    -- Derived: which sources a claim shows (merged ones as their survivor), with copies of what lists are
    -- filtered and sorted by, so that a source's claims are listed inside one index.
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    source_id TEXT NOT NULL REFERENCES sources (id),
    kind TEXT NOT NULL,
    is_origin INTEGER NOT NULL,
    is_relay INTEGER NOT NULL,
    is_publisher INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    published_on TEXT,
    published_at TEXT,
    confidence_score INTEGER,
    {PUBLISHED_SORT_COLUMNS.strip()},
    {CONFIDENCE_SORT_COLUMNS.strip()},
    PRIMARY KEY (claim_key, source_id)
) STRICT, WITHOUT ROWID
""",
    """
CREATE INDEX claim_sources_by_created_at ON claim_sources
    (source_id, status, created_at, claim_id, confidence_score, is_origin, is_relay, is_publisher)
""",
    """
CREATE INDEX claim_sources_newest ON claim_sources
    (source_id, status, newest, claim_id, confidence_score, is_origin, is_relay, is_publisher)
""",
    """
CREATE INDEX claim_sources_oldest ON claim_sources
    (source_id, status, oldest, claim_id, confidence_score, is_origin, is_relay, is_publisher)
""",
    """
CREATE INDEX claim_sources_strongest ON claim_sources
    (source_id, status, strongest, claim_id, is_origin, is_relay, is_publisher)
""",
    """
CREATE INDEX claim_sources_weakest ON claim_sources
    (source_id, status, weakest, claim_id, is_origin, is_relay, is_publisher)
""",
    "CREATE INDEX claim_sources_by_origin_kind ON claim_sources (kind) WHERE is_origin = 1",
    """
CREATE TABLE assessments (
    -- One assessor's opinion of one claim. Many stand side by side; none overwrites another.
    id TEXT NOT NULL PRIMARY KEY,
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    assessor TEXT NOT NULL CHECK (assessor <> ''),
    tool_version TEXT,
    at TEXT NOT NULL,
    scale TEXT NOT NULL,
    label TEXT NOT NULL,
    value INTEGER CHECK (value BETWEEN 0 AND 100),
    note TEXT,
    withdrawn_at TEXT
) STRICT
""",
    "CREATE INDEX assessments_by_claim ON assessments (claim_key, at, id)",
)

CLAIM_SEARCH = (
    # Bare words only: unicode61 folds case and, with 2, every diacritic, composed or not.
    """
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, quote, mentions,
    content = 'claims', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
)
""",
    """
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, text, quote, mentions) VALUES (new.key, new.text, new.quote, new.mentions);
END
""",
    """
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text, quote, mentions)
    VALUES ('delete', old.key, old.text, old.quote, old.mentions);
END
""",
    # Only where the words change: a new status or document leaves the index alone.
    """
CREATE TRIGGER claims_fts_update AFTER UPDATE OF text, quote, mentions ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text, quote, mentions)
    VALUES ('delete', old.key, old.text, old.quote, old.mentions);
    INSERT INTO claims_fts (rowid, text, quote, mentions) VALUES (new.key, new.text, new.quote, new.mentions);
END
""",
)
