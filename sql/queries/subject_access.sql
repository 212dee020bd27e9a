-- name: subject_access :one slow
-- $1 crn text
-- $2 stay uuid
-- $3 access uuid   for which of her requests, recorded before by whoever asks; NULL: what was given so far, and nothing of it
-- $4 table text    where this piece begins; NULL: at the beginning
-- $5 from int      with which row of that table
-- $6 most int      rows of one piece
-- $7 route text    for the access log, as an export of that request
-- "told" is false for a request that is not of this woman or not the asker's, "known" for a table that is none of those told.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.plan_whole(s.premises_id, s.resident_id) AND lantern.person_known(s.resident_id) AS whole
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN NOT a.is_right THEN 'failed' WHEN $3::uuid IS NOT NULL THEN 'export' ELSE 'read' END, $7::text, lantern.my_request(),
        CASE WHEN a.is_right THEN jsonb_strip_nulls(jsonb_build_object('access', $3::uuid, 'table', $4::text, 'from', $5::int))
            ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
),
piece AS MATERIALIZED (
    SELECT lantern.subject_access(a.id, $3::uuid, $4::text, $5::int, $6::int) AS told FROM asked a WHERE a.is_right AND a.whole AND $3::uuid IS NOT NULL
)
SELECT a.premises_id::text AS premises, a.whole, (SELECT told IS NOT NULL FROM piece) AS told,
    $4::text IS NULL OR EXISTS (SELECT FROM lantern.subject_tables() t WHERE t.name = $4::text AND t.title IS NOT NULL) AS known,
    CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right AND a.whole THEN (jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'given', coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', g.id, 'reason', g.reason, 'by', w.display_name, 'at', lantern.iso(g.at),
                'mine', g.author_id = lantern.my_staff()) ORDER BY g.at DESC, g.id)
            FROM lantern.subject_access g JOIN lantern.staff w ON w.id = g.author_id WHERE g.resident_id = a.resident_id), '[]'))
        || coalesce((SELECT told FROM piece), '{"tables": null, "withheld": null, "next": null}'))::text END AS page
FROM asked a
