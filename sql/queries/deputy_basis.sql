-- name: deputy_basis :one read
-- $1 staff uuid     whose deputy
-- $2 deputy uuid
-- Whether both are practitioners who work today.
SELECT EXISTS (SELECT FROM lantern.practitioners() p WHERE p.id = $1::uuid)::text AS staff,
    EXISTS (SELECT FROM lantern.practitioners() p WHERE p.id = $2::uuid)::text AS deputy
