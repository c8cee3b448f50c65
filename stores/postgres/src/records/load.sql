SELECT version, bytes
FROM requires_scope_record
WHERE kind = $1 AND key = $2
  AND (expires_at IS NULL OR expires_at > coalesce($3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint))
