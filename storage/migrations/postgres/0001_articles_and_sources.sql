CREATE TABLE sources (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    version integer NOT NULL CHECK (version >= 1),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('person', 'organisation', 'government', 'group', 'news_agency',
        'outlet', 'document', 'dataset', 'anonymous', 'unknown')),
    name text COLLATE "C" NOT NULL CHECK (name <> ''),
    folded_name text COLLATE "C" NOT NULL CHECK (folded_name <> ''),
    names text COLLATE "C" CHECK (names IS JSON),
    same_as text COLLATE "C" CHECK (same_as IS JSON),
    possibly_same_as text COLLATE "C" CHECK (possibly_same_as IS JSON),
    anonymity text COLLATE "C" CHECK (anonymity IS JSON),
    article_id text COLLATE "C",
    merged_into text COLLATE "C" REFERENCES sources (id) CHECK (merged_into <> id),
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    reliability text COLLATE "C" CHECK (reliability IS JSON),
    CHECK ((kind = 'anonymous') = (anonymity IS NOT NULL)),
    CHECK ((kind = 'anonymous') = (article_id IS NOT NULL))
);
COMMENT ON TABLE sources IS
    'Whoever or whatever claims come from. A merged one stays; its survivor answers for it.';
CREATE UNIQUE INDEX sources_one_of_a_name ON sources (kind, folded_name)
    WHERE kind <> 'anonymous' AND merged_into IS NULL;
CREATE INDEX sources_by_name ON sources (folded_name, id);
CREATE INDEX sources_by_created_at ON sources (created_at, id);
CREATE INDEX sources_by_article ON sources (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX sources_with_likenesses ON sources (id) WHERE possibly_same_as IS NOT NULL;
CREATE INDEX sources_by_survivor ON sources (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE source_names (
    folded_name text COLLATE "C" NOT NULL,
    source_id text COLLATE "C" NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    PRIMARY KEY (folded_name, source_id)
);
COMMENT ON TABLE source_names IS
    'Every folded name and alias under which a source is found; none for anonymous or merged sources.';
CREATE INDEX source_names_by_source ON source_names (source_id);

CREATE TABLE articles (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    version integer NOT NULL CHECK (version >= 1),
    url text COLLATE "C",
    normalized_url text COLLATE "C" UNIQUE,
    publisher_id text COLLATE "C" NOT NULL REFERENCES sources (id),
    authors text COLLATE "C" CHECK (authors IS JSON),
    language text COLLATE "C",
    place text COLLATE "C",
    published_on text COLLATE "C",
    published_at text COLLATE "C",
    image_credits text COLLATE "C" CHECK (image_credits IS JSON),
    text_origin text COLLATE "C" NOT NULL CHECK (text_origin IN ('published', 'retold')),
    based_on text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    wire_credits text COLLATE "C" CHECK (wire_credits IS JSON),
    contributors text COLLATE "C" CHECK (contributors IS JSON),
    newest text COLLATE "C"
        GENERATED ALWAYS AS (coalesce(published_on, '') || ' ' || coalesce(published_at, '')) STORED,
    oldest text COLLATE "C"
        GENERATED ALWAYS AS (coalesce(published_on, '~') || ' ' || coalesce(published_at, '~')) STORED,
    CHECK ((url IS NULL) = (normalized_url IS NULL))
);
COMMENT ON TABLE articles IS 'Documents as published, described; what they say is in their revisions.';
CREATE INDEX articles_by_publisher ON articles (publisher_id, newest, id);
CREATE INDEX articles_by_created_at ON articles (created_at, id);
CREATE INDEX articles_newest ON articles (newest, id);
CREATE INDEX articles_oldest ON articles (oldest, id);

-- Sources and articles name each other, so one of them comes first.
ALTER TABLE sources ADD FOREIGN KEY (article_id) REFERENCES articles (id);

CREATE TABLE revisions (
    article_id text COLLATE "C" NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number >= 1),
    sha256 text COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    retrieved_at text COLLATE "C" NOT NULL,
    length integer NOT NULL CHECK (length >= 1),
    title text COLLATE "C",
    text text COLLATE "C" NOT NULL,
    corrections text COLLATE "C" CHECK (corrections IS JSON),
    not_analysed text COLLATE "C" CHECK (not_analysed <> ''),
    PRIMARY KEY (article_id, number)
);
COMMENT ON TABLE revisions IS 'An article''s title and text at one time. They never change in place.';
CREATE INDEX revisions_by_sha256 ON revisions (sha256);
CREATE FUNCTION refuse_revised_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a revision never changes' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER revisions_are_not_changed BEFORE UPDATE ON revisions
    FOR EACH ROW EXECUTE FUNCTION refuse_revised_revision();

CREATE TABLE analyses (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    article_id text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    engine text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    FOREIGN KEY (article_id, revision) REFERENCES revisions (article_id, number) ON DELETE CASCADE
);
COMMENT ON TABLE analyses IS 'Runs of an extraction engine over one revision.';
CREATE INDEX analyses_by_article ON analyses (article_id, at, id);
