-- name: debrief_get :one read
-- $1 debrief uuid
-- Hers, or none.
SELECT d.premises_id::text AS premises FROM lantern.debrief d WHERE d.id = $1::uuid AND d.staff_id = lantern.my_staff()
