-- authors.sql -- who did it is who asked: nobody writes in a colleague's name (features 91, 93).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT who.becomes('dee');
SELECT id AS dee FROM staff WHERE username = 'dee' \gset
SELECT id AS mo FROM staff WHERE username = 'mo' \gset
SELECT (who.woman('Wren')).* \gset wren_
SELECT format('%L, %L, %L', :'wren_id', :'wren_resident_id', :'wren_premises_id') AS stay \gset
INSERT INTO terminal VALUES (md5('t')::uuid, :'wren_premises_id', 'Hall', sha256('hall'), :'mo', '2026-01-01');
INSERT INTO action VALUES (md5('a')::uuid, :stay, 'a letter', 'resident', NULL, '2026-11-10', '2026-11-12', :'mo', '2026-11-10T17:00Z', NULL, 1);
UPDATE movement SET back_at = '2026-11-10T17:00Z', back_by_id = :'mo' WHERE stay_id = :'wren_id' AND back_at IS NULL;
INSERT INTO movement VALUES (md5('m')::uuid, :stay, 'hospital', '2026-11-10T17:00Z', 'General', NULL, 'yes', :'mo', NULL, NULL, NULL);
INSERT INTO alarm SELECT md5('al')::uuid, s.id, s.resident_id, s.premises_id, 'routine', 'overdue', '2026-11-10T17:00Z', 0, '2026-11-10T17:00Z', NULL, :'mo', NULL, NULL, '{2026-11-10T17:00Z}'
FROM stay s WHERE s.premises_id = :'wren_premises_id' AND s.state = 'arrived' AND NOT EXISTS (SELECT FROM alarm a WHERE a.stay_id = s.id AND a.closed_at IS NULL) LIMIT 1;

-- The same statement in her own name and in another's; %1$s is where the name stands.
CREATE TEMPORARY TABLE written (name text, role text, statement text);
INSERT INTO written VALUES
    ('a visit', 'dee', 'INSERT INTO lantern.visit SELECT gen_random_uuid(), stay_id, resident_id, premises_id, room_id, ''spoke'', NULL, NULL, NULL, '''', now(), now(), now(), 0, %1$s, NULL, ''desk'', ''{}'', NULL, NULL, ''screen'', ''{}'', NULL, false FROM lantern.visit LIMIT 1'),
    ('going to her', 'dee', 'INSERT INTO lantern.going VALUES (gen_random_uuid(), ' || :'stay' || ', %1$s, now(), now(), now())'),
    ('that she went out', 'dee', 'INSERT INTO lantern.movement VALUES (gen_random_uuid(), (SELECT id FROM lantern.stay WHERE state = ''arrived'' AND NOT EXISTS (SELECT FROM lantern.movement m WHERE m.stay_id = stay.id AND m.back_at IS NULL) LIMIT 1),
        (SELECT resident_id FROM lantern.stay WHERE state = ''arrived'' AND NOT EXISTS (SELECT FROM lantern.movement m WHERE m.stay_id = stay.id AND m.back_at IS NULL) LIMIT 1), ' || quote_literal(:'wren_premises_id') || ', ''out'', now(), '''', NULL, ''yes'', %1$s, NULL, NULL, NULL)'),
    ('that she is back', 'dee', 'UPDATE lantern.movement SET back_at = ''2026-11-10T18:00Z'', back_by_id = %1$s WHERE id = md5(''m'')::uuid'),
    ('a call', 'dee', 'INSERT INTO lantern.hospital_call VALUES (gen_random_uuid(), md5(''m'')::uuid, ' || :'stay' || ', %1$s, now(), ''well'')'),
    ('how to be with her', 'dee', 'INSERT INTO lantern.contact_plan VALUES (gen_random_uuid(), ' || :'stay' || ', 99, ''x'', ''{}'', ''agreed'', ''x'', %1$s, now())'),
    ('a check plan', 'dee', 'INSERT INTO lantern.check_plan VALUES (gen_random_uuid(), ' || :'stay' || ', ''watch'', ''x'', %1$s, now(), NULL, NULL, now(), NULL, NULL, NULL)'),
    ('the end of one', 'dee', 'UPDATE lantern.check_plan SET ended_at = now(), ended_by_id = %1$s, end_reason = ''x'' WHERE id = (SELECT id FROM lantern.check_plan WHERE ended_at IS NULL LIMIT 1)'),
    ('an action', 'dee', 'INSERT INTO lantern.action VALUES (gen_random_uuid(), ' || :'stay' || ', ''x'', ''resident'', NULL, ''2026-11-10'', ''2026-11-10'', %1$s, now(), NULL, 1)'),
    ('how it goes', 'dee', 'INSERT INTO lantern.action_entry VALUES (gen_random_uuid(), md5(''a'')::uuid, ' || quote_literal(:'wren_premises_id') || ', ''progress'', ''x'', %1$s, now())'),
    ('that an alarm is heard', 'dee', 'UPDATE lantern.alarm SET quiet_until = now(), acknowledged_by_id = %1$s WHERE id = (SELECT id FROM lantern.alarm WHERE closed_at IS NULL AND acknowledged_by_id IS NULL LIMIT 1)'),
    ('a receipt', 'dee', 'INSERT INTO lantern.receipt VALUES (gen_random_uuid(), ''x'', sha256(''''), 200, ''{}'', %1$s, NULL, now())'),
    ('a setting', 'morgan', 'INSERT INTO lantern.setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at) VALUES (gen_random_uuid(), ' || quote_literal(:'wren_premises_id') || ', ''soon_s'', ''600'', ''x'', %1$s, now(), now())'),
    ('a role', 'morgan', 'INSERT INTO lantern.staff_role VALUES (gen_random_uuid(), ' || quote_literal(:'mo') || ', ''kitchen'', ' || quote_literal(:'wren_premises_id') || ', now(), NULL, %1$s, ''x'')'),
    ('a terminal', 'morgan', 'INSERT INTO lantern.terminal VALUES (gen_random_uuid(), ' || quote_literal(:'wren_premises_id') || ', ''Hall'', sha256(''h''), %1$s, now(), NULL, NULL, 1)'),
    ('the end of one', 'morgan', 'UPDATE lantern.terminal SET revoked_at = now(), revoked_by = %1$s WHERE id = md5(''t'')::uuid');
UPDATE alarm SET closed_at = now() WHERE closed_at IS NULL AND id <> md5('al')::uuid;
UPDATE alarm SET acknowledged_by_id = NULL WHERE id = md5('al')::uuid;

CREATE FUNCTION pg_temp.written_as(w written, author text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM who.becomes(w.role);
    RETURN who.tried('lantern_app', format(w.statement, quote_literal((SELECT id FROM staff WHERE username = author))));
END
$$;
SELECT is(pg_temp.written_as(w, w.role), 'ok: 1', w.role || ' writes ' || w.name || ' in her own name') FROM written w;
SELECT is(pg_temp.written_as(w, 'mo'), '42501', 'and not ' || w.name || ' in Mo''s') FROM written w;

-- Each column that names a member of staff as who did it is tried above, or is filled past the writer, or says something else.
SELECT is_empty($$
    SELECT a.attrelid::regclass, a.attname FROM pg_constraint f
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND f.confrelid = 'lantern.staff'::regclass AND cardinality(f.conkey) = 1
        AND (has_column_privilege('lantern_app', a.attrelid, a.attnum, 'INSERT') OR has_column_privilege('lantern_app', a.attrelid, a.attnum, 'UPDATE'))
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = a.attrelid AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%' || a.attname || '%my_staff%')
        AND (a.attrelid::regclass::text, a.attname) NOT IN (
            ('alarm', 'acknowledged_by_id'),    -- a trigger's
            ('visit', 'second_id'),             -- her PIN is asked
            ('action', 'owner_staff_id'),       -- who is to do it
            ('chain_attest', 'staff_id'),       -- her PIN is asked
            ('debrief', 'staff_id'),            -- whom it is offered to
            ('keyworker_of', 'staff_id'),       -- who is to be her keyworker
            ('practitioner_of', 'staff_id'),    -- or her practitioner
            ('keyworker_capacity', 'staff_id'), -- who holds so many
            ('staff_leave', 'staff_id'),        -- who is away
            ('staff_leave', 'cover_id'),        -- and who covers
            ('practitioner_deputy', 'deputy_id'), -- who answers for her
            ('practitioner_update', 'staff_id'), -- who is told
            ('outbox', 'staff_id'),             -- whom it goes to
            ('staff_role', 'staff_id'))         -- who gets it
    $$, 'no table that the server writes lets a name through');

-- Who she is, only sign-in says.
SELECT who.becomes('dee');
SELECT is(who.tried('lantern_app', format('INSERT INTO lantern.sign_on VALUES (gen_random_uuid(), %L, %L, NULL, now(), now() + interval ''1 h'', NULL)', :'dee', :'wren_premises_id')),
    '42501', 'no shift begins without a sign-in');
SELECT is(who.tried('lantern_app', format('INSERT INTO lantern.session VALUES (gen_random_uuid(), sha256(''s''), %L, NULL, ''password'', now(), now(), now(), NULL, NULL)', :'dee')),
    '42501', 'nor a session');

-- Somebody's name stays on an alarm while others act on it, and the clockwork needs none.
SELECT who.becomes('mo');
SELECT who.asked($$ UPDATE lantern.alarm SET acknowledged_by_id = lantern.my_staff() WHERE id = md5('al')::uuid RETURNING 'heard' $$) AS heard \gset
SELECT who.becomes('dee');
SELECT is(who.tried('lantern_app', $$ UPDATE lantern.alarm SET quiet_until = now() WHERE id = md5('al')::uuid $$), 'ok: 1', 'Dee may act on what Mo has heard');
SELECT set_config('lantern.staff', '', true) IS NOT NULL AS set \gset
SELECT is(who.tried('lantern_clock', $$ UPDATE lantern.alarm SET quiet_until = now() WHERE id = md5('al')::uuid $$), 'ok: 1', 'so may the clockwork');
SELECT is(who.tried('lantern_clock', $$ UPDATE lantern.alarm SET acknowledged_by_id = (SELECT id FROM lantern.staff WHERE username = 'dee') WHERE id = md5('al')::uuid $$),
    '42501', 'which acknowledges nothing');
SELECT * FROM finish();
ROLLBACK;
