-- name: suggestion_basis :one read
-- $1 id uuid          what is to be recorded; NULL: one is decided about
-- $2 stay uuid        NULL: that of the suggestion
-- $3 crn text
-- $4 suggestion uuid  the one that is decided about, or NULL
-- $5 source uuid      what a new one comes from, or NULL
-- What a suggestion for her plan, and deciding about one, starts from.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'suggestion', (SELECT lantern.suggestion_json(g, true) FROM lantern.plan_suggestion g WHERE g.id = $4::uuid),
    'source', CASE
        WHEN EXISTS (SELECT FROM lantern.moment m WHERE m.id = $5::uuid AND m.stay_id = b.stay_id) THEN 'moment'
        WHEN EXISTS (SELECT FROM lantern.visit v WHERE v.id = $5::uuid AND v.stay_id = b.stay_id) THEN 'check' END,
    'lines', COALESCE((
        SELECT json_agg(json_build_object('line', l.line) ORDER BY l.place)
        FROM lantern.safety_plan_line l WHERE l.plan_id = lantern.plan_now(b.stay_id)), '[]')
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT $3::text IS NULL OR lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = COALESCE($2::uuid, (SELECT g.stay_id FROM lantern.plan_suggestion g WHERE g.id = $4::uuid))
