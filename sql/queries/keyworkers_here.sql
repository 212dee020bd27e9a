-- name: keyworkers_here :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- Who holds whom in a house, how many each is asked to hold, and who is away (features 116).
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text, lantern.my_request(), '{}')
),
day AS MATERIALIZED (SELECT lantern.local_date(lantern.now()) AS today, lantern.settings_at($1::uuid, lantern.now()) AS settings),
women AS MATERIALIZED (
    SELECT s.id AS stay, s.resident_id, k.staff_id, k.from_at
    FROM lantern.stay s LEFT JOIN lantern.keyworker_of k ON k.stay_id = s.id AND k.until_at IS NULL
    WHERE s.premises_id = $1::uuid AND s.state = 'arrived'
),
workers AS MATERIALIZED (
    SELECT c.staff_id FROM lantern.keyworker_candidates($1::uuid) c
    UNION SELECT w.staff_id FROM women w WHERE w.staff_id IS NOT NULL
)
SELECT json_build_object('now', lantern.iso(lantern.now()),
    'workers', COALESCE((
        SELECT json_agg(json_build_object('id', f.id, 'name', f.display_name,
            'women', COALESCE((
                SELECT json_agg(json_build_object('stay', w.stay, 'resident', lantern.resident_named(w.resident_id),
                    'room', lantern.room_now(w.stay), 'since', lantern.iso(w.from_at)) ORDER BY w.from_at, w.stay)
                FROM women w WHERE w.staff_id = f.id), '[]'),
            'holds', (SELECT count(*) FROM women w WHERE w.staff_id = f.id),
            'capacity', lantern.capacity_of($1::uuid, f.id, d.settings),
            'leave', lantern.leave_json(x.l)) ORDER BY f.display_name, f.id)
        FROM workers k JOIN lantern.staff f ON f.id = k.staff_id
        CROSS JOIN LATERAL (SELECT lantern.leave_of($1::uuid, f.id, d.today) AS l OFFSET 0) x), '[]'),
    'women_without', COALESCE((
        SELECT json_agg(json_build_object('stay', w.stay, 'resident', lantern.resident_named(w.resident_id), 'room', lantern.room_now(w.stay))
            ORDER BY w.stay)
        FROM women w WHERE w.staff_id IS NULL), '[]'),
    'leaves', COALESCE((
        SELECT json_agg(jsonb_build_object('staff', lantern.staff_named(l.staff_id)) || lantern.leave_json(l) ORDER BY l.from_on, l.id)
        FROM lantern.staff_leave l WHERE l.premises_id = $1::uuid AND l.withdrawn_at IS NULL AND l.back_on > d.today), '[]'))::text AS answer
FROM day d
