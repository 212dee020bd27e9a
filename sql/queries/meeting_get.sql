-- name: meeting_get :one read
-- $1 meeting uuid
-- $2 route text    for the access log
-- One meeting whole, for a page that was opened by its own address: also by her practitioner. No row: none of hers.
WITH asked AS MATERIALIZED (
    SELECT m AS meeting, m.id, m.stay_id, m.resident_id, m.premises_id, lantern.person_known(m.resident_id) AS known
    FROM lantern.meeting m WHERE m.id = $1::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.stay_id, 'read', $2::text,
        lantern.my_request(), '{}'
    FROM asked a
)
SELECT jsonb_build_object(
    'now', lantern.iso(lantern.now()),
    'banner', lantern.banner(a.stay_id),
    'meeting', lantern.meeting_json(a.meeting, a.known),
    'threads', COALESCE((
        SELECT jsonb_agg(j.told ORDER BY t.at, t.id) FROM lantern.thread t
        JOIN lantern.threads_told(ARRAY(SELECT i.id FROM lantern.thread i
            WHERE i.resident_id = a.resident_id AND i.about = 'meeting' AND i.about_id = a.id)) j ON j.id = t.id), '[]'),
    'plan_version', (
        SELECT p.version FROM lantern.safety_plan p WHERE p.stay_id = a.stay_id ORDER BY p.version DESC LIMIT 1)
    )::text AS page
FROM asked a
