-- name: doorbell :exec tail
-- Tells the other servers that there may be events: a tiny transaction of its own, never inside a write (a notifying
-- commit takes a lock of the whole cluster).
SELECT pg_notify('lantern', '')
