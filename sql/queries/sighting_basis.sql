-- name: sighting_basis :one read
-- $1 id uuid       what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 seen_at text
-- What a sighting is judged by, besides her checks: her signs as they are now, what was seen in the longest window that a
-- rule may have to either side (and in the shift under way, which the board shows), her rules in force.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'reviewed_us', (SELECT lantern.us(max(v.closed_at)) FROM lantern.review v WHERE v.stay_id = b.stay_id),
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'signs', lantern.signs_json(b.stay_id),
    'sightings', COALESCE((
        SELECT json_agg(json_build_object('id', g.id, 'sign', g.sign, 'state', g.state, 'shift_us', lantern.us(g.shift_at),
            'seen_us', lantern.us(g.seen_at), 'recorded_us', lantern.us(g.recorded_at), 'by', f.display_name))
        FROM lantern.sighting g JOIN lantern.staff f ON f.id = g.staff_id
        WHERE g.stay_id = b.stay_id AND g.seen_at > LEAST($4::timestamptz, lantern.now()) - interval '8 days'), '[]'),
    'rules', COALESCE((
        SELECT json_agg(json_build_object('id', r.id, 'signs', r.signs, 'sightings', r.sightings, 'window_s', r.window_s,
            'kind', r.kind, 'min_gap_s', r.min_gap_s, 'max_gap_s', r.max_gap_s,
            'proposal', (SELECT p.id FROM lantern.proposal p WHERE p.rule_id = r.id AND p.decided_at IS NULL),
            'watched', COALESCE(r.id = ANY (t.watched), false)) ORDER BY r.from_at, r.id)
        FROM lantern.sign_rule r
        CROSS JOIN (
            SELECT array_agg(p.rule_id) AS watched
            FROM lantern.proposal p JOIN lantern.watch o ON o.id = p.watch_id AND o.ended_at IS NULL
            WHERE p.stay_id = b.stay_id) t
        WHERE r.stay_id = b.stay_id AND r.ended_at IS NULL), '[]'),
    'proposals', lantern.proposals_open(b.stay_id, true)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
