-- measures.sql -- figures that explain their sum, held to women whose weeks are counted by hand; and what an area manager is not shown.
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();

-- A house of our own with six women, so that every figure can be said beforehand. Monday 5 October to Sunday 1 November.
SELECT gen_random_uuid() AS house, (SELECT id FROM staff WHERE username = 'morgan') AS staff, (SELECT id FROM staff WHERE username = 'sam') AS other \gset
INSERT INTO premises VALUES (:'house', 'Measured House', 'APM', 'Q901', '1 Measure Lane', 'ME1 1ME', '01632 960901', 'N53', 'standard', 'Invented Housing', '2020-01-01');
CREATE TEMPORARY TABLE woman AS SELECT n, gen_random_uuid() AS stay, gen_random_uuid() AS id, gen_random_uuid() AS room FROM generate_series(1, 6) n;
INSERT INTO room (id, premises_id, label, place) SELECT room, :'house', n, 7 - n FROM woman;
INSERT INTO resident SELECT id, false FROM woman;
INSERT INTO stay (id, resident_id, premises_id, expected_on, arrived_at, departed_at)
SELECT stay, id, :'house', '2026-10-05', CASE n WHEN 2 THEN '2026-10-12T12:00:00Z' ELSE '2026-10-05T12:00:00Z' END::timestamptz,
    CASE n WHEN 3 THEN timestamptz '2026-10-20T12:00:00Z' END FROM woman;
INSERT INTO stay_room (id, stay_id, resident_id, premises_id, room_id, during)
SELECT gen_random_uuid(), stay, id, :'house', room, tstzrange(timestamptz '2026-10-05T12:00:00Z' + n * interval '1 s', NULL) FROM woman;
CREATE FUNCTION pg_temp.session(w int, at timestamptz, kind text DEFAULT 'session', corrects uuid DEFAULT NULL) RETURNS uuid LANGUAGE sql AS $$
INSERT INTO keywork_session SELECT gen_random_uuid(), w.stay, w.id, s.premises_id, kind, at, CASE kind WHEN 'session' THEN 40 END, at, at, '', false,
    (SELECT id FROM staff WHERE username = 'morgan'), NULL, CASE kind WHEN 'attempt' THEN 'asleep' END, '', '{}', '{}', '', '',
    CASE kind WHEN 'session' THEN 'x' ELSE '' END, false, '', NULL, NULL, NULL, CASE kind WHEN 'session' THEN 'x' ELSE '' END, false, false, 'no', '', false, corrects
FROM woman w JOIN stay s ON s.id = w.stay WHERE w.n = session.w RETURNING id
$$;
-- 1: every week; three in the first. 2: came on the 12th, first on the 14th, none in her last two weeks. 3: left in her third week, none in the second.
SELECT pg_temp.session(1, d) FROM unnest('{2026-10-05T15:00Z,2026-10-06T15:00Z,2026-10-07T15:00Z,2026-10-18T22:30Z,2026-10-19T15:00Z,2026-11-01T23:30Z}'::timestamptz[]) d;
SELECT pg_temp.session(2, '2026-10-14T15:00Z'), pg_temp.session(3, '2026-10-06T15:00Z'), pg_temp.session(2, '2026-10-28T15:00Z', 'attempt');
-- What was written of the wrong day and put right counts where it was.
SELECT pg_temp.session(3, '2026-10-08T15:00Z', 'session', pg_temp.session(3, '2026-10-13T15:00Z'));
INSERT INTO requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, previous_gap_s, seed, opened_at, state,
    closed_at, late_reason)
SELECT gen_random_uuid(), w.stay, w.id, :'house', 'plan', 'sign_of_life', 'routine', t, t, t, 1, 3600, CASE WHEN r.n = 7 AND w.n = 1 THEN 9000 ELSE 3000 END, 7, t, 'missed', t,
    CASE WHEN r.n = 1 THEN 'emergency' END
FROM woman w, generate_series(1, 7) r(n), LATERAL (SELECT timestamptz '2026-10-13T00:00Z' + r.n * interval '1 hour' AS t) x WHERE w.n = 1 AND r.n IN (1, 2, 7);
INSERT INTO moment SELECT gen_random_uuid(), w.stay, w.id, :'house', 'x', m > 1, '2026-10-14', '2026-10-14', :'staff', NULL FROM woman w, generate_series(1, 2) m WHERE w.n <> 6;
INSERT INTO keyworker_of (id, stay_id, resident_id, premises_id, staff_id, from_at, until_at, reason)
SELECT gen_random_uuid(), w.stay, w.id, :'house', :'staff', f.at::timestamptz, f.until::timestamptz, 'x' FROM woman w,
    (VALUES ('2026-10-05', '2026-10-21'), ('2026-10-21', NULL)) f(at, until) WHERE w.n = 4;
INSERT INTO practitioner_update SELECT gen_random_uuid(), w.stay, w.id, :'house', 'today', 'feeling', false, 'x', 'session', gen_random_uuid(), :'staff', d::timestamptz, :'other', NULL
FROM woman w, unnest('{2026-10-10,2026-10-11}'::text[]) d WHERE w.n = 5;
INSERT INTO update_read SELECT u.id, u.resident_id, u.premises_id, :'other', '2026-10-12' FROM practitioner_update u WHERE u.premises_id = :'house' AND u.at = '2026-10-11';
INSERT INTO review (id, stay_id, resident_id, premises_id, opened_at, from_version, closed_at, closed_by_id, outcome, words, to_version, next_on)
SELECT gen_random_uuid(), w.stay, w.id, :'house', '2026-10-10', 1, c.at::timestamptz, CASE WHEN c.at IS NOT NULL THEN :'staff'::uuid END, CASE WHEN c.at IS NOT NULL THEN 'unchanged' END,
    CASE WHEN c.at IS NOT NULL THEN 'x' END, CASE WHEN c.at IS NOT NULL THEN 1 END, CASE WHEN c.at IS NOT NULL THEN date '2026-11-20' END
FROM woman w JOIN (VALUES (1, '2026-10-10T20:00Z'), (2, '2026-10-12T20:00Z'), (4, NULL)) c(n, at) USING (n);
INSERT INTO review_trigger SELECT gen_random_uuid(), v.id, v.resident_id, :'house', 'concern', NULL, 'x', v.opened_at, NULL, '2026-10-11', :'staff' FROM review v WHERE v.premises_id = :'house';

UPDATE staff_role SET premises_id = :'house' WHERE staff_id = :'staff' AND role = 'premises_manager';
SELECT who.becomes('morgan');
CREATE TEMPORARY TABLE here AS SELECT m->>'name' AS name, m FROM jsonb_array_elements(who.asked(format('SELECT lantern.measures_here(%L, %L, %L)', :'house', '2026-10-05', '2026-11-01'))::jsonb) m;
CREATE FUNCTION pg_temp.says(measure text) RETURNS text LANGUAGE sql AS $$
SELECT concat_ws(' ', m->>'value', m->>'count', m->>'of') || coalesce(' | ' || (SELECT string_agg(concat_ws(': ', b->>'room', b->>'words'), ' | ' ORDER BY n)
    FROM jsonb_array_elements(m->'because') WITH ORDINALITY x(b, n)), '') FROM here WHERE name = measure
$$;
-- Rooms stand in the order of a round, here 6 to 1, whatever the figures.
SELECT is(pg_temp.says('delivery_rate'), '28 6 21 | 6: 0 of 4 weeks with a session; none in those from 5 October, 12 October, 19 October, 26 October'
    ' | 5: 0 of 4 weeks with a session; none in those from 5 October, 12 October, 19 October, 26 October'
    ' | 4: 0 of 4 weeks with a session; none in those from 5 October, 12 October, 19 October, 26 October'
    ' | 3: 1 of 2 weeks with a session; none in those from 12 October | 2: 1 of 3 weeks with a session; none in those from 19 October, 26 October'
    ' | 1: 4 of 4 weeks with a session', 'weeks are counted from the day she came, the clock change among them; a corrected session counts where it was, an attempt does not, a week cut short neither');
SELECT is(pg_temp.says('first_session_days'), '1.0 6 | 6: None yet; she came on 5 October | 5: None yet; she came on 5 October | 4: None yet; she came on 5 October'
    ' | 3: Came on 5 October, first session on 6 October | 2: Came on 12 October, first session on 14 October | 1: Came on 5 October, first session on 5 October', 'the middle of those who have had one');
SELECT is(pg_temp.says('attempts'), '1 1 | 2: asleep', 'attempts are counted apart');
SELECT is(pg_temp.says('moments'), '10 5 | 5: 2, 1 of them good | 4: 2, 1 of them good | 3: 2, 1 of them good | 2: 2, 1 of them good | 1: 2, 1 of them good', 'moments');
SELECT is(pg_temp.says('keyworker_changes'), '1 1 | 4: Changed on 21 October', 'her first keyworker is no change');
SELECT is(pg_temp.says('unread_updates'), '1 1 | 5: 1 not read, the oldest of 10 October', 'what nobody has read');
SELECT is(pg_temp.says('checks_on_time'), '0 0 3 | 1: 0 of 3 in time, 3 missed', 'checks');
SELECT is(pg_temp.says('late_with_reason'), '33 1 3 | 1: 1 of 3 late or missed with a reason', 'late with a reason');
SELECT is(pg_temp.says('longest_gap'), '9000 1 | 1: 2 h 30 min between two checks', 'the longest gap');
SELECT is(pg_temp.says('reviews_in_time'), '33 1 3 | 4: 0 of 1 closed by the time they were due | 2: 0 of 1 closed by the time they were due | 1: 1 of 1 closed by the time they were due', 'an open one past its time is not in time');
SELECT is(pg_temp.says('suggestions_decided') || pg_temp.says('meetings_held'), '0 00 0', 'of nothing there is no per cent');
SELECT is(lantern.measure_value('percent', 999, 1000, NULL, NULL), 99::numeric, 'all but one is not a hundred per cent');
SELECT who.becomes('fern');
SELECT is((SELECT sum((m->>'of')::int) FROM jsonb_array_elements(who.asked(format('SELECT lantern.measures_here(%L, %L, %L)', :'house', '2026-10-05', '2026-11-01'))::jsonb) m), 0::bigint,
    'who works elsewhere counts nothing');

-- ---------------------------------------------------------------- across houses

-- An area of this house alone, as if: every figure of few is hidden, and what is left of a whole.
CREATE FUNCTION pg_temp.area() RETURNS TABLE (name text, hidden boolean, shown text) LANGUAGE sql AS $$
SELECT m->>'name', (m->>'hidden')::boolean, concat_ws(' ', m->>'value', m->>'count', m->>'of')
FROM jsonb_array_elements(who.asked('SELECT lantern.measures_area(''2026-10-05'', ''2026-11-01'')')::jsonb->'measures') m
$$;
SELECT who.becomes((SELECT m.username FROM staff m JOIN staff_role r ON r.staff_id = m.id WHERE r.role = 'area_manager' AND r.until_at IS NULL LIMIT 1));
SELECT is((SELECT bool_or(hidden) FROM pg_temp.area() WHERE name IN ('meetings_held', 'delivery_rate')), false, 'the whole estate is shown');
SELECT is(jsonb_path_query_array(who.asked('SELECT lantern.measures_area(''2026-10-05'', ''2026-11-01'')')::jsonb, '$.** ? (@.type() == "object").keyvalue().key ? (@ == "stay" || @ == "room" || @ == "because" || @ == "resident")'),
    '[]'::jsonb, 'and says nothing of any woman or room');
SELECT set_config('lantern.premises', format('{%s}', :'house'), true);
SELECT is(ARRAY(SELECT format('%s %s', name, shown) FROM pg_temp.area() WHERE NOT hidden), '{"delivery_rate 28 6 21","moments 10 5"}'::text[],
    'what stands for five or more is shown, and nothing else: three who have had a first session are few');
SELECT is((SELECT string_agg(shown, '') FROM pg_temp.area() WHERE hidden), '', 'what is hidden has no number at all');
-- All but three weeks: the three could be taken from it.
SELECT pg_temp.session(w, d) FROM unnest('{4,5,6}'::int[]) w, unnest('{2026-10-06,2026-10-13,2026-10-20,2026-10-27}'::timestamptz[]) d;
SELECT is((SELECT hidden FROM pg_temp.area() WHERE name = 'delivery_rate'), true, 'nor is what leaves few');
INSERT INTO setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at) VALUES (gen_random_uuid(), :'house', 'small_number', '2', 'x', :'staff', '2026-10-01', '2026-10-01');
SELECT is(ARRAY(SELECT name FROM pg_temp.area() WHERE NOT hidden), '{delivery_rate,first_session_days,moments}'::text[], 'how few is few is a setting');
SELECT is((SELECT hidden FROM pg_temp.area() WHERE name = 'checks_on_time'), true, 'and one woman is always few');
SELECT is(who.asked('SELECT lantern.measures_area(''2026-10-05'', ''2026-11-01'')->>''premises''', 'lantern_app'), '1', 'of her houses alone');
SELECT who.becomes(m.username) FROM staff m WHERE m.username IN ('morgan');
SELECT is((SELECT bool_and(hidden) FROM pg_temp.area()), true, 'who is no area manager is told nothing');

SELECT * FROM finish();
ROLLBACK;
