-- name: keywork_here :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- How keywork stands with every woman of a house: the caller's own first, then whoever is due next (features 44, 114). "mine_first" says
-- how many at the front are hers, as keyworker or covering.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text, lantern.my_request(), '{}')
),
settings AS MATERIALIZED (SELECT lantern.settings_at($1::uuid, lantern.now()) AS s),
here AS MATERIALIZED (
    SELECT s.id, s.resident_id, l.last_at, lantern.keywork_due(g.s, s.arrived_at, l.last_at) AS due,
        (SELECT m.due_on FROM lantern.meeting_due(g.s, s.arrived_at, lantern.meeting_last(s.id), s.planned_departure_on) m) AS meeting_due,
        COALESCE(lantern.keyworker_today(s.id) = lantern.my_staff(), false) AS mine
    FROM settings g, lantern.stay s CROSS JOIN LATERAL (SELECT lantern.keywork_last(s.id) AS last_at OFFSET 0) l
    WHERE s.premises_id = $1::uuid AND s.state = 'arrived'
)
SELECT json_build_object('now', lantern.iso(lantern.now()),
    'women', COALESCE(json_agg(json_build_object('stay', h.id, 'resident', lantern.resident_named(h.resident_id),
        'room', lantern.room_now(h.id), 'keyworker', lantern.keyworker_json(h.id), 'last_session_at', lantern.iso(h.last_at),
        'due', lantern.iso(h.due), 'overdue', lantern.now() > h.due, 'owed_first', h.last_at IS NULL,
        'unreviewed', (
            SELECT count(*) FROM lantern.moment m
            WHERE m.stay_id = h.id AND NOT EXISTS (SELECT FROM lantern.moment_review v WHERE v.moment_id = m.id)),
        'suggestions', (SELECT count(*) FROM lantern.plan_suggestion g WHERE g.stay_id = h.id AND g.decided_at IS NULL),
        'meeting', (
            SELECT json_build_object('at', lantern.iso(t.starts_at))
            FROM lantern.meeting m JOIN lantern.meeting_time t ON t.meeting_id = m.id
            WHERE m.stay_id = h.id AND m.closed_at IS NULL ORDER BY t.sequence DESC LIMIT 1),
        'meeting_due', h.meeting_due
        ) ORDER BY NOT h.mine, h.due, h.id), '[]'),
    'mine_first', count(*) FILTER (WHERE h.mine))::text AS answer
FROM here h
