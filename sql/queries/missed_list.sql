-- name: missed_list :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- Missed checks that nobody has given a reason for yet, the oldest first (features 33).
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text,
        lantern.my_request(), '{}')
)
SELECT json_build_object('now', lantern.iso(lantern.now()), 'missed', COALESCE(json_agg(json_build_object(
        'id', q.id, 'stay', q.stay_id, 'source', q.source, 'kind', q.kind, 'class', q.class,
        'from', lantern.iso(q.from_at), 'latest', lantern.iso(q.latest_at), 'closed_at', lantern.iso(q.closed_at),
        'room', o.label, 'crn', n.value, 'preferred_name', p.preferred_name, 'family_name', p.family_name,
        'restricted', r.restricted) ORDER BY q.latest_at, q.id), '[]'))::text AS answer
FROM lantern.requirement q
JOIN lantern.resident r ON r.id = q.resident_id
LEFT JOIN lantern.resident_person p ON p.resident_id = q.resident_id
LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
LEFT JOIN lantern.stay_room sr ON sr.stay_id = q.stay_id AND sr.during @> q.latest_at
LEFT JOIN lantern.room o ON o.id = sr.room_id
WHERE q.premises_id = $1::uuid AND q.state = 'missed' AND q.late_reason IS NULL AND q.close_reason IS NULL
