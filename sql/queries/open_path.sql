-- name: open_path :one read
-- $1 id uuid    of a message or a meeting
SELECT jsonb_build_object('path', o.path)::text AS page
FROM (SELECT lantern.opens_at($1::uuid) AS path) o
WHERE o.path IS NOT NULL
