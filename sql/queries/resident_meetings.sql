-- name: resident_meetings :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Her three-way meetings: the one that is planned or waits to be written up, and those before, newest first.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, s.arrived_at, s.planned_departure_on,
        lantern.right_woman($1::text, s.resident_id) AS is_right, lantern.person_known(s.resident_id) AS known,
        lantern.settings_at(s.premises_id, lantern.now()) AS settings
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $3::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'planned', (
            SELECT lantern.meeting_json(m, a.known) FROM lantern.meeting m WHERE m.stay_id = a.id AND m.closed_at IS NULL),
        'past', COALESCE((
            SELECT jsonb_agg(lantern.meeting_json(m, a.known) ORDER BY m.closed_at DESC, m.id)
            FROM lantern.meeting m WHERE m.stay_id = a.id AND m.closed_at IS NOT NULL), '[]'),
        'due_on', d.due_on, 'due_why', d.why,
        'choices', lantern.choices_now(a.id, a.known),
        'staff', lantern.staff_here(a.premises_id)
        )::text END AS page
FROM asked a
CROSS JOIN LATERAL lantern.meeting_due(a.settings, a.arrived_at, lantern.meeting_last(a.id), a.planned_departure_on) d
