-- name: visit_get :one read
-- $1 id uuid
-- $2 route text    for the access log
-- One visit, as recorded. What was written about a restricted woman is for those who may know who she is.
WITH found AS MATERIALIZED (
    SELECT v.*, EXISTS (SELECT FROM lantern.resident_person p WHERE p.resident_id = v.resident_id) AS known
    FROM lantern.visit v WHERE v.id = $1::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), f.premises_id, f.resident_id, f.stay_id, 'read', $2::text,
        lantern.my_request(), '{}'
    FROM found f
)
SELECT f.premises_id::text AS premises, json_build_object(
    'id', f.id, 'stay', f.stay_id, 'room', o.label, 'outcome', f.outcome,
    'breathing', f.breathing, 'movement', f.movement, 'position', f.position,
    'note', CASE WHEN f.known THEN f.note END, 'reason', CASE WHEN f.known THEN f.reason END,
    'done_at', lantern.iso(f.done_at), 'entered_at', lantern.iso(f.entered_at), 'received_at', lantern.iso(f.received_at),
    'clock_offset_ms', f.clock_offset_ms, 'by', w.initials, 'second', z.initials, 'proof', f.proof, 'source', f.source,
    'marks', lantern.marks_of(f.id, f.marks), 'meets', f.meets, 'corrects', f.corrects_id, 'withdrawn', f.withdrawn,
    'corrected_by', (SELECT c.id FROM lantern.visit c WHERE c.corrects_id = f.id))::text AS visit
FROM found f
JOIN lantern.room o ON o.id = f.room_id
JOIN lantern.staff w ON w.id = f.staff_id
LEFT JOIN lantern.staff z ON z.id = f.second_id
