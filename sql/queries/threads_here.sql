-- name: threads_here :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- The questions that wait for an answer at one premises or from a practitioner of its women, those of longest first.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text,
        lantern.my_request(), '{}')
),
-- Which ones wait is found out before anything is told of them.
waiting AS MATERIALIZED (
    SELECT t.id, t.stay_id FROM lantern.thread t CROSS JOIN LATERAL lantern.thread_waits(t.id) w WHERE t.premises_id = $1::uuid
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'threads', COALESCE(jsonb_agg(
    j.told || jsonb_build_object('room', o.label) ORDER BY j.told->>'waits_since', w.id), '[]'))::text AS answer
FROM (SELECT array_agg(i.id) AS ids FROM waiting i) one
CROSS JOIN LATERAL lantern.threads_told(one.ids) j
JOIN waiting w ON w.id = j.id
LEFT JOIN lantern.stay_room r ON r.stay_id = w.stay_id AND upper_inf(r.during)
LEFT JOIN lantern.room o ON o.id = r.room_id
