-- name: measures_here :one slow
-- $1 premises uuid
-- $2 from date     the first day; NULL: 27 days before the last
-- $3 until date    the last day; NULL: today
-- $4 route text    for the access log
-- How the work goes in one house, by the day as people there say it. "fault": from, until or span, where these are no days to measure.
WITH asked AS MATERIALIZED (
    SELECT p.id, p.name, COALESCE($2::date, d.until_day - 27) AS from_day, d.until_day, lantern.local_date(lantern.now()) AS today
    FROM lantern.premises p, (SELECT COALESCE($3::date, lantern.local_date(lantern.now())) AS until_day) d
    WHERE p.id = $1::uuid
),
judged AS MATERIALIZED (
    SELECT a.*, CASE WHEN a.until_day > a.today THEN 'until' WHEN a.from_day > a.until_day THEN 'from'
        WHEN a.until_day - a.from_day >= 366 THEN 'span' END AS fault
    FROM asked a
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), j.id, NULL, NULL, 'read', $4::text, lantern.my_request(), '{}'
    FROM judged j WHERE j.fault IS NULL
)
SELECT j.fault, CASE WHEN j.fault IS NULL THEN jsonb_build_object('now', lantern.iso(lantern.now()),
    'premises', jsonb_build_object('id', j.id, 'name', j.name), 'from', j.from_day, 'until', j.until_day,
    'measures', lantern.measures_here(j.id, j.from_day, j.until_day))::text END AS answer
FROM judged j
