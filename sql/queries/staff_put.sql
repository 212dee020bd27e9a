-- name: staff_put :one write
-- $1 document jsonb
-- $2 staff uuid
-- $3 hash text     of her first password
-- $4 totp text     her second factor's key, hex
-- Somebody new with her first role and her secrets, all or nothing.
SELECT d.result::text AS result,
    CASE WHEN d.result ? 'recorded' THEN lantern.set_password($2::uuid, $3::text, decode($4::text, 'hex'))::text END AS kept
FROM (SELECT lantern.record($1::jsonb) AS result OFFSET 0) d;
