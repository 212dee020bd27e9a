-- name: look_basis :one read
-- $1 until text    instant: everything up to there was on her page
-- What "I have read this" is about: what was new to her until then and she has not opened, stay by stay.
SELECT COALESCE(json_agg(json_build_object('stay', n.stay_id, 'resident', n.resident_id, 'premises', n.premises_id,
    'updates', n.updates) ORDER BY n.stay_id), '[]')::text AS unread
FROM (
    SELECT u.stay_id, u.resident_id, u.premises_id, json_agg(u.id ORDER BY u.at, u.id) AS updates
    FROM lantern.updates_new() u
    WHERE u.at <= $1::text::timestamptz
        AND NOT EXISTS (SELECT FROM lantern.update_read r WHERE r.update_id = u.id AND r.staff_id = lantern.my_staff())
    GROUP BY u.stay_id, u.resident_id, u.premises_id) n
