-- name: resident_body :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- The marks seen on her body, newest first. Row security gives them to health scope alone; "premises" lets the page say so.
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
SELECT a.premises_id::text AS premises, CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'marks', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('id', k.id, 'side', k.side, 'region', k.region, 'across', k.across, 'down', k.down,
                'kind', k.kind, 'words', CASE WHEN a.known OR NOT a.restricted THEN k.words END, 'seen_at', lantern.iso(k.seen_at),
                'author', w.display_name, 'recorded_at', lantern.iso(k.recorded_at),
                'healed', CASE WHEN k.healed_at IS NOT NULL THEN
                    jsonb_build_object('at', lantern.iso(k.healed_at), 'by', z.display_name) END) ORDER BY k.seen_at DESC, k.id)
            FROM lantern.body_mark k
            JOIN lantern.staff w ON w.id = k.author_id
            LEFT JOIN lantern.staff z ON z.id = k.healed_by_id
            WHERE k.stay_id = a.id), '[]'))::text END AS page
FROM asked a
