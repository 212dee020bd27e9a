-- name: measures_area :one slow
-- How the work goes in all houses of an area manager together: the last twelve whole weeks, Monday to Sunday. Nobody chooses the days: what
-- differs by one of them would tell of few.
WITH weeks AS MATERIALIZED (
    SELECT m.monday - 84 AS from_day, m.monday - 1 AS until_day
    FROM (SELECT date_trunc('week', lantern.local_date(lantern.now()))::date AS monday) m
)
SELECT (jsonb_build_object('now', lantern.iso(lantern.now()), 'from', w.from_day, 'until', w.until_day)
    || lantern.measures_area(w.from_day, w.until_day))::text AS answer
FROM weeks w
