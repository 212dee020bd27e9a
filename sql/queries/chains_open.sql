-- name: chains_open :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- The no-reply chains that are open at one premises, the longest first. A locked screen has rooms, steps and times.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text,
        lantern.my_request(), '{}'
    WHERE lantern.my_names()
)
SELECT json_build_object('now', lantern.iso(lantern.now()), 'open', COALESCE(json_agg(
    lantern.chain_json(h, lantern.my_names(), NOT r.restricted OR p.resident_id IS NOT NULL)
    || jsonb_build_object('resident', CASE WHEN lantern.my_names() THEN jsonb_build_object('id', r.id, 'crn', n.value,
        'preferred_name', p.preferred_name, 'family_name', p.family_name, 'restricted', r.restricted) END)
    ORDER BY h.opened_at, h.id), '[]'))::text AS answer
FROM lantern.chain h
JOIN lantern.resident r ON r.id = h.resident_id
LEFT JOIN lantern.resident_person p ON p.resident_id = h.resident_id
LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
WHERE h.premises_id = $1::uuid AND h.ended_at IS NULL
