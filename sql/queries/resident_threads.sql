-- name: resident_threads :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- The questions and answers about her stay here: those that wait first, then the newest.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right
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
    CASE WHEN a.is_right THEN jsonb_build_object('now', lantern.iso(lantern.now()), 'banner', lantern.banner(a.id),
        'threads', COALESCE((
            SELECT jsonb_agg(j.told ORDER BY j.told->>'waits_since' NULLS LAST, t.at DESC, t.id)
            FROM lantern.thread t
            JOIN lantern.threads_told(ARRAY(SELECT i.id FROM lantern.thread i
                WHERE i.resident_id = a.resident_id AND i.stay_id = a.id)) j ON j.id = t.id), '[]'))::text END AS page
FROM asked a
