-- name: crisis_here :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- The crisis summaries of everybody who lives here, in the order of the rooms: the page keeps them, so that each opens at once
-- and when the network does not.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), p.id, NULL, NULL, 'read', $2::text, lantern.my_request(), '{}'
    FROM lantern.premises p WHERE p.id = $1::uuid
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'women', COALESCE((
    SELECT jsonb_agg(lantern.crisis_json(s) ORDER BY o.place, o.label, s.id)
    FROM lantern.stay s
    LEFT JOIN lantern.stay_room r ON r.stay_id = s.id AND upper_inf(r.during)
    LEFT JOIN lantern.room o ON o.id = r.room_id
    WHERE s.premises_id = $1::uuid AND s.state = 'arrived'), '[]'))::text AS answer
