-- name: moment_basis :one read
-- $1 id uuid       what is to be recorded; NULL: one is read
-- $2 stay uuid
-- $3 crn text
-- $4 moment uuid   the one that is read, or NULL
-- What a moment, and reading one, starts from. "hers": she who asks is her keyworker today; where she has none, it is whoever
-- may write her keywork.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'moment', (SELECT lantern.moment_json(m, false) FROM lantern.moment m WHERE m.id = $4::uuid AND m.stay_id = b.stay_id),
    'hers', COALESCE(lantern.keyworker_today(b.stay_id) = lantern.my_staff(), true)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
