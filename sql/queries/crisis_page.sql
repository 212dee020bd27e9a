-- name: crisis_page :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Ten lines that a stranger can read aloud at her door in half a minute (features 2).
WITH asked AS MATERIALIZED (
    SELECT s.*, lantern.right_woman($1::text, s.resident_id) AS is_right
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
    CASE WHEN a.is_right THEN jsonb_build_object('now', lantern.iso(lantern.now()),
        'crisis', (SELECT lantern.crisis_json(s) FROM lantern.stay s WHERE s.id = a.id))::text END AS page
FROM asked a;
