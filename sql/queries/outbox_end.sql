-- name: outbox_end :one clock
-- $1 message uuid
-- $2 lease uuid
-- $3 state text      sent, open (again), dead or unknown
-- $4 next_at text    NULL where it is not open again
-- $5 error text      '' for none
-- $6 courier text
-- $7 now text
-- How a try ended. Once: whoever lost the lease writes nothing. Not worth a flush: what a crash of the database takes back
-- leaves a lease that runs out, and by handed_at at worst a message that a person is asked about, never one sent twice.
WITH clock AS MATERIALIZED (
    SELECT set_config('lantern.now', $7::text, true)::timestamptz AS now, set_config('synchronous_commit', 'off', true) AS quick
),
ended AS (
    UPDATE lantern.outbox o
    SET state = $3::text, courier = $6::text, lease = NULL, lease_until = NULL, last_error = NULLIF($5::text, ''),
        next_at = coalesce($4::text::timestamptz, o.next_at),
        handed_at = CASE WHEN $3::text = 'open' THEN NULL ELSE o.handed_at END,
        sent_at = CASE WHEN $3::text = 'sent' THEN c.now END,
        -- Somebody had taken it up; it is for somebody to see again.
        seen_at = CASE WHEN $3::text IN ('dead', 'unknown') THEN NULL ELSE o.seen_at END,
        seen_by_id = CASE WHEN $3::text IN ('dead', 'unknown') THEN NULL ELSE o.seen_by_id END
    FROM clock c
    WHERE o.id = $1::uuid AND o.state = 'sending' AND o.lease = $2::uuid
    RETURNING o.id, o.premises_id, o.template, o.state
),
told AS (
    INSERT INTO lantern.event (id, premises_id, kind, happened_at, data)
    SELECT gen_random_uuid(), e.premises_id, 'message.dead', c.now,
        jsonb_build_object('message', e.id, 'template', e.template, 'state', e.state)
    FROM ended e, clock c
    WHERE e.state IN ('dead', 'unknown')
)
SELECT count(*)::text AS ended FROM ended
