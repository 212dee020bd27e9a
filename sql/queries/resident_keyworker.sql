-- name: resident_keyworker :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Whose keyworker and practitioner she has and had. "candidates" are who could hold her, for the rule that orders them.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.person_known(s.resident_id) AS known, lantern.settings_at(s.premises_id, lantern.now()) AS settings,
        lantern.local_date(lantern.now()) AS today
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $3::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'history', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('id', k.id, 'staff', k.staff_id, 'name', w.display_name, 'from', lantern.iso(k.from_at),
                'until', lantern.iso(k.until_at), 'reason', CASE WHEN a.known THEN k.reason END) ORDER BY k.from_at DESC, k.id)
            FROM lantern.keyworker_of k JOIN lantern.staff w ON w.id = k.staff_id WHERE k.stay_id = a.id), '[]'),
        -- The newest of them first: the previous keyworker may be of another stay of hers, in this house or the last.
        'candidates', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('id', w.id, 'name', w.display_name,
                'now', EXISTS (SELECT FROM lantern.keyworker_of k WHERE k.stay_id = a.id AND k.staff_id = w.id AND k.until_at IS NULL),
                'held_until_us', (
                    SELECT lantern.us(max(k.until_at)) FROM lantern.keyworker_of k
                    WHERE k.stay_id IN (SELECT o.id FROM lantern.stay o WHERE o.resident_id = a.resident_id) AND k.staff_id = w.id),
                'holds', (
                    SELECT count(*) FROM lantern.keyworker_of k JOIN lantern.stay s ON s.id = k.stay_id AND s.state = 'arrived'
                    WHERE k.staff_id = w.id AND k.until_at IS NULL AND k.premises_id = a.premises_id AND k.stay_id <> a.id),
                'capacity', lantern.capacity_of(a.premises_id, w.id, a.settings),
                'away', COALESCE((x.l).from_on <= a.today, false),
                'leave', lantern.leave_json(x.l)) ORDER BY w.display_name, w.id)
            FROM lantern.keyworker_candidates(a.premises_id) c JOIN lantern.staff w ON w.id = c.staff_id
            CROSS JOIN LATERAL (SELECT lantern.leave_of(a.premises_id, w.id, a.today) AS l OFFSET 0) x), '[]'),
        'practitioner', (
            SELECT jsonb_build_object('id', p.id, 'staff', p.staff_id, 'name', w.display_name, 'since', lantern.iso(p.from_at),
                'deputy', (
                    SELECT lantern.staff_named(d.deputy_id) FROM lantern.practitioner_deputy d
                    WHERE d.staff_id = p.staff_id ORDER BY d.at DESC, d.id DESC LIMIT 1))
            FROM lantern.practitioner_of p JOIN lantern.staff w ON w.id = p.staff_id
            WHERE p.resident_id = a.resident_id AND p.until_at IS NULL),
        'practitioners', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id) FROM lantern.practitioners() p), '[]')
        )::text END AS page
FROM asked a
