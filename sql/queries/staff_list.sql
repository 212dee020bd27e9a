-- name: staff_list :one read
-- $1 premises uuid
-- Everybody who has or had a role at this premises, those with one now first.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'premises', jsonb_build_object('id', p.id, 'name', p.name),
    'staff', (
        SELECT COALESCE(jsonb_agg(lantern.staff_json(s, p.id) ORDER BY NOT w.now, s.display_name, s.id), '[]')
        FROM (
            SELECT r.staff_id, bool_or(r.until_at IS NULL OR r.until_at > lantern.now()) AS now
            FROM lantern.staff_role r WHERE r.premises_id = p.id GROUP BY r.staff_id) w
        JOIN lantern.staff s ON s.id = w.staff_id))::text AS answer
FROM lantern.premises p
WHERE p.id = $1::uuid;
