-- name: resident_copy_basis :one read
-- $1 id uuid      of the copy
-- $2 stay uuid
-- $3 crn text
-- What giving her a copy starts from: "version" is her newest (null: she has no plan), "left_out" what it does not hold.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'version', (SELECT p.version FROM lantern.safety_plan p WHERE p.id = lantern.plan_now(b.stay_id)),
    'left_out', lantern.left_out_of_copy(b.stay_id)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
