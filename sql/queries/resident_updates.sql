-- name: resident_updates :one read
-- $1 crn text
-- $2 stay uuid
-- $3 before text   instant and id of the last update of the page before, "iso_uuid"; NULL: the newest
-- $4 limit int     updates of one page
-- $5 route text    for the access log
-- What her practitioner was told of her stay here, newest first, with who has read it; what is shared, and who is told.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        r.restricted, lantern.person_known(s.resident_id) AS known,
        split_part($3::text, '_', 1)::timestamptz AS before_at, split_part($3::text, '_', 2)::uuid AS before_id
    FROM lantern.stay s JOIN lantern.resident r ON r.id = s.resident_id WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $5::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
),
-- One more than asked for tells whether there is another page.
found AS MATERIALIZED (
    SELECT u.id, u.at, row_number() OVER (ORDER BY u.at DESC, u.id DESC) AS place
    FROM asked a
    JOIN lantern.practitioner_update u ON u.stay_id = a.id
    WHERE a.is_right AND (a.before_at IS NULL OR (u.at, u.id) < (a.before_at, a.before_id))
    ORDER BY u.at DESC, u.id DESC
    LIMIT $4::int + 1
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'updates', (
            SELECT COALESCE(jsonb_agg(t.told ORDER BY f.place), '[]')
            FROM (SELECT array_agg(i.id) AS ids FROM found i) all_of
            CROSS JOIN LATERAL lantern.updates_told(all_of.ids, a.known) t
            JOIN found f ON f.id = t.id WHERE f.place <= $4::int),
        'sharing', (SELECT h.told FROM lantern.sharing_told(a.id) h) || CASE WHEN a.known THEN '{}'::jsonb ELSE '{"her_words": null}' END,
        'next', (SELECT lantern.iso(f.at) || '_' || f.id FROM found f WHERE f.place = $4::int
            AND EXISTS (SELECT FROM found l WHERE l.place = $4::int + 1)))::text END AS page
FROM asked a
