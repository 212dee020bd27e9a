-- record.sql -- lantern.record(): all of a decision or nothing of it, once, and only while what it was based on holds.
--
-- Two sessions at once (a guard that waits, SKIP LOCKED, the horizon over open transactions) cannot be played inside one
-- pgTAP transaction; tests/fault has them, with real servers.
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT who.becomes('dee');

-- A visit to Wren that closes what is open of her plan and opens the next interval.
CREATE FUNCTION pg_temp.visit(version bigint, visit uuid DEFAULT md5('v1')::uuid) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object(
    'now', '2026-11-10T18:00:00.000000Z',
    'guard', jsonb_build_array(jsonb_build_object('stay', s.id, 'version', version)),
    'receipt', jsonb_build_object('id', visit, 'route', 'visit', 'digest', repeat('ab', 32), 'status', 201, 'answer', '{"visit": 1}'::jsonb, 'premises', s.premises_id),
    'rows', jsonb_build_object(
        'visit', jsonb_build_array(here || jsonb_build_object('id', visit, 'room_id', o.room_id, 'outcome', 'spoke', 'note', '', 'done_at', '2026-11-10T17:59:00Z',
            'entered_at', '2026-11-10T17:59:30Z', 'received_at', '2026-11-10T18:00:00Z', 'clock_offset_ms', 0, 'staff_id', lantern.my_staff(),
            'proof', 'handset', 'marks', '[]'::jsonb, 'source', 'screen', 'meets', '["sign_of_life"]'::jsonb, 'withdrawn', false)),
        'requirement', jsonb_build_array(here || jsonb_build_object('id', md5('next')::uuid, 'source', 'plan', 'kind', 'sign_of_life', 'class', 'routine',
            'from_at', '2026-11-10T20:00:00Z', 'drawn_at', '2026-11-10T21:00:00Z', 'latest_at', '2026-11-10T22:00:00Z', 'min_gap_s', 3600, 'max_gap_s', 14400,
            'seed', -5, 'opened_at', '2026-11-10T18:00:00Z', 'state', 'open'))),
    'checks', jsonb_build_array(jsonb_build_object('stay', s.id, 'version', version + 1, 'seed', 42, 'last_sign_of_life_at', '2026-11-10T17:59:00Z', 'gaps_s', '[60]'::jsonb)),
    'close', jsonb_build_array(jsonb_build_object('requirement', q.id, 'state', 'done', 'at', '2026-11-10T17:59:00Z', 'visit', visit)),
    'void', jsonb_build_array(jsonb_build_object('kind', 'requirement.overdue', 'subject', q.id)),
    'deadlines', jsonb_build_array(jsonb_build_object('kind', 'requirement.overdue', 'due_at', '2026-11-10T22:00:01Z', 'subject', md5('next')::uuid, 'premises', s.premises_id)),
    'events', jsonb_build_array(jsonb_build_object('kind', 'visit.recorded', 'premises', s.premises_id, 'resident', s.resident_id, 'stay', s.id,
        'happened_at', '2026-11-10T17:59:00Z', 'data', '{"board": {}}'::jsonb)))
FROM who.woman('Wren') s
JOIN lantern.stay_room o ON o.stay_id = s.id
JOIN lantern.requirement q ON q.stay_id = s.id AND q.source = 'plan' AND q.state = 'open',
LATERAL (SELECT jsonb_build_object('stay_id', s.id, 'resident_id', s.resident_id, 'premises_id', s.premises_id) AS here) h
$$;
CREATE FUNCTION pg_temp.record(doc jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT who.asked(format('SELECT lantern.record(%L)', doc))::jsonb $$;
CREATE TEMPORARY TABLE was AS
SELECT c.version, q.id AS open, (pg_temp.visit(c.version)) AS doc, (SELECT last_value FROM event_seq_seq) AS seq
FROM who.woman('Wren') s JOIN stay_checks c ON c.stay_id = s.id JOIN requirement q ON q.stay_id = s.id AND q.source = 'plan' AND q.state = 'open';

-- Nothing of a stale decision.
SELECT is(pg_temp.record(pg_temp.visit(version - 1)), NULL, 'a stale decision is answered with NULL') FROM was;
SELECT is((SELECT count(*) FROM visit WHERE id = md5('v1')::uuid) + (SELECT count(*) FROM receipt) + (SELECT count(*) FROM requirement WHERE id = md5('next')::uuid),
    0::bigint, 'and has written nothing');

-- All of a sound one.
SELECT is(pg_temp.record(doc), '{"recorded": true, "answer": {"visit": 1}}', 'a sound decision is recorded') FROM was;
SELECT is((SELECT state FROM requirement WHERE id = was.open), 'done', 'what was open is done') FROM was;
SELECT is((SELECT visit_id FROM requirement WHERE id = was.open), md5('v1')::uuid, 'by this visit') FROM was;
SELECT is((SELECT state FROM requirement WHERE id = md5('next')::uuid), 'open', 'the next is open');
SELECT is((SELECT state FROM deadline WHERE subject = was.open), 'void', 'the old deadline is void') FROM was;
SELECT is((SELECT due_at FROM deadline WHERE subject = md5('next')::uuid AND state = 'open'), '2026-11-10T22:00:01Z'::timestamptz, 'the new one stands at latest + 1 s');
SELECT results_eq($$ SELECT c.version, c.seed, c.gaps_s, c.last_conversation_at IS NOT NULL FROM stay_checks c JOIN who.woman('Wren') s ON s.id = c.stay_id $$,
    $$ SELECT version + 1, 42::bigint, '{60}'::int[], true FROM was $$, 'her running state moved on; what the document did not name stays');
SELECT results_eq($$ SELECT kind, staff_id, recorded_at, happened_at, xid FROM event WHERE seq > (SELECT seq FROM was) $$,
    $$ SELECT 'visit.recorded', lantern.my_staff(), timestamptz '2026-11-10T18:00:00Z', timestamptz '2026-11-10T17:59:00Z', pg_current_xact_id() $$,
    'with one event: by the request''s worker, at the request''s instant, in this transaction');

-- Once.
SELECT is(pg_temp.record(doc)->'receipt'->>'digest', repeat('ab', 32), 'the same again gives the first answer, though its guard no longer holds') FROM was;
SELECT is(pg_temp.record(doc)->'receipt'->'answer', '{"visit": 1}', 'with what was answered then') FROM was;
SELECT is(pg_temp.record((doc - 'guard') || '{"close": [], "checks": []}')->'receipt'->>'status', '201', 'also where nothing guards') FROM was;
SELECT is((SELECT count(*) FROM visit WHERE id = md5('v1')::uuid), 1::bigint, 'and there is one visit');
SELECT who.becomes((SELECT username FROM staff JOIN staff_role r ON r.staff_id = staff.id WHERE r.premises_id = who.house('Heron Court') AND role = 'keyworker' LIMIT 1));
SELECT is(pg_temp.record(jsonb_build_object('receipt', doc->'receipt')), '{"receipt": {"digest": ""}}',
    'somebody of another house learns of a used id only that it is used') FROM was;
SELECT is(pg_temp.record(jsonb_build_object('guard', doc->'guard')), NULL, 'and a guard on a woman she cannot see never holds') FROM was;
SELECT who.becomes('dee');

-- All or nothing.
SELECT throws_ok(format('SELECT lantern.record(%L)', (pg_temp.visit(version + 1, md5('v2')::uuid)) || jsonb_build_object(
    'close', jsonb_build_array(jsonb_build_object('requirement', was.open, 'state', 'missed', 'at', '2026-11-10T18:00:00Z')))), '40001', NULL,
    'closing what is closed is refused') FROM was;
SELECT throws_ok(format('SELECT lantern.record(%L)', (pg_temp.visit(version + 1, md5('v2')::uuid)) #- '{close}'), '23505', NULL,
    'two open intervals of one kind are refused') FROM was;
SELECT is((SELECT count(*) FROM visit WHERE id = md5('v2')::uuid) + (SELECT count(*) FROM receipt WHERE id = md5('v2')::uuid), 0::bigint, 'and neither left anything behind');
SELECT throws_ok($$ SELECT lantern.record('{"row": {}}') $$, '22023', NULL, 'an unknown part is a mistake, not silence');
SELECT throws_ok($$ SELECT lantern.record('{"rows": {"secret": []}}') $$, '22023', NULL, 'so is a table it does not write');

-- Deadlines are claimed by one.
CREATE TEMPORARY TABLE claim AS SELECT array_agg(id ORDER BY id) AS ids FROM (SELECT id FROM deadline WHERE state = 'open' AND kind = 'requirement.overdue' ORDER BY id LIMIT 3) d;
SELECT is(who.asked(format('SELECT lantern.record(%L)', jsonb_build_object('now', '2026-11-10T18:30:00Z', 'claimed', ids)), 'lantern_clock')::jsonb->>'recorded', 'true',
    'the clockwork claims what is open') FROM claim;
SELECT is((SELECT count(*) FROM deadline d, claim WHERE d.id = ANY (ids) AND d.state = 'done'), 3::bigint, 'and it is done');
SELECT is(who.asked(format('SELECT lantern.record(%L)', jsonb_build_object('claimed', ids[3:3])), 'lantern_clock'), NULL, 'whoever comes second gets NULL') FROM claim;
SELECT is(who.asked(format('SELECT lantern.record(%L)', jsonb_build_object('claimed', ids[3:3] || (SELECT id FROM deadline WHERE state = 'open' LIMIT 1))), 'lantern_clock'), NULL,
    'also when only one of several is gone') FROM claim;

-- Settings: the second of two is told.
CREATE FUNCTION pg_temp.setting(id uuid, value int, based_on uuid) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object('guard', jsonb_build_array(jsonb_build_object('setting', 'soon_s', 'premises', who.house('Lantern House'), 'id', based_on)),
    'rows', jsonb_build_object('setting', jsonb_build_array(jsonb_build_object('id', id, 'premises_id', who.house('Lantern House'), 'name', 'soon_s', 'value', value, 'reason', 'because',
        'author_id', lantern.my_staff(), 'from_at', lantern.now(), 'recorded_at', lantern.now()))))
$$;
SELECT who.becomes('morgan');
SELECT is(pg_temp.record(pg_temp.setting(md5('s1')::uuid, 600, NULL))->>'recorded', 'true', 'a first change of a setting');
SELECT is(pg_temp.record(pg_temp.setting(md5('s2')::uuid, 700, NULL)), NULL, 'another based on the default is too late');
SELECT is(pg_temp.record(pg_temp.setting(md5('s2')::uuid, 700, md5('s1')::uuid))->>'recorded', 'true', 'based on the first it holds');
SELECT is(setting_at(who.house('Lantern House'), 'soon_s', lantern.now()), '700', 'and within one microsecond the later recorded counts');

-- Nobody can write in a name that is not hers to use.
SELECT who.becomes('indira');
SELECT is(who.tried('lantern_app', format('SELECT lantern.record(%L)', doc - 'guard' || '{"close": [], "checks": [], "receipt": null}'
    || jsonb_build_object('rows', jsonb_build_object('visit', jsonb_build_array(doc#>'{rows,visit,0}' || jsonb_build_object('id', md5('v3')::uuid)))))),
    '42501', 'the inspector records no visit') FROM was;
SELECT * FROM finish();
ROLLBACK;
