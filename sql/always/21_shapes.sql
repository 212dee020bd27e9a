-- 21_shapes.sql -- a requirement and an alarm as every page and every event shows them.

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
