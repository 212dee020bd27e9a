-- name: keyworker_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 staff uuid   who is to be it
-- What changing her keyworker, or her practitioner, starts from: who it is now, and whether the new one may be.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'keyworker', (
        SELECT json_build_object('id', k.id, 'staff', k.staff_id, 'name', f.display_name, 'from', lantern.iso(k.from_at))
        FROM lantern.keyworker_of k JOIN lantern.staff f ON f.id = k.staff_id WHERE k.stay_id = b.stay_id AND k.until_at IS NULL),
    'practitioner', (
        SELECT json_build_object('id', p.id, 'staff', p.staff_id, 'name', f.display_name, 'from', lantern.iso(p.from_at))
        FROM lantern.practitioner_of p JOIN lantern.staff f ON f.id = p.staff_id WHERE p.resident_id = b.resident_id AND p.until_at IS NULL),
    'works_here', EXISTS (SELECT FROM lantern.keyworker_candidates(b.premises_id) c WHERE c.staff_id = $4::uuid),
    'practises', EXISTS (SELECT FROM lantern.practitioners() p WHERE p.id = $4::uuid)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
