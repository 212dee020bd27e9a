-- name: reviews_list :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Her reviews, the open one apart, and when her plan is looked at next. What was written is for those who read whole plans,
-- and for nobody who may not know who she is.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.local_date(s.arrived_at) AS arrived_on,
        lantern.right_woman($1::text, s.resident_id) AS is_right,
        EXISTS (SELECT FROM lantern.resident_person rp WHERE rp.resident_id = s.resident_id)
            AND (COALESCE(s.premises_id = ANY (lantern.my_plans()), false) OR COALESCE(s.resident_id = ANY (lantern.my_residents()), false)) AS words
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
    lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object('now', lantern.iso(lantern.now()), 'banner', lantern.banner(a.id),
        'version', COALESCE((SELECT max(n.version) FROM lantern.safety_plan n WHERE n.stay_id = a.id), 0),
        'open', (SELECT lantern.review_json(v, a.words) FROM lantern.review v WHERE v.stay_id = a.id AND v.closed_at IS NULL),
        'past', (
            SELECT COALESCE(jsonb_agg(lantern.review_json(v, a.words) ORDER BY v.closed_at DESC, v.id), '[]')
            FROM lantern.review v WHERE v.stay_id = a.id AND v.closed_at IS NOT NULL),
        'next_on', (
            SELECT v.next_on FROM lantern.review v WHERE v.stay_id = a.id AND v.closed_at IS NOT NULL ORDER BY v.closed_at DESC LIMIT 1),
        'backstop_on', lantern.backstop_on(lantern.settings_at(a.premises_id, lantern.now())->'plan_backstops', a.arrived_on,
            lantern.local_date(lantern.now())))::text END AS page
FROM asked a;
