-- name: calendar_get :one read
-- $1 token text    SHA-256 (hex) of what was asked for
-- The meetings of whoever's feed this is; NULL when it is nobody's, or nobody's any more.
SELECT lantern.calendar_of(decode($1::text, 'hex'))::text AS entries
