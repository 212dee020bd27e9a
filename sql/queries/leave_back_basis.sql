-- name: leave_back_basis :one read
-- $1 leave uuid
-- $2 id uuid   of no receipt
-- What taking a leave back starts from.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', json_build_object('premises', l.premises_id, 'settings', lantern.settings_at(l.premises_id, lantern.now())),
    'staff', l.staff_id,
    'withdrawn', (SELECT w.display_name FROM lantern.staff w WHERE w.id = l.withdrawn_by_id)
    )::text AS basis
FROM lantern.staff_leave l
WHERE l.id = $1::uuid
