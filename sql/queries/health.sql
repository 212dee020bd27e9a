-- name: health :one tail
-- What the database knows of the clockwork and the sealer: age of the newest sweep, the oldest deadline not yet fired,
-- events not yet sealed (counted to 10,001) and the age of the oldest of them. Ages in seconds by the given clock.
-- $1 now timestamptz
SELECT json_build_object(
    'epoch', (SELECT epoch FROM lantern.installation),
    'tick_age_s', (SELECT extract(epoch FROM $1::timestamptz - max(at)) FROM lantern.clock_tick),
    'overdue_s', (
        SELECT greatest(extract(epoch FROM $1::timestamptz - d.due_at), 0) FROM lantern.deadline d
        WHERE d.state = 'open' ORDER BY d.due_at, d.id LIMIT 1),
    'unsealed', waiting.n,
    'unsealed_age_s', extract(epoch FROM $1::timestamptz - waiting.since))::text AS health
FROM (
    SELECT count(*) AS n, min(recorded_at) AS since FROM (
        SELECT e.recorded_at FROM lantern.event e
        WHERE (e.xid, e.seq) > (
            SELECT coalesce(max(l.xid::text::numeric), 0)::text::xid8, coalesce(max(l.seq), 0)
            FROM (SELECT xid, seq FROM lantern.event_link ORDER BY xid DESC, seq DESC LIMIT 1) l)
        ORDER BY e.xid, e.seq LIMIT 10001) e) waiting
