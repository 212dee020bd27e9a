-- 72_premises.sql -- how much there is to do at one premises, in numbers.

-- The counts of a premises' tile: no name of a woman, no reason (guard-rail 6). It runs as the owner, because an area
-- manager is to have the numbers of houses whose women are no rows of hers. Whoever has to do with the premises as a
-- member of staff is told of all women there; a practitioner of her own; the kitchen and the administrator of none.
CREATE OR REPLACE FUNCTION lantern.tile(premises uuid) RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH here AS MATERIALIZED (
    SELECT s.id, s.state FROM lantern.stay s
    WHERE s.premises_id = tile.premises
        AND (lantern.my_staff() IS NOT NULL AND s.premises_id = ANY (lantern.my_premises())
            OR s.resident_id = ANY (lantern.my_residents()))
), woman AS (
    -- As the board counts: each woman once, by her most pressing check.
    SELECT bool_or(q.state = 'open' AND q.latest_at + interval '1 s' <= lantern.now()) AS overdue,
        bool_or(q.state = 'open' AND q.from_at <= lantern.now()) AS due,
        count(*) FILTER (WHERE q.state = 'missed' AND q.late_reason IS NULL AND q.close_reason IS NULL) AS reasons_owed
    FROM lantern.requirement q
    WHERE q.premises_id = tile.premises AND q.state IN ('open', 'missed') AND q.stay_id IN (SELECT h.id FROM here h)
    GROUP BY q.stay_id
), duty AS (
    SELECT count(*) FILTER (WHERE w.due AND NOT w.overdue) AS due, count(*) FILTER (WHERE w.overdue) AS overdue,
        coalesce(sum(w.reasons_owed), 0) AS reasons_owed
    FROM woman w
)
SELECT jsonb_build_object(
    'residents', (SELECT count(*) FROM here h WHERE h.state = 'arrived'),
    'out', (SELECT count(*) FROM here h WHERE h.state = 'arrived' AND EXISTS (
        SELECT FROM lantern.movement m WHERE m.stay_id = h.id AND m.back_at IS NULL)),
    'arriving', (SELECT count(*) FROM here h WHERE h.state = 'upcoming'),
    'due', duty.due, 'overdue', duty.overdue, 'reasons_owed', duty.reasons_owed,
    'alarms', (
        SELECT count(*) FROM lantern.alarm l
        WHERE l.premises_id = tile.premises AND l.closed_at IS NULL AND l.stay_id IN (SELECT h.id FROM here h)),
    'actions_overdue', (
        SELECT count(*) FROM lantern.action t
        WHERE t.premises_id = tile.premises AND t.closed_at IS NULL AND t.target_on < lantern.local_date(lantern.now())
            AND t.stay_id IN (SELECT h.id FROM here h)),
    'reviews_overdue', (
        SELECT count(*) FROM here h
        JOIN lantern.check_plan c ON c.stay_id = h.id AND c.ended_at IS NULL AND (c.until_at IS NULL OR c.until_at > lantern.now())
        WHERE h.state = 'arrived' AND c.review_by < lantern.now()))
FROM duty
$$;
REVOKE ALL ON FUNCTION lantern.tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.tile TO lantern_app;
