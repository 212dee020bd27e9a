-- name: resident_chains :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Every time she did not answer during this stay, newest first: who stamped which step when, and how it ended.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, r.restricted, lantern.right_woman($1::text, s.resident_id) AS is_right,
        p.resident_id IS NOT NULL AS known, p.preferred_name, p.family_name, n.value AS crn
    FROM lantern.stay s
    JOIN lantern.resident r ON r.id = s.resident_id
    LEFT JOIN lantern.resident_person p ON p.resident_id = s.resident_id
    LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
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
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'chains', COALESCE((
            SELECT jsonb_agg(lantern.chain_json(h, true, NOT a.restricted OR a.known)
                || jsonb_build_object('resident', jsonb_build_object('id', a.resident_id, 'crn', a.crn,
                    'preferred_name', a.preferred_name, 'family_name', a.family_name, 'restricted', a.restricted))
                ORDER BY h.opened_at DESC, h.id)
            FROM lantern.chain h WHERE h.stay_id = a.id), '[]'))::text END AS page
FROM asked a
