-- 50_stay_basis.sql -- what every judgement about one woman starts from, as one JSON object a stay.
--
-- Read by server/facts/basis.c. It runs with the rights of whoever asks, so row security holds inside.
-- Instants are microseconds since 1970 UTC, the unit of the rules.

CREATE OR REPLACE FUNCTION lantern.us(at timestamptz) RETURNS bigint
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN (extract(epoch FROM at) * 1000000)::bigint;

-- The newest trigger of a review, without what was written. It runs as the owner: an agency worker may not read why, but what
-- she records may trigger a review, and has to find the one that is open.
CREATE OR REPLACE FUNCTION lantern.review_clocks(review uuid)
    RETURNS TABLE (id uuid, kind text, act_by timestamptz, review_by timestamptz, acted boolean)
    LANGUAGE sql STABLE ROWS 1 SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT g.id, g.kind, g.act_by, g.review_by, EXISTS (SELECT FROM lantern.review_act a WHERE a.trigger_id = g.id)
FROM lantern.review_trigger g WHERE g.review_id = review_clocks.review ORDER BY g.at DESC, g.id DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION lantern.review_clocks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.review_clocks TO lantern_app, lantern_clock;

CREATE OR REPLACE VIEW lantern.stay_basis WITH (security_invoker = true) AS
SELECT s.id AS stay_id, s.premises_id, s.resident_id, json_build_object(
    'stay', s.id, 'resident', s.resident_id, 'premises', s.premises_id,
    'arrived', s.state = 'arrived',
    'arrived_us', lantern.us(s.arrived_at),
    'released_day', s.released_on - date '1970-01-01',
    'restricted', (SELECT r.restricted FROM lantern.resident r WHERE r.id = s.resident_id),
    'room', (SELECT r.room_id FROM lantern.stay_room r WHERE r.stay_id = s.id AND upper_inf(r.during)),
    'version', k.version,
    'seed', k.seed,
    'last', json_build_object('sign_of_life', lantern.us(k.last_sign_of_life_at),
        'conversation', lantern.us(k.last_conversation_at), 'rouse', lantern.us(k.last_rouse_at)),
    'last_recorded_us', lantern.us(k.last_recorded_at),
    'gaps', k.gaps_s,
    'present_since_us', lantern.us(COALESCE(m.back_at, s.arrived_at)),
    'movement', CASE WHEN m.id IS NOT NULL AND m.back_at IS NULL THEN json_build_object(
        'id', m.id, 'kind', m.kind, 'left_us', lantern.us(m.left_at), 'back_by_us', lantern.us(m.back_by)) END,
    'plans', COALESCE((
        SELECT json_agg(json_build_object('id', p.id, 'origin', p.origin, 'watch', p.watch_id, 'start_us', lantern.us(p.start_at), 'end_us', lantern.us(p.until_at), 'bands', (
            SELECT json_agg(json_build_object('from_min', b.from_min, 'until_min', b.until_min, 'kind', b.kind,
                'min_gap_s', b.min_gap_s, 'max_gap_s', b.max_gap_s, 'who', b.who) ORDER BY b.kind, b.from_min)
            FROM lantern.check_plan_band b WHERE b.plan_id = p.id)) ORDER BY p.start_at, p.id)
        FROM lantern.check_plan p WHERE p.stay_id = s.id AND p.ended_at IS NULL), '[]'),
    'open', COALESCE((
        SELECT json_agg(json_build_object('id', q.id, 'source', q.source, 'kind', q.kind, 'class', q.class,
            'from_us', lantern.us(q.from_at), 'drawn_us', lantern.us(q.drawn_at), 'latest_us', lantern.us(q.latest_at),
            'min_gap_s', q.min_gap_s, 'max_gap_s', q.max_gap_s, 'previous_gap_s', q.previous_gap_s, 'seed', q.seed)
            ORDER BY q.latest_at, q.id)
        FROM lantern.requirement q WHERE q.stay_id = s.id AND q.state = 'open'), '[]'),
    'alarm', (
        SELECT json_build_object('id', a.id, 'class', a.class, 'cause', a.cause, 'opened_us', lantern.us(a.opened_at),
            'rung', a.rung, 'rung_us', lantern.us(a.rung_at), 'quiet_until_us', lantern.us(a.quiet_until),
            'told', (SELECT json_agg(lantern.iso(t.at) ORDER BY t.rung) FROM unnest(a.told_at) WITH ORDINALITY t(at, rung)))
        FROM lantern.alarm a WHERE a.stay_id = s.id AND a.closed_at IS NULL),
    'going', (
        SELECT json_build_object('id', g.id, 'staff', g.staff_id, 'until_us', lantern.us(g.until_at))
        FROM lantern.going g WHERE g.stay_id = s.id AND g.ended_at IS NULL),
    -- The plan that acts, as far as decisions about her checks turn on it.
    'safety_plan', (
        SELECT json_build_object('id', n.id, 'version', n.version, 'state', n.state, 'agreement', n.agreement)
        FROM lantern.safety_plan n WHERE n.stay_id = s.id ORDER BY n.version DESC LIMIT 1),
    'watches', COALESCE((
        SELECT json_agg(json_build_object('id', w.id, 'reason', w.reason, 'from_us', lantern.us(w.from_at),
            'least_until_us', lantern.us(w.least_until), 'decide_us', lantern.us(COALESCE((
                SELECT d.until_at FROM lantern.watch_decision d WHERE d.watch_id = w.id AND d.decision = 'kept'
                ORDER BY d.at DESC LIMIT 1), w.decide_at))) ORDER BY w.from_at, w.id)
        FROM lantern.watch w WHERE w.stay_id = s.id AND w.ended_at IS NULL), '[]'),
    'proposals', COALESCE((
        SELECT json_agg(json_build_object('id', o.id, 'rule', o.rule_id, 'opened_us', lantern.us(o.opened_at),
            'decide_by_us', lantern.us(o.decide_by)) ORDER BY o.opened_at, o.id)
        FROM lantern.proposal o WHERE o.stay_id = s.id AND o.decided_at IS NULL), '[]'),
    'review', (
        SELECT json_build_object('id', v.id, 'opened_us', lantern.us(v.opened_at), 'from_version', v.from_version,
            'trigger', t.id, 'kind', t.kind, 'act_by_us', lantern.us(t.act_by), 'review_by_us', lantern.us(t.review_by),
            'acted', t.acted)
        FROM lantern.review v CROSS JOIN LATERAL lantern.review_clocks(v.id) t
        WHERE v.stay_id = s.id AND v.closed_at IS NULL),
    'chain', (
        SELECT json_build_object('id', h.id, 'opened_us', lantern.us(h.opened_at),
            'whole', lantern.chain_json(h, true, NOT (SELECT r.restricted FROM lantern.resident r WHERE r.id = s.resident_id)))
        FROM lantern.chain h WHERE h.stay_id = s.id AND h.ended_at IS NULL),
    -- Who is told of her outside these walls, now.
    'practitioner', (SELECT o.staff_id FROM lantern.practitioner_of o WHERE o.resident_id = s.resident_id AND o.until_at IS NULL),
    'ladder', (SELECT json_agg(l.tells ORDER BY l.rung) FROM lantern.ladder_rung l),
    'settings', lantern.settings_at(s.premises_id, lantern.now())
    ) AS basis
FROM lantern.stay s
LEFT JOIN lantern.stay_checks k ON k.stay_id = s.id
LEFT JOIN LATERAL (
    SELECT l.id, l.kind, l.left_at, l.back_by, l.back_at
    FROM lantern.movement l WHERE l.stay_id = s.id ORDER BY l.left_at DESC, l.back_at DESC NULLS FIRST LIMIT 1) m ON true;
