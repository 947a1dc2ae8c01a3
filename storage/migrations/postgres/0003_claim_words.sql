CREATE TABLE claim_words (
    claim_key bigint NOT NULL PRIMARY KEY REFERENCES claims (key) ON DELETE CASCADE,
    words tsvector NOT NULL
);
COMMENT ON TABLE claim_words IS
    'Derived: the words of a claim''s text, quote and mentions, split as SQLite splits them, for full-text search.';
CREATE INDEX claim_words_by_word ON claim_words USING gin (words);
