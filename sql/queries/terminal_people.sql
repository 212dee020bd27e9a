-- name: terminal_people :one read
-- $1 terminal uuid
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'people', lantern.terminal_people($1::uuid))::text AS answer;
