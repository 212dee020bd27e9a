-- name: signs_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- What a rule or a daily fact starts from: her signs as they are now, and what her plan asks of her days.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'signs', lantern.signs_json(b.stay_id),
    'daily', (SELECT p.daily FROM lantern.safety_plan p WHERE p.id = lantern.plan_now(b.stay_id))
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
