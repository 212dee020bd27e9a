-- name: outbox_hand :one clock
-- $1 message uuid
-- $2 lease uuid
-- $3 courier text
-- $4 now text
-- From now on it may have gone out: written before the first byte of its content is. No row: the lease is somebody
-- else's by now, and nothing goes out.
UPDATE lantern.outbox o SET handed_at = $4::text::timestamptz, courier = $3::text
WHERE o.id = $1::uuid AND o.state = 'sending' AND o.lease = $2::uuid AND o.lease_until > $4::text::timestamptz
RETURNING o.id::text AS handed
