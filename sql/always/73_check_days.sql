-- 73_check_days.sql -- how a woman's checks went, day by day, for her practitioner (features 63: rates and gaps, not every knock).

-- Newest day first: how many checks that fell due that day were on time, late and missed, and the longest time between two
-- effective ones that ended on it. Empty for whoever is not her practitioner. It runs as the owner, since she sees neither
-- the visits nor the done requirements that are counted here.
CREATE OR REPLACE FUNCTION lantern.check_days(stay uuid) RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH her AS (
    SELECT s.id FROM lantern.stay s WHERE s.id = check_days.stay AND s.resident_id = ANY (lantern.my_residents())
), duty AS (
    SELECT lantern.local_date(q.latest_at) AS day,
        count(*) FILTER (WHERE q.state = 'done' AND q.closed_at < q.latest_at + interval '1 s') AS on_time,
        count(*) FILTER (WHERE q.state = 'done' AND q.closed_at >= q.latest_at + interval '1 s') AS late,
        count(*) FILTER (WHERE q.state = 'missed') AS missed
    FROM her JOIN lantern.requirement q ON q.stay_id = her.id
    WHERE q.state IN ('done', 'missed')
    GROUP BY 1
), gap AS (
    SELECT lantern.local_date(v.done_at) AS day, max(extract(epoch FROM v.done_at - v.before))::bigint AS longest_s
    FROM (
        SELECT v.done_at, lag(v.done_at) OVER (ORDER BY v.done_at) AS before
        FROM her JOIN lantern.visit v ON v.stay_id = her.id
        WHERE v.meets <> '{}' AND NOT v.withdrawn
            AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = v.id)) v
    GROUP BY 1
)
SELECT COALESCE(jsonb_agg(jsonb_build_object('day', day, 'on_time', COALESCE(d.on_time, 0), 'late', COALESCE(d.late, 0),
    'missed', COALESCE(d.missed, 0), 'longest_gap_s', g.longest_s) ORDER BY day DESC), '[]')
FROM duty d FULL JOIN gap g USING (day)
$$;
REVOKE ALL ON FUNCTION lantern.check_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.check_days TO lantern_app;

-- Whether how her checks went is for whoever asks: for her practitioner, unless what she was told last leaves it out
-- (features 65). Before she was told of anything it is as it always was.
CREATE OR REPLACE FUNCTION lantern.checks_told(stay uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT s.resident_id <> ALL (lantern.my_residents()) OR COALESCE((
    SELECT 'checks' = ANY (g.shares) FROM lantern.sharing_agreement g
    WHERE g.stay_id = s.id ORDER BY g.at DESC, g.id DESC LIMIT 1), true)
FROM lantern.stay s WHERE s.id = checks_told.stay
$$;
