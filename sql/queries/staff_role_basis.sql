-- name: staff_role_basis :one read
-- $1 role uuid
-- One role somebody holds or held.
SELECT r.staff_id AS staff, r.role, r.premises_id AS premises,
    (r.until_at IS NOT NULL AND r.until_at <= lantern.now()) AS ended
FROM lantern.staff_role r
WHERE r.id = $1::uuid;
