-- name: resident_around :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- $4 what text     choices, referrals, circle, activities, tasks or family
-- One page of what is around her. Nothing of it is for agency workers: no row, as for a stay that is not there.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.person_known(s.resident_id) AS known, lantern.local_date(lantern.now()) AS today,
        s.arrived_at + (lantern.setting_at(s.premises_id, 'choices_ask_s', lantern.now()))::int * interval '1 s' AS choices_due
    FROM lantern.stay s WHERE s.id = $2::uuid AND lantern.plan_whole(s.premises_id, s.resident_id)
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $3::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose, a.premises_id AS premises,
    CASE WHEN a.is_right THEN (jsonb_build_object('now', lantern.iso(lantern.now()), 'banner', lantern.banner(a.id)) || CASE $4::text
        WHEN 'choices' THEN jsonb_build_object(
            'choices', lantern.choices_now(a.id, a.known),
            'due', CASE WHEN lantern.choices_left(a.id) <> '{}' THEN lantern.iso(a.choices_due) END,
            'history', COALESCE((
                SELECT jsonb_agg(lantern.choice_json(c, a.known) ORDER BY c.at DESC, c.id DESC) FROM lantern.choice c WHERE c.stay_id = a.id), '[]'))
        WHEN 'referrals' THEN jsonb_build_object('referrals', COALESCE((
            SELECT jsonb_agg(lantern.referral_json(f, a.known) ORDER BY f.answered_at IS NOT NULL, f.at DESC, f.id)
            FROM lantern.referral f WHERE f.stay_id = a.id), '[]'))
        WHEN 'circle' THEN jsonb_build_object('contacts', COALESCE((
            SELECT jsonb_agg(lantern.named_contact_json(c, a.known) ORDER BY c.ended_at IS NOT NULL, c.name, c.id)
            FROM lantern.named_contact c WHERE c.stay_id = a.id), '[]'))
        WHEN 'activities' THEN jsonb_build_object(
            'weeks', (
                SELECT jsonb_agg(jsonb_build_object('from', w.monday, 'hours', COALESCE(t.hours, 0), 'of', COALESCE(t.of, '[]')) ORDER BY w.monday DESC)
                FROM (SELECT date_trunc('week', a.today::timestamp)::date - 7 * n AS monday FROM generate_series(0, 11) n) w
                CROSS JOIN LATERAL (
                    SELECT round(sum(t.minutes) FILTER (WHERE t.purposeful) / 60.0, 1) AS hours,
                        jsonb_agg(lantern.activity_time_json(t, a.known) ORDER BY t.day DESC, t.at DESC, t.id) AS of
                    FROM lantern.activity_time t WHERE t.stay_id = a.id AND t.day >= w.monday AND t.day < w.monday + 7) t),
            'programme', COALESCE((
                SELECT jsonb_agg(lantern.activity_json(g) ORDER BY g.weekday, g.starts, g.name, g.id)
                FROM lantern.activity g WHERE g.premises_id = a.premises_id AND g.ended_at IS NULL), '[]'))
        WHEN 'tasks' THEN jsonb_build_object('tasks', COALESCE((
            SELECT jsonb_agg(lantern.task_plan_json(t, a.known) ORDER BY t.title, t.id)
            FROM lantern.task_plan t WHERE t.stay_id = a.id AND NOT EXISTS (SELECT FROM lantern.task_plan n WHERE n.replaces_id = t.id)), '[]'))
        WHEN 'family' THEN jsonb_build_object(
            'facts', COALESCE((
                SELECT jsonb_agg(lantern.family_fact_json(f, a.known) ORDER BY f.ended_at IS NOT NULL, f.at, f.id)
                FROM lantern.family_fact f WHERE f.stay_id = a.id), '[]'),
            'contacts', COALESCE((
                SELECT jsonb_agg(lantern.family_contact_json(c, a.known) ORDER BY c.day DESC, c.at DESC, c.id)
                FROM lantern.family_contact c WHERE c.stay_id = a.id), '[]')) END)::text END AS page
FROM asked a
