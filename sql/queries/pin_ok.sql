-- name: pin_ok :one write
-- $1 staff uuid
-- Forgets the wrong tries before the right one.
SELECT lantern.pin_ok($1::uuid)::text AS done;
