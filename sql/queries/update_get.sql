-- name: update_get :one read
-- $1 update uuid
-- One update of a woman who is the asker's as her practitioner, and whether she has opened it.
SELECT u.stay_id::text AS stay, u.resident_id::text AS resident, u.premises_id::text AS premises, CASE WHEN EXISTS (
    SELECT FROM lantern.update_read r WHERE r.update_id = u.id AND r.staff_id = lantern.my_staff()) THEN 't' ELSE 'f' END AS read
FROM lantern.practitioner_update u
WHERE u.id = $1::uuid AND u.resident_id = ANY ((SELECT lantern.my_residents())::uuid[])
