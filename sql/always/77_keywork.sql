-- 77_keywork.sql -- keywork, moments and whose keyworker somebody is, as every page tells them (features 43 to 53, 114 to 117;
-- docs/keywork.md).
--
-- Everything here runs with the rights of whoever asks, but where it says otherwise. "known": whether the reader may have the
-- words of this woman; outside a restricted woman's circle they are null.

-- ---------------------------------------------------------------- when the next one is due

-- When she had her last session, whoever asks: her practitioner does not see every session, but counts days as the house does.
-- A corrected one does not count, nor "without", which is about to be corrected. It runs as the owner and tells one instant.
CREATE OR REPLACE FUNCTION lantern.keywork_last(stay uuid, without uuid DEFAULT NULL) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT s.happened_at FROM lantern.keywork_session s
WHERE s.stay_id = keywork_last.stay AND s.kind = 'session' AND s.id IS DISTINCT FROM without
    AND NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = s.id)
ORDER BY s.happened_at DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION lantern.keywork_last FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.keywork_last TO lantern_app, lantern_clock;

-- The same as server/rules/keywork.c: the first so long after she came, then to the end of a local day so many days on.
CREATE OR REPLACE FUNCTION lantern.keywork_due(settings jsonb, arrived timestamptz, last timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT CASE WHEN last IS NULL THEN arrived + (settings->>'keywork_first_s')::int * interval '1 s'
    ELSE lantern.local_instant(lantern.local_date(last) + (settings->>'keywork_every_days')::int, '23:59:59') END
$$;

-- ---------------------------------------------------------------- whose keyworker

-- Somebody as a list of people names her.
CREATE OR REPLACE FUNCTION lantern.staff_named(staff uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$ SELECT jsonb_build_object('id', w.id, 'name', w.display_name) FROM lantern.staff w WHERE w.id = staff $$;

-- And a woman, as far as the reader may know who she is.
CREATE OR REPLACE FUNCTION lantern.resident_named(resident uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', r.id, 'crn', n.value, 'preferred_name', p.preferred_name, 'family_name', p.family_name,
    'restricted', r.restricted)
FROM lantern.resident r
LEFT JOIN lantern.resident_person p ON p.resident_id = r.id
LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
WHERE r.id = resident
$$;

CREATE OR REPLACE FUNCTION lantern.room_now(stay uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT o.label FROM lantern.stay_room r JOIN lantern.room o ON o.id = r.room_id
WHERE r.stay_id = room_now.stay AND upper_inf(r.during)
$$;

CREATE OR REPLACE FUNCTION lantern.leave_json(l lantern.staff_leave) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('id', l.id, 'from_on', l.from_on, 'back_on', l.back_on,
    'cover', lantern.staff_named(l.cover_id)) END
$$;

-- Her leave that is running on this day, or the next one; one that was taken back is none.
CREATE OR REPLACE FUNCTION lantern.leave_of(premises uuid, staff uuid, day date) RETURNS lantern.staff_leave
    LANGUAGE sql STABLE
    AS $$
SELECT l FROM lantern.staff_leave l
WHERE l.premises_id = leave_of.premises AND l.staff_id = leave_of.staff AND l.withdrawn_at IS NULL AND l.back_on > leave_of.day
ORDER BY l.from_on, l.id LIMIT 1
$$;

-- Who holds her today: her keyworker, or who covers for one who is away.
CREATE OR REPLACE FUNCTION lantern.keyworker_today(stay uuid) RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(l.cover_id, k.staff_id)
FROM lantern.keyworker_of k
LEFT JOIN lantern.staff_leave l ON l.premises_id = k.premises_id AND l.staff_id = k.staff_id AND l.withdrawn_at IS NULL
    AND lantern.local_date(lantern.now()) >= l.from_on AND lantern.local_date(lantern.now()) < l.back_on
WHERE k.stay_id = keyworker_today.stay AND k.until_at IS NULL
ORDER BY l.from_on LIMIT 1
$$;

-- Flat, because it is asked for every woman of a house: a function within is planned anew at each call.
CREATE OR REPLACE FUNCTION lantern.keyworker_json(stay uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', w.id, 'name', w.display_name, 'since', lantern.iso(k.from_at),
    'away', CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('back_on', l.back_on,
        'cover', CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.display_name) END) END)
FROM lantern.keyworker_of k
JOIN lantern.staff w ON w.id = k.staff_id
LEFT JOIN lantern.staff_leave l ON l.premises_id = k.premises_id AND l.staff_id = k.staff_id AND l.withdrawn_at IS NULL
    AND lantern.local_date(lantern.now()) >= l.from_on AND lantern.local_date(lantern.now()) < l.back_on
LEFT JOIN lantern.staff c ON c.id = l.cover_id
WHERE k.stay_id = keyworker_json.stay AND k.until_at IS NULL
ORDER BY l.from_on LIMIT 1
$$;

-- Who works with the women of a premises today, by name: whom an action may be given to.
CREATE OR REPLACE FUNCTION lantern.staff_here(premises uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.display_name) ORDER BY w.display_name, w.id), '[]')
FROM lantern.staff w
WHERE (w.until_at IS NULL OR w.until_at > lantern.now()) AND w.id IN (
    SELECT r.staff_id FROM lantern.staff_role r
    WHERE r.premises_id = staff_here.premises AND r.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call')
        AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now()))
$$;

-- ---------------------------------------------------------------- a session

-- It and what it corrects, and what that corrects: all that was written of one session up to here.
CREATE OR REPLACE FUNCTION lantern.keywork_chain(session uuid) RETURNS uuid[]
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    chain uuid[] := ARRAY[session];
    former uuid := (SELECT s.corrects_id FROM lantern.keywork_session s WHERE s.id = session);
BEGIN
    WHILE former IS NOT NULL LOOP
        chain := chain || former;
        former := (SELECT s.corrects_id FROM lantern.keywork_session s WHERE s.id = former);
    END LOOP;
    RETURN chain;
END
$$;

-- The last correction of it; itself when there is none.
CREATE OR REPLACE FUNCTION lantern.keywork_newest(session uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    newest uuid := session;
    later uuid := session;
BEGIN
    WHILE later IS NOT NULL LOOP
        newest := later;
        later := (SELECT s.id FROM lantern.keywork_session s WHERE s.corrects_id = later);
    END LOOP;
    RETURN newest;
END
$$;

-- Her practitioner may read it: it is shared, and so is every later note about the same session. Once one is held back, what was
-- written first is not shown any more either. It runs as the owner, because whoever it is asked for sees no such note.
CREATE OR REPLACE FUNCTION lantern.session_shared(session uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    note record;
BEGIN
    SELECT s.id, s.shared INTO note FROM lantern.keywork_session s WHERE s.id = session;
    WHILE note.shared LOOP
        SELECT s.id, s.shared INTO note FROM lantern.keywork_session s WHERE s.corrects_id = note.id;
        IF note.id IS NULL THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;
REVOKE ALL ON FUNCTION lantern.session_shared FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.session_shared TO lantern_app;

-- Words for a line of her plan, and what became of them. "sees" is the line as her plan has it now.
CREATE OR REPLACE FUNCTION lantern.suggestion_json(g lantern.plan_suggestion, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', g.id, 'source', g.source, 'source_id', g.source_id, 'line', g.line,
    'sees', (SELECT l.sees FROM lantern.safety_plan_line l WHERE l.plan_id = lantern.plan_now(g.stay_id) AND l.line = g.line),
    'words', CASE WHEN known THEN g.words END,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = g.author_id), 'at', lantern.iso(g.at),
    'decided', CASE WHEN g.decided_at IS NOT NULL THEN jsonb_build_object('decision', g.decision,
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = g.decided_by_id), 'at', lantern.iso(g.decided_at),
        'reason', CASE WHEN known THEN g.reason END) END)
$$;

-- Her own words and ours, and what was ticked.
CREATE OR REPLACE FUNCTION lantern.session_json(s lantern.keywork_session, known boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN jsonb_build_object('id', s.id, 'kind', s.kind, 'happened_at', lantern.iso(s.happened_at), 'minutes', s.minutes,
        'begun_at', lantern.iso(s.begun_at), 'recorded_at', lantern.iso(s.recorded_at), 'place', s.place,
        'without_devices', s.without_devices, 'author_id', s.author_id, 'not_held', s.not_held, 'tags', s.tags,
        'nothing_yet', s.nothing_yet, 'came', s.came, 'went', s.went, 'did_we', s.did_we, 'sensitive', s.sensitive,
        'shared', s.shared, 'read_with_her', s.read_with_her, 'changes_plan', s.changes_plan,
        'gap_s', greatest(0, floor(extract(epoch FROM s.recorded_at - s.happened_at) - coalesce(s.minutes, 0) * 60)::bigint),
        'corrects', s.corrects_id,
        'corrected_by', (SELECT c.id FROM lantern.keywork_session c WHERE c.corrects_id = s.id),
        'skills', coalesce((
            SELECT jsonb_agg(jsonb_build_object('skill', CASE WHEN known THEN k.skill END, 'how', k.how) ORDER BY k.place)
            FROM lantern.keywork_skill k WHERE k.session_id = s.id), '[]'))
        || (SELECT jsonb_build_object('author', w.display_name, 'initials', w.initials) FROM lantern.staff w WHERE w.id = s.author_id)
        || CASE WHEN known THEN jsonb_build_object('not_held_words', s.not_held_words, 'own_tags', s.own_tags, 'she_said', s.she_said,
                'we_did', s.we_did, 'went_well', s.went_well, 'purposeful', s.purposeful, 'next_topic', s.next_topic,
                'her_correction', s.her_correction)
            ELSE '{"not_held_words": null, "own_tags": [], "she_said": null, "we_did": null, "went_well": null, "purposeful": null,
                "next_topic": null, "her_correction": null}' END;
END
$$;

-- With what came of it, which stands with the newest of a chain: a correction does not do it again. A page of many asks for
-- that of all of them at once, because here it is planned anew for each.
CREATE OR REPLACE FUNCTION lantern.session_whole(s lantern.keywork_session, known boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    chain CONSTANT uuid[] := lantern.keywork_chain(s.id);
BEGIN
    RETURN lantern.session_json(s, known) || jsonb_build_object(
        'actions', coalesce((
            SELECT jsonb_agg(lantern.action_json(t) ORDER BY t.target_on, t.id)
            FROM lantern.action t WHERE t.origin_id = ANY (chain) AND t.origin = 'session'), '[]'),
        'suggestion', (
            SELECT lantern.suggestion_json(g, known) FROM lantern.plan_suggestion g
            WHERE g.stay_id = s.stay_id AND g.source = 'session' AND g.source_id = ANY (chain) ORDER BY g.at DESC LIMIT 1));
END
$$;

CREATE OR REPLACE FUNCTION lantern.moment_json(m lantern.moment, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', m.id, 'words', CASE WHEN known THEN m.words END, 'good', m.good,
    'happened_at', lantern.iso(m.happened_at), 'recorded_at', lantern.iso(m.recorded_at),
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = m.author_id),
    'reviewed', (SELECT jsonb_build_object('by', w.display_name, 'at', lantern.iso(v.at))
        FROM lantern.moment_review v JOIN lantern.staff w ON w.id = v.staff_id WHERE v.moment_id = m.id))
$$;

-- What she was told is shared with her practitioner, as it stands.
CREATE OR REPLACE FUNCTION lantern.sharing_told(stay uuid) RETURNS TABLE (told jsonb)
    LANGUAGE sql STABLE ROWS 1
    AS $$
SELECT jsonb_build_object('id', h.id, 'shares', h.shares, 'how_often', h.how_often, 'told_on', h.told_on, 'her_words', h.her_words,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = h.author_id), 'at', lantern.iso(h.at))
FROM lantern.sharing_agreement h WHERE h.stay_id = sharing_told.stay ORDER BY h.at DESC, h.id DESC LIMIT 1
$$;

-- ---------------------------------------------------------------- who may hold her

-- Who works with the women of a house by day and night and stays: agency workers hold nobody.
CREATE OR REPLACE FUNCTION lantern.keyworker_candidates(premises uuid) RETURNS TABLE (staff_id uuid)
    LANGUAGE sql STABLE
    AS $$
SELECT DISTINCT r.staff_id
FROM lantern.staff_role r JOIN lantern.staff w ON w.id = r.staff_id AND (w.until_at IS NULL OR w.until_at > lantern.now())
WHERE r.premises_id = keyworker_candidates.premises AND r.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager')
    AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now())
$$;

CREATE OR REPLACE FUNCTION lantern.capacity_of(premises uuid, staff uuid, settings jsonb) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce((
    SELECT c.women FROM lantern.keyworker_capacity c
    WHERE c.premises_id = capacity_of.premises AND c.staff_id = capacity_of.staff ORDER BY c.at DESC, c.id DESC LIMIT 1),
    (settings->>'keyworker_women')::int)
$$;

-- Everybody who is a practitioner now. It runs as the owner: who works at a house is not shown the roles of the whole estate, but
-- says who is hers.
CREATE OR REPLACE FUNCTION lantern.practitioners() RETURNS TABLE (id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT w.id, w.display_name FROM lantern.staff w
WHERE (w.until_at IS NULL OR w.until_at > lantern.now()) AND lantern.my_staff() IS NOT NULL AND w.id IN (
    SELECT r.staff_id FROM lantern.staff_role r
    WHERE r.role = 'practitioner' AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now()))
$$;
REVOKE ALL ON FUNCTION lantern.practitioners() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.practitioners() TO lantern_app;
