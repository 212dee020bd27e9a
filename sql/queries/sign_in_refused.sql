-- name: sign_in_refused :one write
-- $1 staff uuid      NULL: a name nobody has
-- $2 route text
-- What was typed is not kept: it may be a password in the wrong field.
SELECT lantern.sign_in_refused($1::uuid, $2::text)::text AS done;
