-- name: review_basis :one read
-- $1 id uuid      of what happened
-- $2 stay uuid
-- $3 crn text
-- What a review that somebody asks for starts from: her checks, and when her practitioner was last told that she had hurt
-- herself.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'told_us', lantern.harm_told(b.stay_id)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
