-- name: session_touch :exec write
-- Somebody did something in this session. Never moves backwards.
-- $1 session uuid
-- $2 at timestamptz
UPDATE lantern.session SET last_action_at = $2::timestamptz
WHERE id = $1::uuid AND ended_at IS NULL AND last_action_at < $2::timestamptz
