-- name: terminal_list :one read
-- $1 premises uuid
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'terminals', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'version', t.version,
        'enrolled_by', w.display_name, 'enrolled_at', lantern.iso(t.enrolled_at),
        'revoked_by', x.display_name, 'revoked_at', lantern.iso(t.revoked_at),
        'this', t.id = lantern.my_terminal()) ORDER BY t.revoked_at IS NOT NULL, t.name, t.id), '[]')
    FROM lantern.terminal t
    JOIN lantern.staff w ON w.id = t.enrolled_by
    LEFT JOIN lantern.staff x ON x.id = t.revoked_by
    WHERE t.premises_id = p.id))::text AS answer
FROM lantern.premises p
WHERE p.id = $1::uuid;
