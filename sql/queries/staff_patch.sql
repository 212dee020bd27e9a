-- name: staff_patch :one write
-- $1 document jsonb
-- $2 staff uuid
-- $3 leaving boolean   an end is set: then none of her premises may lose its last manager by it
SELECT lantern.record_keeping_managers($1::jsonb, CASE WHEN $3::boolean THEN ARRAY(
    SELECT r.id FROM lantern.staff_role r WHERE r.staff_id = $2::uuid AND r.role = 'premises_manager') ELSE '{}' END)::text AS result;
