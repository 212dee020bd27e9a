-- 90_access.sql -- who may do what to which table, and which rows she may see.
--
-- Three layers. Grants: what the server's roles can do at all; nobody may update or delete what only grows. Row security,
-- forced: which rows, by the arrays of the identity, read once a statement. Functions of the owner (60_sign_in.sql): the
-- secrets, which no grant reaches.
--
-- Re-applied from nothing each time: what is not written here is not allowed.

GRANT USAGE ON SCHEMA lantern TO lantern_app, lantern_clock;
REVOKE ALL ON ALL TABLES IN SCHEMA lantern FROM PUBLIC, lantern_app, lantern_clock;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA lantern FROM PUBLIC, lantern_app, lantern_clock;

DO $$
DECLARE
    old record;
BEGIN
    FOR old IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'lantern' LOOP
        EXECUTE format('DROP POLICY %I ON lantern.%I', old.policyname, old.tablename);
    END LOOP;
    FOR old IN SELECT relname FROM pg_class WHERE relnamespace = 'lantern'::regnamespace AND relkind IN ('r', 'p') LOOP
        EXECUTE format('ALTER TABLE lantern.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', old.relname);
        -- Migrations and the functions of sign-in run as the owner.
        EXECUTE format('CREATE POLICY owner ON lantern.%I TO lantern_owner USING (true)', old.relname);
    END LOOP;
END
$$;

-- ---------------------------------------------------------------- reference: the same for all

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{installation,ap_area,probation_region,premises_kind,role,setting_kind,ladder_rung}'::text[] LOOP
        EXECUTE format('GRANT SELECT ON lantern.%I TO lantern_app, lantern_clock', name);
        EXECUTE format('CREATE POLICY reference ON lantern.%I FOR SELECT TO lantern_app, lantern_clock USING (true)', name);
    END LOOP;
END
$$;

-- ---------------------------------------------------------------- about one woman at one premises

-- Read: who works with the women there, and her practitioner where the table says so (features 63: rates and gaps, not every knock).
-- "open" tables are those a locked board needs; the others want a worker who may see names.
-- Written: by workers of the premises. The inspector reads. Columns that say who did it are whoever is asking, "opens" where
-- a row begins and "closes" where it is closed: nobody writes as somebody else.
DO $$
DECLARE
    t record;
    here CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_board())::uuid[])';
    own CONSTANT text := 'resident_id = ANY ((SELECT lantern.my_residents())::uuid[])';
    signed_on CONSTANT text := '(SELECT lantern.my_names())';
    writing CONSTANT text := '(SELECT lantern.may_write())';
    me CONSTANT text := ' = (SELECT lantern.my_staff())';
    seen text;
BEGIN
    FOR t IN SELECT * FROM (VALUES
        ('stay',            true,  own,  '', '', ''),
        ('stay_room',       true,  own,  '', '', ''),
        ('stay_checks',     true,  own,  'counted on', '', ''),
        -- a done one is a knock
        ('requirement',     true,  own || ' AND state = ''missed''', 'opened and closed', '', ''),
        ('alarm',           true,  NULL, 'opened and closed', 'acknowledged_by_id IS NULL', ''), -- closes: a trigger, below
        ('going',           true,  NULL, 'opened and closed', 'staff_id' || me, ''),
        ('movement',        true,  own,  'opened and closed', 'back_by_id IS NULL AND recorded_by_id' || me, 'back_by_id' || me),
        ('keyworker_of',    false, own,  '', '', ''),
        ('check_plan',      false, own,  'opened and closed', 'ended_by_id IS NULL AND author_id' || me, 'ended_by_id' || me),
        ('check_plan_band', false, 'plan_id IN (SELECT p.id FROM lantern.check_plan p WHERE ' || own || ')', 'grows', '', ''),
        ('contact_plan',    false, own,  'grows', 'author_id' || me, ''),
        ('hospital_call',   false, NULL, 'grows', 'staff_id' || me, ''),
        ('visit',           false, NULL, 'grows', 'staff_id' || me || ' AND terminal_id IS NOT DISTINCT FROM (SELECT lantern.my_terminal())', ''),
        ('visit_mark',      false, NULL, 'grows', '', ''),
        -- what came of a session that is not shared with her is not, unless she is to do it
        ('action',          false, own || ' AND (origin IS DISTINCT FROM ''session'' OR owner_kind = ''practitioner''
            OR lantern.session_shared(origin_id))', 'opened and closed', 'author_id' || me, ''),
        ('action_entry',    false, 'action_id IN (SELECT a.id FROM lantern.action a WHERE ' || own || ')', 'grows', 'staff_id' || me, '')
    ) AS x(name, open, practitioner, written, opens, closes) LOOP
        seen := CASE WHEN t.open THEN here ELSE here || ' AND ' || signed_on END
            || coalesce(' OR ' || t.practitioner, '');
        EXECUTE format('GRANT SELECT ON lantern.%I TO lantern_app', t.name);
        EXECUTE format('CREATE POLICY seen ON lantern.%I FOR SELECT TO lantern_app USING (%s)', t.name, seen);
        IF t.written IN ('grows', 'opened and closed') THEN
            EXECUTE format('GRANT INSERT ON lantern.%I TO lantern_app', t.name);
            EXECUTE format('CREATE POLICY written ON lantern.%I FOR INSERT TO lantern_app WITH CHECK (%s AND %s%s)',
                t.name, here, writing, coalesce(' AND ' || NULLIF(t.opens, ''), ''));
        END IF;
        IF t.written IN ('counted on', 'opened and closed') THEN
            EXECUTE format('CREATE POLICY closed ON lantern.%1$I FOR UPDATE TO lantern_app USING (%2$s AND %3$s)
                WITH CHECK (%2$s%4$s)', t.name, here, writing, coalesce(' AND ' || NULLIF(t.closes, ''), ''));
        END IF;
    END LOOP;
END
$$;

-- The plan that acts. "who" says whose reading goes beyond or falls short of that of everybody who works with her: whole plans
-- are not for agency workers, marks on a body for those with health scope, food for the kitchen too.
DO $$
DECLARE
    t record;
    here CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_board())::uuid[])';
    plans CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_plans())::uuid[])';
    health CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_health())::uuid[])';
    own CONSTANT text := 'resident_id = ANY ((SELECT lantern.my_residents())::uuid[])';
    me CONSTANT text := ' = (SELECT lantern.my_staff())';
    writing CONSTANT text := '(SELECT lantern.may_write())';
    names CONSTANT text := '(SELECT lantern.my_names())';
    reach text;
BEGIN
    FOR t IN SELECT * FROM (VALUES
        -- name, whose, her practitioner too, begins, closes
        ('arrival',                 'here',   true,  'author_id' || me, NULL),
        ('safety_plan',             'here',   true,  'author_id' || me, NULL),
        ('safety_plan_section',     'plans',  true,  '', NULL),
        ('safety_plan_line',        'here',   true,  '', NULL),
        ('safety_plan_sign',        'here',   true,  '', NULL),
        ('safety_plan_crisis',      'here',   true,  '', NULL),
        ('safety_plan_quote',       'plans',  true,  'author_id' || me, NULL),
        ('safety_plan_read',        'here',   false, 'staff_id' || me, NULL),
        ('staff_briefing',          'plans',  false, 'author_id' || me, NULL),
        ('staff_briefing_decision', 'plans',  false, 'staff_id' || me, NULL),
        ('resident_copy',           'plans',  true,  'author_id' || me, NULL),
        ('food_need',               'food',   false, 'author_id' || me, NULL),
        ('sighting',                'here',   false, 'staff_id' || me || ' AND terminal_id IS NOT DISTINCT FROM (SELECT lantern.my_terminal())', NULL),
        ('daily_fact',              'here',   false, 'staff_id' || me, NULL),
        ('sign_rule',               'here',   true,  'ended_by_id IS NULL AND author_id' || me, 'ended_by_id' || me),
        ('watch',                   'here',   true,  'ended_by_id IS NULL AND author_id' || me, 'ended_by_id' || me),
        ('watch_decision',          'here',   true,  'staff_id' || me, NULL),
        ('rouse_answer',            'here',   false, 'staff_id' || me, NULL),
        ('proposal',                'here',   true,  'decided_by_id IS NULL', 'decided_by_id' || me),
        ('proposal_sighting',       'here',   false, '', NULL),
        ('review',                  'here',   true,  'closed_by_id IS NULL', 'closed_by_id' || me),
        ('review_trigger',          'plans',  true,  'staff_id' || me, NULL),
        ('review_act',              'plans',  true,  'staff_id' || me, NULL),
        ('review_person',           'plans',  true,  'author_id' || me, NULL),
        ('chain',                   'open',   false, 'ended_by_id IS NULL AND opened_by_id' || me, 'ended_by_id' || me),
        ('chain_step',              'screen', false, 'staff_id IS NOT DISTINCT FROM (SELECT lantern.my_staff())', NULL),
        -- The second's own PIN was asked: not always who sits at the screen. "open": an event of a step at a locked screen has it whole.
        ('chain_attest',            'open',   false, '', NULL),
        ('body_mark',               'health', false, 'healed_by_id IS NULL AND author_id' || me, 'healed_by_id' || me),
        ('hard_day',                'here',   true,  'withdrawn_by_id IS NULL AND author_id' || me, 'withdrawn_by_id' || me),
        ('incident',                'here',   false, 'author_id' || me, NULL)
    ) AS x(name, whose, practitioner, begins, closes) LOOP
        reach := CASE t.whose WHEN 'plans' THEN plans WHEN 'health' THEN health ELSE here END;
        EXECUTE format('GRANT SELECT, INSERT ON lantern.%I TO lantern_app', t.name);
        EXECUTE format('CREATE POLICY seen ON lantern.%I FOR SELECT TO lantern_app USING (%s%s%s)', t.name, reach,
            CASE WHEN t.whose NOT IN ('open', 'screen') THEN ' AND ' || names ELSE '' END,
            CASE WHEN t.practitioner THEN ' OR ' || own
                 WHEN t.whose = 'food' THEN ' OR premises_id = ANY ((SELECT lantern.my_kitchen())::uuid[])' ELSE '' END);
        -- A step is stamped at a locked screen too: nobody enters a PIN at a door that does not answer.
        EXECUTE format('CREATE POLICY written ON lantern.%I FOR INSERT TO lantern_app WITH CHECK (%s AND %s%s)', t.name,
            -- Whoever records what happened triggers a review, whether or not she may read it.
            CASE WHEN t.whose = 'health' OR t.name = 'review_trigger' THEN here ELSE reach END,
            CASE WHEN t.whose = 'screen' THEN '(' || writing || ' OR (SELECT lantern.my_terminal()) IS NOT NULL)' ELSE writing END,
            coalesce(' AND ' || NULLIF(t.begins, ''), ''));
        IF t.closes IS NOT NULL THEN
            EXECUTE format('GRANT UPDATE (%s) ON lantern.%I TO lantern_app', lantern.ends_by(t.name), t.name);
            EXECUTE format('CREATE POLICY closed ON lantern.%1$I FOR UPDATE TO lantern_app USING (%2$s AND %3$s) WITH CHECK (%2$s AND %4$s)',
                t.name, reach, writing, t.closes);
        END IF;
    END LOOP;
END
$$;

-- Who was offered a debrief, and what she said to it, is hers alone.
GRANT SELECT, INSERT ON lantern.debrief, lantern.debrief_answer TO lantern_app;
CREATE POLICY own ON lantern.debrief FOR SELECT TO lantern_app USING (staff_id = (SELECT lantern.my_staff()));
CREATE POLICY offered ON lantern.debrief FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.may_write()));
CREATE POLICY own ON lantern.debrief_answer TO lantern_app USING (staff_id = (SELECT lantern.my_staff()))
    WITH CHECK (staff_id = (SELECT lantern.my_staff()));

-- The squares at the doors: read by whoever scans one, made anew by who manages the house.
GRANT SELECT, INSERT ON lantern.door_code TO lantern_app;
GRANT UPDATE (revoked_at, revoked_by_id) ON lantern.door_code TO lantern_app;
CREATE POLICY seen ON lantern.door_code FOR SELECT TO lantern_app USING (premises_id = ANY ((SELECT lantern.my_board())::uuid[]));
CREATE POLICY made ON lantern.door_code FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage())
    AND made_by_id = (SELECT lantern.my_staff()) AND revoked_by_id IS NULL);
CREATE POLICY revoked ON lantern.door_code FOR UPDATE TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage()))
    WITH CHECK (premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND revoked_by_id = (SELECT lantern.my_staff()));

-- A stay begins with an arrival: its own row, her room and her running checks.
GRANT UPDATE (arrived_at, released_on) ON lantern.stay TO lantern_app;
CREATE POLICY arrives ON lantern.stay FOR UPDATE TO lantern_app USING (
    state = 'upcoming' AND premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.may_write()))
    WITH CHECK (premises_id = ANY ((SELECT lantern.my_board())::uuid[]));
GRANT INSERT ON lantern.stay_room, lantern.stay_checks TO lantern_app;
GRANT UPDATE (during) ON lantern.stay_room TO lantern_app;
CREATE POLICY moves_in ON lantern.stay_room FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.may_write()) AND author_id = (SELECT lantern.my_staff()));
CREATE POLICY moves_out ON lantern.stay_room FOR UPDATE TO lantern_app USING (
    upper_inf(during) AND premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.may_write()))
    WITH CHECK (NOT upper_inf(during) AND premises_id = ANY ((SELECT lantern.my_board())::uuid[]));
CREATE POLICY arrives ON lantern.stay_checks FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.may_write()) AND version = 0);

-- What may change on a row is what closes it or counts it on.
GRANT UPDATE (version, seed, last_sign_of_life_at, last_conversation_at, last_rouse_at, last_recorded_at, gaps_s, predictable)
    ON lantern.stay_checks TO lantern_app, lantern_clock;
GRANT UPDATE (state, closed_at, visit_id, late_reason, late_words, close_reason)
    ON lantern.requirement TO lantern_app, lantern_clock;
GRANT UPDATE (class, cause, rung, rung_at, quiet_until, acknowledged_by_id, closed_at, visit_id, told_at)
    ON lantern.alarm TO lantern_app, lantern_clock;
GRANT UPDATE (ended_at) ON lantern.going TO lantern_app, lantern_clock;
GRANT UPDATE (back_at, back_note, back_by_id) ON lantern.movement TO lantern_app;
GRANT UPDATE (ended_at, ended_by_id, end_reason) ON lantern.check_plan TO lantern_app;
GRANT UPDATE (target_on, closed_at, version) ON lantern.action TO lantern_app;

-- An alarm changes while it keeps who acknowledged it, and a policy cannot see what was there before. The clockwork is
-- nobody, so it may keep or take the name, never put one.
CREATE OR REPLACE FUNCTION lantern.acknowledges_herself() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.acknowledged_by_id IS DISTINCT FROM lantern.my_staff() THEN
        RAISE EXCEPTION 'acknowledged by somebody else' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER acknowledges_herself BEFORE UPDATE ON lantern.alarm
    FOR EACH ROW WHEN (NEW.acknowledged_by_id IS NOT NULL AND NEW.acknowledged_by_id IS DISTINCT FROM OLD.acknowledged_by_id)
    EXECUTE FUNCTION lantern.acknowledges_herself();

-- ---------------------------------------------------------------- who she is

-- The bare row, for joins: where she is known, or to her practitioner.
GRANT SELECT ON lantern.resident TO lantern_app;
CREATE POLICY seen ON lantern.resident FOR SELECT TO lantern_app USING (
    premises_ids && (SELECT lantern.my_board()) OR id = ANY ((SELECT lantern.my_residents())::uuid[]));

-- Name and numbers: only where names may be seen, and a restricted woman's only inside her circle.
GRANT SELECT ON lantern.resident_person, lantern.resident_number TO lantern_app;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{resident_person,resident_number}'::text[] LOOP
        EXECUTE format('CREATE POLICY named ON lantern.%I FOR SELECT TO lantern_app USING (
            (SELECT lantern.my_names())
            AND (premises_ids && (SELECT lantern.my_board()) OR resident_id = ANY ((SELECT lantern.my_residents())::uuid[]))
            AND (NOT restricted OR resident_id = ANY ((SELECT lantern.my_circle())::uuid[])))', name);
    END LOOP;
END
$$;

-- What else is known of her person goes with her name. The subselect runs once a statement.
GRANT SELECT ON lantern.imported_fact, lantern.practitioner_of, lantern.resident_circle TO lantern_app;
CREATE POLICY named ON lantern.imported_fact FOR SELECT TO lantern_app USING (
    resident_id IN (SELECT p.resident_id FROM lantern.resident_person p));
CREATE POLICY seen ON lantern.practitioner_of FOR SELECT TO lantern_app USING (
    (SELECT lantern.my_names()) AND resident_id IN (SELECT r.id FROM lantern.resident r));
CREATE POLICY seen ON lantern.resident_circle FOR SELECT TO lantern_app USING (
    (SELECT lantern.my_names()) AND resident_id IN (SELECT r.id FROM lantern.resident r));

-- ---------------------------------------------------------------- premises and staff

-- Premises she has to do with otherwise than by seeing the women there: kitchen, administrator, practitioner.
CREATE OR REPLACE FUNCTION lantern.my_other_premises() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT r.premises_id FROM lantern.staff_role r
WHERE r.staff_id = lantern.my_staff() AND r.premises_id IS NOT NULL
    AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now())
UNION ALL
SELECT s.premises_id FROM lantern.stay s
WHERE s.resident_id = ANY (lantern.my_residents())
UNION ALL
SELECT p.id FROM lantern.premises p
WHERE lantern.is_administrator()
$$;
REVOKE ALL ON FUNCTION lantern.my_other_premises() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.my_other_premises() TO lantern_app;

GRANT SELECT ON lantern.premises, lantern.room TO lantern_app;
CREATE POLICY seen ON lantern.premises FOR SELECT TO lantern_app USING (
    id = ANY ((SELECT lantern.my_premises())::uuid[]) OR id IN (SELECT lantern.my_other_premises()));
CREATE POLICY seen ON lantern.room FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) OR premises_id IN (SELECT lantern.my_other_premises()));

-- Colleagues' names: of the premises she sees, of those who work for the whole estate, of those who work with her women.
GRANT SELECT, INSERT ON lantern.staff TO lantern_app;
GRANT UPDATE (display_name, initials, staff_code, until_at, version) ON lantern.staff TO lantern_app;
CREATE POLICY seen ON lantern.staff FOR SELECT TO lantern_app USING (
    premises_ids && (SELECT lantern.my_premises())
    OR (everywhere AND (SELECT lantern.my_staff()) IS NOT NULL)
    OR id = (SELECT lantern.my_staff())
    OR (SELECT lantern.is_administrator())
    OR premises_ids && ARRAY(SELECT s.premises_id FROM lantern.stay s
        WHERE s.resident_id = ANY ((SELECT lantern.my_residents())::uuid[])));
CREATE POLICY made ON lantern.staff FOR INSERT TO lantern_app WITH CHECK (
    (SELECT lantern.may_manage() OR lantern.is_administrator()));
CREATE POLICY changed ON lantern.staff FOR UPDATE TO lantern_app USING (
    (SELECT lantern.is_administrator())
    OR ((SELECT lantern.may_manage()) AND premises_ids && (SELECT lantern.my_premises())));

GRANT SELECT, INSERT ON lantern.staff_role TO lantern_app;
GRANT UPDATE (until_at) ON lantern.staff_role TO lantern_app;
CREATE POLICY seen ON lantern.staff_role FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[])
    OR staff_id = (SELECT lantern.my_staff())
    OR (SELECT lantern.is_administrator())
    OR (premises_id IS NULL AND (SELECT lantern.may_manage())));
CREATE POLICY given ON lantern.staff_role FOR INSERT TO lantern_app WITH CHECK (
    given_by = (SELECT lantern.my_staff()) AND ((SELECT lantern.is_administrator())
    OR ((SELECT lantern.may_manage()) AND premises_id = ANY ((SELECT lantern.my_premises())::uuid[]))));
CREATE POLICY ended ON lantern.staff_role FOR UPDATE TO lantern_app USING (
    (SELECT lantern.is_administrator())
    OR ((SELECT lantern.may_manage()) AND premises_id = ANY ((SELECT lantern.my_premises())::uuid[])));

-- Whether there is a PIN and until when it is locked; never the hash.
GRANT SELECT (staff_id, locked_until, changed_at) ON lantern.staff_pin TO lantern_app;
CREATE POLICY seen ON lantern.staff_pin FOR SELECT TO lantern_app USING (staff_id IN (SELECT s.id FROM lantern.staff s));

GRANT SELECT (id, premises_id, name, enrolled_by, enrolled_at, revoked_at, revoked_by, version), INSERT ON lantern.terminal TO lantern_app;
GRANT UPDATE (revoked_at, revoked_by, version) ON lantern.terminal TO lantern_app;
CREATE POLICY seen ON lantern.terminal FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) OR id = (SELECT lantern.my_terminal()));
CREATE POLICY enrolled ON lantern.terminal FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage())
    AND enrolled_by = (SELECT lantern.my_staff()) AND revoked_by IS NULL);
CREATE POLICY revoked ON lantern.terminal FOR UPDATE TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage()))
    WITH CHECK (premises_id = ANY ((SELECT lantern.my_premises())::uuid[])
        AND revoked_at IS NOT NULL AND revoked_by = (SELECT lantern.my_staff()));

-- A sign-on and a session begin in the functions of sign-in and nowhere else.
GRANT SELECT ON lantern.sign_on TO lantern_app;
GRANT UPDATE (ended_at) ON lantern.sign_on TO lantern_app;
CREATE POLICY seen ON lantern.sign_on FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) OR staff_id = (SELECT lantern.my_staff()));
CREATE POLICY ended ON lantern.sign_on FOR UPDATE TO lantern_app USING (
    staff_id = (SELECT lantern.my_staff())
    OR (premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage())));

GRANT SELECT (id, staff_id, terminal_id, kind, opened_at, last_action_at, expires_at, ended_at, end_reason)
    ON lantern.session TO lantern_app;
GRANT UPDATE (last_action_at, ended_at, end_reason) ON lantern.session TO lantern_app;
CREATE POLICY own ON lantern.session TO lantern_app
    USING (staff_id = (SELECT lantern.my_staff()) OR terminal_id = (SELECT lantern.my_terminal()))
    WITH CHECK (staff_id = (SELECT lantern.my_staff()) OR (ended_at IS NOT NULL AND terminal_id = (SELECT lantern.my_terminal())));

GRANT SELECT, INSERT ON lantern.setting TO lantern_app;
CREATE POLICY seen ON lantern.setting FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) OR premises_id IN (SELECT lantern.my_other_premises()));
CREATE POLICY made ON lantern.setting FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.may_manage())
    AND author_id = (SELECT lantern.my_staff()));

-- ---------------------------------------------------------------- events, deadlines, receipts, the access log

-- The columns that the trigger fills are not granted. About women: for workers who see names. Of the estate and of
-- accounts and settings: also for the area manager and the administrator, who see no residents.
GRANT SELECT, INSERT (id, premises_id, resident_id, stay_id, kind, happened_at, data) ON lantern.event TO lantern_app, lantern_clock;
CREATE POLICY seen ON lantern.event FOR SELECT TO lantern_app USING (
    (premises_id = ANY ((SELECT lantern.my_board())::uuid[]) AND (SELECT lantern.my_names()))
    OR (resident_id IS NULL AND ((SELECT lantern.is_administrator())
        OR (premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.my_staff()) IS NOT NULL))));
CREATE POLICY written ON lantern.event FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_board())::uuid[])
    OR (resident_id IS NULL AND (premises_id IS NULL OR premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) OR (SELECT lantern.is_administrator())
        OR premises_id IN (SELECT lantern.my_other_premises())))
    -- Her practitioner's part, and nothing else of hers.
    OR (resident_id = ANY ((SELECT lantern.my_residents())::uuid[]) AND premises_id IN (SELECT lantern.my_other_premises())
        AND kind IN ('thread.asked', 'thread.answered', 'thread.closed', 'update.read', 'meeting.item')));

GRANT SELECT ON lantern.event_link TO lantern_app;
CREATE POLICY seen ON lantern.event_link FOR SELECT TO lantern_app USING (
    (premises_id = ANY ((SELECT lantern.my_premises())::uuid[]) AND (SELECT lantern.my_staff()) IS NOT NULL)
    OR (SELECT lantern.is_administrator()));

GRANT SELECT, INSERT ON lantern.deadline TO lantern_app;
GRANT UPDATE (state, fired_at) ON lantern.deadline TO lantern_app, lantern_clock;
CREATE POLICY here ON lantern.deadline TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_premises())::uuid[])
    OR (premises_id IS NULL AND (SELECT lantern.my_staff()) IS NOT NULL));

-- Of another's id she learns nothing but that it is used.
GRANT SELECT, INSERT ON lantern.receipt TO lantern_app;
CREATE POLICY seen ON lantern.receipt FOR SELECT TO lantern_app USING (
    staff_id = (SELECT lantern.my_staff()) OR premises_id = ANY ((SELECT lantern.my_board())::uuid[]));
CREATE POLICY own ON lantern.receipt FOR INSERT TO lantern_app WITH CHECK (staff_id IS NOT DISTINCT FROM (SELECT lantern.my_staff()));

GRANT SELECT, INSERT (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    ON lantern.access_log TO lantern_app;
-- Who sees no residents sees no look at one either, nor what somebody typed to find her.
CREATE POLICY audited ON lantern.access_log FOR SELECT TO lantern_app USING (
    (premises_id = ANY ((SELECT lantern.my_board())::uuid[])
        AND (SELECT lantern.my_roles() && '{premises_manager,area_manager,inspector}'))
    OR (resident_id IS NULL AND what <> 'search' AND ((SELECT lantern.is_administrator())
        OR (premises_id = ANY ((SELECT lantern.my_premises())::uuid[])
            AND (SELECT lantern.my_roles() && '{premises_manager,area_manager,inspector}')))));
CREATE POLICY own ON lantern.access_log FOR INSERT TO lantern_app WITH CHECK (
    staff_id IS NOT DISTINCT FROM (SELECT lantern.my_staff())
    AND terminal_id IS NOT DISTINCT FROM (SELECT lantern.my_terminal()));

GRANT SELECT ON lantern.clock_tick TO lantern_app;
CREATE POLICY seen ON lantern.clock_tick FOR SELECT TO lantern_app USING (true);

-- ---------------------------------------------------------------- the clockwork

-- All premises, but only what deadlines, alarms, the tail and the sealer need: no names, no notes on people, no secrets.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{premises,room,stay,stay_room,stay_checks,requirement,alarm,going,movement,hospital_call,check_plan,check_plan_band,visit,safety_plan,safety_plan_sign,sign_rule,proposal,watch,watch_decision,review,review_trigger,review_act,chain,chain_step,chain_attest,setting,staff_role,sign_on,event,event_link,deadline,clock_tick}'::text[]
    LOOP
        EXECUTE format('GRANT SELECT ON lantern.%I TO lantern_clock', name);
        EXECUTE format('CREATE POLICY clock ON lantern.%I TO lantern_clock USING (true)', name);
    END LOOP;
    FOREACH name IN ARRAY '{requirement,alarm,deadline,event_link,clock_tick,review,review_trigger,chain_step}'::text[] LOOP
        EXECUTE format('GRANT INSERT ON lantern.%I TO lantern_clock', name);
    END LOOP;
END
$$;
GRANT SELECT (id, display_name, initials) ON lantern.staff TO lantern_clock;
CREATE POLICY clock ON lantern.staff FOR SELECT TO lantern_clock USING (true);
-- Whose record is restricted, not who she is: the events about her are to leave her words out.
GRANT SELECT (id, restricted) ON lantern.resident TO lantern_clock;
CREATE POLICY clock ON lantern.resident FOR SELECT TO lantern_clock USING (true);
GRANT UPDATE (at, swept_to) ON lantern.clock_tick TO lantern_clock;
GRANT UPDATE (ended_at) ON lantern.sign_on TO lantern_clock;

-- Views stand under the rights of whoever asks (security_invoker).
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class
        WHERE relnamespace = 'lantern'::regnamespace AND relkind = 'v' AND reloptions @> '{security_invoker=true}'
    LOOP
        EXECUTE format('GRANT SELECT ON lantern.%I TO lantern_app, lantern_clock', name);
    END LOOP;
END
$$;
