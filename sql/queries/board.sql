-- name: board :one read
-- $1 premises uuid
-- Everybody at one premises as of one snapshot, as the page shows it. On a locked terminal row security gives no names,
-- and what was said, noted or initialled is left out here. No row: not hers to see.
WITH house AS MATERIALIZED (
    SELECT p.id, p.name, lantern.now() AS now, NOT lantern.my_names() AS locked,
        (SELECT jsonb_object_agg(k.name, COALESCE(s.value, k.value))
         FROM lantern.setting_kind k
         LEFT JOIN LATERAL (
             SELECT i.value FROM lantern.setting i
             WHERE i.premises_id = p.id AND i.name = k.name AND i.from_at <= lantern.now()
             ORDER BY i.from_at DESC, i.n DESC LIMIT 1) s ON true
         WHERE k.name = ANY ('{soon_s,pin_again_s,pin_idle_s,going_s,late_entry_s,retrospective_s,acknowledge_s,hospital_call_s,snooze_max_s,shift_ends}')
        ) AS settings
    FROM lantern.premises p
    WHERE p.id = $1::uuid
),
place AS MATERIALIZED (
    SELECT h.*, lantern.local_date(h.now) AS today, lantern.shift_begin(h.settings->'shift_ends', h.now) AS shift_at
    FROM house h
),
woman AS (
    SELECT COALESCE(room.place, 32767) AS place, room.label, json_build_object(
        'stay', s.id,
        'room', room.label,
        'resident', CASE WHEN NOT here.locked THEN json_build_object(
            'id', s.resident_id, 'crn', n.value, 'preferred_name', rp.preferred_name, 'family_name', rp.family_name,
            'restricted', r.restricted) END,
        'presence', json_build_object(
            'state', CASE WHEN m.back_at IS NULL THEN COALESCE(m.kind, 'in') ELSE 'in' END,
            'since', lantern.iso(COALESCE(m.back_at, m.left_at)),
            'back_by', CASE WHEN m.back_at IS NULL THEN lantern.iso(m.back_by) END,
            'call_due', CASE WHEN m.back_at IS NULL AND m.kind = 'hospital' THEN lantern.iso(
                COALESCE((SELECT max(c.at) FROM lantern.hospital_call c WHERE c.movement_id = m.id), m.left_at)
                + (here.settings->>'hospital_call_s')::int * interval '1 s') END,
            'movement', CASE WHEN m.back_at IS NULL THEN m.id END),
        'requirements', COALESCE(
            (SELECT json_agg(lantern.requirement_json(q) ORDER BY q.latest_at, q.id)
             FROM lantern.requirement q WHERE q.stay_id = s.id AND q.state = 'open'), '[]'),
        'last_visit', (
            SELECT json_build_object('id', v.id, 'outcome', v.outcome, 'done_at', lantern.iso(v.done_at),
                'by', CASE WHEN NOT here.locked THEN w.initials END, 'marks', v.marks)
            FROM (
                SELECT i.id, i.outcome, i.done_at, i.marks, i.staff_id FROM lantern.visit i
                WHERE i.stay_id = s.id AND NOT i.withdrawn
                    AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = i.id)
                ORDER BY i.done_at DESC LIMIT 1) v
            JOIN lantern.staff w ON w.id = v.staff_id),
        'going', (
            SELECT json_build_object('id', g.id, 'staff', CASE WHEN NOT here.locked THEN g.staff_id END,
                'initials', CASE WHEN NOT here.locked THEN w.initials END, 'until', lantern.iso(g.until_at))
            FROM lantern.going g JOIN lantern.staff w ON w.id = g.staff_id
            WHERE g.stay_id = s.id AND g.ended_at IS NULL AND g.until_at > here.now),
        'alarm', (
            SELECT lantern.alarm_json(a)
            FROM lantern.alarm a WHERE a.stay_id = s.id AND a.closed_at IS NULL),
        -- Each time this alarm was put off: by whom and why is for signed-on workers.
        'snoozes', CASE WHEN NOT here.locked THEN COALESCE((
            SELECT json_agg(json_build_object('at', lantern.iso(e.happened_at), 'minutes', e.data->'minutes',
                'reason', e.data->'reason', 'by', w.initials) ORDER BY e.happened_at)
            FROM lantern.alarm a
            JOIN lantern.event e ON e.stay_id = a.stay_id AND e.happened_at >= a.opened_at AND e.kind = 'requirement.snoozed'
            JOIN lantern.staff w ON w.id = e.staff_id
            WHERE a.stay_id = s.id AND a.closed_at IS NULL), '[]') END,
        'how', CASE WHEN NOT here.locked THEN (
            SELECT json_build_object('text', c.how, 'version', c.version,
                'sleep', NULLIF(replace(array_to_string(c.sleep_options, ', '), '_', ' '), ''))
            FROM lantern.contact_plan c WHERE c.stay_id = s.id ORDER BY c.version DESC LIMIT 1) END,
        'day_of_stay', lantern.local_date(here.now) - lantern.local_date(s.arrived_at),
        'days_since_release', lantern.local_date(here.now) - s.released_on,
        'predictable', COALESCE(k.predictable, false),
        -- The plan that acts: for signed-on workers, but for the chain.
        'watches', CASE WHEN NOT here.locked THEN COALESCE((
            SELECT json_agg(json_build_object('id', w.id, 'reason', w.reason, 'from', lantern.iso(w.from_at),
                'least_until', lantern.iso(w.least_until), 'decide_at', lantern.iso(COALESCE((
                    SELECT d.until_at FROM lantern.watch_decision d WHERE d.watch_id = w.id AND d.decision = 'kept'
                    ORDER BY d.at DESC LIMIT 1), w.decide_at))) ORDER BY w.from_at, w.id)
            FROM lantern.watch w WHERE w.stay_id = s.id AND w.ended_at IS NULL), '[]') END,
        'signs', CASE WHEN NOT here.locked THEN COALESCE((
            SELECT json_agg(json_build_object('sign', n.sign, 'leaning', n.leaning,
                'words', CASE WHEN NOT r.restricted THEN n.words END, 'state', g.state) ORDER BY n.place)
            FROM lantern.safety_plan_sign n
            LEFT JOIN (
                SELECT DISTINCT ON (i.sign) i.sign, i.state FROM lantern.sighting i
                WHERE i.stay_id = s.id AND i.seen_at >= here.shift_at AND i.shift_at = here.shift_at
                ORDER BY i.sign, i.seen_at DESC, i.recorded_at DESC, i.id DESC) g ON g.sign = n.sign
            WHERE n.plan_id = sp.id), '[]') END,
        'daily', CASE WHEN NOT here.locked THEN COALESCE(sp.daily, '{}') END,
        'proposals', CASE WHEN NOT here.locked THEN
            CASE WHEN EXISTS (SELECT FROM lantern.proposal p WHERE p.stay_id = s.id AND p.decided_at IS NULL)
            THEN lantern.proposals_open(s.id, NOT r.restricted) ELSE '[]' END END,
        'review', CASE WHEN NOT here.locked THEN (
            SELECT json_build_object('id', v.id, 'since', lantern.iso(v.opened_at), 'act_by', lantern.iso(t.act_by),
                'acted', t.acted, 'review_by', lantern.iso(t.review_by))
            FROM lantern.review v CROSS JOIN LATERAL lantern.review_clocks(v.id) t
            WHERE v.stay_id = s.id AND v.closed_at IS NULL) END,
        -- The talks she was to have after an incident and has had, or has not, until half a day after: who is left are open.
        'added', CASE WHEN NOT here.locked THEN COALESCE((
            SELECT json_agg(json_build_object('latest', lantern.iso(q.latest_at), 'state', q.state, 'at', lantern.iso(q.closed_at))
                ORDER BY q.latest_at, q.id)
            FROM lantern.requirement q
            WHERE q.stay_id = s.id AND q.latest_at > here.now - interval '12 hours' AND q.source = 'added'
                AND q.kind = 'conversation' AND q.state IN ('done', 'missed')), '[]') END,
        'strength', CASE WHEN NOT here.locked AND NOT r.restricted THEN (
            SELECT n.words FROM lantern.safety_plan_sign n
            WHERE n.plan_id = sp.id AND n.leaning = 'strength' ORDER BY n.place LIMIT 1) END,
        'hard_days', CASE WHEN NOT here.locked THEN COALESCE((
            SELECT json_agg(json_build_object('day', h.day, 'kind', h.kind, 'words', CASE WHEN NOT r.restricted THEN h.words END)
                ORDER BY h.day, h.at, h.id)
            FROM lantern.hard_day h
            WHERE h.stay_id = s.id AND h.withdrawn_at IS NULL AND h.day BETWEEN here.today AND here.today + 1), '[]') END,
        'plan', CASE WHEN sp.id IS NOT NULL THEN json_build_object('version', sp.version, 'state', sp.state,
            'changed', sp.author_id <> lantern.my_staff() AND NOT EXISTS (
                SELECT FROM lantern.safety_plan_read d
                WHERE d.staff_id = lantern.my_staff() AND d.stay_id = s.id AND d.version >= sp.version)) END,
        'chain', (
            SELECT json_build_object('id', c.id, 'opened_at', lantern.iso(c.opened_at))
            FROM lantern.chain c WHERE c.stay_id = s.id AND c.ended_at IS NULL)) AS line
    FROM place here
    JOIN lantern.stay s ON s.premises_id = here.id AND s.state = 'arrived'
    JOIN lantern.resident r ON r.id = s.resident_id
    LEFT JOIN lantern.resident_person rp ON rp.resident_id = s.resident_id
    LEFT JOIN lantern.resident_number n ON n.resident_id = rp.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
    LEFT JOIN lantern.stay_checks k ON k.stay_id = s.id
    LEFT JOIN lantern.stay_room sr ON sr.stay_id = s.id AND upper_inf(sr.during)
    LEFT JOIN lantern.room room ON room.id = sr.room_id
    LEFT JOIN LATERAL (
        SELECT l.id, l.kind, l.left_at, l.back_by, l.back_at
        FROM lantern.movement l WHERE l.stay_id = s.id ORDER BY l.left_at DESC, l.back_at DESC NULLS FIRST LIMIT 1) m ON true
    LEFT JOIN LATERAL (
        SELECT p.id, p.version, p.state, p.daily, p.author_id
        FROM lantern.safety_plan p WHERE p.stay_id = s.id AND NOT here.locked ORDER BY p.version DESC LIMIT 1) sp ON true
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT here.now, lantern.my_staff(), lantern.my_terminal(), here.id, NULL, NULL, 'read', 'board', lantern.my_request(), '{}'
    FROM place here WHERE NOT here.locked
)
SELECT json_build_object(
    'premises', json_build_object('id', here.id, 'name', here.name),
    'now', lantern.iso(here.now),
    'horizon', lantern.horizon(),
    'locked', here.locked,
    'settings', here.settings,
    'people', COALESCE((
        SELECT json_agg(json_build_object('staff', w.id, 'initials', w.initials, 'name', w.display_name)
            ORDER BY w.display_name, w.id)
        FROM lantern.staff w
        WHERE NOT here.locked AND w.id IN (
            SELECT o.staff_id FROM lantern.sign_on o
            WHERE o.premises_id = here.id AND o.ended_at IS NULL AND o.until_at > here.now)), '[]'),
    'rows', COALESCE((SELECT json_agg(woman.line ORDER BY woman.place, woman.label) FROM woman), '[]'))::text AS board
FROM place here;
