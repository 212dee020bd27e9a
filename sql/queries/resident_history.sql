-- name: resident_history :one read
-- $1 crn text
-- $2 stay uuid
-- $3 before text   happened-at and id of the last event of the page before, "iso_uuid"; NULL: the newest
-- $4 limit int
-- $5 route text    for the access log
-- What happened in this stay, newest first, by when it happened. Outside the circle of a restricted woman an event keeps
-- its kind and times only: what was written about her may name her.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        EXISTS (SELECT FROM lantern.resident_person rp WHERE rp.resident_id = s.resident_id) AS known,
        split_part($3::text, '_', 1)::timestamptz AS before_at, split_part($3::text, '_', 2)::uuid AS before_id
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $5::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
),
found AS MATERIALIZED (
    SELECT e.id, e.kind, e.happened_at, e.recorded_at, e.data, e.staff_id,
        row_number() OVER (ORDER BY e.happened_at DESC, e.id DESC) AS place
    FROM asked a
    JOIN lantern.event e ON e.stay_id = a.id
    WHERE a.is_right AND (a.before_at IS NULL OR (e.happened_at, e.id) < (a.before_at, a.before_id))
    ORDER BY e.happened_at DESC, e.id DESC
    LIMIT $4::int + 1
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'events', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'happened_at', lantern.iso(f.happened_at),
                'recorded_at', lantern.iso(f.recorded_at),
                'staff', CASE WHEN w.id IS NOT NULL THEN
                    jsonb_build_object('id', w.id, 'name', w.display_name, 'initials', w.initials) END,
                'data', CASE WHEN a.known THEN f.data - 'board' || told.words END) ORDER BY f.place), '[]')
            FROM found f LEFT JOIN lantern.staff w ON w.id = f.staff_id
            -- What only the board's part says, and the line of time has to: where she went, which check, how far an alarm.
            CROSS JOIN LATERAL (
                SELECT CASE WHEN f.kind LIKE 'visit.%' THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object(
                    'presence', f.data->'board'->'presence', 'closed', f.data->'board'->'closed',
                    'alarm', f.data->'board'->'alarm')) END AS words) told
            WHERE f.place <= $4::int),
        'next', (
            SELECT lantern.iso(f.happened_at) || '_' || f.id FROM found f
            WHERE f.place = $4::int AND EXISTS (SELECT FROM found WHERE place = $4::int + 1)))::text END AS page
FROM asked a;
