-- name: outbox_lease :many clock
-- $1 now text
-- $2 lease uuid
-- $3 most int
-- What is due becomes this server's for two minutes, and nobody else's. A lease that ran out (its server was killed, or
-- lost the database) goes on where it can: what was not handed over is open again, for the next asking or, after a day,
-- dead; what was handed over is unknown, because it may have arrived.
WITH clock AS MATERIALIZED (
    SELECT set_config('lantern.now', $1::text, true)::timestamptz AS now
),
ran_out AS (
    SELECT o.id FROM lantern.outbox o
    WHERE o.state = 'sending' AND o.next_at <= $1::text::timestamptz AND o.lease_until <= $1::text::timestamptz
    ORDER BY o.next_at, o.id
    LIMIT 100
    FOR NO KEY UPDATE SKIP LOCKED
),
given_back AS (
    UPDATE lantern.outbox o
    SET state = CASE WHEN o.handed_at IS NOT NULL THEN 'unknown'
            WHEN coalesce(o.seen_at, o.made_at) + interval '1 day' <= c.now THEN 'dead' ELSE 'open' END,
        lease = NULL, lease_until = NULL, last_error = 'the server that sent it went away',
        seen_at = CASE WHEN o.handed_at IS NULL THEN o.seen_at END, seen_by_id = CASE WHEN o.handed_at IS NULL THEN o.seen_by_id END
    FROM ran_out r, clock c
    WHERE o.id = r.id
    RETURNING o.id, o.premises_id, o.template, o.state
),
told AS (
    INSERT INTO lantern.event (id, premises_id, kind, happened_at, data)
    SELECT gen_random_uuid(), g.premises_id, 'message.dead', c.now,
        jsonb_build_object('message', g.id, 'template', g.template, 'state', g.state)
    FROM given_back g, clock c
    WHERE g.state <> 'open'
),
due AS (
    SELECT o.id FROM lantern.outbox o
    WHERE o.state = 'open' AND o.next_at <= $1::text::timestamptz
    ORDER BY o.next_at, o.id
    LIMIT $3::int
    FOR NO KEY UPDATE SKIP LOCKED
),
leased AS (
    UPDATE lantern.outbox o
    SET state = 'sending', lease = $2::uuid, lease_until = c.now + interval '2 min', handed_at = NULL,
        tries = least(o.tries, 32000) + 1
    FROM due d, clock c
    WHERE o.id = d.id
    RETURNING o.*
)
-- Whoever has left is written to nowhere: her address may be somebody else's by now.
SELECT l.id::text AS id, l.lease::text AS lease, l.staff_id::text AS staff, l.template AS kind, l.tries::text AS tries,
    lantern.us(coalesce(l.seen_at, l.made_at))::text AS begun_us,
    coalesce((l.counts->>'updates')::int, 0)::text AS updates, coalesce((l.counts->>'good')::int, 0)::text AS good,
    coalesce((l.counts->>'waiting')::int, 0)::text AS waiting, coalesce((l.counts->>'residents')::int, 0)::text AS residents,
    CASE WHEN s.until_at <= $1::text::timestamptz THEN 'inbox' ELSE coalesce(k.courier, 'inbox') END AS courier,
    coalesce(k.address, '') AS address
FROM leased l
JOIN lantern.staff s ON s.id = l.staff_id
LEFT JOIN LATERAL (
    SELECT c.courier, c.address FROM lantern.staff_contact c
    WHERE c.staff_id = l.staff_id
    ORDER BY c.at DESC, c.id DESC
    LIMIT 1) k ON true
ORDER BY l.next_at, l.id
