-- around.sql -- what is around a woman at the level of rows: who sees which of it (features 106, 123 to 125; docs/keywork.md).
BEGIN;
\ir estate.psql
CREATE TEMPORARY TABLE around (name text, of_family boolean, of_practitioner boolean, of_house boolean);
INSERT INTO around VALUES
    ('choice', false, true, false), ('referral', false, true, false), ('named_contact', false, true, false),
    ('activity_time', false, true, false), ('task_plan', false, false, false), ('family_fact', true, false, false),
    ('family_contact', true, false, false), ('service', false, true, true), ('activity', false, true, true);

-- Somebody at Lantern House with this role and no other.
CREATE FUNCTION who.alone(role text) RETURNS text LANGUAGE sql AS $$
    SELECT m.username FROM lantern.staff m JOIN lantern.staff_role r ON r.staff_id = m.id
    WHERE r.role = alone.role AND (r.premises_id = who.house('Lantern House') OR r.premises_id IS NULL)
        AND (r.until_at IS NULL OR r.until_at > '2026-11-10T18:00:00Z')
        AND NOT EXISTS (SELECT FROM lantern.staff_role o WHERE o.staff_id = m.id AND o.role <> alone.role)
    ORDER BY m.username = 'sam' DESC, m.username LIMIT 1
$$;
CREATE TEMPORARY TABLE seen (role text, name text, hers text, others text);
DO $$
DECLARE
    role text;
    t record;
    mine CONSTANT text := 'SELECT FROM lantern.%I WHERE premises_id = %L';
BEGIN
    FOREACH role IN ARRAY '{night_worker,keyworker,shift_lead,premises_manager,on_call,agency,inspector,kitchen,area_manager,administrator}'::text[] LOOP
        PERFORM who.becomes(who.alone(role));
        FOR t IN SELECT * FROM around LOOP
            INSERT INTO seen VALUES (role, t.name, who.tried('lantern_app', format(mine, t.name, who.house('Lantern House'))),
                who.tried('lantern_app', format(mine, t.name, who.house('Heron Court'))));
        END LOOP;
    END LOOP;
END
$$;

SELECT * FROM no_plan();
SELECT cmp_ok(who.tried('postgres', format('SELECT FROM lantern.%I WHERE premises_id = %L', name, who.house(h))), '<>', 'ok: 0', h || ' has some of ' || name)
FROM around, unnest('{Lantern House,Heron Court}'::text[]) h;
SELECT is(s.hers <> 'ok: 0', CASE WHEN t.of_family THEN s.role IN ('keyworker', 'premises_manager')
    WHEN t.of_house THEN s.role NOT IN ('area_manager', 'administrator', 'kitchen') OR (s.role IN ('administrator', 'kitchen') AND t.of_practitioner)
    ELSE s.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector') END, s.role || ' and ' || s.name)
FROM seen s JOIN around t USING (name);
SELECT is(string_agg(role || ' ' || name, ', '), NULL, 'and nobody sees another house''s')
FROM seen s JOIN around t USING (name) WHERE others <> 'ok: 0' AND NOT (role = 'administrator' AND t.of_house);

-- A practitioner: her own women's, and of what they did with their days what was shared.
SELECT who.becomes('sam');
SELECT is(who.tried('lantern_app', format('SELECT FROM lantern.%I WHERE resident_id <> ALL (lantern.my_residents())', name)), 'ok: 0',
    'a practitioner sees ' || name || ' of nobody else''s')
FROM around WHERE NOT of_house;
SELECT is(who.tried('lantern_app', format('SELECT FROM lantern.%I', name)), 'ok: 0', 'nor any ' || name) FROM around WHERE NOT of_practitioner;
SELECT is(who.tried('lantern_app', 'SELECT FROM lantern.activity_time WHERE NOT shared'), 'ok: 0', 'nor what is not shared');
SELECT isnt(who.tried('lantern_app', 'SELECT FROM lantern.choice'), 'ok: 0', 'but what her women chose');
SELECT * FROM finish();
ROLLBACK;
