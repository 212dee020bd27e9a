-- name: event_horizon :one tail
-- Up to where every event is known. held: a transaction that writes is open, so that the horizon may stand still.
SELECT lantern.horizon() AS horizon, pg_snapshot_xmin(s.now) < pg_snapshot_xmax(s.now) AS held
FROM (SELECT pg_current_snapshot() AS now) s
