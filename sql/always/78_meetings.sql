-- 78_meetings.sql -- three-way meetings, as every page, calendar and clock tells them (features 54 to 58; docs/keywork.md).
--
-- Everything here runs with the rights of whoever asks, but where it says otherwise. "known": whether the reader may have the
-- words of this woman; outside a restricted woman's circle they are null.

-- ---------------------------------------------------------------- when the next one is due

-- When she had her last one, whoever asks: who may not read what was said still counts days as the house does. It runs as the
-- owner and tells one instant.
CREATE OR REPLACE FUNCTION lantern.meeting_last(stay uuid) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT max(m.held_at) FROM lantern.meeting m WHERE m.stay_id = meeting_last.stay AND m.held $$;
REVOKE ALL ON FUNCTION lantern.meeting_last FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.meeting_last TO lantern_app, lantern_clock;

-- The same as server/rules/meeting.c, in local days: the earliest of what applies. "due_at" is that day's last second.
CREATE OR REPLACE FUNCTION lantern.meeting_due(settings jsonb, arrived timestamptz, last timestamptz, leaving date)
    RETURNS TABLE (due_on date, why text, due_at timestamptz)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
    AS $$
SELECT d.due_on, d.why, lantern.local_instant(d.due_on, '23:59:59')
FROM (
    SELECT CASE WHEN b.before > b.since AND b.before < b.usual THEN b.before ELSE b.usual END AS due_on,
        CASE WHEN b.before > b.since AND b.before < b.usual THEN 'before_leaving' WHEN last IS NULL THEN 'first' ELSE 'regular' END AS why
    FROM (
        SELECT lantern.local_date(coalesce(last, arrived)) AS since,
            lantern.local_date(coalesce(last, arrived))
                + (settings->>CASE WHEN last IS NULL THEN 'meeting_first_days' ELSE 'meeting_every_days' END)::int AS usual,
            leaving - (settings->>'meeting_before_leaving_days')::int AS before) b) d
$$;

-- ---------------------------------------------------------------- one meeting

-- When it is to be, as it stands.
CREATE OR REPLACE FUNCTION lantern.meeting_time_now(meeting uuid) RETURNS lantern.meeting_time
    LANGUAGE sql STABLE
    AS $$ SELECT t FROM lantern.meeting_time t WHERE t.meeting_id = meeting_time_now.meeting ORDER BY t.sequence DESC LIMIT 1 $$;

CREATE OR REPLACE FUNCTION lantern.meeting_time_json(t lantern.meeting_time, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('sequence', t.sequence, 'starts_at', lantern.iso(t.starts_at), 'minutes', t.minutes, 'how', t.how,
    'reason', CASE WHEN known THEN t.reason END,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = t.author_id), 'at', lantern.iso(t.at))
$$;

-- Its state follows from what is filled in and the time it is.
CREATE OR REPLACE FUNCTION lantern.meeting_state(m lantern.meeting, starts timestamptz) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT CASE WHEN m.held THEN 'held' WHEN NOT m.held THEN 'not_held' WHEN starts > lantern.now() THEN 'planned' ELSE 'to_write_up' END
$$;

-- What each wants to talk about, hers first. What was withdrawn stays in its place.
CREATE OR REPLACE FUNCTION lantern.meeting_items(meeting uuid, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'voice', i.voice, 'words', CASE WHEN known THEN i.words END,
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = i.author_id), 'at', lantern.iso(i.at),
        'withdrawn', CASE WHEN i.withdrawn_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(i.withdrawn_at),
            'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = i.withdrawn_by_id)) END)
    ORDER BY array_position('{resident,keyworker,practitioner}'::text[], i.voice), i.at, i.id), '[]')
FROM lantern.meeting_item i WHERE i.meeting_id = meeting_items.meeting
$$;

CREATE OR REPLACE FUNCTION lantern.meeting_people(meeting uuid, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'name', CASE WHEN known THEN p.name END, 'how', p.how)
    ORDER BY array_position('{resident,keyworker,practitioner}'::text[], p.role), p.role, p.name, p.id), '[]')
FROM lantern.meeting_person p WHERE p.meeting_id = meeting_people.meeting
$$;

-- Decisions, or where they do not agree, each in her own voice.
CREATE OR REPLACE FUNCTION lantern.meeting_notes(meeting uuid, of_kind text, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'words', CASE WHEN known THEN n.words END)
        || CASE WHEN of_kind = 'disagreement' THEN jsonb_build_object('voice', n.voice) ELSE '{}' END
    ORDER BY n.place), '[]')
FROM lantern.meeting_note n WHERE n.meeting_id = meeting_notes.meeting AND n.kind = of_kind
$$;

CREATE OR REPLACE FUNCTION lantern.meeting_json(m lantern.meeting, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', m.id, 'state', lantern.meeting_state(m, t.starts_at), 'starts_at', lantern.iso(t.starts_at),
    'minutes', coalesce(m.minutes, t.minutes), 'how', t.how, 'sequence', t.sequence,
    'times', (
        SELECT jsonb_agg(lantern.meeting_time_json(o, known) ORDER BY o.sequence) FROM lantern.meeting_time o WHERE o.meeting_id = m.id),
    'items', lantern.meeting_items(m.id, known), 'people', lantern.meeting_people(m.id, known),
    'decisions', lantern.meeting_notes(m.id, 'decision', known), 'disagreements', lantern.meeting_notes(m.id, 'disagreement', known),
    'actions', coalesce((
        SELECT jsonb_agg(lantern.action_json(a) ORDER BY a.target_on, a.id)
        FROM lantern.action a WHERE a.origin_id = m.id AND a.origin = 'meeting'), '[]'),
    'held_at', lantern.iso(m.held_at), 'plain_words', CASE WHEN known THEN m.plain_words END,
    'not_held', m.not_held, 'reason', CASE WHEN known THEN m.reason END,
    'copy', (
        SELECT jsonb_build_object('at', lantern.iso(c.at), 'by', w.display_name, 'large_print', c.large_print)
        FROM lantern.meeting_copy c JOIN lantern.staff w ON w.id = c.author_id WHERE c.meeting_id = m.id),
    'closed', CASE WHEN m.closed_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(m.closed_at),
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = m.closed_by_id)) END)
FROM lantern.meeting_time_now(m.id) t
$$;

-- ---------------------------------------------------------------- deciding

-- How her meetings stand, to tell whether anything became of one: no two states of them have the same.
CREATE OR REPLACE FUNCTION lantern.meetings_stand(stay uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT concat_ws(' ', count(*), count(m.closed_at),
    sum((SELECT count(*) FROM lantern.meeting_time t WHERE t.meeting_id = m.id)),
    sum((SELECT count(*) FROM lantern.meeting_copy c WHERE c.meeting_id = m.id)))
FROM lantern.meeting m WHERE m.stay_id = meetings_stand.stay
$$;

-- What she was offered and chose; a kind that nobody has offered is told as that.
CREATE OR REPLACE FUNCTION lantern.choices_now(stay uuid, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'state', coalesce(c.state, 'not_yet_offered'),
    'words', CASE WHEN known THEN c.words END, 'day', c.day,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = c.author_id)) ORDER BY k.place)
FROM unnest('{female_practitioner,female_keyworker,women_only_place,women_only_groups,interpreter,interpreter_gender}'::text[])
    WITH ORDINALITY k(kind, place)
LEFT JOIN LATERAL (
    SELECT o.* FROM lantern.choice o WHERE o.stay_id = choices_now.stay AND o.kind = k.kind ORDER BY o.at DESC, o.id DESC LIMIT 1) c ON true
$$;

-- ---------------------------------------------------------------- calendars

-- A meeting as a calendar has it: an id and when, nothing of whom or why. One that was not held is cancelled, which is a
-- further change of it.
CREATE OR REPLACE FUNCTION lantern.calendar_entry(m lantern.meeting) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', m.id, 'sequence', t.sequence + (m.held IS NOT DISTINCT FROM false)::int,
    'starts_us', lantern.us(t.starts_at), 'minutes', t.minutes, 'cancelled', m.held IS NOT DISTINCT FROM false)
FROM lantern.meeting_time_now(m.id) t
$$;

-- Planned and past meetings of the women whose keyworker or practitioner it is who made this feed, while she works here. NULL
-- for any other token: one that was revoked, and one that never was, are not told apart. It runs as the owner, because a
-- calendar is nobody who could be asked who she is; it tells when, and nothing of whom.
CREATE OR REPLACE FUNCTION lantern.calendar_of(token bytea) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT (
    SELECT coalesce(jsonb_agg(lantern.calendar_entry(m) ORDER BY t.starts_at, m.id), '[]')
    FROM (
        SELECT k.stay_id FROM lantern.keyworker_of k WHERE k.staff_id = f.staff_id AND k.until_at IS NULL
        UNION
        SELECT s.id FROM lantern.practitioner_of p JOIN lantern.stay s ON s.resident_id = p.resident_id
        WHERE p.staff_id = f.staff_id AND p.until_at IS NULL) hers
    JOIN lantern.meeting m ON m.stay_id = hers.stay_id
    CROSS JOIN LATERAL lantern.meeting_time_now(m.id) t
    WHERE t.starts_at > lantern.now() - interval '90 days')
FROM lantern.calendar_feed f
JOIN lantern.staff w ON w.id = f.staff_id AND (w.until_at IS NULL OR w.until_at > lantern.now())
WHERE f.token_hash = calendar_of.token AND f.revoked_at IS NULL
    AND EXISTS (
        SELECT FROM lantern.staff_role r
        WHERE r.staff_id = f.staff_id AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now()))
$$;
REVOKE ALL ON FUNCTION lantern.calendar_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.calendar_of TO lantern_app;
