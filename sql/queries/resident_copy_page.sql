-- name: resident_copy_page :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Her own copy: her plan without what is left out of it, which is told to whoever makes it (features 12, 101). "withheld": the
-- reader may not read all of it, so it is not hers to give.
WITH asked AS MATERIALIZED (
    SELECT s.*, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.plan_whole(s.premises_id, s.resident_id) AND lantern.person_known(s.resident_id) AS whole
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
    a.is_right AND NOT a.whole AS withheld,
    CASE WHEN a.is_right AND a.whole THEN jsonb_build_object('now', lantern.iso(lantern.now()), 'banner', lantern.banner(a.id),
        'plan', (SELECT lantern.plan_doc(p) FROM lantern.safety_plan p WHERE p.id = lantern.plan_now(a.id)),
        'contact', lantern.contact_json(a.id),
        'left_out', lantern.left_out_of_copy(a.id))::text END AS page
FROM asked a;
