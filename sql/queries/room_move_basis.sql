-- name: room_move_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 room uuid    where she is to live
-- What a move starts from: as check_basis, where she lives and since when, and where the room stands. "bed" is the first free one
-- of the room, null when it is taken or is no room of this premises.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'since_us', (SELECT lantern.us(lower(o.during)) FROM lantern.stay_room o WHERE o.stay_id = b.stay_id AND upper_inf(o.during)),
    'bed', lantern.free_bed($4::uuid, b.premises_id),
    'label', (SELECT o.label FROM lantern.room o WHERE o.id = $4::uuid AND o.premises_id = b.premises_id)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
