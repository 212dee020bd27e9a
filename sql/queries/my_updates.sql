-- name: my_updates :one read
-- $1 route text    for the access log
-- A practitioner's home: her women, wherever they stay, each with what is new since she last looked, and those that were
-- passed to her as a deputy. Each woman on it is logged as a look at her.
WITH woman AS MATERIALIZED (
    SELECT r.id AS resident, r.restricted, o.staff_id AS practitioner, s.id AS stay, s.premises_id, s.state
    FROM lantern.resident r
    LEFT JOIN lantern.practitioner_of o ON o.resident_id = r.id AND o.until_at IS NULL
    CROSS JOIN LATERAL (
        SELECT t.id, t.premises_id, t.state FROM lantern.stay t
        WHERE t.resident_id = r.id AND (t.state IN ('arrived', 'upcoming') OR t.departed_at > lantern.now() - interval '28 days')
        ORDER BY t.state = 'arrived' DESC, t.departed_at DESC NULLS LAST, t.expected_on LIMIT 1) s
    WHERE r.id = ANY ((SELECT lantern.my_residents())::uuid[])
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), w.premises_id, w.resident, w.stay, 'read', $1::text,
        lantern.my_request(), '{}'
    FROM woman w
),
fresh AS MATERIALIZED (
    SELECT u.id, u.resident_id, u.level, u.good, u.at FROM lantern.updates_new() u
),
news AS MATERIALIZED (
    SELECT f.resident_id, max(f.at) AS newest, jsonb_agg(t.told ORDER BY
        array_position('{now,today,weekly}'::text[], f.level), f.level = 'weekly' AND f.good DESC, f.at DESC, f.id) AS updates
    FROM (SELECT array_agg(i.id) AS ids FROM fresh i) one
    CROSS JOIN LATERAL lantern.updates_told(one.ids, true) t
    JOIN fresh f ON f.id = t.id
    GROUP BY f.resident_id
),
waiting AS MATERIALIZED (
    SELECT t.id, t.resident_id, w.waits_on
    FROM lantern.thread t
    CROSS JOIN LATERAL lantern.thread_waits(t.id) w
    WHERE t.resident_id = ANY ((SELECT lantern.my_residents())::uuid[])
),
asked AS MATERIALIZED (
    SELECT w.resident_id, jsonb_agg(t.told ORDER BY t.told->>'waits_since') AS threads
    FROM (SELECT array_agg(i.id) AS ids FROM waiting i) one
    CROSS JOIN LATERAL lantern.threads_told(one.ids) t
    JOIN waiting w ON w.id = t.id
    GROUP BY w.resident_id
),
-- Names of all at once: what the asker may see of people is found out once a statement, and not for each woman.
who AS MATERIALIZED (
    SELECT w.resident AS id, jsonb_build_object('id', w.resident, 'crn', n.value, 'preferred_name', p.preferred_name,
        'family_name', p.family_name, 'restricted', w.restricted) AS resident, o.label AS room
    FROM woman w
    LEFT JOIN lantern.stay_room sr ON sr.stay_id = w.stay AND upper_inf(sr.during)
    LEFT JOIN lantern.room o ON o.id = sr.room_id
    LEFT JOIN lantern.resident_person p ON p.resident_id = w.resident
    LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
),
keyworker AS MATERIALIZED (
    SELECT k.stay_id, s.id, s.display_name AS name
    FROM woman w
    JOIN lantern.keyworker_of k ON k.stay_id = w.stay AND k.until_at IS NULL
    JOIN lantern.staff s ON s.id = k.staff_id
),
week AS MATERIALIZED (
    SELECT c.stay, c.counts FROM lantern.check_week(ARRAY(SELECT w.stay FROM woman w)) c
),
shown AS MATERIALIZED (
    SELECT w.resident, w.practitioner, jsonb_build_object(
        'stay', w.stay, 'resident', p.resident, 'crn', p.resident->'crn',
        'premises', jsonb_build_object('id', b.id, 'name', b.name), 'room', p.room,
        'keyworker', CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'name', k.name) END,
        'review', (
            SELECT jsonb_build_object('id', v.id, 'since', lantern.iso(v.opened_at), 'review_by', lantern.iso(c.review_by))
            FROM lantern.review v CROSS JOIN LATERAL lantern.review_clocks(v.id) c
            WHERE v.stay_id = w.stay AND v.closed_at IS NULL),
        'watches', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', x.id, 'reason', x.reason, 'from', lantern.iso(x.from_at))
                ORDER BY x.from_at, x.id), '[]')
            FROM lantern.watch x WHERE x.stay_id = w.stay AND x.ended_at IS NULL),
        'updates', COALESCE(n.updates, '[]'),
        -- The next one, or the one that has still to be written up.
        'meeting', (
            SELECT jsonb_build_object('id', m.id, 'starts_at', lantern.iso((
                SELECT t.starts_at FROM lantern.meeting_time t WHERE t.meeting_id = m.id ORDER BY t.sequence DESC LIMIT 1)))
            FROM lantern.meeting m WHERE m.stay_id = w.stay AND m.closed_at IS NULL),
        'threads', COALESCE(a.threads, '[]'),
        'checks', CASE WHEN h.sharing IS NULL OR h.sharing->'shares' ? 'checks' THEN c.counts END, 'sharing', h.sharing) AS page
    FROM woman w
    JOIN who p ON p.id = w.resident
    LEFT JOIN keyworker k ON k.stay_id = w.stay
    LEFT JOIN LATERAL (SELECT g.told AS sharing FROM lantern.sharing_told(w.stay) g OFFSET 0) h ON true
    JOIN lantern.premises b ON b.id = w.premises_id
    LEFT JOIN news n ON n.resident_id = w.resident
    LEFT JOIN asked a ON a.resident_id = w.resident
    LEFT JOIN week c ON c.stay = w.stay
)
SELECT jsonb_build_object(
    'now', lantern.iso(lantern.now()),
    'horizon', lantern.horizon(),
    'looked_at', lantern.iso(lantern.looked_at()),
    -- Up to here all is on this page; what is being written just now comes with the next one.
    'until', lantern.iso(COALESCE((SELECT max(n.newest) FROM news n), lantern.looked_at(), lantern.now())),
    'women', COALESCE((
        SELECT jsonb_agg(s.page ORDER BY s.page#>>'{premises,name}', s.page->>'room', s.resident)
        FROM shown s WHERE s.practitioner = lantern.my_staff()), '[]'),
    'waiting', jsonb_build_object(
        'yours', (SELECT count(*) FROM waiting t WHERE t.waits_on = 'practitioner'),
        'theirs', (SELECT count(*) FROM waiting t WHERE t.waits_on = 'premises')),
    'deputy', (
        SELECT lantern.staff_named(d.deputy_id) FROM lantern.practitioner_deputy d
        WHERE d.staff_id = lantern.my_staff() ORDER BY d.at DESC, d.id DESC LIMIT 1),
    'practitioners', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id), '[]')
        FROM lantern.practitioners() p WHERE p.id <> lantern.my_staff()),
    'deputising', COALESCE((
        SELECT jsonb_agg(s.page || jsonb_build_object('for', (SELECT w.display_name FROM lantern.staff w WHERE w.id = s.practitioner))
            ORDER BY s.page#>>'{premises,name}', s.page->>'room', s.resident)
        FROM shown s WHERE s.practitioner IS DISTINCT FROM lantern.my_staff()), '[]'))::text AS answer
