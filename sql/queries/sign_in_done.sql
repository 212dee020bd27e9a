-- name: sign_in_done :one write
-- $1 staff uuid
-- $2 step bigint          of the code that was right
-- $3 session uuid         the new one
-- $4 token text           SHA-256 (hex) of its cookie
-- $5 old uuid             the session this browser had, or NULL
SELECT lantern.sign_in_done($1::uuid, $2::bigint, $3::uuid, decode($4::text, 'hex'), $5::uuid) AS outcome;
