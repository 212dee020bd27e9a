-- name: pin_ok :one write
-- $1 staff uuid
-- Forgets the wrong tries before the right one; "locked_until" when others have locked the PIN while this one was judged.
SELECT lantern.iso(p.locked_until) AS locked_until FROM lantern.pin_ok($1::uuid) p;
