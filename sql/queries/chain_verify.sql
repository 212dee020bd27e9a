-- name: chain_verify :one slow
-- One premises' chain from its start, with the first link that does not hold. No row for who does not oversee it.
-- $1 premises uuid
SELECT c.chain::text AS chain FROM (SELECT lantern.chain_of($1::uuid) AS chain) c WHERE c.chain IS NOT NULL
