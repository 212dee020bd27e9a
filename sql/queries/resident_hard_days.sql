-- name: resident_hard_days :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- The days that are known to be hard, or good, for her: by day, those taken back among them.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, r.restricted, lantern.right_woman($1::text, s.resident_id) AS is_right,
        EXISTS (SELECT FROM lantern.resident_person p WHERE p.resident_id = s.resident_id) AS known
    FROM lantern.stay s JOIN lantern.resident r ON r.id = s.resident_id WHERE s.id = $2::uuid
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
        'days', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('id', d.id, 'day', d.day, 'kind', d.kind,
                'words', CASE WHEN a.known OR NOT a.restricted THEN d.words END, 'author', w.display_name, 'at', lantern.iso(d.at),
                'withdrawn', CASE WHEN d.withdrawn_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(d.withdrawn_at),
                    'by', z.display_name, 'reason', CASE WHEN a.known OR NOT a.restricted THEN d.withdraw_reason END) END)
                ORDER BY d.day, d.at, d.id)
            FROM lantern.hard_day d
            JOIN lantern.staff w ON w.id = d.author_id
            LEFT JOIN lantern.staff z ON z.id = d.withdrawn_by_id
            WHERE d.stay_id = a.id), '[]'))::text END AS page
FROM asked a
