-- name: keywork_session :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- $4 session uuid
-- One session whole, with all that it corrects and what corrects it, newest first. No row: there is no such session of hers.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.person_known(s.resident_id) AS known
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
        'session', lantern.session_whole(s, a.known),
        'corrected_by', (SELECT c.id FROM lantern.keywork_session c WHERE c.corrects_id = s.id),
        'history', COALESCE((
            SELECT jsonb_agg(lantern.session_whole(h, a.known) ORDER BY c.n)
            FROM unnest(lantern.keywork_chain(lantern.keywork_newest(s.id))) WITH ORDINALITY c(id, n)
            JOIN lantern.keywork_session h ON h.id = c.id AND h.id <> s.id), '[]'),
        'threads', COALESCE((
            SELECT jsonb_agg(j.told ORDER BY t.at, t.id) FROM lantern.thread t
            JOIN lantern.threads_told(ARRAY(SELECT i.id FROM lantern.thread i
                WHERE i.resident_id = a.resident_id AND i.about = 'session'
                    AND i.about_id = ANY (lantern.keywork_chain(lantern.keywork_newest(s.id))))) j ON j.id = t.id), '[]'))::text END AS page
FROM asked a LEFT JOIN lantern.keywork_session s ON s.id = $4::uuid AND s.stay_id = a.id
WHERE NOT a.is_right OR s.id IS NOT NULL
