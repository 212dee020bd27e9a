-- name: incident_basis :one read
-- $1 id uuid      the incident to be recorded
-- $2 stay uuid    of the woman it happened to
-- $3 crn text
-- What an incident starts from: her checks, those of every other woman who lives there, who is signed on, and when her
-- practitioner was last told that she had hurt herself.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'told_us', lantern.harm_told(b.stay_id),
    'others', COALESCE((
        SELECT json_agg(o.basis ORDER BY o.stay_id)
        FROM lantern.stay s JOIN lantern.stay_basis o ON o.stay_id = s.id
        WHERE s.premises_id = b.premises_id AND s.state = 'arrived' AND s.id <> b.stay_id), '[]'),
    'on', COALESCE((
        SELECT json_agg(DISTINCT o.staff_id) FROM lantern.sign_on o
        WHERE o.premises_id = b.premises_id AND o.ended_at IS NULL AND o.until_at > lantern.now()), '[]')
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
