-- plans.sql -- every query of the server keeps to a plan whose cost does not grow with the years.
--
-- Planned as the server will have it planned: prepared, generic, as its role, under row security, over a year of nine
-- houses. No query reads one of the big tables from end to end; none costs more than 1,000, or what stands for it below.
-- A new query needs no line here unless it may cost more; a line says why.
\ir estate.psql
\set slots 500
\i sql/demo/year.sql
SET search_path = lantern, public, tap;
INSERT INTO deadline (due_at, kind, premises_id, subject, data, state)
SELECT timestamptz '2026-11-10T18:00:00Z' + n * interval '10 s', 'requirement.overdue', s.premises_id, md5(n::text)::uuid, '{}', 'open'
FROM generate_series(1, 600) n, stay s WHERE s.state = 'arrived';
INSERT INTO access_log (at, staff_id, premises_id, resident_id, stay_id, what, route, detail)
SELECT v.done_at, v.staff_id, v.premises_id, v.resident_id, v.stay_id, 'read', '/x', '{}' FROM visit v;
INSERT INTO receipt (id, route, digest, status, answer, staff_id, premises_id, at)
SELECT v.id, 'visit', sha256(''), 201, '{}', v.staff_id, v.premises_id, v.done_at FROM visit v;
ANALYZE;

CREATE TEMPORARY TABLE query (name text PRIMARY KEY, lane text, body text);
\copy query from program 'node tests/sql/queries_as_rows.mjs'

CREATE TEMPORARY TABLE ceiling (name text PRIMARY KEY, cost numeric, why text);
INSERT INTO ceiling VALUES
    ('chain_verify', 100000, 'reads a whole chain; that is what it is for, on the slow lane'),
    -- A generic plan cannot know the limit and reckons with a tenth of all there is. What counts is that the rows come
    -- from an index in their order, so that the limit ends the reading.
    ('deadline_due', 200000, 'a tenth of a million'), ('event_tail', 5000, 'a tenth'), ('audit_list', 10000, 'a tenth'),
    ('resident_checks', 5000, 'a tenth of her visits'), ('resident_history', 5000, 'a tenth of her events'),
    ('safety_plan_basis', 1800, 'her checks, and her plan with each of its parts by key'),
    ('visit_basis', 1200, 'some thirty look-ups by key, in one statement'),
    ('sighting_basis', 2000, 'with her checks, a week of what was seen'), ('signs_page', 3000, 'a month of what was seen, and her versions'),
    ('resident_keywork', 6000, 'each moment of a year is asked whether it was read, and each session what came of it'),
    ('keywork_here', 30000, 'the same for every woman of a house'),
    ('my_updates', 25000, 'the time since which is not known to a plan: a third of all updates of ten women'),
    ('threads_here', 3000, 'the newest entry of each thread of the house, by key'),
    ('clock_ensure', 9000, 'every woman of every house, once a start, for each of what she is owed'), ('owed_list', 4000, 'all that may be owed each woman of a house'),
    ('house_around', 2500, 'who of the house came to what in a fortnight'),
    ('incident_basis', 5000, 'the checks of everybody who lives in the house'),
    ('premises_list', 5000, 'the tiles of all houses');

CREATE FUNCTION who.planned(lane text, body text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
    params int;
BEGIN
    PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true);
    PERFORM set_config('role', CASE WHEN lane IN ('clock', 'tail') THEN 'lantern_clock' ELSE 'lantern_app' END, true);
    EXECUTE 'PREPARE planned AS ' || body;
    SELECT cardinality(parameter_types) INTO params FROM pg_prepared_statements WHERE name = 'planned';
    EXECUTE 'EXPLAIN (FORMAT JSON) EXECUTE planned' || CASE WHEN params > 0 THEN '(' || repeat('NULL, ', params - 1) || 'NULL)' ELSE '' END INTO plan;
    DEALLOCATE planned;
    PERFORM set_config('role', 'none', true);
    RETURN plan;
EXCEPTION WHEN OTHERS THEN
    RETURN jsonb_build_array(jsonb_build_object('error', SQLERRM));
END
$$;

SELECT * FROM no_plan();
BEGIN;
SELECT who.becomes('morgan');
CREATE TEMPORARY TABLE planned AS SELECT q.name, q.lane, p.plan,
    (p.plan#>>'{0,Plan,Total Cost}')::numeric AS cost, p.plan#>>'{0,error}' AS error,
    ARRAY(SELECT DISTINCT x#>>'{}' FROM jsonb_path_query(p.plan, '$.** ? (@."Node Type" == "Seq Scan")."Relation Name"') x) AS read_whole
FROM query q, LATERAL (SELECT who.planned(q.lane, q.body) AS plan) p;
COMMIT;

SELECT is(error, NULL, name || ' can be planned as its lane''s role') FROM planned ORDER BY name;
SELECT cmp_ok(p.cost, '<=', coalesce(c.cost, 1000), p.name || ' costs at most ' || coalesce(c.cost, 1000))
FROM planned p LEFT JOIN ceiling c USING (name) ORDER BY p.name;
SELECT is(ARRAY(SELECT unnest(read_whole) INTERSECT SELECT unnest('{visit,requirement,event,event_link,deadline,access_log,receipt}'::text[])), '{}',
    name || ' reads no big table from end to end')
FROM planned ORDER BY name;
-- The two that follow a long list: from the index, in its order, and so ended by their limit.
SELECT is_empty(format($$ SELECT 1 FROM planned WHERE name = %L AND NOT plan @? '$.** ? (@."Index Name" == "%s")' $$, name, index), name || ' follows ' || index)
FROM (VALUES ('deadline_due', 'deadline_due'), ('event_tail', 'event_pkey')) v(name, index);
-- A correction goes back from now, and not through the hundreds of visits of her stay.
CREATE FUNCTION who.visits_read(name text, params text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true), set_config('role', 'lantern_app', true);
    EXECUTE 'PREPARE done AS ' || (SELECT body FROM query q WHERE q.name = visits_read.name);
    EXECUTE format('EXPLAIN (ANALYZE, TIMING off, FORMAT JSON) EXECUTE done(%s)', params) INTO plan;
    DEALLOCATE done;
    PERFORM set_config('role', 'none', true);
    RETURN (SELECT sum((n->>'Actual Loops')::numeric * ((n->>'Actual Rows')::numeric + coalesce((n->>'Rows Removed by Filter')::numeric, 0)))
        FROM jsonb_path_query(plan, '$.** ? (@."Relation Name" == "visit")') n);
END
$$;
GRANT SELECT ON query TO lantern_app;
BEGIN;
SELECT who.becomes('morgan');
SELECT count(*) AS all_hers, (array_agg(v.id ORDER BY v.done_at DESC))[1] AS newest, v.stay_id AS stay
FROM visit v JOIN stay s ON s.id = v.stay_id WHERE s.premises_id = who.house('Lantern House') AND s.state = 'arrived' GROUP BY v.stay_id ORDER BY 1 DESC LIMIT 1 \gset
SELECT cmp_ok(:all_hers, '>=', 500, 'she was seen often');
SELECT cmp_ok(who.visits_read('visit_basis', format('%L, %L, NULL, %L, %L', gen_random_uuid(), :'stay', lantern.now(), :'newest')), '<=', 100::bigint,
    'a correction reads a few of them');
COMMIT;
-- How the work goes is asked for weeks of one house: by her stay and the days, and not from the checks of all years.
BEGIN;
SELECT who.becomes('morgan');
CREATE TEMPORARY TABLE measured AS SELECT f, who.planned('read', format('SELECT * FROM lantern.%I(%L, ''2026-10-14'', ''2026-11-10'')', f, who.house('Lantern House'))) AS plan
FROM unnest('{measure_keywork,measure_safety}'::text[]) f;
COMMIT;
SELECT cmp_ok((plan#>>'{0,Plan,Total Cost}')::numeric, '<=', 60000::numeric, f || ' costs at most 60000') FROM measured; -- a thousand weeks a woman are reckoned with
SELECT is_empty(format($$ SELECT n FROM measured, jsonb_path_query(plan, '$.** ? (@."Node Type" == "Seq Scan")."Relation Name"') n
    WHERE f = %L AND n#>>'{}' IN ('requirement', 'visit', 'event') $$, f), f || ' reads no big table from end to end') FROM measured;
SELECT is_empty('SELECT name FROM ceiling EXCEPT SELECT name FROM query', 'no ceiling outlives its query');
SELECT * FROM finish();
