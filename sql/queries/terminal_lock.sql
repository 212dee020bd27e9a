-- name: terminal_lock :one write
-- The screen of the terminal that asks.
SELECT lantern.leave_screen(NULL, 'locked')::text AS done;
