-- name: meeting_basis_of :one read
-- $1 subject uuid   the meeting, or an item of it
-- $2 id uuid        what is to be recorded, NULL when nothing new is
-- $3 named text     {uuid,...}: staff who are to do something; NULL: none
-- What a change to a meeting starts from: the meeting as it is, and what follows from its outcome. "missed": the one before was
-- not held either. "hers": whoever asks is her practitioner.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', b.basis,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'hers', COALESCE(b.resident_id = ANY (lantern.my_residents()), false),
    'stands', lantern.meetings_stand(b.stay_id),
    'meeting', json_build_object('id', m.id, 'held', m.held, 'closed', m.closed_at IS NOT NULL, 'at', lantern.iso(m.closed_at),
        'by', (SELECT f.display_name FROM lantern.staff f WHERE f.id = m.closed_by_id)),
    'time', lantern.meeting_time_json(t, true),
    'item', (
        SELECT json_build_object('id', i.id, 'voice', i.voice, 'withdrawn', i.withdrawn_at IS NOT NULL)
        FROM lantern.meeting_item i WHERE i.id = $1::uuid),
    'arrived_day', lantern.local_date(s.arrived_at) - date '1970-01-01',
    'leaving_day', s.planned_departure_on - date '1970-01-01',
    'last_us', lantern.us(lantern.meeting_last(b.stay_id)),
    'missed', COALESCE((
        SELECT NOT o.held FROM lantern.meeting o
        WHERE o.stay_id = b.stay_id AND o.closed_at IS NOT NULL AND o.id <> m.id ORDER BY o.closed_at DESC, o.id DESC LIMIT 1), false),
    'keyworker', lantern.keyworker_today(b.stay_id),
    'practitioner', (SELECT p.staff_id FROM lantern.practitioner_of p WHERE p.resident_id = b.resident_id AND p.until_at IS NULL),
    'managers', COALESCE((
        SELECT json_agg(DISTINCT r.staff_id) FROM lantern.staff_role r
        WHERE r.premises_id = b.premises_id AND r.role IN ('premises_manager', 'on_call') AND r.from_at <= lantern.now()
            AND (r.until_at IS NULL OR r.until_at > lantern.now())), '[]'),
    'owners', COALESCE((
        SELECT json_agg(f.id) FROM lantern.staff f
        WHERE f.id = ANY ($3::text::uuid[]) AND (f.until_at IS NULL OR f.until_at > lantern.now())), '[]')
    )::text AS basis
FROM lantern.meeting m
JOIN lantern.stay s ON s.id = m.stay_id
JOIN lantern.stay_basis b ON b.stay_id = m.stay_id
CROSS JOIN LATERAL lantern.meeting_time_now(m.id) t
WHERE m.id = COALESCE((SELECT i.meeting_id FROM lantern.meeting_item i WHERE i.id = $1::uuid), $1::uuid)
