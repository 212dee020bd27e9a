-- name: outbox_take :one write
-- $1 message uuid
-- $2 state text     open (again) or dropped
-- $3 reason text    NULL for none
-- NULL: no such message of hers.
SELECT t.took->>'taken' AS taken, t.took->>'state' AS state
FROM (SELECT lantern.outbox_take($1::uuid, $2::text, $3::text) AS took) t
