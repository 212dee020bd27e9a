-- name: pin_refused :one write
-- $1 staff uuid
-- $2 route text
SELECT r->>'tries_left' AS tries_left, r->>'locked_until' AS locked_until
FROM (SELECT lantern.pin_refused($1::uuid, $2::text) AS r) refused;
