-- name: event_tail :many tail
-- The next events in commit order: below the horizon no transaction is left that could add one before them.
-- full_json is for signed-on staff. board_json is for a locked board: no person, only data.board; NULL when there is none.
-- hers_json is for a practitioner, of her own women: that there is something to read.
-- access_staff, access_terminal, access_session: whose sessions, or which, every server must forget, because their rights have
-- changed or somebody else is at that screen.
-- $1 xid text        after this place
-- $2 seq bigint
-- $3 limit int
SELECT i.epoch || '-' || e.xid || '-' || e.seq AS id, e.xid::text AS xid, e.seq, e.kind, e.premises_id, e.resident_id, e.stay_id,
    e.staff_id,
    json_build_object('id', i.epoch || '-' || e.xid || '-' || e.seq, 'kind', e.kind,
        'happened_at', lantern.iso(e.happened_at), 'recorded_at', lantern.iso(e.recorded_at), 'premises', e.premises_id,
        'resident', e.resident_id, 'stay', e.stay_id, 'staff', e.staff_id, 'initials', s.initials, 'data', e.data)::text AS full_json,
    CASE WHEN e.data ? 'board' THEN json_build_object('id', i.epoch || '-' || e.xid || '-' || e.seq, 'kind', e.kind,
        'happened_at', lantern.iso(e.happened_at), 'recorded_at', lantern.iso(e.recorded_at), 'premises', e.premises_id,
        'resident', NULL, 'stay', e.stay_id, 'data', json_build_object('board', e.data->'board'))::text END AS board_json,
    CASE WHEN e.kind IN ('update.written', 'update.passed') OR e.kind LIKE 'thread.%' OR e.kind LIKE 'meeting.%'
        THEN json_build_object('id', i.epoch || '-' || e.xid || '-' || e.seq, 'kind', e.kind, 'recorded_at', lantern.iso(e.recorded_at),
            'resident', e.resident_id, 'stay', e.stay_id, 'level', e.data->'level')::text END AS hers_json,
    CASE WHEN e.kind IN ('access.changed', 'access.renewed', 'access.signed_out', 'staff.changed', 'practitioner.changed') THEN e.data->>'staff'
        -- Whom an update was passed to sees that woman from now on.
        WHEN e.kind = 'update.passed' THEN e.data->>'to' END AS access_staff,
    CASE WHEN e.kind = 'terminal.revoked' THEN e.data->>'terminal' END AS access_terminal,
    CASE WHEN e.kind = 'access.left' THEN e.data->>'session' END AS access_session
FROM lantern.event e
CROSS JOIN lantern.installation i
LEFT JOIN lantern.staff s ON s.id = e.staff_id
WHERE (e.xid, e.seq) > ($1::text::xid8, $2::bigint)
    AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.xid, e.seq
LIMIT $3::int
