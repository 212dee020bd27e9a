-- name: visit_order_basis :one read
-- $1 visits uuid[]
-- Visits that were entered together, for the answer to "seen in what order, about when?".
SELECT json_build_object(
    'visits', (
        SELECT json_object_agg(v.id, json_build_object('id', v.id, 'stay', v.stay_id, 'resident', v.resident_id,
            'premises', v.premises_id, 'staff', v.staff_id, 'entered_us', lantern.us(v.entered_at)))
        FROM lantern.visit v WHERE v.id = ANY ($1::uuid[]))
    )::text AS basis
