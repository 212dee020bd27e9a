-- 91_access_keywork.sql -- who may do what to keywork, meetings, updates and what leaves the building, after 90_access.sql has
-- taken everything away. The same three layers; docs/keywork.md says who reads what.

-- ---------------------------------------------------------------- about one woman

-- "whose": plans: those who work with her, but not agency workers; here: those too; family: her keyworkers and managers. Her
-- practitioner reads where the third says so ("own" marks her women). Nobody writes as somebody else: "begins" where a row begins,
-- "closes" where it is closed.
DO $$
DECLARE
    t record;
    here CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_board())::uuid[])';
    own CONSTANT text := 'resident_id = ANY ((SELECT lantern.my_residents())::uuid[])';
    me CONSTANT text := ' = (SELECT lantern.my_staff())';
    names CONSTANT text := '(SELECT lantern.my_names())';
    screen CONSTANT text := ' AND terminal_id IS NOT DISTINCT FROM (SELECT lantern.my_terminal())';
    reach text;
BEGIN
    FOR t IN SELECT * FROM (VALUES
        -- name, whose, her practitioner, begins, closes
        ('keywork_session',   'plans',  own || ' AND shared AND lantern.session_shared(id)', 'author_id' || me || screen, NULL),
        ('keywork_skill',     'plans',  own || ' AND lantern.session_shared(session_id)', '', NULL),
        ('moment',            'here',   NULL, 'author_id' || me || screen, NULL),
        ('moment_review',     'here',   NULL, 'staff_id' || me, NULL),
        ('plan_suggestion',   'plans',  NULL, 'decided_by_id IS NULL AND author_id' || me, 'decided_by_id' || me),
        ('meeting',           'plans',  own,  'closed_by_id IS NULL AND author_id' || me, 'closed_by_id' || me),
        ('meeting_time',      'plans',  own,  'author_id' || me, NULL),
        ('meeting_item',      'plans',  own,  'withdrawn_by_id IS NULL AND author_id' || me, 'withdrawn_by_id' || me),
        ('meeting_person',    'plans',  own,  '', NULL),
        ('meeting_note',      'plans',  own,  '', NULL),
        ('meeting_copy',      'plans',  own,  'author_id' || me, NULL),
        ('sharing_agreement', 'plans',  own,  'author_id' || me, NULL),
        ('practitioner_update', 'plans', own, 'author_id' || me || ' AND told_at IS NULL', NULL),
        ('update_pass',       'plans',  own,  'kind = ''phoned'' AND staff_id' || me, NULL),
        ('choice',            'plans',  own,  'author_id' || me, NULL),
        ('referral',          'plans',  own,  'answered_by_id IS NULL AND author_id' || me, 'answered_by_id' || me),
        ('named_contact',     'plans',  own,  'ended_by_id IS NULL AND author_id' || me, 'ended_by_id' || me),
        ('activity_time',     'plans',  own || ' AND shared', 'author_id' || me, NULL),
        ('task_plan',         'plans',  NULL, 'author_id' || me, NULL),
        ('family_fact',       'family', NULL, 'ended_by_id IS NULL AND author_id' || me, 'ended_by_id' || me),
        ('family_contact',    'family', NULL, 'author_id' || me, NULL)
    ) AS x(name, whose, practitioner, begins, closes) LOOP
        reach := format('premises_id = ANY ((SELECT lantern.my_%s())::uuid[])', CASE t.whose WHEN 'here' THEN 'board' ELSE t.whose END);
        EXECUTE format('GRANT SELECT, INSERT ON lantern.%I TO lantern_app', t.name);
        EXECUTE format('CREATE POLICY seen ON lantern.%I FOR SELECT TO lantern_app USING (%s AND %s%s)', t.name, reach, names,
            coalesce(' OR ' || t.practitioner, ''));
        -- An update is a consequence: whoever records its cause writes it, whether or not she may read it.
        EXECUTE format('CREATE POLICY written ON lantern.%I FOR INSERT TO lantern_app WITH CHECK (%s AND (SELECT lantern.may_write())%s)',
            t.name, CASE WHEN t.name = 'practitioner_update' THEN here ELSE reach END, coalesce(' AND ' || NULLIF(t.begins, ''), ''));
        IF t.closes IS NOT NULL THEN
            EXECUTE format('GRANT UPDATE (%s) ON lantern.%I TO lantern_app', lantern.ends_by(t.name), t.name);
            EXECUTE format('CREATE POLICY closed ON lantern.%1$I FOR UPDATE TO lantern_app USING (%2$s AND (SELECT lantern.may_write()))
                WITH CHECK (%2$s AND %3$s)', t.name, reach, t.closes);
        END IF;
    END LOOP;
END
$$;

-- Her practitioner takes part: items of her own voice, what she has read, questions and answers from her side.
CREATE POLICY hers ON lantern.meeting_item FOR INSERT TO lantern_app WITH CHECK (
    resident_id = ANY ((SELECT lantern.my_residents())::uuid[]) AND voice = 'practitioner'
    AND author_id = (SELECT lantern.my_staff()) AND withdrawn_by_id IS NULL);
CREATE POLICY hers_back ON lantern.meeting_item FOR UPDATE TO lantern_app USING (
    resident_id = ANY ((SELECT lantern.my_residents())::uuid[]) AND voice = 'practitioner')
    WITH CHECK (withdrawn_by_id = (SELECT lantern.my_staff()));

GRANT SELECT, INSERT ON lantern.update_read, lantern.thread, lantern.thread_entry TO lantern_app;
CREATE POLICY seen ON lantern.update_read FOR SELECT TO lantern_app USING (
    (premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.my_names()))
    OR resident_id = ANY ((SELECT lantern.my_residents())::uuid[]));
CREATE POLICY own ON lantern.update_read FOR INSERT TO lantern_app WITH CHECK (
    staff_id = (SELECT lantern.my_staff()) AND resident_id = ANY ((SELECT lantern.my_residents())::uuid[]));
DO $$
DECLARE
    name text;
    plans CONSTANT text := '(premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.my_names()))';
    own CONSTANT text := 'resident_id = ANY ((SELECT lantern.my_residents())::uuid[])';
BEGIN
    FOREACH name IN ARRAY '{thread,thread_entry}'::text[] LOOP
        EXECUTE format('CREATE POLICY seen ON lantern.%I FOR SELECT TO lantern_app USING (%s OR %s)', name, plans, own);
        EXECUTE format('CREATE POLICY asked ON lantern.%I FOR INSERT TO lantern_app WITH CHECK (author_id = (SELECT lantern.my_staff())
            AND (%s OR (%s AND (SELECT lantern.may_write()))))', name,
            own || CASE WHEN name = 'thread_entry' THEN ' AND side = ''practitioner''' ELSE '' END,
            plans || CASE WHEN name = 'thread_entry' THEN ' AND side = ''premises''' ELSE '' END);
    END LOOP;
END
$$;

-- Whose keyworker and practitioner: changed by who works with her, with a reason.
GRANT INSERT ON lantern.keyworker_of, lantern.practitioner_of TO lantern_app;
GRANT UPDATE (until_at) ON lantern.keyworker_of, lantern.practitioner_of TO lantern_app;
CREATE POLICY written ON lantern.keyworker_of FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.may_write()));
CREATE POLICY closed ON lantern.keyworker_of FOR UPDATE TO lantern_app USING (
    until_at IS NULL AND premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.may_write()))
    WITH CHECK (until_at IS NOT NULL);
CREATE POLICY written ON lantern.practitioner_of FOR INSERT TO lantern_app WITH CHECK (
    (SELECT lantern.may_write()) AND resident_id IN (SELECT s.resident_id FROM lantern.stay s
        WHERE s.state = 'arrived' AND s.premises_id = ANY ((SELECT lantern.my_plans())::uuid[])));
CREATE POLICY closed ON lantern.practitioner_of FOR UPDATE TO lantern_app USING (
    until_at IS NULL AND (SELECT lantern.may_write()) AND resident_id IN (SELECT s.resident_id FROM lantern.stay s
        WHERE s.state = 'arrived' AND s.premises_id = ANY ((SELECT lantern.my_plans())::uuid[])))
    WITH CHECK (until_at IS NOT NULL);

-- ---------------------------------------------------------------- of a house

-- Read by who works here and by practitioners of its women; written by who works here, leave and capacity by who manages.
DO $$
DECLARE
    t record;
    here CONSTANT text := 'premises_id = ANY ((SELECT lantern.my_board())::uuid[])';
    me CONSTANT text := ' = (SELECT lantern.my_staff())';
BEGIN
    FOR t IN SELECT * FROM (VALUES
        ('service',            'may_write',  'ended_by_id', true),
        ('activity',           'may_write',  'ended_by_id', true),
        ('keyworker_capacity', 'may_manage', NULL, false),
        ('staff_leave',        'may_manage', 'withdrawn_by_id', false)
    ) AS x(name, may, closer, practitioner) LOOP
        EXECUTE format('GRANT SELECT, INSERT ON lantern.%I TO lantern_app', t.name);
        EXECUTE format('CREATE POLICY seen ON lantern.%I FOR SELECT TO lantern_app USING (%s%s)', t.name,
            '(' || here || ' AND (SELECT lantern.my_names()))',
            CASE WHEN t.practitioner THEN ' OR premises_id IN (SELECT lantern.my_other_premises())' ELSE '' END);
        EXECUTE format('CREATE POLICY written ON lantern.%I FOR INSERT TO lantern_app WITH CHECK (%s AND (SELECT lantern.%I()) AND author_id%s%s)',
            t.name, here, t.may, me, coalesce(' AND ' || quote_ident(t.closer) || ' IS NULL', ''));
        IF t.closer IS NOT NULL THEN
            EXECUTE format('GRANT UPDATE (%s) ON lantern.%I TO lantern_app', lantern.ends_by(t.name), t.name);
            EXECUTE format('CREATE POLICY closed ON lantern.%1$I FOR UPDATE TO lantern_app USING (%2$s AND (SELECT lantern.%3$I()))
                WITH CHECK (%2$s AND %4$I%5$s)', t.name, here, t.may, t.closer, me);
        END IF;
    END LOOP;
END
$$;

GRANT SELECT ON lantern.loaded_word TO lantern_app, lantern_clock;
CREATE POLICY reference ON lantern.loaded_word FOR SELECT TO lantern_app, lantern_clock USING (true);

-- What is held about her is given out by who manages the house.
GRANT SELECT, INSERT ON lantern.subject_access TO lantern_app;
CREATE POLICY seen ON lantern.subject_access FOR SELECT TO lantern_app USING (
    premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.my_names()));
CREATE POLICY written ON lantern.subject_access FOR INSERT TO lantern_app WITH CHECK (
    premises_id = ANY ((SELECT lantern.my_plans())::uuid[]) AND (SELECT lantern.may_manage()) AND author_id = (SELECT lantern.my_staff()));

-- ---------------------------------------------------------------- of one worker

GRANT SELECT, INSERT ON lantern.practitioner_look TO lantern_app;
CREATE POLICY own ON lantern.practitioner_look TO lantern_app USING (staff_id = (SELECT lantern.my_staff()))
    WITH CHECK (staff_id = (SELECT lantern.my_staff()));

GRANT SELECT (id, staff_id, made_at, revoked_at), INSERT ON lantern.calendar_feed TO lantern_app;
GRANT UPDATE (revoked_at) ON lantern.calendar_feed TO lantern_app;
CREATE POLICY own ON lantern.calendar_feed TO lantern_app USING (staff_id = (SELECT lantern.my_staff()))
    WITH CHECK (staff_id = (SELECT lantern.my_staff()));

-- A practitioner names her deputy, or the administrator does.
GRANT SELECT, INSERT ON lantern.practitioner_deputy, lantern.staff_contact TO lantern_app;
CREATE POLICY seen ON lantern.practitioner_deputy FOR SELECT TO lantern_app USING ((SELECT lantern.my_staff()) IS NOT NULL);
CREATE POLICY named ON lantern.practitioner_deputy FOR INSERT TO lantern_app WITH CHECK (
    author_id = (SELECT lantern.my_staff()) AND (staff_id = (SELECT lantern.my_staff()) OR (SELECT lantern.is_administrator())));
CREATE POLICY seen ON lantern.staff_contact FOR SELECT TO lantern_app USING (
    staff_id = (SELECT lantern.my_staff()) OR (SELECT lantern.is_administrator()));
-- A webhook makes the server itself call somewhere.
CREATE POLICY set ON lantern.staff_contact FOR INSERT TO lantern_app WITH CHECK (
    author_id = (SELECT lantern.my_staff())
    AND ((staff_id = (SELECT lantern.my_staff()) AND courier <> 'webhook') OR (SELECT lantern.is_administrator())));

-- ---------------------------------------------------------------- what leaves

-- Put by whoever records the cause, in its statement. Looked at, and taken up again, by managers and the administrator.
GRANT SELECT, INSERT ON lantern.outbox TO lantern_app;
GRANT UPDATE (state, next_at, lease, lease_until, handed_at, seen_at, seen_by_id) ON lantern.outbox TO lantern_app;
CREATE POLICY put ON lantern.outbox FOR INSERT TO lantern_app WITH CHECK (
    (SELECT lantern.my_staff()) IS NOT NULL AND state = 'open' AND tries = 0 AND seen_by_id IS NULL
    AND (premises_id = ANY ((SELECT lantern.my_board())::uuid[]) OR premises_id IN (SELECT lantern.my_other_premises())));
DO $$
DECLARE
    kept CONSTANT text := '((SELECT lantern.is_administrator()) OR (premises_id = ANY ((SELECT lantern.my_premises())::uuid[])
        AND (SELECT lantern.may_manage())))';
BEGIN
    EXECUTE 'CREATE POLICY seen ON lantern.outbox FOR SELECT TO lantern_app USING (staff_id = (SELECT lantern.my_staff()) OR ' || kept || ')';
    EXECUTE 'CREATE POLICY taken_up ON lantern.outbox FOR UPDATE TO lantern_app USING (state IN (''dead'', ''unknown'') AND ' || kept || ')
        WITH CHECK (seen_by_id = (SELECT lantern.my_staff()) AND state IN (''open'', ''dropped''))';
END
$$;
GRANT SELECT ON lantern.inbox_message TO lantern_app;
CREATE POLICY seen ON lantern.inbox_message FOR SELECT TO lantern_app USING (
    staff_id = (SELECT lantern.my_staff()) OR (SELECT lantern.is_administrator()));

-- ---------------------------------------------------------------- the clockwork and the couriers

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{keyworker_of,practitioner_of,practitioner_update,update_read,update_pass,practitioner_deputy,meeting,meeting_time,outbox,inbox_message,staff_contact}'::text[]
    LOOP
        EXECUTE format('GRANT SELECT ON lantern.%I TO lantern_clock', name);
        EXECUTE format('CREATE POLICY clock ON lantern.%I TO lantern_clock USING (true)', name);
    END LOOP;
    FOREACH name IN ARRAY '{practitioner_update,update_pass,outbox,inbox_message}'::text[] LOOP
        EXECUTE format('GRANT INSERT ON lantern.%I TO lantern_clock', name);
    END LOOP;
END
$$;
-- Whether and when, not what was said.
GRANT SELECT (id, stay_id, resident_id, premises_id, kind, happened_at, recorded_at, shared, corrects_id) ON lantern.keywork_session TO lantern_clock;
CREATE POLICY clock ON lantern.keywork_session FOR SELECT TO lantern_clock USING (true);
GRANT SELECT (id, stay_id, resident_id, premises_id, kind, state, at) ON lantern.choice TO lantern_clock;
CREATE POLICY clock ON lantern.choice FOR SELECT TO lantern_clock USING (true);
GRANT UPDATE (told_at) ON lantern.practitioner_update TO lantern_clock;
GRANT UPDATE (state, tries, next_at, lease, lease_until, handed_at, courier, sent_at, last_error, seen_at, seen_by_id) ON lantern.outbox TO lantern_clock;
-- Nothing is sent to whoever has left.
GRANT SELECT (until_at) ON lantern.staff TO lantern_clock;
