-- name: clock_record :one clock
-- $1 facts jsonb
-- What followed from deadlines becomes true, all of it or none: NULL when another server was first.
SELECT lantern.record($1::jsonb)::text AS recorded
