-- subject_access.sql -- what is held about a woman is told to her whole, or named as withheld, and to nobody else (features 121).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();

-- ---------------------------------------------------------------- every table, every column

CREATE FUNCTION pg_temp.forgotten() RETURNS SETOF text LANGUAGE sql AS $$
SELECT c.relname::text FROM pg_class c
WHERE c.relnamespace = 'lantern'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN (SELECT name FROM subject_tables())
UNION ALL
SELECT t.name || '.' || a.attname FROM subject_tables() t
JOIN pg_attribute a ON a.attrelid = format('lantern.%I', t.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped
WHERE t.title IS NOT NULL AND a.attname <> ALL (t.leaves)
    AND a.attname NOT IN (SELECT (regexp_match(l, '^\w+'))[1] FROM subject_lines(t.tells) l)
$$;
SELECT is_empty('SELECT * FROM pg_temp.forgotten()', 'every table is told or said not to be about her, and every column of a told one told or left');
SELECT is_empty($$ SELECT name FROM subject_tables() EXCEPT SELECT relname FROM pg_class WHERE relnamespace = 'lantern'::regnamespace $$, 'and none that is no more');
SELECT is_empty($$
    SELECT t.name, n FROM subject_tables() t, LATERAL (
        SELECT (regexp_match(l, '^\w+'))[1] FROM subject_lines(t.tells) l UNION ALL SELECT unnest(t.leaves)) x(n)
    WHERE t.title IS NOT NULL
    GROUP BY 1, 2 HAVING count(*) > 1 OR n NOT IN (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = format('lantern.%I', t.name)::regclass) $$,
    'nor a column twice, or one that is no more');
SELECT is_empty($$ SELECT name FROM subject_tables() WHERE (title IS NULL) = (because IS NULL) $$, 'what is not told says why');
SELECT is_empty($$
    SELECT t.name FROM subject_tables() t JOIN pg_attribute a ON a.attrelid = format('lantern.%I', t.name)::regclass AND a.attname = 'resident_id'
    WHERE t.title IS NULL $$, 'and no table that names a resident is left out whole');
SAVEPOINT more;
CREATE TABLE lantern.new_thing (id uuid PRIMARY KEY);
ALTER TABLE lantern.moment ADD COLUMN new_words text;
SELECT set_eq('SELECT * FROM pg_temp.forgotten()', '{moment.new_words,new_thing}'::text[], 'a new table and a new column are missed');
ROLLBACK TO more;

-- ---------------------------------------------------------------- whole, and hers alone

-- A woman of whom there is something of every kind, and a year of it.
CREATE TEMPORARY TABLE her AS SELECT s.id AS stay, s.resident_id AS she, s.premises_id AS premises, gen_random_uuid() AS access,
    (SELECT m.id FROM staff m WHERE m.username = 'morgan') AS morgan FROM who.woman('Olive') s;
GRANT SELECT ON her TO lantern_app;
SELECT stay, she, premises, access, morgan FROM her \gset
INSERT INTO subject_access VALUES (:'access', :'she', :'premises', 'She asked.', :'morgan', '2026-11-10T17:00:00Z');
INSERT INTO visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms, staff_id, proof, marks,
    source, meets, withdrawn)
SELECT gen_random_uuid(), :'stay', :'she', :'premises', v.room_id, 'spoke', '', t, t, t, 0, v.staff_id, 'desk', '{}', 'screen', '{}', false
FROM (SELECT room_id, staff_id FROM visit WHERE stay_id = :'stay' LIMIT 1) v, generate_series(timestamptz '2025-11-10', '2026-11-01', '3 hours') t;
INSERT INTO requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, seed, opened_at,
    state, closed_at, close_reason)
SELECT gen_random_uuid(), :'stay', :'she', :'premises', 'plan', 'sign_of_life', 'routine', t, t, t, 1, 5400, 7, t, 'not_required', t, 'She was out.'
FROM generate_series(timestamptz '2025-11-10', '2026-11-01', '3 hours') t;
INSERT INTO access_log (at, staff_id, premises_id, resident_id, stay_id, what, route, detail)
SELECT t, :'morgan', :'premises', :'she', :'stay', 'read', '/x', '{}' FROM generate_series(timestamptz '2025-11-10', '2026-11-10', '1 hour') t;
INSERT INTO staff_briefing VALUES
    ('00000000-0000-4000-8000-0000000000b1', :'stay', :'she', :'premises', 'Told later.', 'x', :'morgan', '2026-11-09', '2026-11-20'),
    ('00000000-0000-4000-8000-0000000000b2', :'stay', :'she', :'premises', 'Has ended.', 'x', :'morgan', '2026-10-01', '2026-10-05'),
    ('00000000-0000-4000-8000-0000000000b3', :'stay', :'she', :'premises', 'Nobody agreed.', 'x', :'morgan', '2026-11-09', '2026-11-20');
INSERT INTO staff_briefing_decision VALUES
    ('00000000-0000-4000-8000-0000000000b1', :'she', :'premises', true, 'Kept back because.', :'morgan', '2026-11-09'),
    ('00000000-0000-4000-8000-0000000000b3', :'she', :'premises', false, 'Say it to her.', :'morgan', '2026-11-09');
INSERT INTO review_person SELECT gen_random_uuid(), v.id, :'she', :'premises', n.name, n.role, 'in_person', n.words, :'morgan', '2026-11-01'
FROM (SELECT id FROM review WHERE stay_id = :'stay' LIMIT 1) v, (VALUES ('A sister', 'family', 'Between us.'), ('Dr Example', 'health', 'Said aloud.')) n(name, role, words);
INSERT INTO going VALUES (gen_random_uuid(), :'stay', :'she', :'premises', :'morgan', '2026-10-01', '2026-10-02', '2026-10-02');
-- Where she was before, at another house: hers too.
INSERT INTO stay (id, resident_id, premises_id, expected_on, arrived_at, departed_at)
VALUES ('00000000-0000-4000-8000-0000000000a1', :'she', who.house('Heron Court'), '2025-01-01', '2025-01-01', '2025-03-01');
INSERT INTO moment VALUES (gen_random_uuid(), '00000000-0000-4000-8000-0000000000a1', :'she', who.house('Heron Court'), 'Laughed at the heron.', true,
    '2025-02-01', '2025-02-01', :'morgan', NULL);

-- All of it, as the page walks it.
CREATE FUNCTION pg_temp.walked(most int, OUT piece int, OUT answer jsonb) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    h her;
BEGIN
    SELECT * INTO h FROM her;
    piece := 0;
    LOOP
        answer := who.asked(format('SELECT lantern.subject_access(%L, %L, %L, %L, %s)', h.stay, h.access, answer->'next'->>'table', answer->'next'->>'from', most));
        piece := piece + 1;
        RETURN NEXT;
        EXIT WHEN answer->'next' = 'null' OR piece > 500;
    END LOOP;
END
$$;
SELECT who.becomes('morgan');
CREATE TEMPORARY TABLE walk AS SELECT * FROM pg_temp.walked(500);
CREATE TEMPORARY TABLE told AS SELECT w.piece, t->>'table' AS name, (t->>'from')::int AS from_row, jsonb_array_length(t->'rows') AS n, t FROM walk w, jsonb_array_elements(w.answer->'tables') t;

SELECT cmp_ok((SELECT sum(n) FROM told), '>=', 14000::bigint, 'there is a year of her');
SELECT is((SELECT count(*) FROM walk WHERE (SELECT sum(n) FROM told WHERE told.piece = walk.piece) > 500), 0::bigint, 'no piece is bigger than asked');
SELECT is((SELECT count(*) FROM walk WHERE (SELECT sum(n) FROM told WHERE told.piece = walk.piece) < 500), 1::bigint, 'and all are full but the last');
SELECT is(ARRAY(SELECT DISTINCT name FROM told ORDER BY 1), ARRAY(SELECT name FROM subject_tables() WHERE title IS NOT NULL ORDER BY 1),
    'every told table is there, with nothing in it too');
SELECT is_empty($$ SELECT name FROM (SELECT name, from_row, sum(n) OVER (PARTITION BY name ORDER BY piece) - n AS before FROM told) x WHERE from_row <> before $$,
    'each piece begins where the last one ended');
SELECT is((SELECT jsonb_agg(r ORDER BY r::text) FROM told, jsonb_array_elements(t->'rows') r WHERE name = 'visit'),
    (SELECT jsonb_agg(r ORDER BY r::text) FROM pg_temp.walked(3333) w, jsonb_array_elements(w.answer->'tables') t, jsonb_array_elements(t->'rows') r WHERE t->>'table' = 'visit'),
    'however it is cut, it is the same');
-- Every row that names her is told or counted as withheld.
CREATE TEMPORARY TABLE held (name text, n bigint);
DO $$
DECLARE
    t record;
    h her;
BEGIN
    SELECT * INTO h FROM her;
    FOR t IN SELECT c.name FROM subject_tables() c JOIN pg_attribute a ON a.attrelid = format('lantern.%I', c.name)::regclass AND a.attname = 'resident_id' LOOP
        EXECUTE format('INSERT INTO held SELECT %L, count(*) FROM lantern.%I WHERE resident_id = %L', t.name, t.name, h.she);
    END LOOP;
END
$$;
SELECT is((SELECT sum(n) FROM told WHERE told.name = held.name) + CASE held.name
        WHEN 'staff_briefing' THEN 1 WHEN 'staff_briefing_decision' THEN 1
        WHEN 'requirement' THEN (SELECT (w->>'count')::bigint FROM walk, jsonb_array_elements(answer->'withheld') w WHERE w->>'what' LIKE 'Checks%come')
        WHEN 'event' THEN (SELECT (w->>'count')::bigint FROM walk, jsonb_array_elements(answer->'withheld') w WHERE w->>'what' LIKE 'The log%')
        -- what was looked at after she had asked
        WHEN 'access_log' THEN (SELECT count(*) FROM access_log, her WHERE resident_id = she AND at > '2026-11-10T17:00:00Z')
        ELSE 0 END, n, 'nothing about her in ' || name || ' falls between') FROM held;
SELECT is(ARRAY(SELECT w->>'what' || ': ' || (w->>'count') FROM walk, jsonb_array_elements(answer->'withheld') w WHERE w->>'what' NOT LIKE 'The log%' AND w->>'what' NOT LIKE 'Checks%'),
    '{Words for staff alone that are still in force: 1,What family and other people said at a review: 1}'::text[], 'what is withheld is named and counted');

CREATE TEMPORARY TABLE said AS SELECT string_agg(t::text, ' ') AS words FROM told;
SELECT ok(words LIKE '%' || x || '%', 'she is told: ' || x) FROM said, unnest('{Has ended.,Nobody agreed.,Say it to her.,Said aloud.,Laughed at the heron.,1 h 30 min,not required}'::text[]) x;
SELECT ok(words NOT LIKE '%' || x || '%', 'and not: ' || x) FROM said, unnest('{Told later.,Kept back because.,Between us.}'::text[]) x;
SELECT is((SELECT count(*) FROM resident_number o WHERE o.kind <> 'event' AND o.resident_id <> :'she' AND (SELECT words FROM said) LIKE '%' || o.value || '%'), 0::bigint, 'no other woman''s number is in it');
SELECT ok(words !~ '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}', 'nor a key') FROM said;
SELECT is(lantern.said('2026-10-25T00:30:00Z') || ', ' || lantern.said('2026-10-25T01:30:00Z'), '25 October 2026, 01:30:00 BST, 25 October 2026, 01:30:00 GMT',
    'the hour that comes twice says which');

-- ---------------------------------------------------------------- to nobody else

CREATE FUNCTION pg_temp.tries(member text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    h her;
BEGIN
    SELECT * INTO h FROM her;
    PERFORM who.becomes(member);
    -- even with a request in her own name
    UPDATE pg_temp.her SET access = gen_random_uuid();
    INSERT INTO subject_access SELECT access, she, premises, 'x', lantern.my_staff(), lantern.now() FROM pg_temp.her;
    RETURN (SELECT CASE WHEN who.asked(format('SELECT lantern.subject_access(%L, %L, NULL, NULL, 5)', e.stay, e.access)) IS NULL THEN 'nothing' ELSE 'told' END FROM pg_temp.her e);
END
$$;
SELECT is(pg_temp.tries(m.username), CASE WHEN r.role = 'premises_manager' AND r.premises_id = :'premises' THEN 'told' ELSE 'nothing' END, r.role || ' ' || m.username)
FROM (SELECT DISTINCT ON (r.role, r.premises_id = :'premises') r.* FROM staff_role r
    WHERE (r.premises_id IN (:'premises', who.house('Heron Court')) OR r.premises_id IS NULL) AND (r.until_at IS NULL OR r.until_at > '2026-11-10T18:00:00Z')
        AND NOT EXISTS (SELECT FROM staff_role o WHERE o.staff_id = r.staff_id AND o.role <> r.role)
    ORDER BY r.role, r.premises_id = :'premises', r.id) r
JOIN staff m ON m.id = r.staff_id;
SELECT who.becomes('morgan');
SELECT is(who.asked(format('SELECT lantern.subject_access(%L, %L, NULL, NULL, 5)', :'stay', gen_random_uuid())), NULL, 'nor without saying why');
SELECT is(who.asked(format('SELECT lantern.subject_access(%L, %L, NULL, NULL, 5)', (SELECT id FROM who.woman('Iris')), :'access')), NULL, 'nor of another woman with it');
UPDATE resident SET restricted = true WHERE id = :'she';
SELECT is(who.asked(format('SELECT lantern.subject_access(%L, %L, NULL, NULL, 5)', :'stay', :'access')), NULL, 'nor of a restricted woman outside her circle');

-- ---------------------------------------------------------------- what it costs

-- She has most of what there is here, so that reading all would be cheapest: "only by index" forbids it, and what has none reads all even so.
CREATE FUNCTION pg_temp.planned(only_by_index boolean, OUT name text, OUT plan jsonb) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    t record;
    h her;
BEGIN
    SELECT * INTO h FROM her;
    PERFORM set_config('enable_seqscan', CASE WHEN only_by_index THEN 'off' ELSE 'on' END, true);
    FOR t IN SELECT * FROM subject_tables() WHERE title IS NOT NULL LOOP
        EXECUTE 'EXPLAIN (FORMAT JSON) ' || subject_query(t.name, t.reach, t."by", t.tells) INTO plan USING ARRAY[h.stay], h.she, lantern.now(), 0, 501;
        name := t.name;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('enable_seqscan', 'on', true);
END
$$;
ANALYZE;
CREATE TEMPORARY TABLE cost AS SELECT * FROM pg_temp.planned(false);
CREATE TEMPORARY TABLE indexed AS SELECT * FROM pg_temp.planned(true);
-- Thousands of her rows are read and put in order for each piece; what else there is in the house is not.
SELECT cmp_ok((plan#>>'{0,Plan,Total Cost}')::numeric, '<=', 25000::numeric, name || ' is told at a bounded cost') FROM cost;
SELECT is_empty(format($$ SELECT x FROM indexed, jsonb_path_query(plan, '$.** ? (@."Node Type" == "Seq Scan")."Relation Name"') x
    WHERE name = %L AND x#>>'{}' IN ('visit', 'requirement', 'event', 'access_log', 'going', 'alarm', 'keywork_session', 'moment', 'sighting') $$, name),
    name || ' reads no big table from end to end') FROM indexed;
SELECT * FROM finish();
ROLLBACK;
