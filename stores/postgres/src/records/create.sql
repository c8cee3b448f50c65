-- Writers of a record take turns, so that a version that is drawn later is also written later.
WITH turn AS MATERIALIZED (
    SELECT coalesce($3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS now
    FROM pg_advisory_xact_lock($1, $2)
), swept AS (
    -- More than a creation adds, few enough not to be felt. One statement must not touch a record twice.
    DELETE FROM requires_scope_record
    WHERE (kind, key) IN (
        SELECT kind, key
        FROM requires_scope_record
        WHERE expires_at <= (SELECT now FROM turn) AND (kind, key) <> ($4, $5)
        ORDER BY expires_at
        LIMIT 8
        FOR UPDATE SKIP LOCKED
    )
), written AS (
    INSERT INTO requires_scope_record AS record (kind, key, version, expires_at, bytes)
    SELECT $4, $5, nextval('requires_scope_version'), turn.now + $6, $7
    FROM turn
    ON CONFLICT (kind, key) DO UPDATE
    SET version = excluded.version, expires_at = excluded.expires_at, bytes = excluded.bytes
    WHERE record.expires_at <= (SELECT now FROM turn)
    RETURNING version
)
SELECT version, pg_notify('requires_scope_' || 'requires_scope_record'::regclass::oid, $4 || ' ' || encode($5, 'hex'))
FROM written
