-- demo.sql -- the demonstration estate is what it says, and its history keeps the rules it shows.
BEGIN;
\set days 7
\ir estate.psql
\set at '''2026-11-10T18:00:00Z'''
SELECT * FROM no_plan();
SELECT is((SELECT count(*) FROM premises), 9::bigint, 'nine premises');
SELECT is((SELECT count(DISTINCT region_code) FROM premises), 9::bigint, 'in nine regions');
SELECT is((SELECT sum(beds) FROM room), 165::bigint, '165 beds');
SELECT is((SELECT count(*) FROM room JOIN premises p ON p.id = premises_id WHERE kind_code = 'pipe'), 18::bigint, 'one an 18-bed PIPE house');
SELECT is((SELECT count(*) FROM stay WHERE state = 'arrived'), 150::bigint, '150 women');
SELECT is((SELECT string_agg(r.label || ' ' || p.preferred_name, ', ' ORDER BY r.place) FROM stay s JOIN resident_person p USING (resident_id)
    JOIN stay_room o ON o.stay_id = s.id JOIN room r ON r.id = o.room_id WHERE s.premises_id = who.house('Lantern House') AND s.state = 'arrived' AND upper_inf(o.during)),
    '1 Juniper, 3 Marigold, 7 Wren, 9 Hazel, 11 Iris, 14 Olive', 'Lantern House as in its night');
SELECT is((SELECT count(*) FROM resident WHERE restricted), 2::bigint, 'two restricted women');
SELECT is((SELECT count(DISTINCT state) FROM imported_fact), 4::bigint, 'facts recorded, and the three words for those that are not');
SELECT set_eq('SELECT DISTINCT role FROM staff_role', 'SELECT name FROM role', 'staff of every role');

-- The history.
SELECT is_empty('SELECT * FROM requirement WHERE state = ''done'' AND closed_at > latest_at AND late_reason IS NULL', 'whatever was late has its reason');
SELECT isnt_empty('SELECT * FROM requirement WHERE state = ''done'' AND closed_at > latest_at', 'some were');
SELECT is((SELECT count(*) FROM requirement WHERE state = 'missed' AND close_reason IS NOT NULL), 4::bigint, 'two women were missed in one night each, said why');
SELECT isnt_empty('SELECT * FROM visit WHERE corrects_id IS NOT NULL', 'entries were corrected');
SELECT is_empty('SELECT * FROM requirement r JOIN visit v ON v.id = r.visit_id WHERE r.closed_at <> v.done_at OR NOT r.kind = ANY (v.meets)', 'visits closed what they meet, when they were made');
SELECT is_empty($$ SELECT FROM (SELECT done_at, lag(done_at) OVER (PARTITION BY stay_id ORDER BY done_at) AS before FROM visit WHERE corrects_id IS NULL) v WHERE done_at <= before $$,
    'no two at once to one woman');
SELECT is_empty($$ SELECT FROM requirement q JOIN movement m ON m.stay_id = q.stay_id AND q.state = 'open' AND m.back_at IS NULL $$, 'nothing is owed by a woman who is out');
SELECT is_empty($$ SELECT FROM requirement q WHERE state = 'open' AND (SELECT count(*) FROM deadline d WHERE d.subject = q.id AND d.state = 'open' AND d.due_at = q.latest_at + interval '1 s') <> 1 $$,
    'whatever is open has its deadline at its latest time and a second');
SELECT is_empty($$ SELECT FROM stay_checks c WHERE last_sign_of_life_at IS DISTINCT FROM
    (SELECT max(done_at) FROM visit v WHERE v.stay_id = c.stay_id AND v.meets @> '{sign_of_life}' AND v.corrects_id IS NULL) $$, 'running states follow from the visits');
SELECT is_empty($$ SELECT FROM event WHERE digest <> event_digest(id, xid, seq, premises_id, resident_id, stay_id, staff_id, terminal_id, kind, happened_at, recorded_at, data) $$,
    'events bear the digest they would have');
SELECT is((SELECT count(*) FROM visit v WHERE v.id::text NOT IN (SELECT data#>>'{visit,id}' FROM event WHERE kind = 'visit.recorded')), 0::bigint, 'no visit without its event');
SELECT is_empty(format('SELECT FROM event WHERE recorded_at > timestamptz %L + interval ''2 s''', :at), 'nothing is from the future');

-- Now.
SELECT is((SELECT count(*) FROM requirement WHERE state = 'open' AND latest_at < :at), 2::bigint, 'two are overdue');
SELECT cmp_ok((SELECT count(*) FROM requirement WHERE state = 'open' AND drawn_at <= :at AND latest_at >= :at), '>=', 5::bigint, 'some are due');
SELECT cmp_ok((SELECT count(*) FROM requirement WHERE state = 'open' AND drawn_at > :at AND drawn_at <= timestamptz :at + interval '15 min'), '>=', 5::bigint, 'some are soon');
SELECT is((SELECT count(*) FROM movement WHERE kind = 'hospital' AND back_at IS NULL), 2::bigint, 'two women are in hospital');
SELECT * FROM finish();
ROLLBACK;
