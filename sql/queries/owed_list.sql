-- name: owed_list :one read
-- $1 premises uuid
-- $2 route text    for the access log
-- What somebody owes the women of one premises, the most pressing first: each with since when and by when (features 3, 6, 12,
-- 18, 31, 32, 54, 56, 106, 123). The question about a watch, and the answer to a referral, are among them on their last day.
WITH logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    VALUES (lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, NULL, NULL, 'read', $2::text,
        lantern.my_request(), '{}')
),
here AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.arrived_at, s.planned_departure_on, n.version, n.state, n.agreement, lantern.keywork_last(s.id) AS session_at
    FROM lantern.stay s
    LEFT JOIN LATERAL (
        SELECT p.version, p.state, p.agreement FROM lantern.safety_plan p
        WHERE p.stay_id = s.id ORDER BY p.version DESC LIMIT 1) n ON true
    WHERE s.premises_id = $1::uuid AND s.state = 'arrived'
),
span AS MATERIALIZED (
    SELECT (c.s->>'plan_starter_s')::int * interval '1 s' AS starter, (c.s->>'plan_full_s')::int * interval '1 s' AS whole,
        (c.s->>'agreement_ask_s')::int * interval '1 s' AS ask, (c.s->>'meeting_copy_s')::int * interval '1 s' AS copy, (c.s->>'update_unread_s')::int * interval '1 s' AS unread,
        (c.s->>'choices_ask_s')::int * interval '1 s' AS choices, c.s AS settings
    FROM (SELECT lantern.settings_at($1::uuid, lantern.now()) AS s) c
),
review AS MATERIALIZED (
    SELECT h.id AS stay, v.opened_at, t.act_by, t.review_by, t.acted
    FROM here h
    JOIN lantern.review v ON v.stay_id = h.id AND v.closed_at IS NULL
    CROSS JOIN LATERAL lantern.review_clocks(v.id) t
),
-- A meeting is owed from a week before its day while none is planned, and after it until one was held; one whose time is over,
-- until it is written up.
meeting AS MATERIALIZED (
    SELECT h.id AS stay, h.arrived_at, l.last, d.due_at, o.starts_at AS open_at, CASE WHEN o.starts_at <= lantern.now() THEN o.starts_at END AS past
    FROM here h
    CROSS JOIN span
    CROSS JOIN LATERAL (SELECT lantern.meeting_last(h.id) AS last OFFSET 0) l
    CROSS JOIN LATERAL lantern.meeting_due(span.settings, h.arrived_at, l.last, h.planned_departure_on) d
    LEFT JOIN LATERAL (
        SELECT (lantern.meeting_time_now(m.id)).starts_at FROM lantern.meeting m WHERE m.stay_id = h.id AND m.closed_at IS NULL) o ON true
),
owed AS (
    SELECT 'review_act' AS what, r.stay, r.opened_at AS since, r.act_by AS due FROM review r WHERE r.act_by IS NOT NULL AND NOT r.acted
    UNION ALL
    SELECT 'review', r.stay, r.opened_at, r.review_by FROM review r
    UNION ALL
    SELECT 'starter_plan', h.id, h.arrived_at, h.arrived_at + span.starter FROM here h, span WHERE h.version IS NULL
    UNION ALL
    SELECT 'full_plan', h.id, h.arrived_at, h.arrived_at + span.whole FROM here h, span WHERE h.state IS DISTINCT FROM 'active'
    UNION ALL
    SELECT 'agreement', h.id, h.arrived_at, h.arrived_at + span.ask FROM here h, span WHERE h.agreement = 'not_asked'
    UNION ALL
    SELECT 'watch_decision', h.id, w.from_at, d.at
    FROM here h
    JOIN lantern.watch w ON w.stay_id = h.id AND w.ended_at IS NULL
    CROSS JOIN LATERAL (SELECT COALESCE((
        SELECT k.until_at FROM lantern.watch_decision k WHERE k.watch_id = w.id AND k.decision = 'kept'
        ORDER BY k.at DESC LIMIT 1), w.decide_at) AS at) d
    WHERE d.at <= lantern.now() + interval '1 day'
    UNION ALL
    SELECT 'proposal', h.id, o.opened_at, o.decide_by
    FROM here h JOIN lantern.proposal o ON o.stay_id = h.id AND o.decided_at IS NULL
    UNION ALL
    SELECT 'meeting', m.stay, COALESCE(m.past, m.last, m.arrived_at), LEAST(m.due_at, m.past + span.copy)
    FROM meeting m, span
    WHERE m.past IS NOT NULL OR m.due_at < lantern.now() OR (m.open_at IS NULL AND m.due_at < lantern.now() + interval '7 days')
    UNION ALL
    SELECT 'meeting_copy', h.id, m.closed_at, m.closed_at + span.copy
    FROM here h
    CROSS JOIN span
    JOIN lantern.meeting m ON m.stay_id = h.id AND m.held
    WHERE NOT EXISTS (SELECT FROM lantern.meeting_copy c WHERE c.meeting_id = m.id)
    UNION ALL
    SELECT 'briefing', h.id, b.at, b.expires_at
    FROM here h JOIN lantern.staff_briefing b ON b.stay_id = h.id AND b.expires_at > lantern.now()
    WHERE NOT EXISTS (SELECT FROM lantern.staff_briefing_decision d WHERE d.briefing_id = b.id)
    UNION ALL
    -- A first session from her arrival on, a later one on its last day.
    SELECT 'keywork', h.id, COALESCE(h.session_at, h.arrived_at), d.due
    FROM span, here h CROSS JOIN LATERAL (SELECT lantern.keywork_due(span.settings, h.arrived_at, h.session_at) AS due OFFSET 0) d
    WHERE h.session_at IS NULL OR d.due <= lantern.now() + interval '1 day'
    UNION ALL
    -- What waits to be taken into her plan or left out of it: by the time of another session.
    SELECT 'suggestion', h.id, min(g.at), min(g.at) + (span.settings->>'keywork_every_days')::int * interval '1 day'
    FROM span, here h JOIN lantern.plan_suggestion g ON g.stay_id = h.id AND g.decided_at IS NULL
    GROUP BY h.id, span.settings
    UNION ALL
    -- Out of hours, or where her practitioner has named nobody, somebody rings: until it is read or done (features 59).
    SELECT 'practitioner_call', h.id, u.at, u.at + span.unread
    FROM here h
    JOIN lantern.practitioner_update u ON u.stay_id = h.id AND u.level = 'now' AND u.at > lantern.now() - interval '7 days'
    CROSS JOIN span
    WHERE NOT EXISTS (SELECT FROM lantern.update_read r WHERE r.update_id = u.id)
        AND NOT EXISTS (SELECT FROM lantern.update_pass c WHERE c.update_id = u.id AND c.kind = 'phoned')
        AND (NOT lantern.office_open(span.settings, u.at)
            OR EXISTS (SELECT FROM lantern.update_pass c WHERE c.update_id = u.id AND c.kind = 'no_deputy'))
    UNION ALL
    SELECT 'thread', h.id, w.since, w.since + interval '1 day'
    FROM here h
    JOIN lantern.thread t ON t.resident_id = h.resident_id AND t.stay_id = h.id
    CROSS JOIN LATERAL lantern.thread_waits(t.id) w
    WHERE w.waits_on = 'premises'
    -- What follows is for those who read whole plans: to others it would look as if nobody had done it.
    UNION ALL
    SELECT 'choices', h.id, h.arrived_at, h.arrived_at + span.choices
    FROM here h, span
    WHERE $1::uuid = ANY (lantern.my_plans()) AND lantern.choices_left(h.id) <> '{}'
    UNION ALL
    SELECT 'referral', h.id, f.at, d.at
    FROM here h
    JOIN lantern.referral f ON f.stay_id = h.id AND f.answered_at IS NULL
    JOIN lantern.action a ON a.id = f.action_id
    CROSS JOIN LATERAL (SELECT lantern.local_instant(a.target_on, '23:59:59') AS at) d
    WHERE d.at <= lantern.now() + interval '1 day'
)
SELECT json_build_object('now', lantern.iso(lantern.now()), 'owed', COALESCE(json_agg(json_build_object(
        'what', e.what, 'stay', e.stay,
        'resident', json_build_object('id', h.resident_id, 'crn', n.value, 'preferred_name', p.preferred_name,
            'family_name', p.family_name, 'restricted', r.restricted),
        'room', o.label, 'since', lantern.iso(e.since), 'due', lantern.iso(e.due),
        'overdue', lantern.now() > e.due) ORDER BY e.due, o.place, e.what), '[]'))::text AS answer
FROM owed e
JOIN here h ON h.id = e.stay
JOIN lantern.resident r ON r.id = h.resident_id
LEFT JOIN lantern.resident_person p ON p.resident_id = h.resident_id
LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
LEFT JOIN lantern.stay_room sr ON sr.stay_id = e.stay AND upper_inf(sr.during)
LEFT JOIN lantern.room o ON o.id = sr.room_id
