-- name: staff_estate :one slow
-- $1 search text   part of a name or username; NULL: everybody
-- Everybody with an account, for those who keep accounts.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'staff',
    COALESCE(jsonb_agg(lantern.staff_json(s, NULL) ORDER BY s.display_name, s.id), '[]'))::text AS answer
FROM lantern.staff s
WHERE strpos(lower(s.display_name || ' ' || s.username), lower(btrim(COALESCE($1::text, '')))) > 0
    OR btrim(COALESCE($1::text, '')) = '';
