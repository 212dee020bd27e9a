-- name: terminal_switch :one write
-- $1 staff uuid
-- $2 session uuid   the new one
-- $3 token text     SHA-256 (hex) of its cookie
SELECT lantern.switch_done($1::uuid, $2::uuid, decode($3::text, 'hex')) AS outcome;
