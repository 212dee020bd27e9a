-- name: meeting_basis :one read
-- $1 id uuid        what is to be recorded; NULL: her copy of a meeting
-- $2 stay uuid
-- $3 crn text
-- $4 meeting uuid   the one her copy is of, or NULL
-- What planning a meeting, and giving her the copy of one, starts from. "stands": what the record is guarded by.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'stands', lantern.meetings_stand(b.stay_id),
    'keyworker', lantern.keyworker_today(b.stay_id),
    'planned', (SELECT lantern.meeting_json(m, true) FROM lantern.meeting m WHERE m.stay_id = b.stay_id AND m.closed_at IS NULL),
    'meeting', (SELECT lantern.meeting_json(m, true) FROM lantern.meeting m WHERE m.id = $4::uuid AND m.stay_id = b.stay_id)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
