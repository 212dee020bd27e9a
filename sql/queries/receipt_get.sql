-- name: receipt_get :one read
-- $1 id uuid
-- What was answered when this id was first used; NULL when it is new, or somebody else's.
SELECT (lantern.receipt_of($1::uuid)->'receipt')::text AS receipt
