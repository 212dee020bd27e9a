-- name: staff_role_end :one write
-- $1 document jsonb
-- $2 ending uuid[]   roles that end by it
SELECT lantern.record_keeping_managers($1::jsonb, $2::uuid[])::text AS result;
