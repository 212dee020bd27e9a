-- name: terminal_lock :one write
-- $1 terminal uuid
SELECT lantern.leave_terminal($1::uuid, 'locked')::text AS done;
