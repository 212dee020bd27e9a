-- name: doorbell :exec tail
-- Tells the other servers that there may be events: a tiny transaction of its own, never inside a write (a notifying
-- commit takes a lock of the whole cluster), and not worth a flush.
SELECT set_config('synchronous_commit', 'off', true), pg_notify('lantern', '')
