-- name: door_basis :one read
-- $1 room uuid
-- $2 id uuid        the code to be made
-- $3 premises uuid
-- What making a code starts from: what was answered to this id before, and the room with the code at its door now; "room" is
-- null where the premises has no such room.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', json_build_object('premises', p.id, 'settings', lantern.settings_at(p.id, lantern.now())),
    'room', (
        SELECT json_build_object('label', r.label, 'door', d.id)
        FROM lantern.room r LEFT JOIN lantern.door_code d ON d.room_id = r.id AND d.revoked_at IS NULL
        WHERE r.id = $1::uuid AND r.premises_id = p.id)
    )::text AS basis
FROM lantern.premises p
WHERE p.id = $3::uuid
