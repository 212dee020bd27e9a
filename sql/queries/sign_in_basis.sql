-- name: sign_in_basis :one read
-- $1 username text
-- What judging a sign-in needs. Always one row; of nulls for a name nobody has, so that both take the same way.
SELECT b->>'staff' AS staff, b->>'password_hash' AS password_hash, b->>'totp_secret' AS totp_secret,
    (b->>'totp_last_step')::bigint AS totp_last_step,
    COALESCE(b->'identity'->'roles' <> '{}', false) AS has_role
FROM (SELECT lantern.sign_in_basis(lower(btrim($1::text))) AS b) found;
