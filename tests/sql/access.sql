-- access.sql -- row security: who works at one house sees nothing of another (features 63, 93, 109; design.md).
BEGIN;
\ir estate.psql
INSERT INTO terminal (id, premises_id, name, token_hash, enrolled_by, enrolled_at)
SELECT gen_random_uuid(), p.id, 'Hall', sha256(p.name::bytea), (SELECT id FROM staff WHERE username = 'ash'), '2026-01-01' FROM premises p;
INSERT INTO access_log (at, premises_id, what, route, detail) SELECT now(), id, 'read', '/x', '{}' FROM premises;
INSERT INTO receipt (id, route, digest, status, answer, premises_id, at) SELECT gen_random_uuid(), 'visit', sha256(''), 201, '{}', id, now() FROM premises;
INSERT INTO event_link SELECT premises_id, 1, min(xid::text)::xid8, min(seq), sha256(''), now() FROM event GROUP BY premises_id;
INSERT INTO going SELECT md5(s.id::text)::uuid, s.id, s.resident_id, s.premises_id, w.staff_id, '2026-11-10T17:59Z', '2026-11-10T18:04Z', NULL
FROM stay s, LATERAL (SELECT staff_id FROM staff_role r WHERE r.premises_id = s.premises_id LIMIT 1) w WHERE s.state = 'arrived';
INSERT INTO alarm (id, stay_id, resident_id, premises_id, class, cause, opened_at, rung, rung_at, told_at)
SELECT md5('alarm' || s.id)::uuid, s.id, s.resident_id, s.premises_id, 'routine', 'overdue', '2026-11-10T17:59Z', 0, '2026-11-10T17:59Z', '{2026-11-10T17:59Z}'
FROM stay s WHERE s.state = 'arrived' AND NOT EXISTS (SELECT FROM alarm a WHERE a.stay_id = s.id AND a.closed_at IS NULL);
INSERT INTO session SELECT md5(r.id::text)::uuid, sha256(r.id::text::bytea), r.staff_id, NULL, 'password', now(), now(), now() + interval '1 h'
FROM staff_role r;

-- How to find the rows that belong to Heron Court, in each table that holds any.
CREATE TEMPORARY TABLE theirs AS
SELECT t.name, replace(replace(coalesce(t.own, 'premises_id = $house'), '$house', quote_literal(who.house('Heron Court'))),
    '$women', 'SELECT s.resident_id FROM lantern.stay s WHERE s.premises_id = ' || quote_literal(who.house('Heron Court'))) AS is_theirs, t.about_women
FROM (
    SELECT c.relname::text AS name, NULL AS own, c.relname NOT IN ('room', 'staff_role', 'terminal', 'setting', 'sign_on', 'event_link', 'receipt', 'deadline',
        'service', 'activity', 'keyworker_capacity', 'staff_leave', 'outbox') AS about_women
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'premises_id'
    WHERE c.relnamespace = 'lantern'::regnamespace AND c.relkind = 'r'
    UNION ALL VALUES
        ('premises', 'id = $house', false),
        ('staff', 'premises_ids = ARRAY[$house]::uuid[]', false),
        ('staff_pin', 'staff_id = ANY (' || quote_literal(ARRAY(SELECT id FROM staff WHERE premises_ids = ARRAY[who.house('Heron Court')])) || ')', false),
        ('session', 'staff_id = ANY (' || quote_literal(ARRAY(SELECT id FROM staff WHERE premises_ids = ARRAY[who.house('Heron Court')])) || ')', false),
        ('resident', 'id = ANY (' || quote_literal(ARRAY(SELECT resident_id FROM stay WHERE premises_id = who.house('Heron Court'))) || ')', true),
        ('resident_person', 'resident_id = ANY (' || quote_literal(ARRAY(SELECT resident_id FROM stay WHERE premises_id = who.house('Heron Court'))) || ')', true),
        ('resident_number', 'resident_id = ANY (' || quote_literal(ARRAY(SELECT resident_id FROM stay WHERE premises_id = who.house('Heron Court'))) || ')', true),
        ('imported_fact', 'resident_id = ANY (' || quote_literal(ARRAY(SELECT resident_id FROM stay WHERE premises_id = who.house('Heron Court'))) || ')', true),
        ('practitioner_of', 'resident_id = ANY (' || quote_literal(ARRAY(SELECT resident_id FROM stay WHERE premises_id = who.house('Heron Court'))) || ')', true)
    ) AS t(name, own, about_women)
WHERE t.name NOT IN ('hospital_call', 'resident_circle', 'sign_on', 'setting', 'visit_mark'); -- Heron Court has none; their policies are those of visit, person, terminal
CREATE TEMPORARY TABLE worker AS SELECT unnest('{dee,mo,ali,kit,fern,jo,bryn,morgan,sol,indira}'::text[]) AS name; -- every role at Lantern House
CREATE TEMPORARY TABLE counted (who text, name text, about_women boolean, n text);

SELECT * FROM no_plan();
SELECT cmp_ok(who.tried('postgres', format('SELECT FROM lantern.%I WHERE %s', name, is_theirs)), '<>', 'ok: 0', 'there is something to hide in ' || name)
FROM theirs;

-- One identity after another; a locked terminal and nobody at all are among them.
DO $$
DECLARE
    w text;
BEGIN
    FOR w IN SELECT name FROM worker UNION ALL VALUES ('the locked terminal'), ('nobody'), ('wyn'), ('sam') LOOP
        IF w = 'the locked terminal' THEN
            PERFORM who.locked_terminal('Lantern House');
        ELSE
            PERFORM who.becomes(w);
        END IF;
        INSERT INTO counted SELECT w, t.name, t.about_women, who.tried('lantern_app', format('SELECT FROM lantern.%I WHERE %s', t.name, t.is_theirs)) FROM theirs t;
    END LOOP;
END
$$;
SELECT is(string_agg(c.name || ' ' || c.n, ', '), NULL, c.who || ' of Lantern House sees nothing of Heron Court')
FROM (SELECT DISTINCT who FROM counted WHERE who NOT IN ('wyn', 'sam')) w
LEFT JOIN LATERAL (SELECT w.who, x.name, x.n FROM counted x WHERE x.who = w.who AND x.n <> 'ok: 0'
    UNION ALL SELECT w.who, NULL, NULL) c ON true
GROUP BY c.who;
SELECT is_empty($$ SELECT name, n FROM counted WHERE who = 'wyn' AND about_women AND name NOT IN ('event', 'access_log') AND n <> 'ok: 0' $$,
    'the administrator sees no residents');

-- Nothing can be written there either.
SELECT who.becomes('dee');
SELECT is(who.tried('lantern_app', format('INSERT INTO lantern.%I SELECT * FROM lantern.%1$I LIMIT 0', name)), 'ok: 0', 'dee may write to ' || name)
FROM unnest('{visit,requirement,alarm,going,movement,check_plan,contact_plan,action}'::text[]) name;
SELECT is(who.tried('lantern_app', format($$ INSERT INTO lantern.contact_plan VALUES (gen_random_uuid(), %L, %L, %L, 99, 'x', '{}', 'agreed', 'x', %L, now()) $$,
    s.id, s.resident_id, s.premises_id, lantern.my_staff())), '42501', 'but not about a woman of Heron Court')
FROM stay s WHERE s.premises_id = who.house('Heron Court') AND s.state = 'arrived' LIMIT 1;
SELECT is(who.tried('lantern_app', format('UPDATE lantern.requirement SET late_words = late_words WHERE premises_id = %L', who.house('Heron Court'))), 'ok: 0',
    'nor change one of her requirements');
SELECT is(who.tried('lantern_app', format($$ INSERT INTO lantern.event (id, premises_id, kind, happened_at, data) VALUES (gen_random_uuid(), %L, 'visit.recorded', now(), '{}') $$,
    who.house('Heron Court'))), '42501', 'nor write an event there');
SELECT is(who.tried('lantern_app', $$ INSERT INTO lantern.event (id, premises_id, kind, happened_at, data, recorded_at) VALUES (gen_random_uuid(), NULL, 'a.b', now(), '{}', now()) $$),
    '42501', 'nor choose when an event was recorded');
SELECT is(who.tried('lantern_app', $$ INSERT INTO lantern.access_log (at, staff_id, what, route, detail) SELECT now(), id, 'read', '/', '{}' FROM lantern.staff WHERE username = 'mo' $$),
    '42501', 'nor log a read in the name of somebody else');

-- The inspector reads and writes nothing; the kitchen sees no woman; the locked terminal sees rooms and times only.
SELECT who.becomes('indira');
SELECT is(who.tried('lantern_app', 'UPDATE lantern.requirement SET late_words = NULL'), 'ok: 0', 'the inspector changes no requirement');
SELECT cmp_ok(who.tried('lantern_app', 'SELECT FROM lantern.visit'), '<>', 'ok: 0', 'and reads visits');
SELECT who.becomes('indira', '2026-12-24T00:00Z');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.visit'), 'ok: 0', 'until her time is over');
SELECT who.becomes('sol');
SELECT is(string_agg(name || who.tried('lantern_app', format('SELECT FROM lantern.%I', name)), ','), NULL, 'the kitchen sees no woman, only what she eats')
FROM theirs WHERE about_women AND name NOT IN ('access_log', 'food_need') AND who.tried('lantern_app', format('SELECT FROM lantern.%I', name)) <> 'ok: 0';
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.premises'), 'ok: 1', 'but the name of her house');
SELECT who.locked_terminal('Lantern House');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name), 'ok: 0', 'the locked terminal sees nothing of ' || name)
FROM unnest('{resident_person,resident_number,imported_fact,visit,contact_plan,check_plan,action,action_entry,event,keyworker_of}'::text[]) name;
SELECT is(who.tried('lantern_app', $$ SELECT FROM lantern.stay WHERE state = 'arrived' $$), 'ok: 6', 'and six stays with their rooms');
SELECT is(who.tried('lantern_app', 'UPDATE lantern.requirement SET late_words = NULL'), 'ok: 0', 'and changes nothing');

-- Whoever runs houses and works in none has numbers and no women (features 98); working in one opens that one only.
SELECT who.becomes('ash');
SELECT is(string_agg(name || who.tried('lantern_app', format('SELECT FROM lantern.%I', name)), ','), NULL, 'the area manager sees no woman')
FROM theirs WHERE about_women AND name NOT IN ('event', 'access_log') AND who.tried('lantern_app', format('SELECT FROM lantern.%I', name)) <> 'ok: 0';
SELECT is(who.tried('lantern_app', format('SELECT FROM lantern.%I WHERE resident_id IS NOT NULL', name)), 'ok: 0', 'nor anything about one in ' || name)
FROM unnest('{event,access_log}'::text[]) name;
SELECT is(who.asked($$ SELECT sum((lantern.tile(id)->>'residents')::int)::text FROM lantern.premises $$),
    (SELECT count(*)::text FROM stay WHERE state = 'arrived'), 'but how many there are');
SELECT is(who.asked(format($$ SELECT lantern.chain_of(%L)->>'events' $$, who.house('Heron Court'))),
    (SELECT count(*)::text FROM event WHERE premises_id = who.house('Heron Court')), 'and that every event is in the chain');
INSERT INTO staff_role (id, staff_id, role, premises_id, from_at, reason)
SELECT gen_random_uuid(), id, 'on_call', who.house('Lantern House'), '2026-01-01', 'stands in' FROM staff WHERE username = 'ash';
SELECT who.becomes('ash');
SELECT is(string_agg(name || n, ','), NULL, 'on call at Lantern House, she sees no woman of Heron Court')
FROM (SELECT name, who.tried('lantern_app', format('SELECT FROM lantern.%I WHERE %s', name, is_theirs)) AS n FROM theirs
    WHERE about_women AND name NOT IN ('event', 'access_log')) x WHERE n <> 'ok: 0';
SELECT cmp_ok(who.tried('lantern_app', 'SELECT FROM lantern.visit'), '<>', 'ok: 0', 'and those of Lantern House');
SELECT who.becomes('dee');
SELECT is(who.asked(format('SELECT lantern.chain_of(%L)::text', who.house('Lantern House'))), NULL, 'who oversees no house is told nothing of its chain');
SELECT is(who.asked(format($$ SELECT lantern.tile(%L)->>'residents' $$, who.house('Heron Court'))), '0', 'nor how many women another house has');

-- A practitioner: her own women, their plans and rates, not every knock (features 63).
SELECT who.becomes('sam');
SELECT is(who.asked($$ SELECT string_agg(p.preferred_name, ' ' ORDER BY p.preferred_name) FROM lantern.resident_person p JOIN lantern.stay s USING (resident_id)
    WHERE s.premises_id = (SELECT id FROM lantern.premises WHERE name = 'Lantern House') $$), 'Juniper Olive Wren', 'a practitioner sees her own women of a house');
SELECT cmp_ok(who.tried('lantern_app', 'SELECT FROM lantern.' || name), '<>', 'ok: 0', 'their ' || name)
FROM unnest('{check_plan,check_plan_band,contact_plan,stay_checks,imported_fact,action}'::text[]) name;
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name), 'ok: 0', 'but no ' || name) FROM unnest('{visit,event,alarm,hospital_call}'::text[]) name;
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.requirement'), 'ok: 0', 'nor when a check of theirs was done, or is to come');
UPDATE requirement SET state = 'missed', closed_at = latest_at
WHERE id = (SELECT id FROM requirement WHERE state = 'open' AND stay_id = (who.woman('Wren')).id LIMIT 1);
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.requirement'), 'ok: 1', 'but that one was missed');
SELECT cmp_ok(who.tried('lantern_app', format('SELECT FROM jsonb_array_elements(lantern.check_days(%L))', (who.woman('Wren')).id)), '<>', 'ok: 0', 'but how their days went');
SELECT is(who.tried('lantern_app', format('SELECT FROM jsonb_array_elements(lantern.check_days(%L))', id)), 'ok: 0', 'of her own women only')
FROM stay WHERE state = 'arrived' AND resident_id <> ALL (lantern.my_residents()) LIMIT 1;
SELECT is(who.tried('lantern_app', 'UPDATE lantern.action SET version = version'), 'ok: 0', 'and changes nothing');

-- Restricted (features 109): inside her circle by name, outside it as a woman in a room.
CREATE TEMPORARY TABLE hidden AS SELECT resident_id FROM resident_person WHERE restricted AND premises_ids = ARRAY[who.house('Rowan Gate')];
GRANT SELECT ON hidden TO lantern_app;
SELECT is((SELECT count(*) FROM hidden), 1::bigint, 'one woman of Rowan Gate is restricted');
SELECT who.becomes((SELECT m.username FROM staff m JOIN staff_role r ON r.staff_id = m.id
    WHERE r.premises_id = who.house('Rowan Gate') AND r.role = 'premises_manager'));
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.resident_person NATURAL JOIN hidden'), 'ok: 1', 'inside the circle she has a name');
SELECT who.becomes((SELECT m.username FROM staff m JOIN staff_role r ON r.staff_id = m.id
    WHERE r.premises_id = who.house('Rowan Gate') AND r.role = 'night_worker' ORDER BY 1 LIMIT 1));
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.resident_person'), 'ok: ' || (SELECT count(*) - 1 FROM resident_person
    WHERE who.house('Rowan Gate') = ANY (premises_ids)), 'a night worker outside it sees the name of everybody else');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name || ' NATURAL JOIN hidden'), 'ok: 0', 'nothing of hers in ' || name)
FROM unnest('{resident_person,resident_number,imported_fact}'::text[]) name;
SELECT is(who.tried('lantern_app', $$ SELECT FROM lantern.stay NATURAL JOIN hidden WHERE state = 'arrived' $$), 'ok: 1', 'but her stay, because she is to be seen tonight');

-- Secrets.
SELECT is(who.tried(role, 'SELECT ' || what), '42501', role || ' cannot read ' || what)
FROM unnest('{lantern_app,lantern_clock}'::text[]) role, unnest(ARRAY['password_hash FROM lantern.staff_secret', 'totp_secret FROM lantern.staff_secret',
    'pin_hash FROM lantern.staff_pin', 'token_hash FROM lantern.session', 'token_hash FROM lantern.terminal']) what;
SELECT is(who.tried('lantern_clock', 'SELECT FROM lantern.' || name), '42501', 'the clockwork has no ' || name)
FROM unnest('{resident_person,resident_number,contact_plan,imported_fact,staff_pin,session,receipt,access_log}'::text[]) name;
SELECT is(who.tried('lantern_clock', 'SELECT lantern.sign_in_basis(''dee'')'), '42501', 'nor any business with sign-in');
SELECT * FROM finish();
ROLLBACK;
