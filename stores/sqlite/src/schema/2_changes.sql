-- What was written or removed of late, for those who listen. Its numbers grow; the last of them always stays.
CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    key    TEXT NOT NULL
) STRICT;

CREATE TRIGGER record_created AFTER INSERT ON record
BEGIN
    INSERT INTO change (kind, key) VALUES (new.kind, new.key);
END;

CREATE TRIGGER record_written AFTER UPDATE ON record
BEGIN
    INSERT INTO change (kind, key) VALUES (new.kind, new.key);
END;

CREATE TRIGGER record_removed AFTER DELETE ON record
BEGIN
    INSERT INTO change (kind, key) VALUES (old.kind, old.key);
END;

-- Who listens and is so many changes late finds a gap, and is told so.
CREATE TRIGGER change_forgotten AFTER INSERT ON change
BEGIN
    DELETE FROM change WHERE number <= new.number - 1024;
END;
