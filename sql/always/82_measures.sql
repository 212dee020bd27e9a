-- 82_measures.sql -- how the work goes, in figures that explain their sum (features 97, 115; docs/keywork.md). A figure is made of one row
-- a woman, in words; nobody is ranked by them. Across premises a figure that stands for few is not shown.

-- What there is to measure, in the order of the page. "sums": percent (sum of n of the sum of "of"), count (sum of n), median, most.
CREATE OR REPLACE FUNCTION lantern.measure_kinds() RETURNS TABLE (place int, name text, unit text, sums text)
    LANGUAGE sql IMMUTABLE
    AS $$
VALUES (1, 'delivery_rate', 'percent', 'percent'), (2, 'first_session_days', 'days', 'median'), (3, 'attempts', 'count', 'count'),
    (4, 'moments', 'count', 'count'), (5, 'suggestions_decided', 'percent', 'percent'), (6, 'meetings_held', 'percent', 'percent'),
    (7, 'unread_updates', 'count', 'count'), (8, 'keyworker_changes', 'count', 'count'), (9, 'checks_on_time', 'percent', 'percent'),
    (10, 'late_with_reason', 'percent', 'percent'), (11, 'longest_gap', 'seconds', 'most'), (12, 'reviews_in_time', 'percent', 'percent')
$$;

-- The women who lived there for some of these days (both included), and when they did.
CREATE OR REPLACE FUNCTION lantern.measured_stays(premises uuid, from_day date, until_day date)
RETURNS TABLE (stay uuid, arrived timestamptz, came date, gone date, since timestamptz, until timestamptz)
    LANGUAGE sql STABLE
    AS $$
SELECT s.id, s.arrived_at, lantern.local_date(s.arrived_at), lantern.local_date(s.departed_at), x.since, x.until
FROM lantern.stay s, (SELECT lantern.local_instant(from_day, '00:00') AS since, lantern.local_instant(until_day + 1, '00:00') AS until) x
WHERE s.premises_id = measured_stays.premises AND s.arrived_at < x.until AND (s.departed_at IS NULL OR s.departed_at >= x.since)
$$;

-- Weeks (or what the house has set) of hers that lie wholly in these days, and whether a session was held in each. They count from the
-- day she came; three sessions in one of them do not make up for none in another.
CREATE OR REPLACE FUNCTION lantern.keywork_weeks(stay uuid, came date, gone date, every integer, from_day date, until_day date)
RETURNS TABLE (from_on date, until_on date, held boolean)
    LANGUAGE sql STABLE
    AS $$
SELECT w.on, w.on + every - 1, EXISTS (
    SELECT FROM lantern.keywork_session k
    WHERE k.stay_id = keywork_weeks.stay AND k.kind = 'session' AND k.happened_at >= lantern.local_instant(w.on, '00:00')
        AND k.happened_at < lantern.local_instant(w.on + every, '00:00')
        AND NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = k.id))
FROM (SELECT came + n * every AS on FROM generate_series(greatest(0, (from_day - came + every - 1) / every), (until_day - came) / every) n) w
WHERE w.on >= from_day AND w.on + every - 1 <= least(until_day, coalesce(gone, until_day))
$$;

-- Of each measure one row a woman of whom there is something to count.
CREATE OR REPLACE FUNCTION lantern.measure_keywork(premises uuid, from_day date, until_day date)
RETURNS TABLE (name text, stay uuid, n numeric, of bigint, words text)
    LANGUAGE sql STABLE
    AS $$
WITH s AS MATERIALIZED (SELECT * FROM lantern.measured_stays(premises, from_day, until_day)),
every AS MATERIALIZED (SELECT lantern.setting_at(premises, 'keywork_every_days', lantern.now())::int AS days),
session AS MATERIALIZED (
    SELECT s.stay, k.kind, k.not_held, k.happened_at FROM s
    JOIN lantern.keywork_session k ON k.stay_id = s.stay AND k.happened_at >= s.since AND k.happened_at < s.until
    WHERE NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = k.id)
)
SELECT 'delivery_rate', s.stay, count(*) FILTER (WHERE w.held), count(*),
    format('%s of %s with a session', count(*) FILTER (WHERE w.held), CASE WHEN e.days = 7 THEN count(*) || CASE count(*) WHEN 1 THEN ' week' ELSE ' weeks' END ELSE format('%s times %s days', count(*), e.days) END)
    || coalesce('; none in those from ' || string_agg(to_char(w.from_on, 'FMDD FMMonth'), ', ' ORDER BY w.from_on) FILTER (WHERE NOT w.held), '')
FROM s, every e, LATERAL lantern.keywork_weeks(s.stay, s.came, s.gone, e.days, from_day, until_day) w
GROUP BY s.stay, e.days
UNION ALL
SELECT 'first_session_days', s.stay, lantern.local_date(f.at) - s.came, 1,
    CASE WHEN f.at IS NULL THEN 'None yet; she came on ' || to_char(s.came, 'FMDD FMMonth')
        ELSE format('Came on %s, first session on %s', to_char(s.came, 'FMDD FMMonth'), to_char(lantern.local_date(f.at), 'FMDD FMMonth')) END
FROM s, LATERAL (SELECT min(k.happened_at) AS at FROM lantern.keywork_session k
    WHERE k.stay_id = s.stay AND k.kind = 'session' AND NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = k.id)) f
WHERE s.came BETWEEN from_day AND until_day
UNION ALL
SELECT 'attempts', k.stay, count(*), 1, string_agg(replace(k.not_held, '_', ' '), ', ' ORDER BY k.happened_at) FROM session k WHERE k.kind = 'attempt' GROUP BY k.stay
UNION ALL
SELECT 'moments', s.stay, count(*), 1, format('%s, %s of them good', count(*), count(*) FILTER (WHERE m.good))
FROM s JOIN lantern.moment m ON m.stay_id = s.stay AND m.happened_at >= s.since AND m.happened_at < s.until GROUP BY s.stay
UNION ALL
SELECT 'suggestions_decided', s.stay, count(p.decided_at), count(*), format('%s of %s decided', count(p.decided_at), count(*))
FROM s JOIN lantern.plan_suggestion p ON p.stay_id = s.stay AND p.at >= s.since AND p.at < s.until GROUP BY s.stay
UNION ALL
SELECT 'meetings_held', s.stay, count(*) FILTER (WHERE m.held), count(*), format('%s of %s held', count(*) FILTER (WHERE m.held), count(*))
    || coalesce('; not held because of: ' || string_agg(m.not_held, ', ' ORDER BY t.starts_at) FILTER (WHERE NOT m.held), '')
    || CASE WHEN count(*) > count(m.closed_at) THEN format('; %s not written up', count(*) - count(m.closed_at)) ELSE '' END
FROM s JOIN lantern.meeting m ON m.stay_id = s.stay
CROSS JOIN LATERAL (SELECT t.starts_at FROM lantern.meeting_time t WHERE t.meeting_id = m.id ORDER BY t.sequence DESC LIMIT 1) t
WHERE t.starts_at >= s.since AND t.starts_at < least(s.until, lantern.now()) GROUP BY s.stay
UNION ALL
SELECT 'unread_updates', s.stay, count(*), 1, format('%s not read, the oldest of %s', count(*), to_char(lantern.local_date(min(u.at)), 'FMDD FMMonth'))
FROM s JOIN lantern.practitioner_update u ON u.stay_id = s.stay AND u.at >= s.since AND u.at < s.until
WHERE NOT EXISTS (SELECT FROM lantern.update_read r WHERE r.update_id = u.id) GROUP BY s.stay
UNION ALL
SELECT 'keyworker_changes', s.stay, count(*), 1, 'Changed on ' || string_agg(to_char(lantern.local_date(k.from_at), 'FMDD FMMonth'), ', ' ORDER BY k.from_at)
FROM s JOIN lantern.keyworker_of k ON k.stay_id = s.stay AND k.from_at >= s.since AND k.from_at < s.until
WHERE EXISTS (SELECT FROM lantern.keyworker_of b WHERE b.stay_id = k.stay_id AND b.from_at < k.from_at) GROUP BY s.stay
$$;

CREATE OR REPLACE FUNCTION lantern.measure_safety(premises uuid, from_day date, until_day date)
RETURNS TABLE (name text, stay uuid, n numeric, of bigint, words text)
    LANGUAGE sql STABLE
    AS $$
WITH s AS MATERIALIZED (SELECT * FROM lantern.measured_stays(premises, from_day, until_day)),
checks AS MATERIALIZED (
    SELECT s.stay, count(*) AS all_of, count(*) FILTER (WHERE q.state = 'missed') AS missed,
        count(*) FILTER (WHERE q.state = 'done' AND q.closed_at > q.latest_at) AS late,
        count(*) FILTER (WHERE (q.state = 'missed' OR q.closed_at > q.latest_at) AND q.late_reason IS NOT NULL) AS reasoned,
        max(q.previous_gap_s) AS gap_s
    FROM s JOIN lantern.requirement q ON q.stay_id = s.stay AND q.latest_at >= s.since AND q.latest_at < s.until
    WHERE q.state IN ('done', 'missed') GROUP BY s.stay
)
SELECT 'checks_on_time', c.stay, c.all_of - c.late - c.missed, c.all_of,
    format('%s of %s in time', c.all_of - c.late - c.missed, c.all_of) || CASE WHEN c.late > 0 THEN format(', %s late', c.late) ELSE '' END
    || CASE WHEN c.missed > 0 THEN format(', %s missed', c.missed) ELSE '' END
FROM checks c
UNION ALL
SELECT 'late_with_reason', c.stay, c.reasoned, c.late + c.missed, format('%s of %s late or missed with a reason', c.reasoned, c.late + c.missed)
FROM checks c WHERE c.late + c.missed > 0
UNION ALL
SELECT 'longest_gap', c.stay, c.gap_s, 1, lantern.span_said(c.gap_s) || ' between two checks' FROM checks c WHERE c.gap_s IS NOT NULL
UNION ALL
SELECT 'reviews_in_time', s.stay, count(*) FILTER (WHERE v.closed_at <= t.by), count(*), format('%s of %s closed by the time they were due', count(*) FILTER (WHERE v.closed_at <= t.by), count(*))
FROM s JOIN lantern.review v ON v.stay_id = s.stay AND v.opened_at >= s.since AND v.opened_at < s.until
CROSS JOIN LATERAL (SELECT max(g.review_by) AS by FROM lantern.review_trigger g WHERE g.review_id = v.id) t
WHERE v.closed_at IS NOT NULL OR t.by < lantern.now() GROUP BY s.stay
$$;

-- A figure of rows: what its "sums" says. A hundred per cent is all of them, so it is never rounded up to.
CREATE OR REPLACE FUNCTION lantern.measure_value(sums text, n numeric, of bigint, median double precision, most numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
SELECT CASE sums WHEN 'percent' THEN floor(100 * n / NULLIF(of, 0)) WHEN 'count' THEN coalesce(n, 0) WHEN 'median' THEN round(median::numeric, 1) ELSE most END
$$;

-- Of one house, each with what it is made of, by room. "of": how many that is a part of, for percent; else how many women.
CREATE OR REPLACE FUNCTION lantern.measures_here(premises uuid, from_day date, until_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
WITH made AS MATERIALIZED (
    SELECT m.*, r.label, r.place
    FROM (SELECT * FROM lantern.measure_keywork(premises, from_day, until_day) UNION ALL SELECT * FROM lantern.measure_safety(premises, from_day, until_day)) m
    LEFT JOIN LATERAL (SELECT o.label, o.place FROM lantern.stay_room t JOIN lantern.room o ON o.id = t.room_id
        WHERE t.stay_id = m.stay ORDER BY lower(t.during) DESC LIMIT 1) r ON true
), summed AS (
    SELECT m.name, sum(m.n) AS n, sum(m.of)::bigint AS of, percentile_cont(0.5) WITHIN GROUP (ORDER BY m.n::double precision) AS median, max(m.n) AS most,
        jsonb_agg(jsonb_build_object('stay', m.stay, 'room', m.label, 'words', m.words) ORDER BY m.place, m.label, m.stay) AS because
    FROM made m GROUP BY m.name
)
SELECT jsonb_agg(jsonb_build_object('name', k.name, 'unit', k.unit, 'value', lantern.measure_value(k.sums, t.n, t.of, t.median, t.most),
    'count', CASE WHEN k.sums = 'percent' THEN coalesce(t.n, 0) END, 'of', coalesce(t.of, 0), 'because', coalesce(t.because, '[]')) ORDER BY k.place)
FROM lantern.measure_kinds() k LEFT JOIN summed t ON t.name = k.name
$$;

-- Of all houses of an area manager together, as the owner: no woman, no house beside another, and nothing that stands for few. Also what is left
-- of a whole is not to be few: it could be taken from it.
CREATE OR REPLACE FUNCTION lantern.measures_area(from_day date, until_day date) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
WITH house AS MATERIALIZED (
    SELECT p.id FROM lantern.premises p WHERE p.id = ANY (lantern.my_premises()) AND lantern.my_roles() && '{area_manager}'
), small AS MATERIALIZED (
    SELECT max(lantern.setting_at(h.id, 'small_number', lantern.now())::int) AS least FROM house h
), summed AS (
    SELECT m.name, sum(m.n) AS n, sum(m.of)::bigint AS of, count(m.n) AS women, percentile_cont(0.5) WITHIN GROUP (ORDER BY m.n::double precision) AS median, max(m.n) AS most
    FROM house h, LATERAL (SELECT * FROM lantern.measure_keywork(h.id, from_day, until_day) UNION ALL SELECT * FROM lantern.measure_safety(h.id, from_day, until_day)) m
    GROUP BY m.name
), judged AS (
    SELECT k.*, t.n, t.of, t.women, t.median, t.most, coalesce(CASE k.sums
        WHEN 'percent' THEN t.n < s.least OR t.of - t.n BETWEEN 1 AND s.least - 1 OR t.women < s.least
        WHEN 'count' THEN t.n < s.least OR t.women < s.least
        ELSE t.women < s.least END, true) AS few
    FROM small s, lantern.measure_kinds() k LEFT JOIN summed t ON t.name = k.name
)
SELECT jsonb_build_object('small', (SELECT least FROM small), 'premises', (SELECT count(*) FROM house),
    'measures', jsonb_agg(jsonb_build_object('name', j.name, 'unit', j.unit, 'hidden', j.few,
        'value', CASE WHEN NOT j.few THEN lantern.measure_value(j.sums, j.n, j.of, j.median, j.most) END,
        'count', CASE WHEN NOT j.few AND j.sums = 'percent' THEN j.n END, 'of', CASE WHEN NOT j.few THEN j.of END) ORDER BY j.place))
FROM judged j
$$;
REVOKE ALL ON FUNCTION lantern.measures_area FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.measures_area TO lantern_app;
