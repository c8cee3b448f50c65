CREATE TABLE record (
    kind       TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    -- Milliseconds since 1970; NULL: never. It stands before the bytes so that it is read without them.
    expires_at INTEGER,
    bytes      BLOB    NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_by_expiry ON record (expires_at) WHERE expires_at IS NOT NULL;

-- The highest version of all records that are gone. A new record starts above it, so that nobody who has read a
-- record that was removed since can pass for a reader of the one that took its place.
CREATE TABLE high_water (version INTEGER NOT NULL) STRICT;

INSERT INTO high_water (version) VALUES (0);

CREATE TRIGGER record_gone AFTER DELETE ON record
BEGIN
    UPDATE high_water SET version = max(version, old.version);
END;
