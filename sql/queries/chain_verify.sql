-- name: chain_verify :one slow
-- One premises' chain from its start, with the first link that does not hold.
-- $1 premises uuid
SELECT json_build_object(
    'events', (SELECT count(*) FROM lantern.event WHERE premises_id = $1::uuid),
    'sealed', coalesce(head.n, 0),
    'head', encode(head.hash, 'hex'),
    'broken', (SELECT json_build_object('n', b.n, 'event', b.event, 'why', b.why) FROM lantern.verify_chain($1::uuid) b))::text AS chain
FROM (SELECT) one
LEFT JOIN LATERAL (
    SELECT n, hash FROM lantern.event_link WHERE premises_id = $1::uuid ORDER BY n DESC LIMIT 1) head ON true
