-- name: staff_basis :one read
-- $1 staff uuid
-- One worker as whoever changes something about her must know her. "held" are her roles now, "places" where, as far
-- as the asker sees them; "elsewhere" says that there are others.
SELECT s.version, s.username, lantern.works_elsewhere(s.id) AS elsewhere, lantern.staff_json(s, NULL)::text AS staff,
    (SELECT COALESCE(jsonb_agg(DISTINCT r.role), '[]')::text FROM lantern.staff_role r
     WHERE r.staff_id = s.id AND (r.until_at IS NULL OR r.until_at > lantern.now())) AS held,
    (SELECT COALESCE(jsonb_agg(DISTINCT r.premises_id) FILTER (WHERE r.premises_id IS NOT NULL), '[]')::text
     FROM lantern.staff_role r
     WHERE r.staff_id = s.id AND (r.until_at IS NULL OR r.until_at > lantern.now())) AS places
FROM lantern.staff s
WHERE s.id = $1::uuid;
