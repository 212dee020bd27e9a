-- updates.sql -- what a practitioner sees and writes: of her own women, what is shared, in her own name (features 61 to 63).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();

-- Everything that is told, shared or asked about women who are not hers.
SELECT who.becomes('robin');
SELECT cmp_ok(who.tried('lantern_app', format('SELECT FROM lantern.%I', name)), '<>', 'ok: 0', 'she sees her own ' || name)
FROM unnest('{practitioner_update,update_read,thread,thread_entry,sharing_agreement}'::text[]) name;
SELECT is(who.tried('lantern_app', format('SELECT FROM lantern.%I WHERE resident_id <> ALL (lantern.my_residents())', name)), 'ok: 0', 'and nobody else''s ' || name)
FROM unnest('{practitioner_update,update_read,update_pass,thread,thread_entry,sharing_agreement,meeting,keywork_session}'::text[]) name;
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.keywork_session WHERE NOT shared'), 'ok: 0', 'nor a session that is not shared');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name), 'ok: 0', 'nor any ' || name) FROM unnest('{moment,plan_suggestion,family_fact,visit,event}'::text[]) name;
SELECT is(who.asked($$ SELECT count(*)::text FROM lantern.check_week(ARRAY(SELECT id FROM lantern.stay)) $$),
    who.asked($$ SELECT count(*)::text FROM lantern.stay s WHERE s.resident_id = ANY (lantern.my_residents()) $$), 'and counts of checks of her own alone');

-- What she writes is hers: her own name, her own side, her own women.
CREATE FUNCTION pg_temp.puts(what text, one jsonb) RETURNS text LANGUAGE sql AS $$
SELECT who.tried('lantern_app', format('SELECT lantern.record(%L)', CASE WHEN what = 'event' THEN jsonb_build_object('events', jsonb_build_array(one))
    ELSE jsonb_build_object('rows', jsonb_build_object(what, jsonb_build_array(one))) END))
$$;
CREATE FUNCTION pg_temp.entry(side text, author text, t lantern.thread) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object('id', gen_random_uuid(), 'thread_id', t.id, 'resident_id', t.resident_id, 'premises_id', t.premises_id, 'side', side, 'kind', 'question',
    'words', 'x', 'author_id', (SELECT id FROM staff WHERE username = author), 'at', '2026-11-10T18:00:00Z')
$$;
CREATE FUNCTION pg_temp.receipt(reader text, u lantern.practitioner_update) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object('update_id', u.id, 'resident_id', u.resident_id, 'premises_id', u.premises_id, 'at', '2026-11-10T18:00:00Z',
    'staff_id', (SELECT id FROM staff WHERE username = reader))
$$;
CREATE FUNCTION pg_temp.told(kind text, u lantern.practitioner_update) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object('kind', kind, 'premises', u.premises_id, 'resident', u.resident_id, 'stay', u.stay_id, 'happened_at', '2026-11-10T18:00:00Z', 'data', '{}'::jsonb)
$$;
CREATE TEMPORARY TABLE hers AS SELECT u FROM practitioner_update u WHERE u.resident_id = ANY (lantern.my_residents()) LIMIT 1;
CREATE TEMPORARY TABLE others AS SELECT u FROM practitioner_update u WHERE u.resident_id <> ALL (lantern.my_residents()) LIMIT 1;
CREATE TEMPORARY TABLE asked AS SELECT t FROM thread t WHERE t.resident_id = ANY (lantern.my_residents()) LIMIT 1;
CREATE TEMPORARY TABLE asked_others AS SELECT t FROM thread t WHERE t.resident_id <> ALL (lantern.my_residents()) LIMIT 1;
SELECT is(pg_temp.puts('update_read', pg_temp.receipt('robin', u)), 'ok: 1', 'a receipt of her own, twice if she likes') FROM hers;
SELECT is(pg_temp.puts('update_read', pg_temp.receipt('sam', u)), '42501', 'nobody reads for somebody else') FROM hers;
SELECT is(pg_temp.puts('update_read', pg_temp.receipt('robin', u)), '42501', 'nor of a woman who is not hers') FROM others;
SELECT is(pg_temp.puts('thread_entry', pg_temp.entry('practitioner', 'robin', t)), 'ok: 1', 'she asks from her side') FROM asked;
SELECT is(pg_temp.puts('thread_entry', pg_temp.entry('premises', 'robin', t)), '42501', 'not from the house''s') FROM asked;
SELECT is(pg_temp.puts('thread_entry', pg_temp.entry('practitioner', 'sam', t)), '42501', 'not in another name') FROM asked;
SELECT is(pg_temp.puts('thread_entry', pg_temp.entry('practitioner', 'robin', t)), '42501', 'not about somebody else''s') FROM asked_others;
SELECT is(pg_temp.puts('event', pg_temp.told(kind, u)), 'ok: 1', 'she leaves ' || kind) FROM hers, unnest('{thread.asked,update.read,meeting.item}'::text[]) kind;
SELECT is(pg_temp.puts('event', pg_temp.told(kind, u)), '42501', 'and no ' || kind) FROM hers, unnest('{visit.recorded,update.written,keywork.recorded}'::text[]) kind;
SELECT is(pg_temp.puts('event', pg_temp.told('thread.asked', u)), '42501', 'none of a woman who is not hers') FROM others;
SELECT is(pg_temp.puts('practitioner_update', to_jsonb(u) || '{"id": "8f0c4f3e-3c53-4f0e-9d5c-0c6b7a7d2f11", "told_at": null}'), '42501', 'nor tells herself anything') FROM hers;

-- Of the house, the agency worker records causes and reads nothing of it; a night worker answers and cannot read for her.
SELECT who.becomes('ali');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name), 'ok: 0', 'an agency worker sees no ' || name) FROM unnest('{practitioner_update,thread,thread_entry,update_read}'::text[]) name;
SELECT who.becomes('dee');
SELECT is(pg_temp.puts('update_read', pg_temp.receipt('dee', u)), '42501', 'who works with her gives no receipt') FROM hers;

SELECT * FROM finish();
ROLLBACK;
