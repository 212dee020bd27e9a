-- name: outbox_state :one clock
-- $1 now text
-- How much waits, since when, and what a person has to look at: for /metrics and /health.
SELECT w.waiting::text AS waiting, coalesce(greatest(extract(epoch FROM $1::text::timestamptz - w.oldest), 0), 0)::bigint::text AS oldest_s,
    d.dead::text AS dead, d.unknown::text AS unknown
FROM (SELECT count(*) AS waiting, min(o.made_at) AS oldest FROM lantern.outbox o WHERE o.state IN ('open', 'sending')) w,
    (SELECT count(*) FILTER (WHERE o.state = 'dead') AS dead, count(*) FILTER (WHERE o.state = 'unknown') AS unknown
     FROM lantern.outbox o WHERE o.state IN ('dead', 'unknown') AND o.state IN ('open', 'sending', 'dead', 'unknown') AND o.seen_at IS NULL) d
