-- name: update_basis :one read
-- $1 update uuid
-- What telephoning about an update starts from: its level, and the woman.
SELECT json_build_object('receipt', NULL, 'basis', b.basis, 'subject', json_build_object('id', u.id, 'level', u.level))::text AS basis
FROM lantern.practitioner_update u
JOIN lantern.stay_basis b ON b.stay_id = u.stay_id
WHERE u.id = $1::uuid
