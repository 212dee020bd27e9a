-- name: door_basis :one read
-- $1 premises uuid
-- $2 room uuid
-- The room, and the code at its door now.
SELECT r.label, d.id::text AS door
FROM lantern.room r LEFT JOIN lantern.door_code d ON d.room_id = r.id AND d.revoked_at IS NULL
WHERE r.id = $2::uuid AND r.premises_id = $1::uuid
