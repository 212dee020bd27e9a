-- name: terminal_revoke :one write
-- $1 document jsonb
-- $2 terminal uuid
-- Records that a terminal is not one any more, and ends whatever session is open on it.
SELECT d.result::text AS result,
    CASE WHEN d.result ? 'recorded' THEN lantern.end_sessions(NULL, $2::uuid, 'revoked') END AS ended
FROM (SELECT lantern.record($1::jsonb) AS result OFFSET 0) d;
