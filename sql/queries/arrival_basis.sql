-- name: arrival_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 room uuid
-- What an arrival starts from: as check_basis, and where her stay and the room stand. "bed" is the first free one of the room,
-- null when it is taken or is no room of this premises.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'state', s.state,
    'leaving_day', s.planned_departure_on - date '1970-01-01',
    'arrived_by', (SELECT f.display_name FROM lantern.arrival a JOIN lantern.staff f ON f.id = a.author_id WHERE a.stay_id = s.id),
    'bed', lantern.free_bed($4::uuid, s.premises_id),
    'room', (SELECT o.label FROM lantern.room o WHERE o.id = $4::uuid AND o.premises_id = s.premises_id)
    )::text AS basis
FROM lantern.stay_basis b
JOIN lantern.stay s ON s.id = b.stay_id
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
