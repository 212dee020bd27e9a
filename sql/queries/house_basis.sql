-- name: house_basis :one read
-- $1 subject uuid   the premises; or what is to be ended
-- $2 id uuid        what is to be recorded; NULL when something is ended
-- $3 what text      its table: service or activity
-- $4 replaces uuid  the entry of the directory whose place it takes, or NULL
-- What an entry of a house's directory or programme starts from, and what ending one does.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', json_build_object('premises', p.id, 'settings', lantern.settings_at(p.id, lantern.now())),
    'subject', json_build_object('ended', COALESCE(s.ended_at, a.ended_at) IS NOT NULL),
    'replaced', (
        SELECT json_build_object('ended', f.ended_at IS NOT NULL, 'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = f.ended_by_id),
            'current', (SELECT lantern.service_json(n) FROM lantern.service n WHERE n.replaces_id = f.id))
        FROM lantern.service f WHERE f.id = $4::uuid AND f.premises_id = p.id)
    )::text AS basis
FROM (SELECT $1::uuid AS id) x
LEFT JOIN lantern.service s ON $3::text = 'service' AND s.id = x.id
LEFT JOIN lantern.activity a ON $3::text = 'activity' AND a.id = x.id
JOIN lantern.premises p ON p.id = COALESCE(s.premises_id, a.premises_id, x.id)
