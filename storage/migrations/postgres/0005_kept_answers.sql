CREATE TABLE kept_answers (
    caller text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    digest text COLLATE "C" NOT NULL CHECK (length(digest) = 64),
    lease text COLLATE "C" NOT NULL,
    expires_at text COLLATE "C" NOT NULL,
    status integer CHECK (status BETWEEN 200 AND 499),
    headers text COLLATE "C" CHECK (headers IS JSON),
    body bytea,
    article_id text COLLATE "C",
    PRIMARY KEY (caller, method, path, key),
    CHECK ((status IS NULL) = (headers IS NULL)),
    CHECK (status IS NOT NULL OR (body IS NULL AND article_id IS NULL))
);
COMMENT ON TABLE kept_answers IS
    'Answers to writes that came with a key, so that a retry is answered and not done again; nothing here is '
    'older than a day. Without a status, the write is still at work, until its lease expires. Without a body '
    'since, the article whose text it held was removed.';
CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at);
CREATE INDEX kept_answers_by_article ON kept_answers (article_id) WHERE article_id IS NOT NULL;
