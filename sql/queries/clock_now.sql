-- name: clock_now :one clock
-- The database's clock, by which all servers go.
SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us
