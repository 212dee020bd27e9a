-- name: staff_role_basis :one read
-- $1 role uuid
-- One role somebody holds, held or is to hold. "ends_at": when it is over if it is ended now; one that has not begun is then
-- never in force.
SELECT r.staff_id AS staff, r.role, r.premises_id AS premises, lantern.iso(ends.at) AS ends_at,
    COALESCE(r.until_at <= ends.at, false) AS ended
FROM lantern.staff_role r
CROSS JOIN LATERAL (SELECT greatest(lantern.now(), r.from_at + interval '1 microsecond') AS at) ends
WHERE r.id = $1::uuid;
