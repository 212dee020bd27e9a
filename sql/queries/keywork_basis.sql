-- name: keywork_basis :one read
-- $1 id uuid        what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 corrects uuid  the session it corrects, or NULL
-- $5 named text     {uuid,...}: moments that were read in it, and staff who are to do something
-- What a session starts from: her checks (for the settings and where she lives), what stands of her keywork, and what it names.
-- "count": how many there are, which the record is guarded by. "last_us" and "others_us": when she had her last session, and
-- the last beside the corrected one.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'count', (SELECT count(*) FROM lantern.keywork_session s WHERE s.stay_id = b.stay_id),
    'last_us', lantern.us(lantern.keywork_last(b.stay_id)),
    'others_us', lantern.us(lantern.keywork_last(b.stay_id, $4::uuid)),
    'agreed', COALESCE((SELECT h.told->'shares' ? 'keywork' FROM lantern.sharing_told(b.stay_id) h), false),
    'corrects', (
        SELECT json_build_object('newest', lantern.keywork_newest(s.id),
            'mine', EXISTS (SELECT FROM lantern.keywork_session f WHERE f.id = ANY (c.ids) AND f.author_id = lantern.my_staff()),
            'suggested', EXISTS (SELECT FROM lantern.plan_suggestion g WHERE g.stay_id = s.stay_id AND g.source = 'session' AND g.source_id = ANY (c.ids)),
            'current', (SELECT lantern.session_whole(n, true) FROM lantern.keywork_session n
                WHERE n.id = lantern.keywork_newest(s.id) AND n.id <> s.id))
        FROM lantern.keywork_session s CROSS JOIN LATERAL (SELECT lantern.keywork_chain(s.id) AS ids) c
        WHERE s.id = $4::uuid AND s.stay_id = b.stay_id),
    'moments', COALESCE((
        SELECT json_agg(json_build_object('id', m.id, 'reviewed', EXISTS (SELECT FROM lantern.moment_review v WHERE v.moment_id = m.id)))
        FROM lantern.moment m WHERE m.id = ANY ($5::text::uuid[]) AND m.stay_id = b.stay_id), '[]'),
    'owners', COALESCE((
        SELECT json_agg(f.id) FROM lantern.staff f
        WHERE f.id = ANY ($5::text::uuid[]) AND (f.until_at IS NULL OR f.until_at > lantern.now())), '[]'),
    'practitioner', (SELECT p.staff_id FROM lantern.practitioner_of p WHERE p.resident_id = b.resident_id AND p.until_at IS NULL),
    'lines', COALESCE((
        SELECT json_agg(json_build_object('line', l.line, 'sees', l.sees, 'does', l.does) ORDER BY l.place)
        FROM lantern.safety_plan_line l WHERE l.plan_id = lantern.plan_now(b.stay_id)), '[]')
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
