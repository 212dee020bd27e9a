-- name: kitchen :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- What is eaten in which room, and nothing else (features 11).
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), p.id, NULL, NULL, 'read', $2::text, lantern.my_request(), '{}'
    FROM lantern.premises p WHERE p.id = $1::uuid
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'rooms', lantern.kitchen($1::uuid))::text AS answer
