-- sign_in.sql -- cookies to identity, secrets without a way to read them, five tries (features 72, 93).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT set_config('lantern.now', '2026-11-10T18:00:00Z', true) IS NOT NULL AS set \gset
INSERT INTO terminal VALUES (md5('t')::uuid, who.house('Lantern House'), 'Hall', sha256('hall'), (SELECT id FROM staff WHERE username = 'morgan'), '2026-01-01');
INSERT INTO session SELECT md5('laptop ' || username)::uuid, sha256(('laptop ' || username)::bytea), id, NULL, 'password', '2026-11-10T17:00Z', '2026-11-10T17:55Z', '2026-11-11T05:00Z' FROM staff;
INSERT INTO session SELECT md5('pin ' || username)::uuid, sha256(('pin ' || username)::bytea), id, md5('t')::uuid, 'pin', '2026-11-10T17:00Z', '2026-11-10T17:59Z', '2026-11-11T05:00Z' FROM staff;

CREATE FUNCTION pg_temp.behind(session text, terminal text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
    SELECT who.asked(format('SELECT lantern.session_basis(sha256(%L::bytea), sha256(%L::bytea))', session, terminal))::jsonb
$$;
SELECT is(pg_temp.behind('laptop dee')->>'username', 'dee', 'a session is somebody');
SELECT is(pg_temp.behind('laptop dee')->'premises', to_jsonb(ARRAY[who.house('Lantern House')]), 'of her house');
SELECT is(pg_temp.behind('laptop dee')->'roles'->who.house('Lantern House')::text, '["night_worker", "shift_lead"]', 'in her roles there');
SELECT is(pg_temp.behind('no such'), NULL, 'an unknown cookie is nobody');
SELECT is(pg_temp.behind('no such', 'hall')->'names', 'false', 'a bare terminal sees no names');
SELECT is(pg_temp.behind('no such', 'hall')->>'staff', NULL, 'and is nobody');
SELECT is(pg_temp.behind('no such', 'hall')->'premises', to_jsonb(ARRAY[who.house('Lantern House')]), 'but of its house');
SELECT is(pg_temp.behind('pin mo', 'hall')->>'username', 'mo', 'a PIN session is somebody on its terminal');
SELECT is(pg_temp.behind('pin mo'), NULL, 'and nobody elsewhere');
SELECT is(pg_temp.behind('pin mo', 'hall')->'lock_s', '60', 'it locks as the house has set');
SELECT is(pg_temp.behind('laptop dee')->'idle_s', '900', 'a laptop after fifteen minutes');
SELECT is(jsonb_array_length(pg_temp.behind('laptop ash')->'premises'), 9, 'the area manager sees all houses');
SELECT is(pg_temp.behind('laptop wyn')->'premises', '[]', 'the administrator sees no women anywhere');
SELECT is(pg_temp.behind('laptop sol')->'names', 'false', 'the kitchen no names');
SELECT is(jsonb_array_length(pg_temp.behind('laptop robin')->'residents') >= 3, true, 'a practitioner her own women');
SELECT is(pg_temp.behind('laptop robin')->'premises', '[]', 'and no house');
UPDATE terminal SET revoked_at = now() WHERE id = md5('t')::uuid;
SELECT is(pg_temp.behind('pin mo', 'hall'), NULL, 'a revoked terminal is nothing, nor is who was on it');
UPDATE terminal SET revoked_at = NULL WHERE id = md5('t')::uuid;
UPDATE session SET ended_at = '2026-11-10T17:59Z', end_reason = 'revoked' WHERE id = md5('laptop jo')::uuid;
SELECT is(pg_temp.behind('laptop jo'), NULL, 'an ended session is nobody');
SELECT set_config('lantern.now', '2026-11-11T05:00:00Z', true) IS NOT NULL AS set \gset
SELECT is(pg_temp.behind('laptop dee'), NULL, 'so is one that has run out');
SELECT set_config('lantern.now', '2026-11-10T18:00:00Z', true) IS NOT NULL AS set \gset
UPDATE staff SET until_at = '2026-11-10T18:00Z' WHERE username = 'kit';
SELECT is(pg_temp.behind('laptop kit'), NULL, 'and whoever has left');
SELECT is(who.asked($$ SELECT jsonb_strip_nulls(lantern.sign_in_basis('kit') - 'identity') $$), '{}', 'she cannot sign in again');
SELECT is(who.asked($$ SELECT lantern.sign_in_basis('kit') $$), who.asked($$ SELECT lantern.sign_in_basis('nobody.such') $$),
    'no more than a name nobody has, of which as much is asked and nothing found');

-- Secrets.
SELECT id AS dee FROM staff WHERE username = 'dee' \gset
SELECT id AS heron FROM staff s WHERE premises_ids = ARRAY[who.house('Heron Court')] LIMIT 1 \gset
SELECT is((who.asked($$ SELECT lantern.sign_in_basis('dee') $$)::jsonb) ?& '{password_hash,totp_secret,totp_last_step,identity}', true, 'sign-in gets what it judges by');
SELECT is(who.asked(format('SELECT lantern.totp_used(%L, 100)', :'dee')), 'true', 'a code counts');
SELECT is(who.asked(format('SELECT lantern.totp_used(%L, 100)', :'dee')), 'false', 'once');
SELECT is(who.asked(format('SELECT lantern.totp_used(%L, 99)', :'dee')), 'false', 'nor does an older one');
SELECT is(string_agg(who.asked(format('SELECT lantern.sign_in_failed(%L, 300)', :'dee'))::jsonb->>'wrong', ' '), '1 2 3 4 0', 'the fifth wrong password in a row locks') FROM generate_series(1, 5);
SELECT is(who.asked(format('SELECT lantern.password_ok(%L)', :'dee')), 'false', 'a right one does not open it before its time');
SELECT set_config('lantern.terminal', md5('t')::uuid::text, true) IS NOT NULL AS set \gset
SELECT is(who.asked(format('SELECT lantern.password_ok(%L)', :'dee')), 'true', 'but opens the terminal, where nobody tried');
SELECT is(who.asked(format('SELECT lantern.sign_in_failed(%L, 300)', :'dee'))::jsonb->>'wrong', '1', 'which counts its own');
UPDATE terminal SET revoked_at = now() WHERE id = md5('t')::uuid;
SELECT is(who.asked(format('SELECT lantern.password_ok(%L)', :'dee')), 'false', 'a terminal no more is a place like any other');
UPDATE terminal SET revoked_at = NULL WHERE id = md5('t')::uuid;
SELECT set_config('lantern.terminal', '', true) IS NOT NULL AS set \gset
SELECT is(who.asked(format('SELECT lantern.password_ok(%L)', :'dee')), 'false', 'a right one inside does not open it outside');
SELECT is(string_agg(who.asked(format('SELECT lantern.pin_failed(%L, 300)', :'dee')), ' '),
    (SELECT string_agg('{"wrong": ' || n || ', "locked_until": ' || l || '}', ' ') FROM (VALUES (1, 'null'), (2, 'null'), (3, 'null'), (4, 'null'), (0, '"2026-11-10T18:05:00.000000Z"')) v(n, l)),
    'the fifth wrong PIN in a row locks for five minutes') FROM generate_series(1, 5);
SELECT is(who.asked(format('SELECT lantern.pin_basis(%L, %L)', :'dee', md5('t')::uuid))::jsonb->>'locked_until', '2026-11-10T18:05:00.000000Z', 'and whoever judges a PIN is told');
SELECT isnt(who.asked(format('SELECT lantern.pin_basis(%L, %L)', :'dee', md5('t')::uuid))::jsonb->'sign_on', 'null', 'she has given her password this shift');
SELECT is(who.asked(format('SELECT lantern.pin_basis(%L, %L)', (SELECT id FROM staff WHERE username = 'bryn'), md5('t')::uuid))::jsonb->'sign_on', 'null', 'Bryn has not');
SELECT who.becomes('dee');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_pin(%L, ''h'')', :'dee')), 'ok: 1', 'her own PIN is hers to set');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_pin(%L, ''h'')', (SELECT id FROM staff WHERE username = 'mo'))), '42501', 'not her colleague''s');
SELECT is(who.tried('lantern_app', format('SELECT lantern.end_sessions(%L, NULL, ''revoked'')', (SELECT id FROM staff WHERE username = 'mo'))), '42501', 'nor her sessions to end');
SELECT who.becomes('morgan');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_pin(%L, ''h'')', :'dee')), 'ok: 1', 'the manager of the house may');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_pin(%L, ''h'')', :'heron')), '42501', 'not of another house');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_password(%L, ''h'', NULL)', (SELECT id FROM staff WHERE username = 'wyn'))), '42501', 'nor the administrator''s');
SELECT is(who.asked(format('SELECT lantern.end_sessions(%L, NULL, ''revoked'')', :'dee')), '2', 'and ends what she has open');
SELECT is(pg_temp.behind('laptop dee'), NULL, 'which is then nobody');
SELECT who.becomes('');
SELECT is(who.tried('lantern_app', format('SELECT lantern.set_password(%L, ''h'', NULL)', :'dee')), '42501', 'nobody sets nothing');
SELECT is_empty($$ SELECT proname FROM pg_proc WHERE pronamespace = 'lantern'::regnamespace AND prosecdef AND NOT coalesce(proconfig, '{}')::text LIKE '%search_path=pg_catalog%' $$,
    'no function of the owner looks names up where its caller says');
SELECT is_empty($$ SELECT proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE pronamespace = 'lantern'::regnamespace AND prosecdef AND a.grantee = 0 $$, 'or is open to everybody');
SELECT * FROM finish();
ROLLBACK;
