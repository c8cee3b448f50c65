WITH turn AS MATERIALIZED (
    SELECT coalesce($3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS now
    FROM pg_advisory_xact_lock($1, $2)
), written AS (
    UPDATE requires_scope_record
    SET version = nextval('requires_scope_version'), expires_at = turn.now + $6, bytes = $7
    FROM turn
    WHERE kind = $4 AND key = $5 AND version = $8 AND (expires_at IS NULL OR expires_at > turn.now)
    RETURNING version
)
SELECT version, pg_notify('requires_scope_' || 'requires_scope_record'::regclass::oid, $4 || ' ' || encode($5, 'hex'))
FROM written
