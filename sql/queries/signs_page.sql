-- name: signs_page :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- Her signs and rules as they are, and what was seen in 28 days. The server puts the shifts of those days beside it and each
-- sighting in its place (server/app/signs_page.c); "looks" and "settings" are for that alone. Her practitioner sees neither
-- sightings nor daily facts: row security.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        EXISTS (SELECT FROM lantern.resident_person rp WHERE rp.resident_id = s.resident_id) AS known
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
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'signs', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('sign', n.sign, 'leaning', n.leaning, 'words', n.words,
                'line', lantern.line_json(l), 'from', lantern.iso(f.at), 'from_us', lantern.us(f.at)) ORDER BY n.place), '[]')
            FROM lantern.safety_plan_sign n
            LEFT JOIN lantern.safety_plan_line l ON l.plan_id = n.plan_id AND l.line = n.line
            JOIN (
                SELECT i.sign, min(p.saved_at) AS at
                FROM lantern.safety_plan p JOIN lantern.safety_plan_sign i ON i.plan_id = p.id
                WHERE p.stay_id = a.id GROUP BY i.sign) f ON f.sign = n.sign
            WHERE n.plan_id = lantern.plan_now(a.id)),
        'looks', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'sign', g.sign, 'state', g.state, 'shift_us', lantern.us(g.shift_at),
                'seen_us', lantern.us(g.seen_at), 'recorded_us', lantern.us(g.recorded_at))), '[]')
            FROM lantern.sighting g WHERE g.stay_id = a.id AND g.seen_at > lantern.now() - interval '30 days'),
        'sightings', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'sign', g.sign, 'state', g.state, 'seen_at', lantern.iso(g.seen_at),
                'recorded_at', lantern.iso(g.recorded_at), 'by', w.display_name, 'words', CASE WHEN a.known THEN NULLIF(g.words, '') END)
                ORDER BY g.seen_at DESC, g.recorded_at DESC, g.id DESC), '[]')
            FROM (SELECT * FROM lantern.sighting i WHERE i.stay_id = a.id
                ORDER BY i.seen_at DESC, i.recorded_at DESC, i.id DESC LIMIT 50) g
            JOIN lantern.staff w ON w.id = g.staff_id),
        'rules', (
            SELECT coalesce(jsonb_agg(lantern.rule_json(r, a.known) ORDER BY r.ended_at IS NOT NULL, r.from_at DESC, r.id), '[]')
            FROM lantern.sign_rule r WHERE r.stay_id = a.id),
        'proposals', (
            SELECT coalesce(jsonb_agg(lantern.proposal_json(p, a.known) ORDER BY p.decided_at IS NOT NULL, p.opened_at DESC, p.id), '[]')
            FROM (SELECT * FROM lantern.proposal i WHERE i.stay_id = a.id ORDER BY i.opened_at DESC LIMIT 50) p),
        'daily', coalesce((SELECT to_jsonb(p.daily) FROM lantern.safety_plan p WHERE p.id = lantern.plan_now(a.id)), '[]'),
        'facts', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind, 'part', d.part, 'state', d.state, 'by', w.display_name)
                ORDER BY d.day DESC, d.kind, d.part), '[]')
            FROM (SELECT DISTINCT ON (i.day, i.kind, i.part) i.* FROM lantern.daily_fact i
                WHERE i.stay_id = a.id AND i.day > lantern.local_date(lantern.now()) - 28
                ORDER BY i.day, i.kind, i.part, i.at DESC, i.id DESC) d
            JOIN lantern.staff w ON w.id = d.staff_id),
        'settings', lantern.settings_at(a.premises_id, lantern.now()))::text END AS page
FROM asked a;
