-- name: access_note :exec write
-- Somebody looked, printed, exported, or was refused. Who and where from are the request's.
-- $1 what text       read, print, export, search, failed, stream
-- $2 route text
-- $3 premises uuid
-- $4 resident uuid
-- $5 stay uuid
-- $6 detail text     a JSON object
INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $3::uuid, $4::uuid, $5::uuid, $1::text, $2::text,
    lantern.my_request(), $6::text::jsonb)
