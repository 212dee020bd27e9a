-- name: clock_tick :one clock
-- $1 server uuid
-- $2 now text
-- This server has dealt with everything due until then. Not worth a flush: after a crash the next tick says the same.
WITH quick AS MATERIALIZED (
    SELECT set_config('synchronous_commit', 'off', true)
)
INSERT INTO lantern.clock_tick AS t (server_id, at, swept_to)
SELECT $1::uuid, $2::text::timestamptz, $2::text::timestamptz FROM quick
ON CONFLICT (server_id) DO UPDATE SET at = excluded.at, swept_to = excluded.swept_to
RETURNING lantern.iso(t.swept_to) AS swept_to
