-- 05_kept.sql -- what triggers keep: tables that only grow, and the premises by which row security judges people.

-- ---------------------------------------------------------------- tables that only grow

-- Grants already keep the server out. This refuses the owner too, so that a migration or a hand at a prompt has to say
-- aloud (ALTER TABLE ... DISABLE TRIGGER) that it rewrites what happened.
CREATE OR REPLACE FUNCTION lantern.refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% on %: what is recorded stays; a correction is a new row', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{event,event_link,access_log,setting,visit,visit_mark,receipt,contact_plan,check_plan_band,hospital_call,action_entry,safety_plan,safety_plan_section,safety_plan_line,safety_plan_sign,safety_plan_crisis,safety_plan_quote,safety_plan_read,staff_briefing,staff_briefing_decision,resident_copy,food_need,sighting,daily_fact,watch_decision,rouse_answer,proposal_sighting,review_trigger,review_act,review_person,chain_step,chain_attest,incident,debrief,debrief_answer,arrival,keywork_session,keywork_skill,moment,moment_review,loaded_word,keyworker_capacity,meeting_time,meeting_person,meeting_note,meeting_copy,sharing_agreement,update_read,update_pass,thread,thread_entry,practitioner_deputy,practitioner_look,staff_contact,inbox_message,choice,activity_time,task_plan,family_contact,subject_access}'::text[]
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON lantern.%I
            FOR EACH STATEMENT EXECUTE FUNCTION lantern.refuse_rewriting()', name);
    END LOOP;
    -- These are closed by an update, but never taken away.
    FOREACH name IN ARRAY '{requirement,alarm,going,movement,check_plan,action,stay,sign_rule,watch,proposal,review,chain,body_mark,hard_day,door_code,plan_suggestion,meeting,meeting_item,practitioner_update,outbox,calendar_feed,service,referral,named_contact,activity,family_fact,staff_leave,keyworker_of,practitioner_of,resident,resident_person,resident_number,staff,staff_role}'::text[]
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON lantern.%I
            FOR EACH STATEMENT EXECUTE FUNCTION lantern.refuse_rewriting()', name);
    END LOOP;
END
$$;

-- ---------------------------------------------------------------- where people are known

-- A woman is known where she has or had a stay. Both directions, because either row may come first.
CREATE OR REPLACE FUNCTION lantern.stay_makes_known() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    UPDATE lantern.resident SET premises_ids = premises_ids || NEW.premises_id
    WHERE id = NEW.resident_id AND NOT NEW.premises_id = ANY (premises_ids);
    IF FOUND THEN
        UPDATE lantern.resident_person SET premises_ids = premises_ids || NEW.premises_id WHERE resident_id = NEW.resident_id;
        UPDATE lantern.resident_number SET premises_ids = premises_ids || NEW.premises_id WHERE resident_id = NEW.resident_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER makes_known AFTER INSERT ON lantern.stay
    FOR EACH ROW EXECUTE FUNCTION lantern.stay_makes_known();

CREATE OR REPLACE FUNCTION lantern.copy_known() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    SELECT premises_ids INTO NEW.premises_ids FROM lantern.resident WHERE id = NEW.resident_id;
    NEW.premises_ids := coalesce(NEW.premises_ids, '{}');
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER copy_known BEFORE INSERT ON lantern.resident_person
    FOR EACH ROW EXECUTE FUNCTION lantern.copy_known();
CREATE OR REPLACE TRIGGER copy_known BEFORE INSERT ON lantern.resident_number
    FOR EACH ROW EXECUTE FUNCTION lantern.copy_known();

-- A worker's name is known where she has or had a role: old records keep their names.
CREATE OR REPLACE FUNCTION lantern.role_makes_known() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    IF NEW.premises_id IS NULL THEN
        UPDATE lantern.staff SET everywhere = true WHERE id = NEW.staff_id AND NOT everywhere;
    ELSE
        UPDATE lantern.staff SET premises_ids = premises_ids || NEW.premises_id
        WHERE id = NEW.staff_id AND NOT NEW.premises_id = ANY (premises_ids);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER makes_known AFTER INSERT ON lantern.staff_role
    FOR EACH ROW EXECUTE FUNCTION lantern.role_makes_known();
