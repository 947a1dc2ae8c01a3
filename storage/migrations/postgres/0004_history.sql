CREATE TABLE changes (
    sequence bigint NOT NULL PRIMARY KEY,
    at text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
    reason text COLLATE "C",
    action text COLLATE "C" NOT NULL CHECK (action <> ''),
    resource text COLLATE "C" NOT NULL,
    resource_id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    before text COLLATE "C" CHECK (before IS JSON),
    after text COLLATE "C" CHECK (after IS JSON)
);
COMMENT ON TABLE changes IS
    'The history: every write, what it changed, by whom, when and why. Nothing is ever changed or taken out.';
CREATE INDEX changes_by_resource ON changes (resource, resource_id, sequence);
CREATE FUNCTION refuse_changed_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history is only appended to' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER changes_are_not_changed BEFORE UPDATE ON changes
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_history();
CREATE TRIGGER changes_are_not_removed BEFORE DELETE ON changes
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_history();
CREATE TRIGGER changes_are_not_emptied BEFORE TRUNCATE ON changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_history();

CREATE TABLE versions (
    resource text COLLATE "C" NOT NULL,
    resource_id text COLLATE "C" NOT NULL,
    change bigint NOT NULL REFERENCES changes (sequence) DEFERRABLE INITIALLY DEFERRED,
    version integer,
    document text COLLATE "C" CHECK (document IS JSON),
    updated_at text COLLATE "C",
    PRIMARY KEY (resource, resource_id, change)
);
COMMENT ON TABLE versions IS
    'Which change made which version of which resource: a source''s new name is one change, and makes a new '
    'version of every claim that shows it. The change that removes it has its last one. `document` is a claim '
    'as it was until the change; it goes with its article.';
CREATE INDEX versions_by_article ON versions ((CAST(document AS jsonb) #>> '{article_id}'))
    WHERE document IS NOT NULL;
CREATE FUNCTION refuse_changed_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the versions are only appended to' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER versions_only_lose_documents BEFORE UPDATE ON versions
    FOR EACH ROW
    WHEN (new.document IS NOT NULL OR new.version IS DISTINCT FROM old.version OR new.change <> old.change
        OR new.resource <> old.resource OR new.resource_id <> old.resource_id)
    EXECUTE FUNCTION refuse_changed_versions();
CREATE TRIGGER versions_are_not_removed BEFORE DELETE ON versions
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_versions();
CREATE TRIGGER versions_are_not_emptied BEFORE TRUNCATE ON versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_versions();
