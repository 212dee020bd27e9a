-- name: doors_list :one read
-- $1 premises uuid
-- $2 host text     whom the squares send a camera to
-- Each room of the house with the code at its door now, and whose room it is. It names no woman.
SELECT json_build_object('now', lantern.iso(lantern.now()), 'host', $2::text, 'doors', COALESCE(json_agg(json_build_object(
        'id', d.id, 'room', r.label, 'room_id', r.id,
        'stay', (SELECT s.stay_id FROM lantern.stay_room s JOIN lantern.stay y ON y.id = s.stay_id AND y.state = 'arrived'
            WHERE s.room_id = r.id AND upper_inf(s.during) LIMIT 1),
        'made_at', lantern.iso(d.made_at), 'made_by', w.display_name) ORDER BY r.place, r.label), '[]'))::text AS answer
FROM lantern.room r
LEFT JOIN lantern.door_code d ON d.room_id = r.id AND d.revoked_at IS NULL
LEFT JOIN lantern.staff w ON w.id = d.made_by_id
WHERE r.premises_id = $1::uuid
