-- plan_extracts.sql -- each reader of her plan at the level of rows: who sees how much of each table (features 11, 12; docs/plan.md).
--
-- What a page leaves out it may leave out by mistake; what row security leaves out nobody gets. One woman of Lantern House has a
-- row in every table here, one of Heron Court another, and everybody counts.
BEGIN;
\ir estate.psql
SELECT set_config('lantern.now', '2026-11-10T18:00:00Z', true);

-- A plan with one of everything, for the first woman of a house who has a practitioner at all.
CREATE FUNCTION who.gives_plan(house text, author text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    s lantern.stay;
    me uuid := (SELECT id FROM lantern.staff WHERE username = author);
    v integer;
    plan uuid := gen_random_uuid();
    briefing uuid := gen_random_uuid();
    line uuid := gen_random_uuid();
BEGIN
    SELECT t.* INTO s FROM lantern.stay t JOIN lantern.practitioner_of o ON o.resident_id = t.resident_id AND o.until_at IS NULL
    JOIN lantern.resident r ON r.id = t.resident_id AND NOT r.restricted
    WHERE t.premises_id = who.house(house) AND t.state = 'arrived' ORDER BY o.staff_id = (SELECT id FROM lantern.staff WHERE username = 'sam') DESC, t.id LIMIT 1;
    v := COALESCE((SELECT max(version) FROM lantern.safety_plan p WHERE p.stay_id = s.id), 0) + 1;
    INSERT INTO lantern.safety_plan VALUES (plan, s.id, s.resident_id, s.premises_id, v, 'draft', 'test', 'agreed', 'words', false, '{}', me, lantern.now());
    INSERT INTO lantern.safety_plan_section VALUES (plan, s.resident_id, s.premises_id, 'good', 'hers', 'ours');
    INSERT INTO lantern.safety_plan_line VALUES (plan, s.resident_id, s.premises_id, 'draft', line, 1, 'sees', 'other', 'does', 'who', 60);
    INSERT INTO lantern.safety_plan_sign VALUES (plan, s.resident_id, s.premises_id, 'draft', gen_random_uuid(), 1, 'concern', 'words', line);
    INSERT INTO lantern.safety_plan_crisis VALUES (plan, s.resident_id, s.premises_id, 'gp', 'recorded', 'Dr Example', NULL);
    INSERT INTO lantern.safety_plan_quote VALUES (gen_random_uuid(), s.id, s.resident_id, s.premises_id, 'good', 'words', 'OASys', '2026-10-01', me, lantern.now());
    INSERT INTO lantern.safety_plan_read VALUES (gen_random_uuid(), s.id, s.resident_id, s.premises_id, v, me, lantern.now());
    INSERT INTO lantern.staff_briefing VALUES (briefing, s.id, s.resident_id, s.premises_id, 'words', 'reason', me, lantern.now(), lantern.now() + interval '1 day');
    INSERT INTO lantern.staff_briefing_decision VALUES (briefing, s.resident_id, s.premises_id, true, '', me, lantern.now());
    INSERT INTO lantern.resident_copy VALUES (gen_random_uuid(), s.id, s.resident_id, s.premises_id, v, false, '[]', me, lantern.now());
    INSERT INTO lantern.food_need VALUES (gen_random_uuid(), s.id, s.resident_id, s.premises_id, 'recorded', 'No nuts.', me, lantern.now());
    RETURN s.id;
END
$$;
SELECT who.gives_plan('Lantern House', 'dee') AS here, who.gives_plan('Heron Court', (SELECT min(m.username) FROM staff m WHERE m.premises_ids = ARRAY[who.house('Heron Court')])) AS there \gset
SELECT resident_id AS her FROM stay WHERE id = :'here' \gset

CREATE TEMPORARY TABLE plan_table (name text, of_agency boolean, of_practitioner boolean);
INSERT INTO plan_table VALUES
    -- agency: what to do at her door. Practitioner: her plan, not what is for staff or for the house.
    ('safety_plan', true, true), ('safety_plan_line', true, true), ('safety_plan_sign', true, true), ('safety_plan_crisis', true, true),
    ('safety_plan_read', true, false), ('food_need', true, false),
    ('safety_plan_section', false, true), ('safety_plan_quote', false, true), ('resident_copy', false, true),
    ('staff_briefing', false, false), ('staff_briefing_decision', false, false);
CREATE FUNCTION who.sees(name text, resident uuid DEFAULT NULL) RETURNS boolean LANGUAGE sql AS $$
    SELECT who.tried('lantern_app', format('SELECT FROM lantern.%I', name) || coalesce(format(' WHERE resident_id = %L', resident), '')) <> 'ok: 0'
$$;
CREATE FUNCTION who.role_of(role text) RETURNS text LANGUAGE sql AS $$
    SELECT m.username FROM lantern.staff m JOIN lantern.staff_role r ON r.staff_id = m.id
    WHERE r.role = role_of.role AND (r.premises_id = who.house('Lantern House') OR r.premises_id IS NULL) AND (r.until_at IS NULL OR r.until_at > lantern.now())
        AND NOT EXISTS (SELECT FROM lantern.staff_role o WHERE o.staff_id = m.id AND o.role <> role_of.role)
    ORDER BY m.username = 'sam' DESC, m.username LIMIT 1
$$;

CREATE FUNCTION who.tried_as(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM who.becomes(who.role_of(role));
    RETURN who.tried('lantern_app', statement);
END
$$;
CREATE FUNCTION who.asked_as(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM who.becomes(who.role_of(role));
    RETURN who.asked(statement);
END
$$;

SELECT * FROM no_plan();
SELECT isnt(who.role_of(role), NULL, 'there is somebody who is ' || role) FROM unnest('{night_worker,keyworker,shift_lead,premises_manager,on_call,area_manager,practitioner,kitchen,agency,inspector,administrator}'::text[]) role;

CREATE TEMPORARY TABLE seen (role text, name text, hers boolean, theirs boolean);
DO $$
DECLARE
    role text;
    her uuid := (SELECT resident_id FROM lantern.safety_plan WHERE premises_id = who.house('Lantern House') AND reason = 'test');
    other uuid := (SELECT resident_id FROM lantern.safety_plan WHERE premises_id = who.house('Heron Court') AND reason = 'test');
BEGIN
    FOREACH role IN ARRAY '{night_worker,keyworker,shift_lead,premises_manager,on_call,area_manager,practitioner,kitchen,agency,inspector,administrator,locked,nobody}'::text[] LOOP
        IF role = 'locked' THEN
            PERFORM who.locked_terminal('Lantern House');
        ELSIF role = 'nobody' THEN
            PERFORM who.becomes('nobody');
        ELSE
            PERFORM who.becomes(who.role_of(role));
        END IF;
        INSERT INTO seen SELECT role, t.name, who.sees(t.name, her), who.sees(t.name, other) FROM plan_table t;
    END LOOP;
END
$$;
SELECT is(s.hers, true, s.role || ' sees her ' || s.name) FROM seen s
WHERE s.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector') ORDER BY 1;
SELECT is(s.hers, t.of_agency, 'an agency worker ' || CASE WHEN t.of_agency THEN 'sees' ELSE 'does not see' END || ' her ' || s.name)
FROM seen s JOIN plan_table t USING (name) WHERE s.role = 'agency';
SELECT is(s.hers, t.of_practitioner, 'her practitioner ' || CASE WHEN t.of_practitioner THEN 'sees' ELSE 'does not see' END || ' her ' || s.name)
FROM seen s JOIN plan_table t USING (name) WHERE s.role = 'practitioner';
SELECT is(s.hers, s.name = 'food_need', 'the kitchen ' || CASE WHEN s.name = 'food_need' THEN 'sees' ELSE 'does not see' END || ' her ' || s.name)
FROM seen s WHERE s.role = 'kitchen';
SELECT is(s.hers, false, s.role || ' does not see her ' || s.name) FROM seen s WHERE s.role IN ('area_manager', 'administrator', 'locked', 'nobody');
SELECT is(s.theirs, false, s.role || ' sees nothing of the woman of Heron Court in ' || s.name) FROM seen s
WHERE s.role NOT IN ('practitioner', 'area_manager', 'administrator', 'on_call');

-- The kitchen's page: by room, and no other house's.
SELECT who.becomes(who.role_of('kitchen'));
SELECT matches(who.asked(format('SELECT lantern.kitchen(%L)::text', who.house('Lantern House'))), 'No nuts', 'the kitchen is told what is eaten');
SELECT is(who.asked(format($$ SELECT string_agg(DISTINCT k, ' ' ORDER BY k) FROM jsonb_array_elements(lantern.kitchen(%L)) r, jsonb_object_keys(r) k $$, who.house('Lantern House'))),
    'at room state words', 'by room, and nothing of the woman');
SELECT is(who.asked(format('SELECT lantern.kitchen(%L)::text', who.house('Heron Court'))), '[]', 'of its own house only');
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.' || name), 'ok: 0', 'and no ' || name || ' to put a name to a room')
FROM unnest('{stay,stay_room,resident,resident_person,resident_number}'::text[]) name;
SELECT is(who.asked_as(role, format('SELECT lantern.kitchen(%L)::text', who.house('Lantern House'))), '[]', role || ' is told nothing')
FROM unnest('{practitioner,administrator,area_manager}'::text[]) role;

-- Nobody writes who only reads, and nobody in another's name.
SELECT is(who.tried_as(role, format($$ INSERT INTO lantern.safety_plan_quote SELECT gen_random_uuid(), id, resident_id, premises_id,
    'good', 'x', 'y', '2026-10-01', lantern.my_staff(), lantern.now() FROM lantern.stay WHERE id = %L $$, :'here')),
    CASE WHEN role IN ('kitchen', 'administrator', 'area_manager') THEN 'ok: 0' ELSE '42501' END, role || ' adds nothing')
FROM unnest('{agency,inspector,practitioner,kitchen,administrator,area_manager}'::text[]) role;
SELECT who.becomes(who.role_of('keyworker'));
SELECT is(who.tried('lantern_app', format($$ INSERT INTO lantern.food_need SELECT gen_random_uuid(), id, resident_id, premises_id, 'none_known', '',
    (SELECT id FROM lantern.staff WHERE username = 'mo'), lantern.now() FROM lantern.stay WHERE id = %L $$, :'here')),
    '42501', 'a keyworker writes nothing as somebody else');
SELECT is(who.tried('lantern_app', 'UPDATE lantern.' || name || ' SET resident_id = resident_id'), '42501', 'nor changes what is in ' || name) FROM plan_table;
SELECT * FROM finish();
ROLLBACK;
