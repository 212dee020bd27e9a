-- name: resident_page :one read
-- $1 crn text      as in the address; "restricted" for a woman whose number row security withholds
-- $2 stay uuid
-- $3 route text    for the access log
-- Everything the page about one woman starts with. "verdict" is right, or wrong when the stay is another woman's
-- ("whose" then says as much about her as the reader may see). No row: there is no such stay for this reader.
WITH asked AS MATERIALIZED (
    SELECT s.*, r.restricted, rp.preferred_name, rp.given_name, rp.family_name, rp.born_on, crn.value AS crn,
        (rp.resident_id IS NOT NULL) AS known, lantern.local_date(lantern.now()) AS today,
        lantern.right_woman($1::text, s.resident_id) AS is_right
    FROM lantern.stay s
    JOIN lantern.resident r ON r.id = s.resident_id
    LEFT JOIN lantern.resident_person rp ON rp.resident_id = r.id
    LEFT JOIN lantern.resident_number crn ON crn.resident_id = r.id AND crn.kind = 'crn' AND crn.until_at IS NULL
    WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $3::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'overview', jsonb_build_object(
            'presence', (
                SELECT jsonb_build_object('state', CASE WHEN m.back_at IS NULL THEN m.kind ELSE 'in' END,
                    'since', lantern.iso(COALESCE(m.back_at, m.left_at)),
                    'back_by', CASE WHEN m.back_at IS NULL THEN lantern.iso(m.back_by) END,
                    'where', CASE WHEN m.back_at IS NULL AND a.known THEN m.where_to END,
                    'movement', CASE WHEN m.back_at IS NULL THEN m.id END)
                FROM lantern.movement m WHERE m.stay_id = a.id ORDER BY m.left_at DESC LIMIT 1),
            'next_checks', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object('id', q.id, 'source', q.source, 'kind', q.kind, 'class', q.class,
                    'from', lantern.iso(q.from_at), 'drawn', lantern.iso(q.drawn_at), 'latest', lantern.iso(q.latest_at),
                    'min_gap_s', q.min_gap_s, 'max_gap_s', q.max_gap_s) ORDER BY q.latest_at, q.id), '[]')
                FROM lantern.requirement q WHERE q.stay_id = a.id AND q.state = 'open'),
            'last_visits', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object('id', v.id, 'outcome', v.outcome, 'done_at', lantern.iso(v.done_at),
                    'by', w.initials, 'marks', lantern.marks_of(v.id, v.marks)) ORDER BY v.done_at DESC, v.id), '[]')
                FROM (
                    SELECT v.id, v.outcome, v.done_at, v.marks, v.staff_id FROM lantern.visit v
                    WHERE v.stay_id = a.id AND NOT v.withdrawn
                        AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = v.id)
                    ORDER BY v.done_at DESC, v.id LIMIT 5) v
                JOIN lantern.staff w ON w.id = v.staff_id),
            'alarm', (
                SELECT jsonb_build_object('id', l.id, 'class', l.class, 'cause', l.cause, 'rung', l.rung,
                    'opened_at', lantern.iso(l.opened_at), 'quiet_until', lantern.iso(l.quiet_until))
                FROM lantern.alarm l WHERE l.stay_id = a.id AND l.closed_at IS NULL),
            'contact_plan', lantern.contact_json(a.id),
            'checks_version', (SELECT k.version FROM lantern.stay_checks k WHERE k.stay_id = a.id),
            'predictable', COALESCE((SELECT k.predictable FROM lantern.stay_checks k WHERE k.stay_id = a.id), false),
            'check_plans', (
                SELECT COALESCE(jsonb_agg(lantern.check_plan_json(p) ORDER BY p.start_at DESC, p.id), '[]')
                FROM lantern.check_plan p WHERE p.stay_id = a.id),
            'actions', (
                SELECT jsonb_build_object('open', count(*) FILTER (WHERE t.closed_at IS NULL),
                    'overdue', count(*) FILTER (WHERE t.closed_at IS NULL AND t.target_on < a.today),
                    'soon', count(*) FILTER (WHERE t.closed_at IS NULL AND t.target_on BETWEEN a.today AND a.today + 7),
                    'next_target', min(t.target_on) FILTER (WHERE t.closed_at IS NULL))
                FROM lantern.action t WHERE t.stay_id = a.id),
            'keyworkers', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object('staff', w.id, 'name', w.display_name, 'initials', w.initials,
                    'from', lantern.iso(k.from_at), 'until', lantern.iso(k.until_at),
                    'reason', CASE WHEN a.known THEN k.reason END)
                    ORDER BY k.from_at DESC), '[]')
                FROM lantern.keyworker_of k JOIN lantern.staff w ON w.id = k.staff_id WHERE k.stay_id = a.id),
            'rooms', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object('room', m.label, 'from', lantern.iso(lower(o.during)),
                    'until', lantern.iso(upper(o.during)), 'reason', CASE WHEN a.known THEN o.reason END,
                    'her_view', CASE WHEN a.known THEN o.her_view END) ORDER BY lower(o.during) DESC), '[]')
                FROM lantern.stay_room o JOIN lantern.room m ON m.id = o.room_id WHERE o.stay_id = a.id)
        ))::text END AS page
FROM asked a;
