-- name: terminal_get :one read
-- $1 terminal uuid
SELECT t.premises_id AS premises, t.version, (t.revoked_at IS NOT NULL) AS revoked,
    jsonb_build_object('id', t.id, 'name', t.name, 'version', t.version, 'revoked_at', lantern.iso(t.revoked_at))::text AS terminal
FROM lantern.terminal t
WHERE t.id = $1::uuid;
