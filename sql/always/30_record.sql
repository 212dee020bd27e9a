-- 30_record.sql -- the one way in which a decision becomes true: lantern.record(document).
--
-- The document says what holds from now on; every part is optional, and a part that is absent costs nothing.
-- Row security applies inside: whoever calls can write no more than by hand.
--
--  now        iso: taken for lantern.now() where the transaction has none (the clockwork has no identity)
--  guard      what the decision was based on. If one no longer holds, nothing is written and the answer is NULL: load and
--             judge again.  {"stay": uuid, "version": n}              stay_checks.version
--                           {"staff"|"terminal"|"action": uuid, "version": n}
--                           {"upcoming": uuid}                          she has not arrived yet
--                           {"chain": uuid, "version": n}               stay_checks.version, for a step at her door
--                           {"setting": name, "premises": uuid, "id": uuid|null}   still the last one recorded
--                           {"keyworker": stay, "id": uuid|null}        still her keyworker; {"practitioner": resident, ...} likewise
--                           {"keywork": stay, "count": n}               no session of hers has been recorded since
--                           {"meetings": stay, "stands": text}          lantern.meetings_stand(): none of hers planned, moved or closed since
--                           {"choices": stay, "count": n}               nor a choice
--             Whoever opens or closes something of a stay's checks (requirement, alarm, going, movement, plan) names the
--             stay here: that also is the lock, and the order of locks that keeps writers from deadlock.
--  claimed    [deadline id]: each must be open and free, else NULL; they become done
--  receipt    {id, route, digest (hex), status, answer, premises}: kept for the same id sent again
--  rows       {table: [{column: value}]}: inserted as they stand. Tables: staff staff_role terminal check_plan
--             check_plan_band contact_plan movement hospital_call visit visit_mark requirement going action action_entry
--             setting, and those of lantern.rare_tables(). bytea is "\\x" and hex.
--  arrives    {stay, resident, premises, arrived_at, released_on, room, bed, stay_room (uuid), seed}: she lives here from now on,
--             and her checks begin at version 0
--  moves      {stay, resident, premises, stay_room (uuid), room, bed, at, reason, her_view}: another room from then on; the
--             one before keeps its time, so that old checks point to the right door
--  ends       {table: [{id, ...}]}: closes what is still open. check_plan {ended_at, ended_by_id, end_reason},
--             going {ended_at}, movement {back_at, back_note, back_by_id}, staff_role {until_at},
--             terminal {revoked_at, revoked_by}, and what lantern.ends_by() names, by the columns named there
--  edit       {table: [{id, version (old + 1), ...}]}: members that are absent stay. staff {display_name, initials,
--             staff_code, until_at}, action {target_on, closed_at}
--  checks     [{stay, version (old + 1), seed, last_sign_of_life_at, last_conversation_at, last_rouse_at,
--             last_recorded_at, gaps_s, predictable}]: of stay_checks; members that are absent stay
--  close      [{requirement, state, at, visit, late_reason, late_words, close_reason}]
--  reasons    [{requirement, late_reason, late_words, close_reason}]: for a closed one that has none yet
--  alarms     [{id, column: value}]: upserts; of one that exists, members that are absent stay
--  void       [{subject, kind}]: open deadlines of the subject; without kind all of them
--  deadlines  [{kind, due_at, subject, premises, data}]
--  events     [{kind, premises, resident, stay, happened_at, data, id}]; id may be absent
--
-- Answers {"recorded": true, "answer": the receipt's answer or null}, or {"receipt": {route, digest, status, answer}} when
-- the id was used before (of somebody else's id only {"digest": ""}), or NULL. What a guard should have caught (a row
-- closed meanwhile that no guard named) raises 40001, and nothing is written.
--
-- Order: whatever takes a place is closed before its successor is inserted (one open requirement a kind, one alarm a stay).

-- Her checks as they were when a step at her door was judged. It runs as the owner: a locked screen stamps steps and may change
-- nothing of her checks, but takes its turn with whoever ends the chain, or screens would be told of a step after the end.
CREATE OR REPLACE FUNCTION lantern.chain_stands(chain uuid, version bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM FROM lantern.stay_checks k
    WHERE k.stay_id = (SELECT c.stay_id FROM lantern.chain c WHERE c.id = chain_stands.chain AND c.premises_id = ANY (lantern.my_board()))
        AND k.version = chain_stands.version FOR NO KEY UPDATE;
    RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION lantern.chain_stands FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.chain_stands TO lantern_app;

CREATE OR REPLACE FUNCTION lantern.guard_holds(g jsonb) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF g ? 'stay' THEN
        PERFORM FROM lantern.stay_checks c
        WHERE c.stay_id = (g->>'stay')::uuid AND c.version = (g->>'version')::bigint FOR NO KEY UPDATE;
    ELSIF g ? 'chain' THEN
        RETURN lantern.chain_stands((g->>'chain')::uuid, (g->>'version')::bigint);
    ELSIF g ? 'staff' THEN
        PERFORM FROM lantern.staff s WHERE s.id = (g->>'staff')::uuid AND s.version = (g->>'version')::integer FOR NO KEY UPDATE;
    ELSIF g ? 'terminal' THEN
        PERFORM FROM lantern.terminal t
        WHERE t.id = (g->>'terminal')::uuid AND t.version = (g->>'version')::integer FOR NO KEY UPDATE;
    ELSIF g ? 'action' THEN
        PERFORM FROM lantern.action a
        WHERE a.id = (g->>'action')::uuid AND a.version = (g->>'version')::integer FOR NO KEY UPDATE;
    ELSIF g ? 'upcoming' THEN
        PERFORM FROM lantern.stay s WHERE s.id = (g->>'upcoming')::uuid AND s.state = 'upcoming' FOR NO KEY UPDATE;
    ELSIF g ? 'setting' THEN
        -- There may be no row to lock yet.
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('setting', g->>'premises', g->>'setting'), 0));
        PERFORM WHERE (g->>'id')::uuid IS NOT DISTINCT FROM (
            SELECT s.id FROM lantern.setting s
            WHERE s.premises_id = (g->>'premises')::uuid AND s.name = g->>'setting' ORDER BY s.n DESC LIMIT 1);
    ELSIF g ? 'keyworker' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('keyworker', g->>'keyworker'), 0));
        RETURN (g->>'id')::uuid IS NOT DISTINCT FROM (
            SELECT k.id FROM lantern.keyworker_of k WHERE k.stay_id = (g->>'keyworker')::uuid AND k.until_at IS NULL);
    ELSIF g ? 'practitioner' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('practitioner', g->>'practitioner'), 0));
        RETURN (g->>'id')::uuid IS NOT DISTINCT FROM (
            SELECT k.id FROM lantern.practitioner_of k WHERE k.resident_id = (g->>'practitioner')::uuid AND k.until_at IS NULL);
    ELSIF g ? 'keywork' THEN
        -- Nor here: of two notes at once the second is judged again, with the first.
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('keywork', g->>'keywork'), 0));
        RETURN (g->>'count')::bigint = (SELECT count(*) FROM lantern.keywork_session s WHERE s.stay_id = (g->>'keywork')::uuid);
    ELSIF g ? 'meetings' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('meetings', g->>'meetings'), 0));
        RETURN g->>'stands' = lantern.meetings_stand((g->>'meetings')::uuid);
    ELSIF g ? 'choices' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(concat('choices', g->>'choices'), 0));
        RETURN (g->>'count')::bigint = (SELECT count(*) FROM lantern.choice c WHERE c.stay_id = (g->>'choices')::uuid);
    ELSE
        RAISE EXCEPTION 'record: unknown guard %', g USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN FOUND;
END
$$;

-- NULL when the id is new, else what was answered.
CREATE OR REPLACE FUNCTION lantern.receipt_of(receipt uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object('receipt', jsonb_build_object('id', r.id, 'route', r.route,
            'digest', encode(r.digest, 'hex'), 'status', r.status, 'answer', r.answer))
        FROM lantern.receipt r WHERE r.id = receipt_of.receipt);
END
$$;

-- The tables of the plan that acts and of keywork, in the order in which one may name another.
CREATE OR REPLACE FUNCTION lantern.rare_tables() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT '{
        arrival,safety_plan,safety_plan_section,safety_plan_line,safety_plan_sign,safety_plan_crisis,
        safety_plan_quote,safety_plan_read,staff_briefing,staff_briefing_decision,resident_copy,food_need,sighting,
        daily_fact,sign_rule,watch_decision,rouse_answer,proposal,proposal_sighting,review,review_trigger,review_act,
        review_person,chain,chain_step,chain_attest,body_mark,hard_day,incident,debrief,debrief_answer,door_code,
        staff_contact,practitioner_deputy,practitioner_look,calendar_feed,keyworker_of,practitioner_of,
        keyworker_capacity,staff_leave,keywork_session,keywork_skill,moment,moment_review,plan_suggestion,meeting,
        meeting_time,meeting_item,meeting_person,meeting_note,meeting_copy,sharing_agreement,practitioner_update,
        update_read,update_pass,thread,thread_entry,outbox,choice,service,referral,named_contact,activity,
        activity_time,task_plan,family_fact,family_contact,subject_access}'::text[] $$;

-- What closes a row of these, and with which columns; the first is empty while it is open.
CREATE OR REPLACE FUNCTION lantern.ends_by(what text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
SELECT '{"sign_rule": "ended_at, ended_by_id, end_reason", "watch": "ended_at, ended_by_id, decision",
    "proposal": "decided_at, decided_by_id, decision, reason, watch_id",
    "review": "closed_at, closed_by_id, outcome, words, to_version, next_on",
    "chain": "ended_at, ended_by_id, outcome, end_words", "body_mark": "healed_at, healed_by_id",
    "hard_day": "withdrawn_at, withdrawn_by_id, withdraw_reason", "door_code": "revoked_at, revoked_by_id",
    "plan_suggestion": "decided_at, decided_by_id, decision, reason",
    "meeting": "closed_at, closed_by_id, held, held_at, minutes, not_held, reason, plain_words",
    "meeting_item": "withdrawn_at, withdrawn_by_id", "referral": "answered_at, answered_by_id, answer, answer_words",
    "named_contact": "ended_at, ended_by_id", "service": "ended_at, ended_by_id", "activity": "ended_at, ended_by_id",
    "family_fact": "ended_at, ended_by_id", "staff_leave": "withdrawn_at, withdrawn_by_id",
    "keyworker_of": "until_at", "practitioner_of": "until_at", "calendar_feed": "revoked_at", "practitioner_update": "told_at"}'::jsonb->>what
$$;

CREATE OR REPLACE FUNCTION lantern.record_rows(rows jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    list jsonb;
    stray text;
    rare text;
BEGIN
    FOR stray IN SELECT k FROM jsonb_object_keys(rows) k
        WHERE k <> ALL (lantern.rare_tables()) AND k <> ALL ('{watch,staff,staff_role,terminal,check_plan,check_plan_band,contact_plan,movement,hospital_call,visit,visit_mark,requirement,going,action,action_entry,setting}')
    LOOP
        RAISE EXCEPTION 'record: no rows for %', stray USING ERRCODE = 'invalid_parameter_value';
    END LOOP;
    list := rows->'staff';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.staff (id, username, display_name, initials, staff_code, from_at, until_at, version)
        SELECT id, username, display_name, initials, staff_code, from_at, until_at, version
        FROM jsonb_populate_recordset(NULL::lantern.staff, list);
    END IF;
    list := rows->'staff_role';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.staff_role SELECT * FROM jsonb_populate_recordset(NULL::lantern.staff_role, list);
    END IF;
    list := rows->'terminal';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.terminal SELECT * FROM jsonb_populate_recordset(NULL::lantern.terminal, list);
    END IF;
    -- Before the check plans that it makes.
    list := rows->'watch';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.watch SELECT * FROM jsonb_populate_recordset(NULL::lantern.watch, list);
    END IF;
    list := rows->'check_plan';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.check_plan SELECT * FROM jsonb_populate_recordset(NULL::lantern.check_plan, list);
    END IF;
    list := rows->'check_plan_band';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.check_plan_band SELECT * FROM jsonb_populate_recordset(NULL::lantern.check_plan_band, list);
    END IF;
    list := rows->'contact_plan';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.contact_plan SELECT * FROM jsonb_populate_recordset(NULL::lantern.contact_plan, list);
    END IF;
    list := rows->'movement';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.movement SELECT * FROM jsonb_populate_recordset(NULL::lantern.movement, list);
    END IF;
    list := rows->'hospital_call';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.hospital_call SELECT * FROM jsonb_populate_recordset(NULL::lantern.hospital_call, list);
    END IF;
    list := rows->'visit_mark';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.visit_mark SELECT * FROM jsonb_populate_recordset(NULL::lantern.visit_mark, list);
    END IF;
    list := rows->'requirement';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.requirement SELECT * FROM jsonb_populate_recordset(NULL::lantern.requirement, list);
    END IF;
    list := rows->'going';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.going SELECT * FROM jsonb_populate_recordset(NULL::lantern.going, list);
    END IF;
    list := rows->'action';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.action SELECT * FROM jsonb_populate_recordset(NULL::lantern.action, list);
    END IF;
    list := rows->'action_entry';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.action_entry SELECT * FROM jsonb_populate_recordset(NULL::lantern.action_entry, list);
    END IF;
    list := rows->'setting';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at)
        SELECT id, premises_id, name, value, reason, author_id, from_at, recorded_at
        FROM jsonb_populate_recordset(NULL::lantern.setting, list);
    END IF;
    -- Rarer than checks, and many: planned as they come. A message for the same cause (outbox.once) is left out and the
    -- fact stands: who is told must never keep anything from being recorded. What she has read twice was read once.
    FOREACH rare IN ARRAY lantern.rare_tables() LOOP
        IF rows ? rare THEN
            EXECUTE format('INSERT INTO lantern.%1$I SELECT * FROM jsonb_populate_recordset(NULL::lantern.%1$I, $1)%2$s', rare,
                CASE WHEN rare IN ('outbox', 'update_read') THEN ' ON CONFLICT DO NOTHING' END)
            USING rows->rare;
        END IF;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION lantern.changed_meanwhile(what text, item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- Its id and no more: the rest may hold what somebody wrote, and this goes to the log.
    RAISE EXCEPTION 'record: % changed meanwhile: %', what, coalesce(item->>'id', item->>'requirement', item->>'stay')
        USING ERRCODE = 'serialization_failure';
END
$$;

CREATE OR REPLACE FUNCTION lantern.record_end(what text, item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    one uuid := item->>'id';
    columns text := lantern.ends_by(what);
    n integer;
BEGIN
    IF columns IS NOT NULL THEN
        EXECUTE format('UPDATE lantern.%1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::lantern.%1$I, $1))
            WHERE t.id = $2 AND t.%3$I IS NULL', what, columns, split_part(columns, ',', 1)) USING item, one;
        GET DIAGNOSTICS n = ROW_COUNT;
        IF n = 0 THEN
            PERFORM lantern.changed_meanwhile(what, item);
        END IF;
        RETURN;
    END IF;
    CASE what
    WHEN 'check_plan' THEN
        UPDATE lantern.check_plan SET ended_at = (item->>'ended_at')::timestamptz, ended_by_id = (item->>'ended_by_id')::uuid,
            end_reason = item->>'end_reason'
        WHERE id = one AND ended_at IS NULL;
    WHEN 'going' THEN
        UPDATE lantern.going SET ended_at = (item->>'ended_at')::timestamptz WHERE id = one AND ended_at IS NULL;
    WHEN 'movement' THEN
        UPDATE lantern.movement SET back_at = (item->>'back_at')::timestamptz, back_by_id = (item->>'back_by_id')::uuid,
            back_note = item->>'back_note'
        WHERE id = one AND back_at IS NULL;
    WHEN 'staff_role' THEN
        UPDATE lantern.staff_role SET until_at = (item->>'until_at')::timestamptz
        WHERE id = one AND (until_at IS NULL OR until_at > (item->>'until_at')::timestamptz);
    WHEN 'terminal' THEN
        UPDATE lantern.terminal SET revoked_at = (item->>'revoked_at')::timestamptz, revoked_by = (item->>'revoked_by')::uuid,
            version = version + 1
        WHERE id = one AND revoked_at IS NULL;
    ELSE
        RAISE EXCEPTION 'record: % does not end', what USING ERRCODE = 'invalid_parameter_value';
    END CASE;
    IF NOT FOUND THEN
        PERFORM lantern.changed_meanwhile(what, item);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION lantern.record_edit(what text, item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    one uuid := item->>'id';
    was integer := (item->>'version')::integer - 1;
BEGIN
    CASE what
    WHEN 'staff' THEN
        UPDATE lantern.staff s SET (display_name, initials, staff_code, until_at, version) = (
            SELECT n.display_name, n.initials, n.staff_code, n.until_at, n.version FROM jsonb_populate_record(s, item) n)
        WHERE s.id = one AND s.version = was;
    WHEN 'action' THEN
        UPDATE lantern.action a SET (target_on, closed_at, version) = (
            SELECT n.target_on, n.closed_at, n.version FROM jsonb_populate_record(a, item) n)
        WHERE a.id = one AND a.version = was;
    ELSE
        RAISE EXCEPTION 'record: % has no edits', what USING ERRCODE = 'invalid_parameter_value';
    END CASE;
    IF NOT FOUND THEN
        PERFORM lantern.changed_meanwhile(what, item);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION lantern.record_alarm(item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE lantern.alarm a
    SET (class, cause, rung, rung_at, quiet_until, acknowledged_by_id, closed_at, visit_id, told_at) = (
        SELECT n.class, n.cause, n.rung, n.rung_at, n.quiet_until, n.acknowledged_by_id, n.closed_at, n.visit_id, n.told_at
        FROM jsonb_populate_record(a, item) n)
    WHERE a.id = (item->>'id')::uuid AND a.closed_at IS NULL;
    IF NOT FOUND THEN
        INSERT INTO lantern.alarm SELECT * FROM jsonb_populate_record(NULL::lantern.alarm, item);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION lantern.record_arrival(item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    arriving lantern.stay;
BEGIN
    UPDATE lantern.stay s SET arrived_at = (item->>'arrived_at')::timestamptz, released_on = (item->>'released_on')::date
    WHERE s.id = (item->>'stay')::uuid AND s.state = 'upcoming' RETURNING * INTO arriving;
    IF NOT FOUND THEN
        PERFORM lantern.changed_meanwhile('stay', item);
    END IF;
    INSERT INTO lantern.stay_room (id, stay_id, resident_id, premises_id, room_id, bed, during, reason, author_id)
    VALUES ((item->>'stay_room')::uuid, arriving.id, arriving.resident_id, arriving.premises_id, (item->>'room')::uuid,
        coalesce((item->>'bed')::smallint, 1), tstzrange(arriving.arrived_at, NULL), 'on arrival', lantern.my_staff());
    INSERT INTO lantern.stay_checks (stay_id, resident_id, premises_id, version, seed, last_recorded_at, gaps_s, predictable)
    VALUES (arriving.id, arriving.resident_id, arriving.premises_id, 0, (item->>'seed')::bigint, arriving.arrived_at, '{}', false);
END
$$;

CREATE OR REPLACE FUNCTION lantern.record_move(item jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE lantern.stay_room o SET during = tstzrange(lower(o.during), (item->>'at')::timestamptz)
    WHERE o.stay_id = (item->>'stay')::uuid AND upper_inf(o.during) AND lower(o.during) < (item->>'at')::timestamptz;
    IF NOT FOUND THEN
        PERFORM lantern.changed_meanwhile('stay_room', item);
    END IF;
    INSERT INTO lantern.stay_room (id, stay_id, resident_id, premises_id, room_id, bed, during, reason, her_view, author_id)
    VALUES ((item->>'stay_room')::uuid, (item->>'stay')::uuid, (item->>'resident')::uuid, (item->>'premises')::uuid, (item->>'room')::uuid,
        (item->>'bed')::smallint, tstzrange((item->>'at')::timestamptz, NULL), item->>'reason', item->>'her_view', lantern.my_staff());
END
$$;

-- Generic plans from the first call: every statement here finds its rows by key, and planning anew each time costs a third
-- of the call.
CREATE OR REPLACE FUNCTION lantern.record(doc jsonb) RETURNS jsonb
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
    AS $$
DECLARE
    at timestamptz;
    list jsonb;
    item jsonb;
    part text;
    claimed bigint[];
    holds boolean := true;
    receipt uuid := doc#>>'{receipt,id}';
BEGIN
    IF doc - '{now,guard,claimed,receipt,arrives,moves,rows,ends,edit,checks,close,reasons,alarms,void,deadlines,events}'::text[] <> '{}' THEN
        RAISE EXCEPTION 'record: unknown part in %', ARRAY(SELECT jsonb_object_keys(doc)) USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF doc ? 'now' AND NULLIF(current_setting('lantern.now', true), '') IS NULL THEN
        PERFORM set_config('lantern.now', doc->>'now', true);
    END IF;
    at := lantern.now();

    -- Nothing is written until all that may say NULL has been asked. Locks in one order for all.
    list := doc->'guard';
    IF jsonb_array_length(list) = 1 THEN
        holds := lantern.guard_holds(list->0);
    ELSIF list IS NOT NULL THEN
        FOR item IN SELECT DISTINCT g FROM jsonb_array_elements(list) g ORDER BY g LOOP
            holds := holds AND lantern.guard_holds(item);
        END LOOP;
    END IF;
    IF holds AND doc ? 'claimed' THEN
        claimed := ARRAY(SELECT jsonb_array_elements_text(doc->'claimed')::bigint);
        PERFORM FROM lantern.deadline d WHERE d.id = ANY (claimed) AND d.state = 'open' FOR NO KEY UPDATE SKIP LOCKED;
        GET DIAGNOSTICS part = ROW_COUNT;
        holds := part::bigint = cardinality(claimed);
    END IF;
    IF NOT holds THEN
        -- What seems stale may be this very write, sent again. The clockwork has no receipts and may not ask.
        RETURN CASE WHEN receipt IS NOT NULL THEN lantern.receipt_of(receipt) END;
    END IF;

    IF receipt IS NOT NULL THEN
        item := doc->'receipt';
        INSERT INTO lantern.receipt (id, route, digest, status, answer, staff_id, premises_id, at)
        VALUES (receipt, item->>'route', decode(item->>'digest', 'hex'), (item->>'status')::smallint, item->'answer',
            lantern.my_staff(), (item->>'premises')::uuid, at)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            RETURN coalesce(lantern.receipt_of(receipt), '{"receipt": {"digest": ""}}');
        END IF;
    END IF;

    IF claimed IS NOT NULL THEN
        UPDATE lantern.deadline SET state = 'done', fired_at = at WHERE id = ANY (claimed);
    END IF;
    IF doc ? 'arrives' THEN
        PERFORM lantern.record_arrival(doc->'arrives');
    END IF;
    IF doc ? 'moves' THEN
        PERFORM lantern.record_move(doc->'moves');
    END IF;
    IF doc ? 'ends' THEN
        FOR part, item IN SELECT e.key, i FROM jsonb_each(doc->'ends') e, jsonb_array_elements(e.value) i LOOP
            PERFORM lantern.record_end(part, item);
        END LOOP;
    END IF;
    IF doc ? 'edit' THEN
        FOR part, item IN SELECT e.key, i FROM jsonb_each(doc->'edit') e, jsonb_array_elements(e.value) i LOOP
            PERFORM lantern.record_edit(part, item);
        END LOOP;
    END IF;
    -- The visit first: what it closes names it.
    list := doc#>'{rows,visit}';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.visit SELECT * FROM jsonb_populate_recordset(NULL::lantern.visit, list);
    END IF;
    list := doc->'checks';
    FOR i IN 0 .. coalesce(jsonb_array_length(list), 0) - 1 LOOP
        item := list->i;
        UPDATE lantern.stay_checks c
        SET (version, seed, last_sign_of_life_at, last_conversation_at, last_rouse_at, last_recorded_at, gaps_s, predictable) = (
            SELECT n.version, n.seed, n.last_sign_of_life_at, n.last_conversation_at, n.last_rouse_at, n.last_recorded_at,
                n.gaps_s, n.predictable
            FROM jsonb_populate_record(c, item) n)
        WHERE c.stay_id = (item->>'stay')::uuid AND c.version = (item->>'version')::bigint - 1;
        IF NOT FOUND THEN
            PERFORM lantern.changed_meanwhile('stay_checks', item);
        END IF;
    END LOOP;
    list := doc->'close';
    FOR i IN 0 .. coalesce(jsonb_array_length(list), 0) - 1 LOOP
        item := list->i;
        UPDATE lantern.requirement r
        SET state = item->>'state', closed_at = (item->>'at')::timestamptz, visit_id = (item->>'visit')::uuid,
            late_reason = item->>'late_reason', late_words = item->>'late_words', close_reason = item->>'close_reason'
        WHERE r.id = (item->>'requirement')::uuid AND r.state = 'open';
        IF NOT FOUND THEN
            PERFORM lantern.changed_meanwhile('requirement', item);
        END IF;
    END LOOP;
    list := doc->'reasons';
    FOR i IN 0 .. coalesce(jsonb_array_length(list), 0) - 1 LOOP
        item := list->i;
        UPDATE lantern.requirement r
        SET late_reason = item->>'late_reason', late_words = item->>'late_words', close_reason = item->>'close_reason'
        WHERE r.id = (item->>'requirement')::uuid AND r.state <> 'open' AND r.late_reason IS NULL AND r.close_reason IS NULL;
        IF NOT FOUND THEN
            PERFORM lantern.changed_meanwhile('requirement', item);
        END IF;
    END LOOP;
    list := doc->'alarms';
    FOR i IN 0 .. coalesce(jsonb_array_length(list), 0) - 1 LOOP
        PERFORM lantern.record_alarm(list->i);
    END LOOP;
    list := (doc->'rows') - 'visit';
    IF list <> '{}' THEN
        PERFORM lantern.record_rows(list);
    END IF;
    list := doc->'void';
    FOR i IN 0 .. coalesce(jsonb_array_length(list), 0) - 1 LOOP
        item := list->i;
        UPDATE lantern.deadline d SET state = 'void'
        WHERE d.subject = (item->>'subject')::uuid AND d.state = 'open' AND (item->>'kind' IS NULL OR d.kind = item->>'kind');
    END LOOP;
    list := doc->'deadlines';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
        SELECT d.due_at, d.kind, d.premises, d.subject, coalesce(d.data, '{}'), 'open'
        FROM jsonb_to_recordset(list) AS d(due_at timestamptz, kind text, premises uuid, subject uuid, data jsonb);
    END IF;
    list := doc->'events';
    IF list IS NOT NULL THEN
        INSERT INTO lantern.event (id, premises_id, resident_id, stay_id, kind, happened_at, data)
        SELECT coalesce(e.id, gen_random_uuid()), e.premises, e.resident, e.stay, e.kind, e.happened_at, e.data
        FROM jsonb_to_recordset(list)
            AS e(id uuid, premises uuid, resident uuid, stay uuid, kind text, happened_at timestamptz, data jsonb);
    END IF;
    RETURN jsonb_build_object('recorded', true, 'answer', doc#>'{receipt,answer}');
END
$$;
