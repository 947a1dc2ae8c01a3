"""The tables of what is published and of who says things."""

from storage.migrations.sort_columns import PUBLISHED_SORT_COLUMNS

ARTICLES_AND_SOURCES = (
    """
CREATE TABLE sources (
    -- Whoever or whatever claims come from. A merged one stays; its survivor answers for it.
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'government', 'group', 'news_agency',
        'outlet', 'document', 'dataset', 'anonymous', 'unknown')),
    name TEXT NOT NULL CHECK (name <> ''),
    folded_name TEXT NOT NULL CHECK (folded_name <> ''),
    names TEXT CHECK (names IS NULL OR json_valid(names)),
    same_as TEXT CHECK (same_as IS NULL OR json_valid(same_as)),
    possibly_same_as TEXT CHECK (possibly_same_as IS NULL OR json_valid(possibly_same_as)),
    anonymity TEXT CHECK (anonymity IS NULL OR json_valid(anonymity)),
    article_id TEXT REFERENCES articles (id),
    merged_into TEXT REFERENCES sources (id) CHECK (merged_into <> id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((kind = 'anonymous') = (anonymity IS NOT NULL)),
    CHECK ((kind = 'anonymous') = (article_id IS NOT NULL))
) STRICT
""",
    """
CREATE UNIQUE INDEX sources_one_of_a_name ON sources (kind, folded_name)
    WHERE kind <> 'anonymous' AND merged_into IS NULL
""",
    "CREATE INDEX sources_by_name ON sources (folded_name, id)",
    "CREATE INDEX sources_by_created_at ON sources (created_at, id)",
    "CREATE INDEX sources_by_article ON sources (article_id) WHERE article_id IS NOT NULL",
    "CREATE INDEX sources_with_likenesses ON sources (id) WHERE possibly_same_as IS NOT NULL",
    "CREATE INDEX sources_by_survivor ON sources (merged_into) WHERE merged_into IS NOT NULL",
    """
CREATE TABLE source_names (
    -- Every folded name and alias under which a source is found; none for anonymous or merged sources.
    folded_name TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    PRIMARY KEY (folded_name, source_id)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX source_names_by_source ON source_names (source_id)",
    f"""
CREATE TABLE articles (
    -- Documents as published, described; what they say is in their revisions.
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 1),
    url TEXT,
    normalized_url TEXT UNIQUE,
    publisher_id TEXT NOT NULL REFERENCES sources (id),
    authors TEXT CHECK (authors IS NULL OR json_valid(authors)),
    language TEXT,
    place TEXT,
    published_on TEXT,
    published_at TEXT,
    image_credits TEXT CHECK (image_credits IS NULL OR json_valid(image_credits)),
    text_origin TEXT NOT NULL CHECK (text_origin IN ('published', 'retold')),
    based_on TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    {PUBLISHED_SORT_COLUMNS.strip()},
    CHECK ((url IS NULL) = (normalized_url IS NULL))
) STRICT
""",
    "CREATE INDEX articles_by_publisher ON articles (publisher_id, newest, id)",
    "CREATE INDEX articles_by_created_at ON articles (created_at, id)",
    "CREATE INDEX articles_newest ON articles (newest, id)",
    "CREATE INDEX articles_oldest ON articles (oldest, id)",
    """
CREATE TABLE revisions (
    -- An article's title and text at one time. They never change in place.
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    retrieved_at TEXT NOT NULL,
    length INTEGER NOT NULL CHECK (length >= 1),
    title TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
) STRICT
""",
    "CREATE INDEX revisions_by_sha256 ON revisions (sha256)",
    """
CREATE TRIGGER revisions_are_not_changed BEFORE UPDATE ON revisions BEGIN
    SELECT RAISE(ABORT, 'a revision never changes');
END
""",
    """
CREATE TABLE analyses (
    -- Runs of an extraction engine over one revision.
    id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    engine TEXT NOT NULL,
    version TEXT NOT NULL,
    at TEXT NOT NULL,
    FOREIGN KEY (article_id, revision) REFERENCES revisions (article_id, number) ON DELETE CASCADE
) STRICT
""",
    "CREATE INDEX analyses_by_article ON analyses (article_id, at, id)",
)
