-- name: meeting_invitation :one read
-- $1 meeting uuid
-- $2 route text    for the access log
-- One meeting for a calendar: when, and nothing of whom or why. No row: none of hers.
WITH asked AS MATERIALIZED (
    SELECT m AS meeting, m.stay_id, m.resident_id, m.premises_id FROM lantern.meeting m WHERE m.id = $1::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.stay_id, 'read', $2::text,
        lantern.my_request(), '{}'
    FROM asked a
)
SELECT jsonb_build_array(lantern.calendar_entry(a.meeting))::text AS entries FROM asked a
