-- name: pin_basis :one read
-- $1 staff uuid
-- $2 terminal uuid
-- What judging a PIN needs. Always one row; of nulls unless the terminal is enrolled.
SELECT b->>'pin_hash' AS pin_hash, b->>'locked_until' AS locked_until,
    COALESCE((b->>'locked_until')::timestamptz > lantern.now(), false) AS locked,
    COALESCE(jsonb_typeof(b->'sign_on') = 'object', false) AS signed_on
FROM (SELECT lantern.pin_basis($1::uuid, $2::uuid) AS b) found;
