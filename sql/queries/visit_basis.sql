-- name: visit_basis :one read
-- $1 id uuid          the visit to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 entered timestamptz  when it was entered at a desk, by the claim; NULL: elsewhere
-- $5 corrects uuid    the visit it corrects, or NULL
-- All that the judgement of a visit needs, as one JSON text: what was answered to this id before, her checks, the notes of
-- her last two visits, what the same worker entered at the same desk about then, and what a correction undoes.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'door', (
        SELECT d.id FROM lantern.door_code d JOIN lantern.stay_room o ON o.room_id = d.room_id
        WHERE o.stay_id = b.stay_id AND upper_inf(o.during) AND d.revoked_at IS NULL),
    'notes', (
        SELECT json_agg(v.note ORDER BY v.done_at DESC)
        FROM (SELECT v.note, v.done_at FROM lantern.visit v
              WHERE v.stay_id = b.stay_id AND NOT v.withdrawn ORDER BY v.done_at DESC LIMIT 2) v),
    'desk', (
        SELECT json_agg(json_build_object('visit', v.id, 'room', v.room_id, 'outcome', v.outcome,
            'entered_us', lantern.us(v.entered_at)) ORDER BY v.entered_at)
        FROM (SELECT v.id, v.room_id, v.outcome, v.entered_at FROM lantern.visit v
              WHERE v.staff_id = lantern.my_staff() AND v.premises_id = b.premises_id AND v.proof = 'desk'
                AND v.terminal_id IS NOT DISTINCT FROM lantern.my_terminal() AND NOT v.withdrawn
                AND v.entered_at BETWEEN $4::timestamptz - interval '10 min' AND $4::timestamptz
              ORDER BY v.entered_at DESC LIMIT 16) v),
    'corrects', (
        SELECT json_build_object('id', v.id, 'stay', v.stay_id, 'outcome', v.outcome, 'done_us', lantern.us(v.done_at),
            'room', v.room_id, 'meets', v.meets, 'withdrawn', v.withdrawn,
            'corrected', EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = v.id),
            'closed', COALESCE((
                SELECT json_agg(json_build_object('id', q.id, 'source', q.source, 'kind', q.kind, 'class', q.class,
                    'from_us', lantern.us(q.from_at), 'drawn_us', lantern.us(q.drawn_at),
                    'latest_us', lantern.us(q.latest_at), 'min_gap_s', q.min_gap_s, 'max_gap_s', q.max_gap_s,
                    'previous_gap_s', q.previous_gap_s, 'seed', q.seed) ORDER BY q.latest_at, q.id)
                FROM lantern.requirement q WHERE q.visit_id = v.id AND q.state = 'done'), '[]'),
            -- Backwards from now, each only as far as the first that met it.
            'last', (
                SELECT json_object_agg(k.kind, (
                    SELECT lantern.us(o.done_at) FROM lantern.visit o
                    WHERE o.stay_id = v.stay_id AND o.id <> v.id AND NOT o.withdrawn AND k.kind = ANY (o.meets)
                        AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = o.id)
                    ORDER BY o.done_at DESC LIMIT 1))
                FROM unnest('{sign_of_life,conversation,rouse}'::text[]) k(kind)),
            'others', (
                SELECT json_agg(json_build_object('id', o.id, 'outcome', o.outcome, 'done_at', lantern.iso(o.done_at),
                    'done_us', lantern.us(o.done_at), 'by', w.initials, 'marks', o.marks, 'meets', o.meets)
                    ORDER BY o.done_at DESC)
                FROM (SELECT o.* FROM lantern.visit o
                      WHERE o.stay_id = v.stay_id AND o.id <> v.id AND NOT o.withdrawn
                        AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = o.id)
                      ORDER BY o.done_at DESC LIMIT 8) o
                JOIN lantern.staff w ON w.id = o.staff_id),
            'moved_us', (
                SELECT lantern.us(max(GREATEST(m.left_at, m.back_at))) FROM lantern.movement m WHERE m.stay_id = v.stay_id))
        FROM lantern.visit v WHERE v.id = $5::uuid)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
