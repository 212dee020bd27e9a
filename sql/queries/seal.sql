-- name: seal :one clock
-- Links the events behind the commits into their chains; 0 when there are none or another server is at it.
-- $1 most int
SELECT lantern.seal($1::int) AS sealed
