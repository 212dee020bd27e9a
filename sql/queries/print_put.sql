-- name: print_put :one write
-- $1 id uuid       of the print
-- $2 stay uuid
-- $3 crn text
-- $4 detail jsonb  {what, version}: what lies on paper now
-- $5 route text
-- $6 digest text   of the body, hex
-- A page about her has left the screen: in the access log once, however often it is sent. "receipt": what the id was used for
-- before; NULL when this is the first time.
WITH asked AS MATERIALIZED (
    SELECT s.*, lantern.right_woman($3::text, s.resident_id) AS is_right FROM lantern.stay s WHERE s.id = $2::uuid
),
kept AS (
    INSERT INTO lantern.receipt (id, route, digest, status, answer, staff_id, premises_id, at)
    SELECT $1::uuid, $5::text, decode($6::text, 'hex'), 204, 'null', lantern.my_staff(), a.premises_id, lantern.now()
    FROM asked a WHERE a.is_right
    ON CONFLICT DO NOTHING
    RETURNING id
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'print' ELSE 'failed' END, $5::text, lantern.my_request(),
        CASE WHEN a.is_right THEN $4::jsonb ELSE jsonb_build_object('crn', $3::text) END
    FROM asked a WHERE NOT a.is_right OR EXISTS (SELECT FROM kept)
)
SELECT a.is_right, lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right AND NOT EXISTS (SELECT FROM kept) THEN COALESCE(lantern.receipt_of($1::uuid)->'receipt', '{}')::text END AS receipt
FROM asked a
