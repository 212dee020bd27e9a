-- name: calendar_feed_basis :one read
-- $1 id uuid       a feed that is made or revoked; NULL: none
-- The caller's own feed, if she has one, and the one that is asked about.
SELECT json_build_object(
    'now', lantern.iso(lantern.now()),
    'feed', (
        SELECT json_build_object('id', f.id, 'made_at', lantern.iso(f.made_at))
        FROM lantern.calendar_feed f WHERE f.staff_id = lantern.my_staff() AND f.revoked_at IS NULL),
    'asked', (
        SELECT json_build_object('id', f.id, 'revoked', f.revoked_at IS NOT NULL)
        FROM lantern.calendar_feed f WHERE f.id = $1::uuid AND f.staff_id = lantern.my_staff())
    )::text AS basis
