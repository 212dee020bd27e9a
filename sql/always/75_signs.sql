-- 75_signs.sql -- a sign, a rule and a proposal as every page and every event shows them (features 14 to 19; docs/plan.md).
--
-- They run with the rights of whoever asks. "worded": whether what somebody wrote may be told; of a woman whose record is
-- restricted it stays in its row, and events and the board say null.

-- When the shift began that is under way: the last of these shift ends up to then, or the local day where there are none.
-- The same as server/rules/sign.c, which stamps each sighting with it.
CREATE OR REPLACE FUNCTION lantern.shift_begin(ends jsonb, at timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT coalesce(
    (SELECT max(lantern.local_instant(lantern.local_date(shift_begin.at) - n, e.at::time))
     FROM jsonb_array_elements_text(ends) e(at) CROSS JOIN generate_series(0, 1) n
     WHERE lantern.local_instant(lantern.local_date(shift_begin.at) - n, e.at::time) <= shift_begin.at),
    lantern.local_instant(lantern.local_date(shift_begin.at), '00:00'))
$$;

-- When I see / we do / who / within how long.
CREATE OR REPLACE FUNCTION lantern.line_json(l lantern.safety_plan_line) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT CASE WHEN l.line IS NOT NULL THEN jsonb_build_object('line', l.line, 'sees', l.sees, 'action', l.action,
    'does', l.does, 'who', l.who, 'within_s', l.within_s) END
$$;

-- The plan that counts: her newest version, whatever its state.
CREATE OR REPLACE FUNCTION lantern.plan_now(stay uuid) RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT p.id FROM lantern.safety_plan p WHERE p.stay_id = stay ORDER BY p.version DESC LIMIT 1 $$;

-- Her signs as they are now, and what is done about each.
CREATE OR REPLACE FUNCTION lantern.signs_json(stay uuid) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object('sign', n.sign, 'leaning', n.leaning, 'words', n.words,
    'line', lantern.line_json(l)) ORDER BY n.place), '[]')
FROM lantern.safety_plan_sign n
LEFT JOIN lantern.safety_plan_line l ON l.plan_id = n.plan_id AND l.line = n.line
WHERE n.plan_id = lantern.plan_now(stay)
$$;

-- "lost": signs it names that are no longer hers, and so do not count.
CREATE OR REPLACE FUNCTION lantern.rule_json(r lantern.sign_rule, worded boolean) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT jsonb_build_object('id', r.id, 'signs', r.signs, 'sightings', r.sightings, 'window_s', r.window_s, 'kind', r.kind,
    'min_gap_s', r.min_gap_s, 'max_gap_s', r.max_gap_s, 'agreement', r.agreement, 'words', CASE WHEN worded THEN r.words END,
    'author', (SELECT w.display_name FROM lantern.staff w WHERE w.id = r.author_id), 'from', lantern.iso(r.from_at),
    'ended', CASE WHEN r.ended_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(r.ended_at),
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = r.ended_by_id),
        'reason', CASE WHEN worded THEN r.end_reason END) END,
    'lost', (SELECT coalesce(jsonb_agg(g.sign), '[]') FROM unnest(r.signs) g(sign)
        WHERE NOT EXISTS (SELECT FROM lantern.safety_plan_sign n WHERE n.plan_id = lantern.plan_now(r.stay_id) AND n.sign = g.sign)))
$$;

-- What came true, on which sightings, with what follows if it is confirmed. A sign is told in the words it had last.
CREATE OR REPLACE FUNCTION lantern.proposal_json(p lantern.proposal, worded boolean) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT jsonb_build_object('id', p.id, 'rule', p.rule_id, 'opened_at', lantern.iso(p.opened_at), 'decide_by', lantern.iso(p.decide_by),
    'kind', r.kind, 'min_gap_s', r.min_gap_s, 'max_gap_s', r.max_gap_s, 'watch', p.watch_id,
    'decision', CASE WHEN p.decided_at IS NOT NULL THEN jsonb_build_object('decision', p.decision,
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = p.decided_by_id), 'at', lantern.iso(p.decided_at),
        'reason', CASE WHEN worded THEN p.reason END) END,
    'sightings', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'sign', g.sign, 'seen_at', lantern.iso(g.seen_at),
            'by', w.display_name, 'words', CASE WHEN worded THEN (
                SELECT n.words FROM lantern.safety_plan v JOIN lantern.safety_plan_sign n ON n.plan_id = v.id AND n.sign = g.sign
                WHERE v.stay_id = p.stay_id ORDER BY v.version DESC LIMIT 1) END) ORDER BY g.seen_at, g.id), '[]')
        FROM lantern.proposal_sighting o
        JOIN lantern.sighting g ON g.id = o.sighting_id
        JOIN lantern.staff w ON w.id = g.staff_id
        WHERE o.proposal_id = p.id))
FROM lantern.sign_rule r WHERE r.id = p.rule_id
$$;

-- What waits for a decision about her.
CREATE OR REPLACE FUNCTION lantern.proposals_open(stay uuid, worded boolean) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT coalesce(jsonb_agg(lantern.proposal_json(p, worded) ORDER BY p.opened_at, p.id), '[]')
FROM lantern.proposal p WHERE p.stay_id = stay AND p.decided_at IS NULL
$$;
