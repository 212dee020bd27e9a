-- 21_shapes.sql -- a requirement, an alarm and a no-reply chain as every page and every event shows them.

CREATE OR REPLACE FUNCTION lantern.requirement_json(r lantern.requirement) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT json_build_object('id', r.id, 'source', r.source, 'kind', r.kind,
    'from', lantern.iso(r.from_at), 'drawn', lantern.iso(r.drawn_at), 'latest', lantern.iso(r.latest_at),
    'class', r.class, 'min_gap_s', r.min_gap_s, 'max_gap_s', r.max_gap_s)
$$;

-- "told": everybody whose rung has been reached since it began to sound, and when. Acknowledged is quiet, not done.
CREATE OR REPLACE FUNCTION lantern.alarm_json(a lantern.alarm) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT json_build_object('id', a.id, 'class', a.class, 'cause', a.cause,
    'state', CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.quiet_until > lantern.now() THEN 'quiet' ELSE 'open' END,
    'rung', a.rung, 'opened_at', lantern.iso(a.opened_at), 'quiet_until', lantern.iso(a.quiet_until),
    'told', (SELECT json_agg(json_build_object('who', l.tells, 'at', lantern.iso(a.told_at[l.rung + 1])) ORDER BY l.rung)
        FROM lantern.ladder_rung l WHERE l.rung <= a.rung))
$$;

-- All marks of a visit: its own, and what later entries showed about it.
CREATE OR REPLACE FUNCTION lantern.marks_of(visit uuid, own text[]) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT own || ARRAY(SELECT DISTINCT m.mark FROM lantern.visit_mark m WHERE m.visit_id = visit AND m.mark <> ALL (own)) $$;

-- The steps at her door. Without "names" as a locked screen has it: who did it and what was written is left out; without
-- "words" only what was written is. Her name is added by whoever shows a list; an event has the board's row for that. The
-- times are those of the settings when it began, so that a change of them moves no clock that people are watching.
CREATE OR REPLACE FUNCTION lantern.chain_json(h lantern.chain, names boolean, words boolean) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT jsonb_build_object('id', h.id, 'stay', h.stay_id,
    'room', (SELECT o.label FROM lantern.stay_room r JOIN lantern.room o ON o.id = r.room_id
        WHERE r.stay_id = h.stay_id AND r.during @> h.opened_at LIMIT 1),
    'resident', NULL, 'opened_at', lantern.iso(h.opened_at),
    'steps', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', s.id, 'step', s.step,
            'words', CASE WHEN chain_json.names AND chain_json.words THEN s.words ELSE '' END,
            'by', CASE WHEN chain_json.names THEN w.initials END, 'at', lantern.iso(s.at)) ORDER BY s.at, s.id)
        FROM lantern.chain_step s LEFT JOIN lantern.staff w ON w.id = s.staff_id WHERE s.chain_id = h.id), '[]'),
    'attests', CASE WHEN chain_json.names THEN COALESCE((
        SELECT jsonb_agg(jsonb_build_object('by', w.initials, 'alone', a.alone,
            'reason', CASE WHEN chain_json.words THEN a.reason ELSE '' END) ORDER BY a.at, a.id)
        FROM lantern.chain_attest a JOIN lantern.staff w ON w.id = a.staff_id WHERE a.chain_id = h.id), '[]') ELSE '[]' END,
    'climb_at', lantern.iso(h.opened_at + (t.times->>'chain_climb_s')::int * interval '1 s'),
    'ended', CASE WHEN h.ended_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(h.ended_at), 'outcome', h.outcome,
        'by', CASE WHEN chain_json.names THEN (SELECT w.initials FROM lantern.staff w WHERE w.id = h.ended_by_id) END,
        'words', CASE WHEN chain_json.names AND chain_json.words THEN COALESCE(h.end_words, '') ELSE '' END) END,
    'times', jsonb_build_object('louder_s', t.times->'chain_louder_s', 'second_s', t.times->'chain_second_s',
        'enter_s', t.times->'chain_enter_s', 'climb_s', t.times->'chain_climb_s'))
FROM (SELECT lantern.settings_at(h.premises_id, h.opened_at) AS times OFFSET 0) t
$$;
