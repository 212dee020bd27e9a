-- name: leave_basis :one read
-- $1 staff uuid      who is away, or is asked to hold so many
-- $2 id uuid         what is to be recorded
-- $3 premises uuid
-- $4 cover uuid      who covers, or NULL
-- What a leave or a capacity starts from: whether they work here, and the leave she has already.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', json_build_object('premises', p.id, 'settings', lantern.settings_at(p.id, lantern.now())),
    'works_here', EXISTS (SELECT FROM lantern.keyworker_candidates(p.id) c WHERE c.staff_id = $1::uuid),
    'cover_works_here', $4::uuid IS NULL OR EXISTS (SELECT FROM lantern.keyworker_candidates(p.id) c WHERE c.staff_id = $4::uuid),
    'today', lantern.local_date(lantern.now()),
    'leaves', COALESCE((
        SELECT json_agg(lantern.leave_json(l) ORDER BY l.from_on, l.id) FROM lantern.staff_leave l
        WHERE l.premises_id = p.id AND l.staff_id = $1::uuid AND l.withdrawn_at IS NULL), '[]')
    )::text AS basis
FROM lantern.premises p
WHERE p.id = $3::uuid
