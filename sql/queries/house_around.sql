-- name: house_around :one read
-- $1 premises uuid
-- $2 what text     services or activities
-- $3 route text    for the access log
-- The directory of a house, or its programme with who came in the last fortnight.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $3::text,
        lantern.my_request(), '{}')
),
came AS MATERIALIZED (
    SELECT t.activity_id, jsonb_agg(jsonb_build_object('stay', t.stay_id, 'resident', lantern.resident_named(t.resident_id),
        'room', lantern.room_now(t.stay_id), 'day', t.day) ORDER BY t.day DESC, t.at, t.id) AS who
    FROM lantern.stay s
    JOIN lantern.activity_time t ON t.stay_id = s.id AND t.day > lantern.local_date(lantern.now()) - 14
    WHERE s.premises_id = $1::uuid AND s.state = 'arrived' AND t.activity_id IS NOT NULL AND $2::text = 'activities'
    GROUP BY t.activity_id
)
SELECT (jsonb_build_object('now', lantern.iso(lantern.now())) || CASE $2::text
    WHEN 'services' THEN jsonb_build_object('services', COALESCE((
        SELECT jsonb_agg(lantern.service_json(s) ORDER BY s.name, s.id)
        FROM lantern.service s WHERE s.premises_id = p.id AND s.ended_at IS NULL), '[]'))
    WHEN 'activities' THEN jsonb_build_object('activities', COALESCE((
        SELECT jsonb_agg(lantern.activity_json(a) || jsonb_build_object('came', COALESCE(c.who, '[]')) ORDER BY a.weekday, a.starts, a.name, a.id)
        FROM lantern.activity a LEFT JOIN came c ON c.activity_id = a.id
        WHERE a.premises_id = p.id AND a.ended_at IS NULL), '[]')) END)::text AS answer
FROM lantern.premises p
WHERE p.id = $1::uuid
