-- keywork.sql -- keywork at the level of rows: what the tables refuse, who sees and writes what, when the next session is due
-- (features 43 to 53, 115, 116; docs/keywork.md).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT set_config('lantern.now', '2026-11-10T18:00:00Z', true) IS NOT NULL AS set \gset
SELECT id AS dee FROM staff WHERE username = 'dee' \gset
SELECT id AS sam FROM staff WHERE username = 'sam' \gset

-- ---------------------------------------------------------------- what the tables refuse

-- A sound row of each, about a woman whom Sam practises for; some columns otherwise.
SELECT s.id AS stay, s.resident_id AS her, s.premises_id AS house FROM stay s JOIN practitioner_of o ON o.resident_id = s.resident_id AND o.until_at IS NULL
JOIN resident r ON r.id = s.resident_id AND NOT r.restricted
WHERE o.staff_id = :'sam' AND s.state = 'arrived' AND s.premises_id = who.house('Lantern House') ORDER BY s.id LIMIT 1 \gset
CREATE TEMPORARY TABLE sound (name text PRIMARY KEY, doc jsonb);
INSERT INTO sound SELECT name, base || doc FROM (SELECT jsonb_build_object('stay_id', :'stay', 'resident_id', :'her', 'premises_id', :'house', 'author_id', :'dee')) b(base), (VALUES
    ('keywork_session', '{"kind": "session", "happened_at": "2026-11-10T14:00Z", "minutes": 40, "begun_at": "2026-11-10T14:50Z", "recorded_at": "2026-11-10T15:00Z", "place": "",
        "without_devices": false, "not_held_words": "", "tags": ["family"], "own_tags": [], "she_said": "x", "we_did": "x", "went_well": "x", "nothing_yet": false, "purposeful": "",
        "next_topic": "x", "sensitive": false, "shared": true, "read_with_her": "yes", "her_correction": "", "changes_plan": false}'::jsonb),
    ('moment', '{"words": "x", "good": true, "happened_at": "2026-11-10T14:00Z", "recorded_at": "2026-11-10T15:00Z"}'),
    ('plan_suggestion', '{"source": "check", "words": "x", "at": "2026-11-10T15:00Z"}'),
    ('keyworker_capacity', '{"women": 4, "at": "2026-11-10T15:00Z"}'),
    ('staff_leave', '{"from_on": "2026-11-12", "back_on": "2026-11-14", "at": "2026-11-10T15:00Z"}')) v(name, doc);
UPDATE sound SET doc = doc || jsonb_build_object('staff_id', :'dee') WHERE name IN ('keyworker_capacity', 'staff_leave');
CREATE FUNCTION pg_temp.row_of(tab text, other jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
    SELECT format('INSERT INTO lantern.%1$I SELECT * FROM jsonb_populate_record(NULL::lantern.%1$I, %2$L)', tab, jsonb_build_object('id', gen_random_uuid()) || doc || other)
    FROM sound WHERE name = tab
$$;
SELECT is(who.tried('lantern_owner', pg_temp.row_of(name)), 'ok: 1', 'a sound row of ' || name || ' is taken') FROM sound;
SELECT is(who.tried('lantern_owner', pg_temp.row_of('keywork_session', other::jsonb)), '23514', why) FROM (VALUES
    ('{"went_well": ""}', 'a session without what went well'),
    ('{"nothing_yet": true}', 'nothing yet, though something went well'),
    ('{"next_topic": ""}', 'a session without what comes next'),
    ('{"minutes": null}', 'a session that took no time'),
    ('{"minutes": 481}', 'or more than a working day'),
    ('{"happened_at": "2026-11-10T15:01Z"}', 'written before it happened'),
    ('{"begun_at": "2026-11-10T15:01Z"}', 'begun after it was written'),
    ('{"kind": "attempt"}', 'an attempt without why it was not held'),
    ('{"not_held": "declined"}', 'a session that was not held'),
    ('{"kind": "attempt", "not_held": "other", "minutes": null}', 'another reason without words'),
    ('{"came": "sad"}', 'a feeling that is none of her five words'),
    ('{"went": "3"}', 'or a number'),
    ('{"tags": ["money"]}', 'a need that is none of the seven'),
    ('{"own_tags": ["a", "b", "c", "d"]}', 'more than three of her own'),
    ('{"sensitive": true}', 'what is sensitive and shared'),
    ('{"she_said": "' || repeat('a', 4001) || '"}', 'more than four thousand characters')) v(other, why);
SELECT is(who.tried('lantern_owner', pg_temp.row_of('keywork_session', jsonb_build_object('premises_id', who.house('Heron Court')))), '23503', 'a session at a house where she does not live');
SELECT is(who.tried('lantern_owner', pg_temp.row_of('moment', other::jsonb)), '23514', why) FROM (VALUES
    ('{"words": ""}', 'a moment without words'), ('{"words": "' || repeat('a', 281) || '"}', 'a moment that is a report'),
    ('{"happened_at": "2026-11-10T15:01Z"}', 'a moment to come')) v(other, why);
SELECT is(who.tried('lantern_owner', pg_temp.row_of('plan_suggestion', other::jsonb)), '23514', why) FROM (VALUES
    ('{"decided_at": "2026-11-10T16:00Z"}', 'decided by nobody'),
    ('{"decided_at": "2026-11-10T16:00Z", "decision": "left", "decided_by_id": "' || :'dee' || '"}', 'left without a reason')) v(other, why);
SELECT is(who.tried('lantern_owner', pg_temp.row_of('staff_leave', other::jsonb)), '23514', why) FROM (VALUES
    ('{"back_on": "2026-11-12"}', 'back on the day she leaves'), ('{"cover_id": "' || :'dee' || '"}', 'covered by herself')) v(other, why);
SELECT is(who.tried('lantern_owner', pg_temp.row_of('keyworker_capacity', '{"women": 41}')), '23514', 'more women than a house has');

-- ---------------------------------------------------------------- what only grows

SELECT who.asked(pg_temp.row_of('keywork_session', jsonb_build_object('id', md5('k1'))) || ' RETURNING id', 'lantern_owner') AS k1 \gset
SELECT who.asked(pg_temp.row_of('moment', jsonb_build_object('id', md5('m1'))) || ' RETURNING id', 'lantern_owner') AS m1 \gset
SELECT who.asked(pg_temp.row_of('plan_suggestion', jsonb_build_object('id', md5('g1'), 'source', 'session', 'source_id', :'k1')) || ' RETURNING id', 'lantern_owner') AS g1 \gset
INSERT INTO keywork_skill VALUES (:'k1', :'her', :'house', 1, 'Breathing', 'practised');
INSERT INTO moment_review VALUES (:'m1', :'her', :'house', :'k1', :'dee', '2026-11-10T15:00Z');
SELECT is(who.tried('lantern_owner', format('%s lantern.%I %s', verb, name, CASE verb WHEN 'UPDATE' THEN 'SET premises_id = premises_id' END)), '42501', verb || ' leaves ' || name || ' alone')
FROM unnest('{keywork_session,keywork_skill,moment,moment_review,keyworker_capacity}'::text[]) name, unnest('{UPDATE,DELETE FROM}'::text[]) verb;
SELECT is(who.tried('lantern_owner', 'DELETE FROM lantern.' || name), '42501', 'nothing is taken out of ' || name) FROM unnest('{plan_suggestion,staff_leave,keyworker_of}'::text[]) name;
SELECT is(who.tried('lantern_owner', format('INSERT INTO lantern.moment_review VALUES (%L, %L, %L, NULL, %L, now())', :'m1', :'her', :'house', :'dee')), '23505', 'a moment is read for the first time once');
INSERT INTO keywork_session SELECT (jsonb_populate_record(s, jsonb_build_object('id', md5('k2')::uuid, 'corrects_id', s.id, 'she_said', 'corrected'))).* FROM keywork_session s WHERE s.id = :'k1';
SELECT is(who.tried('lantern_owner', pg_temp.row_of('keywork_session', jsonb_build_object('corrects_id', :'k1'))), '23505', 'and a session corrected once');

-- ---------------------------------------------------------------- who reads and writes

CREATE FUNCTION who.role_of(role text) RETURNS text LANGUAGE sql AS $$
    SELECT m.username FROM lantern.staff m JOIN lantern.staff_role r ON r.staff_id = m.id
    WHERE r.role = role_of.role AND (r.premises_id = who.house('Lantern House') OR r.premises_id IS NULL) AND (r.until_at IS NULL OR r.until_at > lantern.now())
        AND NOT EXISTS (SELECT FROM lantern.staff_role o WHERE o.staff_id = m.id AND o.role <> role_of.role)
    ORDER BY m.username = 'sam' DESC, m.username LIMIT 1
$$;
CREATE FUNCTION who.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM who.becomes(who.role_of(role));
    RETURN who.tried('lantern_app', replace(statement, '$me', lantern.my_staff()::text));
END
$$;
CREATE TEMPORARY TABLE seen AS SELECT * FROM (VALUES
    ('keywork_session', 'id', :'k1'), ('keywork_skill', 'session_id', :'k1'), ('moment', 'id', :'m1'), ('moment_review', 'moment_id', :'m1'), ('plan_suggestion', 'id', :'g1')) v(name, key, id);
CREATE TEMPORARY TABLE reader AS SELECT * FROM (VALUES
    -- all of it; moments; what is shared
    ('night_worker', true, true, true), ('keyworker', true, true, true), ('shift_lead', true, true, true), ('premises_manager', true, true, true), ('inspector', true, true, true),
    ('agency', false, true, false), ('practitioner', false, false, true), ('area_manager', false, false, false), ('kitchen', false, false, false), ('administrator', false, false, false)
    ) v(role, of_all, of_moments, of_shared);
SELECT is(who.as_role(r.role, format('SELECT FROM lantern.%I WHERE %I = %L', s.name, s.key, s.id)),
    CASE WHEN CASE WHEN s.name LIKE 'moment%' THEN r.of_moments WHEN s.name = 'plan_suggestion' THEN r.of_all ELSE r.of_shared END THEN 'ok: 1' ELSE 'ok: 0' END,
    r.role || CASE WHEN r.role = 'practitioner' THEN ' (shared with her)' ELSE '' END || ': ' || s.name)
FROM reader r, seen s ORDER BY r.role, s.name;

-- A correction that is held back takes what it corrects along, however long the chain.
SELECT is(who.as_role('practitioner', format('SELECT FROM lantern.keywork_session WHERE id = ANY (%L)', ARRAY[md5('k1')::uuid, md5('k2')::uuid])), 'ok: 2', 'her practitioner reads both while both are shared');
INSERT INTO keywork_session SELECT (jsonb_populate_record(s, jsonb_build_object('id', md5('k3')::uuid, 'corrects_id', s.id, 'sensitive', true, 'shared', false))).* FROM keywork_session s WHERE s.id = md5('k2')::uuid;
SELECT is(who.as_role('practitioner', format('SELECT FROM lantern.keywork_session WHERE id = ANY (%L)', ARRAY[md5('k1')::uuid, md5('k2')::uuid, md5('k3')::uuid])), 'ok: 0', 'and none once the newest is held back');
SELECT is(who.as_role('practitioner', format('SELECT FROM lantern.keywork_skill WHERE session_id = %L', :'k1')), 'ok: 0', 'nor the skills of one');
SELECT is(who.as_role('keyworker', format('SELECT FROM lantern.keywork_session WHERE id = ANY (%L)', ARRAY[md5('k1')::uuid, md5('k2')::uuid, md5('k3')::uuid])), 'ok: 3', 'her keyworker reads all');
INSERT INTO action SELECT md5('a' || k)::uuid, :'stay', :'her', :'house', 'x', kind, CASE kind WHEN 'practitioner' THEN :'sam'::uuid END, '2026-11-10', '2026-11-12', :'dee', '2026-11-10T15:00Z', NULL, 1, 'session', md5('k1')::uuid
FROM (VALUES (1, 'resident'), (2, 'practitioner')) v(k, kind);
SELECT is(who.as_role('practitioner', format('SELECT FROM lantern.action WHERE origin_id = %L', :'k1')), 'ok: 1', 'of what came of it she sees what she is to do');

CREATE TEMPORARY TABLE writer AS SELECT * FROM (VALUES ('keyworker', true, true, false), ('night_worker', true, true, false), ('premises_manager', true, true, true), ('agency', false, true, false), ('inspector', false, false, false),
    ('practitioner', false, false, false), ('kitchen', false, false, false), ('area_manager', false, false, false), ('administrator', false, false, false)) v(role, writes, moments, manages);
SELECT is(who.as_role(w.role, pg_temp.row_of(s.name, '{"author_id": "$me"}')), CASE WHEN CASE s.name WHEN 'moment' THEN w.moments
        WHEN 'keyworker_capacity' THEN w.manages WHEN 'staff_leave' THEN w.manages ELSE w.writes END THEN 'ok: 1' ELSE '42501' END, w.role || ' writes ' || s.name || ' as far as is hers')
FROM writer w, sound s ORDER BY w.role, s.name;
SELECT who.becomes(who.role_of('keyworker'));
SELECT is(who.tried('lantern_app', pg_temp.row_of(name)), '42501', 'nobody writes ' || name || ' as somebody else') FROM sound WHERE name IN ('keywork_session', 'moment', 'plan_suggestion') AND :'dee'::uuid <> lantern.my_staff();
SELECT is(who.tried('lantern_app', format('UPDATE lantern.plan_suggestion SET words = ''y'' WHERE id = %L', :'g1')), '42501', 'nobody changes the words of a suggestion');
SELECT is(who.tried('lantern_app', format('UPDATE lantern.plan_suggestion SET decided_at = now(), decided_by_id = %L, decision = ''taken'' WHERE id = %L', :'sam', :'g1')), '42501', 'nor decides as somebody else');
SELECT is(who.tried('lantern_clock', 'SELECT she_said FROM lantern.keywork_session'), '42501', 'the clockwork reads when, not what was said');
SELECT isnt(who.tried('lantern_clock', 'SELECT id, kind, happened_at, corrects_id FROM lantern.keywork_session'), '42501', 'and that it was');

-- ---------------------------------------------------------------- by when the next one

-- The same days as tests/rules/test_keywork.c.
SELECT is(lantern.keywork_due('{"keywork_first_s": 86400, "keywork_every_days": 7}', '2026-10-20T17:35Z', last::timestamptz), due::timestamptz, 'after ' || coalesce(last, 'her arrival') || ' until ' || due)
FROM (VALUES (NULL, '2026-10-21T17:35Z'), ('2026-10-20T23:30Z', '2026-10-28T23:59:59Z'), ('2026-10-21T22:30Z', '2026-10-28T23:59:59Z'), ('2026-11-10T14:00Z', '2026-11-17T23:59:59Z'),
    ('2027-03-24T14:00Z', '2027-03-31T22:59:59Z')) v(last, due);
DELETE FROM deadline WHERE kind = 'keywork.due';
-- What the demonstration was told of already would be told of no more.
SET LOCAL session_replication_role = replica;
DELETE FROM event WHERE kind = 'keywork.due_passed';
SET LOCAL session_replication_role = origin;
INSERT INTO keywork_session SELECT (jsonb_populate_record(s, jsonb_build_object('id', md5('k9')::uuid, 'corrects_id', NULL, 'happened_at', '2026-11-10T14:30Z'))).* FROM keywork_session s WHERE s.id = :'k1';
SELECT is(lantern.keywork_last(:'stay'), '2026-11-10T14:30Z'::timestamptz, 'the newest that stands counts');
SELECT cmp_ok(lantern.keywork_last(:'stay', md5('k9')::uuid), '<=', '2026-11-10T14:00Z'::timestamptz, 'without one that is about to be corrected, the one before');
INSERT INTO keywork_session SELECT (jsonb_populate_record(s, jsonb_build_object('id', md5('k8')::uuid, 'kind', 'attempt', 'not_held', 'declined', 'happened_at', '2026-11-10T14:50Z', 'corrects_id', NULL))).* FROM keywork_session s WHERE s.id = :'k1';
SELECT is(lantern.keywork_last(:'stay'), '2026-11-10T14:30Z'::timestamptz, 'an attempt does not');
SELECT who.becomes('sam');
SELECT is(who.asked(format('SELECT lantern.keywork_last(%L)::text', :'stay'))::timestamptz, '2026-11-10T14:30Z'::timestamptz, 'her practitioner counts as the house does');

-- Of two who started from the same, the second starts again.
SELECT who.becomes('dee');
CREATE FUNCTION pg_temp.holds(guard jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(who.asked(format('SELECT lantern.record(%L)->>''recorded''', jsonb_build_object('guard', jsonb_build_array(guard)))), 'again')
$$;
SELECT is(pg_temp.holds(jsonb_build_object('keywork', :'stay', 'count', n.n + more)), CASE more WHEN 0 THEN 'true' ELSE 'again' END, 'a note that knew of ' || more || ' sessions more than there are')
FROM (SELECT count(*) AS n FROM keywork_session WHERE stay_id = :'stay') n, unnest('{0,-1,1}'::int[]) more;
SELECT is(pg_temp.holds(jsonb_build_object('keyworker', :'stay', 'id', k.id)), 'true', 'who knew her keyworker') FROM keyworker_of k WHERE k.stay_id = :'stay' AND k.until_at IS NULL;
SELECT is(pg_temp.holds(jsonb_build_object('keyworker', :'stay', 'id', NULL)), 'again', 'who knew of none') FROM keyworker_of k WHERE k.stay_id = :'stay' AND k.until_at IS NULL;
SELECT is(pg_temp.holds(jsonb_build_object('practitioner', :'her', 'id', k.id)), 'true', 'who knew her practitioner') FROM practitioner_of k WHERE k.resident_id = :'her' AND k.until_at IS NULL;
SELECT is(pg_temp.holds(jsonb_build_object('practitioner', :'her', 'id', gen_random_uuid())), 'again', 'who knew of another');

-- A start sees to it that every woman has one, once, and tells of what is late once.
CREATE TEMPORARY TABLE query (name text PRIMARY KEY, lane text, body text);
\copy query from program 'node tests/sql/queries_as_rows.mjs'
CREATE FUNCTION pg_temp.ensured() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE replace((SELECT body FROM query WHERE name = 'clock_ensure'), '$1', quote_literal('2026-11-10T18:00:00Z'));
    RETURN (SELECT count(*) FROM lantern.deadline WHERE kind = 'keywork.due' AND state = 'open');
END
$$;
SELECT is(pg_temp.ensured(), (SELECT count(*) FROM stay WHERE state = 'arrived'), 'every woman who lives here has a date');
SELECT is(pg_temp.ensured(), (SELECT count(*) FROM stay WHERE state = 'arrived'), 'once, however often a server starts');
UPDATE deadline SET state = 'done' WHERE kind = 'keywork.due' AND subject = :'stay';
INSERT INTO event (id, premises_id, resident_id, stay_id, kind, happened_at, data) SELECT gen_random_uuid(), :'house', :'her', :'stay', 'keywork.due_passed', due_at, '{}' FROM deadline WHERE kind = 'keywork.due' AND subject = :'stay';
SELECT is(pg_temp.ensured(), (SELECT count(*) - 1 FROM stay WHERE state = 'arrived'), 'and what was told of is not told of again');
SELECT * FROM finish();
ROLLBACK;
