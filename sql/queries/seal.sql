-- name: seal :one clock
-- Links the events behind the commits into their chains; 0 when there are none or another server is at it.
-- $1 most int
-- $2 now text    the clock's role has no request to say what time it is
WITH clock AS MATERIALIZED (SELECT set_config('lantern.now', $2::text, true))
SELECT lantern.seal($1::int) AS sealed FROM clock
