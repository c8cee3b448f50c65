CREATE TABLE requires_scope_record (
    kind       text COLLATE "C" NOT NULL,
    -- A text of PostgreSQL cannot hold every key.
    key        bytea            NOT NULL,
    version    bigint           NOT NULL,
    -- Milliseconds since 1970; NULL: never.
    expires_at bigint,
    bytes      bytea            NOT NULL,
    PRIMARY KEY (kind, key)
);

CREATE INDEX requires_scope_record_by_expiry ON requires_scope_record (expires_at) WHERE expires_at IS NOT NULL;

-- Versions of all records. None is drawn twice, so that nobody who has read a record that is gone since can pass for
-- a reader of the one that took its place.
CREATE SEQUENCE requires_scope_version OWNED BY requires_scope_record.version;
