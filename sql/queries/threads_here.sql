-- name: threads_here :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- The questions that wait for an answer at one premises or from a practitioner of its women, those of longest first.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text,
        lantern.my_request(), '{}')
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'threads', COALESCE(jsonb_agg(
    j.thread || jsonb_build_object('room', lantern.room_now(t.stay_id)) ORDER BY j.thread->>'waits_since', t.id), '[]'))::text AS answer
FROM lantern.thread t
CROSS JOIN LATERAL (SELECT lantern.thread_json(t, lantern.person_known(t.resident_id)) AS thread OFFSET 0) j
CROSS JOIN LATERAL lantern.thread_waits(t.id) w
WHERE t.premises_id = $1::uuid
