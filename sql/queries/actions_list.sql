-- name: actions_list :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Her needs and actions with what was written at each, open ones by target date, then closed ones.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.local_date(lantern.now()) AS today
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
    lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object('now', lantern.iso(lantern.now()), 'actions', (
        SELECT COALESCE(jsonb_agg(lantern.action_json(t) ORDER BY t.closed_at IS NOT NULL, t.target_on, t.id), '[]')
        FROM lantern.action t WHERE t.stay_id = a.id))::text END AS page
FROM asked a;
