-- 78_updates.sql -- how updates, threads and what is shared are told, by one rule each (features 59 to 65; docs/keywork.md).
--
-- Everything here runs with the rights of whoever asks, but for the counts of checks, which leave out every single knock. What
-- was written about a restricted woman is told to those who may know her name, and nobody else.

-- Updates with who read each, to whom it went when nobody had, who telephoned. Somebody who has left both houses has no name
-- here. Many at once: whose names the asker may see is found out once, and not for each.
CREATE OR REPLACE FUNCTION lantern.updates_told(updates uuid[], known boolean) RETURNS TABLE (id uuid, told jsonb)
    LANGUAGE sql STABLE ROWS 100 AS $$
WITH named AS MATERIALIZED (
    SELECT s.id, s.display_name AS name FROM lantern.staff s
), reader AS (
    SELECT r.update_id, jsonb_agg(jsonb_build_object('by', n.name, 'at', lantern.iso(r.at)) ORDER BY r.at, r.staff_id) AS list
    FROM lantern.update_read r LEFT JOIN named n ON n.id = r.staff_id WHERE r.update_id = ANY (updates) GROUP BY r.update_id
), passed AS (
    SELECT p.update_id, jsonb_build_object('to', n.name, 'at', lantern.iso(p.at)) AS one
    FROM lantern.update_pass p LEFT JOIN named n ON n.id = p.staff_id WHERE p.update_id = ANY (updates) AND p.kind <> 'phoned'
), phoned AS (
    SELECT DISTINCT ON (p.update_id) p.update_id, jsonb_build_object('by', n.name, 'at', lantern.iso(p.at),
        'words', CASE WHEN known THEN p.words END) AS one
    FROM lantern.update_pass p LEFT JOIN named n ON n.id = p.staff_id WHERE p.update_id = ANY (updates) AND p.kind = 'phoned'
    ORDER BY p.update_id, p.at DESC, p.id DESC
)
SELECT u.id, jsonb_build_object('id', u.id, 'level', u.level, 'kind', u.kind, 'good', u.good, 'words', CASE WHEN known THEN u.words END,
    'about', u.about, 'about_id', u.about_id, 'at', lantern.iso(u.at), 'by', n.name, 'read', COALESCE(r.list, '[]'),
    'passed', p.one, 'phoned', t.one)
FROM lantern.practitioner_update u
LEFT JOIN named n ON n.id = u.author_id
LEFT JOIN reader r ON r.update_id = u.id
LEFT JOIN passed p ON p.update_id = u.id
LEFT JOIN phoned t ON t.update_id = u.id
WHERE u.id = ANY (updates)
$$;

-- Whose answer a thread waits for, and since when: the other side's of whoever asked last, since she first asked without an
-- answer. No row when it waits for nobody.
CREATE OR REPLACE FUNCTION lantern.thread_waits(thread uuid) RETURNS TABLE (waits_on text, since timestamptz) LANGUAGE sql STABLE ROWS 1 AS $$
SELECT CASE l.side WHEN 'practitioner' THEN 'premises' ELSE 'practitioner' END, (
    SELECT min(q.at) FROM lantern.thread_entry q
    WHERE q.thread_id = thread_waits.thread AND NOT EXISTS (
        SELECT FROM lantern.thread_entry o
        WHERE o.thread_id = q.thread_id AND (o.kind <> 'question' OR o.side <> l.side) AND (o.at, o.id) >= (q.at, q.id)))
FROM (
    SELECT e.side, e.kind FROM lantern.thread_entry e
    WHERE e.thread_id = thread_waits.thread ORDER BY e.at DESC, e.id DESC LIMIT 1) l
WHERE l.kind = 'question'
$$;

-- Threads with all that was said in each. Many at once: names are found out once, and not for each entry.
CREATE OR REPLACE FUNCTION lantern.threads_told(threads uuid[]) RETURNS TABLE (id uuid, told jsonb) LANGUAGE sql STABLE ROWS 20 AS $$
WITH named AS MATERIALIZED (
    SELECT s.id, s.display_name AS name FROM lantern.staff s
), woman AS MATERIALIZED (
    SELECT r.id, p.resident_id IS NOT NULL AS known, jsonb_build_object('id', r.id, 'crn', n.value, 'preferred_name', p.preferred_name,
        'family_name', p.family_name, 'restricted', r.restricted) AS told
    FROM lantern.resident r
    LEFT JOIN lantern.resident_person p ON p.resident_id = r.id
    LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
    WHERE r.id IN (SELECT t.resident_id FROM lantern.thread t WHERE t.id = ANY (threads))
), entry AS (
    SELECT e.thread_id, jsonb_agg(jsonb_build_object('id', e.id, 'side', e.side, 'kind', e.kind,
        'words', CASE WHEN w.known THEN e.words END, 'by', n.name, 'at', lantern.iso(e.at)) ORDER BY e.at, e.id) AS list
    FROM lantern.thread_entry e
    JOIN woman w ON w.id = e.resident_id
    LEFT JOIN named n ON n.id = e.author_id
    WHERE e.thread_id = ANY (threads) GROUP BY e.thread_id
)
SELECT t.id, jsonb_build_object('id', t.id, 'about', t.about, 'about_id', t.about_id, 'stay', t.stay_id, 'resident', w.told,
    'entries', COALESCE(e.list, '[]'), 'waits_on', a.waits_on, 'waits_since', lantern.iso(a.since))
FROM lantern.thread t
JOIN woman w ON w.id = t.resident_id
LEFT JOIN entry e ON e.thread_id = t.id
LEFT JOIN LATERAL lantern.thread_waits(t.id) a ON true
WHERE t.id = ANY (threads)
$$;

-- When a practitioner last said that she has read what there was; NULL: never.
CREATE OR REPLACE FUNCTION lantern.looked_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
SELECT max(l.until_at) FROM lantern.practitioner_look l WHERE l.staff_id = lantern.my_staff()
$$;

-- What is new to the practitioner who asks: since she last looked, and of four weeks whatever nobody has read, so that a woman
-- who has just become hers, or was passed to her, brings along what waits.
CREATE OR REPLACE FUNCTION lantern.updates_new() RETURNS SETOF lantern.practitioner_update LANGUAGE sql STABLE ROWS 100 AS $$
WITH t AS MATERIALIZED (
    SELECT COALESCE(l.at, lantern.now() - interval '28 days') AS looked,
        LEAST(lantern.now() - interval '28 days', GREATEST(l.at, lantern.now() - interval '90 days')) AS since
    FROM (SELECT lantern.looked_at() AS at) l
)
SELECT u.*
FROM t
CROSS JOIN unnest(lantern.my_residents()) AS r (id)
-- Woman by woman from the index, and each unread one by its key: no hash of all that was ever written or read.
CROSS JOIN LATERAL (
    SELECT n.* FROM lantern.practitioner_update n WHERE n.resident_id = r.id AND n.at > t.since OFFSET 0) u
WHERE u.at > t.looked OR NOT EXISTS (SELECT FROM lantern.update_read d WHERE d.update_id = u.id OFFSET 0)
$$;

-- How the checks of her women went in the last seven days: how many were done, how many of these late, how many missed, and
-- the longest time between two that counted. It runs as the owner, since she sees neither visits nor done requirements.
CREATE OR REPLACE FUNCTION lantern.check_week(stays uuid[]) RETURNS TABLE (stay uuid, counts jsonb) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT s.id, jsonb_build_object('done', d.done, 'late', d.late, 'missed', d.missed, 'longest_gap_s', g.longest_s)
FROM lantern.stay s
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE q.state = 'done') AS done,
        count(*) FILTER (WHERE q.state = 'done' AND q.closed_at >= q.latest_at + interval '1 s') AS late,
        count(*) FILTER (WHERE q.state = 'missed') AS missed
    FROM lantern.requirement q
    WHERE q.stay_id = s.id AND q.latest_at > lantern.now() - interval '7 days' AND q.latest_at <= lantern.now()) d
CROSS JOIN LATERAL (
    SELECT max(extract(epoch FROM v.done_at - v.before))::bigint AS longest_s
    FROM (
        SELECT e.done_at, lag(e.done_at) OVER (ORDER BY e.done_at) AS before
        FROM lantern.visit e
        WHERE e.stay_id = s.id AND e.done_at > lantern.now() - interval '8 days' AND e.meets <> '{}' AND NOT e.withdrawn
            AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = e.id)) v
    WHERE v.done_at > lantern.now() - interval '7 days') g
WHERE s.id = ANY (stays) AND s.resident_id = ANY (lantern.my_residents())
$$;
REVOKE ALL ON FUNCTION lantern.check_week FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.check_week TO lantern_app;

-- Is this what a thread may be about: something of this stay that the asker sees. A woman herself has no id.
CREATE OR REPLACE FUNCTION lantern.thread_about(what text, thing uuid, stay uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT CASE what
    WHEN 'woman' THEN thing IS NULL
    WHEN 'update' THEN EXISTS (SELECT FROM lantern.practitioner_update x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'session' THEN EXISTS (SELECT FROM lantern.keywork_session x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'meeting' THEN EXISTS (SELECT FROM lantern.meeting x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'action' THEN EXISTS (SELECT FROM lantern.action x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'review' THEN EXISTS (SELECT FROM lantern.review x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'plan' THEN EXISTS (SELECT FROM lantern.safety_plan x WHERE x.id = thing AND x.stay_id = stay)
    WHEN 'watch' THEN EXISTS (SELECT FROM lantern.watch x WHERE x.id = thing AND x.stay_id = stay)
    ELSE false END
$$;

-- Who could answer for a practitioner: the others. It runs as the owner, since nobody sees the roles of another house.
CREATE OR REPLACE FUNCTION lantern.practitioners() RETURNS TABLE (id uuid, name text) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT s.id, s.display_name FROM lantern.staff s
WHERE lantern.my_staff() IS NOT NULL AND (s.until_at IS NULL OR s.until_at > lantern.now()) AND EXISTS (
    SELECT FROM lantern.staff_role r
    WHERE r.staff_id = s.id AND r.role = 'practitioner' AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now()))
$$;
REVOKE ALL ON FUNCTION lantern.practitioners FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.practitioners TO lantern_app;

-- When her practitioner was last told, in the last twelve hours, that she had hurt herself.
CREATE OR REPLACE FUNCTION lantern.harm_told(stay uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
SELECT lantern.us(max(u.at)) FROM lantern.practitioner_update u
WHERE u.stay_id = harm_told.stay AND u.kind = 'self_harm' AND u.at > lantern.now() - interval '12 hours'
$$;

-- Whether an update of level now has been read by now, and who else is told of it if not: the newest named deputy of whose
-- woman she is, if she works as one today; without one the managers on call at the house.
CREATE OR REPLACE FUNCTION lantern.unread_facts(update uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object(
    'read', EXISTS (SELECT FROM lantern.update_read r WHERE r.update_id = u.id),
    'deputy', (
        SELECT d.deputy_id FROM (
            SELECT n.deputy_id FROM lantern.practitioner_of o JOIN lantern.practitioner_deputy n ON n.staff_id = o.staff_id
            WHERE o.resident_id = u.resident_id AND o.until_at IS NULL
            ORDER BY n.at DESC, n.id DESC LIMIT 1) d
        WHERE EXISTS (
            SELECT FROM lantern.staff_role r
            WHERE r.staff_id = d.deputy_id AND r.role = 'practitioner' AND r.from_at <= lantern.now()
                AND (r.until_at IS NULL OR r.until_at > lantern.now()))),
    'on_call', (
        SELECT COALESCE(jsonb_agg(DISTINCT r.staff_id), '[]') FROM lantern.staff_role r
        WHERE r.premises_id = u.premises_id AND r.role = 'on_call' AND r.from_at <= lantern.now()
            AND (r.until_at IS NULL OR r.until_at > lantern.now())))
FROM lantern.practitioner_update u WHERE u.id = unread_facts.update
$$;

-- Whether practitioners are at work: Monday to Friday in their office hours, by the wall clock.
CREATE OR REPLACE FUNCTION lantern.office_open(settings jsonb, at timestamptz) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT extract(isodow FROM l.at) < 6 AND l.at::time >= (settings#>>'{office_hours,0}')::time AND l.at::time < (settings#>>'{office_hours,1}')::time
FROM (SELECT office_open.at AT TIME ZONE 'Europe/London' AS at) l
$$;
