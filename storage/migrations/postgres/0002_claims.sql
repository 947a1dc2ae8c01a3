CREATE TABLE claims (
    key bigint NOT NULL PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    version integer NOT NULL CHECK (version >= 1),
    article_id text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    text text COLLATE "C" NOT NULL CHECK (text <> ''),
    quote text COLLATE "C" NOT NULL,
    mentions text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('direct_quote', 'indirect', 'mixed', 'unattributed')),
    certainty_level text COLLATE "C" NOT NULL CHECK (certainty_level IN ('asserted', 'probable', 'possible',
        'doubtful', 'denied', 'unknown')),
    polarity text COLLATE "C" NOT NULL CHECK (polarity IN ('positive', 'negative')),
    condition text COLLATE "C",
    certainty_cues text COLLATE "C" NOT NULL CHECK (certainty_cues IS JSON),
    confidence_score integer CHECK (confidence_score BETWEEN 0 AND 100),
    confidence_level text COLLATE "C" CHECK (confidence_level IN ('none', 'low', 'medium', 'high')),
    confidence_explanation text COLLATE "C" CHECK (confidence_explanation IS JSON),
    confidence_computed integer CHECK (confidence_computed IN (0, 1)),
    confidence_computed_at text COLLATE "C",
    confidence_stale integer CHECK (confidence_stale IN (0, 1)),
    analysis_id text COLLATE "C" REFERENCES analyses (id),
    probability double precision CHECK (probability BETWEEN 0 AND 1),
    status text COLLATE "C" NOT NULL CHECK (status IN ('active', 'superseded', 'rejected', 'retracted')),
    edited integer NOT NULL CHECK (edited IN (0, 1)),
    published_on text COLLATE "C",
    published_at text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    document text COLLATE "C" NOT NULL,
    newest text COLLATE "C"
        GENERATED ALWAYS AS (coalesce(published_on, '') || ' ' || coalesce(published_at, '')) STORED,
    oldest text COLLATE "C"
        GENERATED ALWAYS AS (coalesce(published_on, '~') || ' ' || coalesce(published_at, '~')) STORED,
    strongest integer GENERATED ALWAYS AS (coalesce(confidence_score, -1)) STORED,
    weakest integer GENERATED ALWAYS AS (coalesce(confidence_score, 101)) STORED,
    confidence_weights text COLLATE "C",
    check_worthiness double precision CHECK (check_worthiness BETWEEN 0 AND 1),
    worthiest double precision GENERATED ALWAYS AS (coalesce(check_worthiness, -1.0)) STORED,
    traits integer GENERATED ALWAYS AS (
        CASE certainty_level WHEN 'asserted' THEN 1 WHEN 'probable' THEN 2 WHEN 'possible' THEN 4
            WHEN 'doubtful' THEN 8 WHEN 'denied' THEN 16 WHEN 'unknown' THEN 32 ELSE 0 END
        + CASE polarity WHEN 'positive' THEN 64 WHEN 'negative' THEN 128 ELSE 0 END
        + CASE mode WHEN 'direct_quote' THEN 256 WHEN 'indirect' THEN 512 WHEN 'mixed' THEN 1024
            WHEN 'unattributed' THEN 2048 ELSE 0 END) STORED,
    published_day integer GENERATED ALWAYS AS (CAST(replace(published_on, '-', '') AS integer)) STORED,
    FOREIGN KEY (article_id, revision) REFERENCES revisions (article_id, number) ON DELETE CASCADE,
    CHECK ((confidence_score IS NULL) = (confidence_level IS NULL)),
    CHECK ((analysis_id IS NULL) = (probability IS NULL))
);
COMMENT ON TABLE claims IS
    'Checkable statements found in a revision. `document` is their JSON ready to send, made from these rows.';
CREATE INDEX claims_by_article ON claims (article_id, status, created_at, id);
CREATE INDEX claims_by_created_at ON claims (status, created_at, id)
    INCLUDE (key, confidence_score, published_day, traits);
CREATE INDEX claims_newest ON claims (status, newest, id) INCLUDE (key, confidence_score, traits, created_at);
CREATE INDEX claims_oldest ON claims (status, oldest, id) INCLUDE (key, confidence_score, traits);
CREATE INDEX claims_strongest ON claims (status, strongest, id) INCLUDE (key, published_day, traits);
CREATE INDEX claims_weakest ON claims (status, weakest, id) INCLUDE (key, published_day, traits);
CREATE INDEX claims_worthiest ON claims (status, worthiest, id)
    INCLUDE (key, confidence_score, published_day, traits);
CREATE INDEX claims_by_certainty ON claims (certainty_level);
CREATE INDEX claims_by_analysis ON claims (analysis_id) WHERE analysis_id IS NOT NULL;
CREATE INDEX claims_by_key ON claims (key) INCLUDE (status, confidence_score, published_day, traits);

CREATE TABLE fragments (
    claim_key bigint NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    position integer NOT NULL CHECK (position >= 0),
    field text COLLATE "C" NOT NULL CHECK (field IN ('text', 'title')),
    exact text COLLATE "C" NOT NULL CHECK (exact <> ''),
    prefix text COLLATE "C" NOT NULL,
    suffix text COLLATE "C" NOT NULL,
    start_char integer NOT NULL CHECK (start_char >= 0),
    end_char integer NOT NULL CHECK (end_char > start_char),
    PRIMARY KEY (claim_key, position)
);
COMMENT ON TABLE fragments IS
    'Where a claim stands in its revision''s text or title, in code points, in text order.';

CREATE TABLE hops (
    claim_key bigint NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    position integer NOT NULL CHECK (position >= 0),
    step integer NOT NULL CHECK (step >= 0),
    role text COLLATE "C" NOT NULL CHECK (role IN ('origin', 'relay', 'publisher')),
    source_id text COLLATE "C" NOT NULL REFERENCES sources (id),
    act text COLLATE "C" NOT NULL CHECK (act IN ('said', 'wrote', 'showed', 'believes', 'knows', 'predicts',
        'asked', 'published')),
    mode text COLLATE "C" CHECK (mode IN ('direct_quote', 'indirect', 'mixed')),
    mention text COLLATE "C",
    mention_start integer,
    mention_end integer,
    cue text COLLATE "C",
    cue_start integer,
    cue_end integer,
    PRIMARY KEY (claim_key, position)
);
COMMENT ON TABLE hops IS
    'The links of a claim''s chain, origin first, publisher last. The source is the one credited: merging it '
    'into another one changes nothing here, so a merge can be taken back.';
CREATE INDEX hops_by_source ON hops (source_id);

CREATE TABLE claim_sources (
    claim_key bigint NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    source_id text COLLATE "C" NOT NULL REFERENCES sources (id),
    kind text COLLATE "C" NOT NULL,
    is_origin integer NOT NULL,
    is_relay integer NOT NULL,
    is_publisher integer NOT NULL,
    claim_id text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    newest text COLLATE "C" NOT NULL,
    oldest text COLLATE "C" NOT NULL,
    published_day integer,
    confidence_score integer,
    strongest integer NOT NULL,
    weakest integer NOT NULL,
    traits integer NOT NULL,
    PRIMARY KEY (claim_key, source_id)
);
COMMENT ON TABLE claim_sources IS
    'Derived: which sources a claim shows (merged ones as their survivor), with copies of what lists are '
    'filtered and sorted by, so that a source''s claims are listed inside one index.';
CREATE INDEX claim_sources_by_created_at ON claim_sources (source_id, status, created_at, claim_id)
    INCLUDE (claim_key, confidence_score, is_origin, is_relay, is_publisher, published_day, traits);
CREATE INDEX claim_sources_newest ON claim_sources (source_id, status, newest, claim_id)
    INCLUDE (claim_key, confidence_score, is_origin, is_relay, is_publisher, traits);
CREATE INDEX claim_sources_oldest ON claim_sources (source_id, status, oldest, claim_id)
    INCLUDE (claim_key, confidence_score, is_origin, is_relay, is_publisher, traits);
CREATE INDEX claim_sources_strongest ON claim_sources (source_id, status, strongest, claim_id)
    INCLUDE (claim_key, is_origin, is_relay, is_publisher, published_day, traits);
CREATE INDEX claim_sources_weakest ON claim_sources (source_id, status, weakest, claim_id)
    INCLUDE (claim_key, is_origin, is_relay, is_publisher, published_day, traits);
CREATE INDEX claim_sources_by_origin_kind ON claim_sources (kind) WHERE is_origin = 1;
