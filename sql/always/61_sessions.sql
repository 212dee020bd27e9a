-- 61_sessions.sql -- what a sign-in, a PIN and a wrong try leave behind, each in one statement.
--
-- They run as the owner: whoever signs in is nobody yet, so row security would let her write nothing. The server has
-- judged the secret before; these record it, and judge again what two requests at once could both have found free (a code
-- counts once, a lock holds).

-- The first instant at which the wall clock in Europe/London shows this time of this day. Of an hour that comes twice it is
-- the first coming, as in the rules (server/rules/zone.c); a time that is left out is the instant of the change.
CREATE OR REPLACE FUNCTION lantern.local_instant(day date, at time) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN ((later - interval '1 hour') AT TIME ZONE 'Europe/London') = day + at THEN later - interval '1 hour'
        WHEN (later AT TIME ZONE 'Europe/London') <> day + at THEN date_trunc('hour', later)
        ELSE later END
    FROM (SELECT (day + at) AT TIME ZONE 'Europe/London' AS later) x
$$;

-- When the shift ends that somebody signs on to now: the next of the premises' shift ends, at most 16 hours away. Who comes
-- up to handover_s before shifts change has come for the next one, and need not sign on twice.
CREATE OR REPLACE FUNCTION lantern.shift_end(premises uuid) RETURNS timestamptz LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT least(lantern.now() + interval '16 hours', min(lantern.local_instant(d.day, t.at::time)))
    FROM (SELECT lantern.now() + lantern.setting_at(premises, 'handover_s', lantern.now())::integer * interval '1 s' AS at) begins
    CROSS JOIN LATERAL (SELECT lantern.local_date(begins.at) + n AS day FROM generate_series(0, 1) n) d
    CROSS JOIN jsonb_array_elements_text(lantern.setting_at(premises, 'shift_ends', lantern.now())) t(at)
    WHERE lantern.local_instant(d.day, t.at::time) > begins.at
$$;

-- Who is at this screen and what she may open, as GET /api/me tells it. Either may be NULL.
CREATE OR REPLACE FUNCTION lantern.me(of_session uuid, at_terminal uuid) RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH mine AS (
    SELECT s.kind, s.expires_at, m.id, m.username, m.display_name, m.initials,
        lantern.identity_of(m.id, CASE WHEN s.kind = 'pin' THEN t.premises_id END) AS identity
    FROM lantern.session s
    JOIN lantern.staff m ON m.id = s.staff_id
    LEFT JOIN lantern.terminal t ON t.id = s.terminal_id
    WHERE s.id = of_session AND s.ended_at IS NULL
), here AS (
    SELECT t.id, t.name, p.id AS premises, p.name AS premises_name
    FROM lantern.terminal t JOIN lantern.premises p ON p.id = t.premises_id
    WHERE t.id = at_terminal AND t.revoked_at IS NULL
), held AS (
    SELECT e.key AS place, r.role FROM mine, jsonb_each(mine.identity->'roles') e, jsonb_array_elements_text(e.value) r(role)
), place AS (
    SELECT p.id, p.name, (
        SELECT jsonb_agg(DISTINCT h.role) FROM held h
        WHERE h.place = p.id::text OR (h.place = 'estate' AND h.role = 'area_manager')) AS roles
    FROM mine, lantern.premises p
    WHERE EXISTS (SELECT FROM held h WHERE h.place = p.id::text) OR mine.identity->'premises' @> to_jsonb(p.id)
)
SELECT jsonb_build_object(
    'signed_in', EXISTS (SELECT FROM mine),
    'staff', (SELECT jsonb_build_object('id', id, 'username', username, 'display_name', display_name, 'initials', initials) FROM mine),
    'kind', (SELECT kind FROM mine),
    'expires_at', (SELECT lantern.iso(expires_at) FROM mine),
    'has_pin', (SELECT EXISTS (SELECT FROM lantern.staff_pin n WHERE n.staff_id = mine.id) FROM mine),
    'roles', COALESCE((SELECT jsonb_agg(DISTINCT role) FROM held), '[]'),
    'premises', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name, 'roles', COALESCE(roles, '[]')) ORDER BY name) FROM place), '[]'),
    'terminal', (SELECT jsonb_build_object('id', id, 'name', name,
        'premises', jsonb_build_object('id', premises, 'name', premises_name)) FROM here),
    'settings', jsonb_build_object(
        'pin_idle_s', lantern.setting_at((SELECT premises FROM here), 'pin_idle_s', lantern.now()),
        'pin_again_s', lantern.setting_at((SELECT premises FROM here), 'pin_again_s', lantern.now())),
    'now', lantern.iso(lantern.now()))
$$;

-- A try that failed, in the access log and, for a name that exists, as an event of hers. The fifth in a row locks the place
-- it was made at: an enrolled terminal, or elsewhere.
CREATE OR REPLACE FUNCTION lantern.sign_in_refused(member uuid, route text) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home uuid;
    state jsonb;
    tried jsonb := jsonb_build_object('by', 'password', 'place', lantern.place_of_try());
BEGIN
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, what, route, request_id, detail)
    VALUES (lantern.now(), member, lantern.my_terminal(),
        (SELECT t.premises_id FROM lantern.terminal t WHERE t.id = lantern.my_terminal()), 'failed', route,
        lantern.my_request(), tried);
    -- A name nobody has goes this way too, for the time it takes.
    home := lantern.home_of(member);
    IF lantern.password_locked(member) IS NOT NULL THEN
        RETURN; -- a lock is not lengthened by whoever keeps trying
    END IF;
    state := lantern.sign_in_failed(member, 300);
    IF member IS NULL THEN
        RETURN;
    END IF;
    tried := tried || jsonb_build_object('staff', member);
    PERFORM lantern.write_event('access.failed', home, NULL, NULL, lantern.now(), tried);
    IF state->>'locked_until' IS NOT NULL THEN
        PERFORM lantern.write_event('access.locked', home, NULL, NULL, lantern.now(),
            tried || jsonb_build_object('until', state->'locked_until'));
    END IF;
END
$$;

-- The premises under which what happens to an account is found: the terminal's, else the only one she has a role at.
CREATE OR REPLACE FUNCTION lantern.home_of(member uuid) RETURNS uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT COALESCE(
        (SELECT t.premises_id FROM lantern.terminal t
         WHERE t.id = lantern.my_terminal() AND t.premises_id = ANY (m.premises_ids)),
        CASE WHEN cardinality(m.premises_ids) = 1 THEN m.premises_ids[1] END)
    FROM lantern.staff m WHERE m.id = member
$$;

-- Signs her in. On an enrolled terminal of a premises she works at, this is also her sign-on for the shift, and whoever was
-- at that screen is not any more; nor is whatever session this browser had. Answers "ok", or "refused" when the code has been
-- used meanwhile or this place is locked for her.
CREATE OR REPLACE FUNCTION lantern.sign_in_done(member uuid, step bigint, new_session uuid, token bytea, old_session uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here lantern.terminal;
    until timestamptz := lantern.now() + interval '12 hours';
BEGIN
    -- In this order: a code used twice must not forget the wrong tries.
    IF lantern.password_locked(member) IS NOT NULL OR NOT lantern.totp_used(member, step) OR NOT lantern.password_ok(member) THEN
        RETURN 'refused';
    END IF;
    PERFORM set_config('lantern.staff', member::text, true); -- from here on it is she who does it
    SELECT * INTO here FROM lantern.terminal t WHERE t.id = lantern.my_terminal() AND t.revoked_at IS NULL;
    PERFORM lantern.leave_screen(old_session, 'switched');
    IF lantern.identity_of(member, NULL)->'premises' @> to_jsonb(here.premises_id) THEN
        until := lantern.shift_end(here.premises_id);
        UPDATE lantern.sign_on SET ended_at = lantern.now()
        WHERE staff_id = member AND premises_id = here.premises_id AND ended_at IS NULL;
        INSERT INTO lantern.sign_on (id, staff_id, premises_id, terminal_id, at, until_at)
        VALUES (gen_random_uuid(), member, here.premises_id, here.id, lantern.now(), until);
        PERFORM lantern.write_event('sign_on.started', here.premises_id, NULL, NULL, lantern.now(),
            jsonb_build_object('until', lantern.iso(until)));
    END IF;
    INSERT INTO lantern.session (id, token_hash, staff_id, terminal_id, kind, opened_at, last_action_at, expires_at)
    VALUES (new_session, token, member, here.id, 'password', lantern.now(), lantern.now(), until);
    PERFORM lantern.write_event('access.signed_in', lantern.home_of(member), NULL, NULL, lantern.now(),
        jsonb_build_object('staff', member, 'by', 'password', 'until', lantern.iso(until)));
    RETURN 'ok';
END
$$;

-- Ends what is open on the asker's terminal, and the session her browser had: a session ends when the person at the screen
-- changes. By each one's event every server forgets it at once, and ends what it still sends there.
DROP FUNCTION IF EXISTS lantern.leave_terminal(uuid, text);
CREATE OR REPLACE FUNCTION lantern.leave_screen(old_session uuid, why text) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone record;
BEGIN
    FOR gone IN
        UPDATE lantern.session s SET ended_at = lantern.now(), end_reason = why
        WHERE s.ended_at IS NULL AND (s.terminal_id = lantern.my_terminal() OR s.id = old_session)
        RETURNING s.id, s.staff_id
    LOOP
        PERFORM lantern.write_event('access.left', lantern.home_of(gone.staff_id), NULL, NULL, lantern.now(),
            jsonb_build_object('staff', gone.staff_id, 'session', gone.id, 'reason', why));
    END LOOP;
END
$$;

-- A right PIN: she is at this terminal now, until her sign-on ends. "ok", or "refused" when that changed meanwhile.
CREATE OR REPLACE FUNCTION lantern.switch_done(member uuid, new_session uuid, token bytea) RETURNS text LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    shift record;
BEGIN
    SELECT o.premises_id, o.until_at, o.terminal INTO shift FROM (
        SELECT o.premises_id, o.until_at, t.id AS terminal
        FROM lantern.terminal t JOIN lantern.sign_on o ON o.premises_id = t.premises_id
        WHERE t.id = lantern.my_terminal() AND t.revoked_at IS NULL
            AND o.staff_id = member AND o.ended_at IS NULL AND o.until_at > lantern.now()
        ORDER BY o.until_at DESC LIMIT 1) o;
    IF NOT FOUND OR EXISTS (
        SELECT FROM lantern.staff_pin n WHERE n.staff_id = member AND n.locked_until > lantern.now())
    THEN
        RETURN 'refused';
    END IF;
    PERFORM set_config('lantern.staff', member::text, true);
    PERFORM lantern.pin_ok(member);
    PERFORM lantern.leave_screen(NULL, 'switched');
    INSERT INTO lantern.session (id, token_hash, staff_id, terminal_id, kind, opened_at, last_action_at, expires_at)
    VALUES (new_session, token, member, shift.terminal, 'pin', lantern.now(), lantern.now(), shift.until_at);
    PERFORM lantern.write_event('sign_on.switched', shift.premises_id, NULL, NULL, lantern.now(), '{}');
    RETURN 'ok';
END
$$;

-- A wrong PIN: logged, counted, and locked the fifth time for as long as the premises' setting says. Nobody else is
-- affected. {"tries_left": n, "locked_until": iso|null}.
CREATE OR REPLACE FUNCTION lantern.pin_refused(member uuid, route text) RETURNS jsonb LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here uuid;
    state jsonb;
BEGIN
    SELECT t.premises_id INTO here FROM lantern.terminal t WHERE t.id = lantern.my_terminal();
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, what, route, request_id, detail)
    VALUES (lantern.now(), member, lantern.my_terminal(), here, 'failed', route, lantern.my_request(), '{"by": "pin"}');
    PERFORM FROM lantern.staff_pin n WHERE n.staff_id = member FOR UPDATE; -- the tries before this one are counted by now
    SELECT jsonb_build_object('locked_until', lantern.iso(n.locked_until), 'tries_left', 0) INTO state
    FROM lantern.staff_pin n WHERE n.staff_id = member AND n.locked_until > lantern.now();
    IF FOUND THEN
        RETURN state;
    END IF;
    state := lantern.pin_failed(member, lantern.setting_at(here, 'pin_lock_s', lantern.now())::integer);
    PERFORM lantern.write_event('access.failed', here, NULL, NULL, lantern.now(), jsonb_build_object('staff', member, 'by', 'pin'));
    IF state->>'locked_until' IS NOT NULL THEN
        PERFORM lantern.write_event('access.locked', here, NULL, NULL, lantern.now(),
            jsonb_build_object('staff', member, 'by', 'pin', 'until', state->'locked_until'));
    END IF;
    RETURN jsonb_build_object('locked_until', state->'locked_until', 'tries_left', 5 - (state->>'wrong')::integer);
END
$$;

-- Who is signed on at a terminal's premises now, for the faces to choose from. Only her colleagues: a terminal knows no
-- other premises.
CREATE OR REPLACE FUNCTION lantern.terminal_people(at_terminal uuid) RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT COALESCE(jsonb_agg(jsonb_build_object('staff', m.id, 'name', m.display_name, 'initials', m.initials,
        'has_pin', n.staff_id IS NOT NULL, 'until', lantern.iso(o.until_at),
        'locked_until', CASE WHEN n.locked_until > lantern.now() THEN lantern.iso(n.locked_until) END) ORDER BY m.display_name), '[]')
    FROM lantern.terminal t
    JOIN lantern.sign_on o ON o.premises_id = t.premises_id AND o.ended_at IS NULL AND o.until_at > lantern.now()
    JOIN lantern.staff m ON m.id = o.staff_id AND (m.until_at IS NULL OR m.until_at > lantern.now())
    LEFT JOIN lantern.staff_pin n ON n.staff_id = m.id
    WHERE t.id = at_terminal AND t.revoked_at IS NULL
$$;

REVOKE ALL ON FUNCTION lantern.shift_end, lantern.me, lantern.sign_in_refused, lantern.home_of, lantern.sign_in_done,
    lantern.leave_screen, lantern.switch_done, lantern.pin_refused, lantern.terminal_people FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.me, lantern.sign_in_refused, lantern.sign_in_done, lantern.switch_done, lantern.pin_refused,
    lantern.leave_screen, lantern.terminal_people TO lantern_app;
