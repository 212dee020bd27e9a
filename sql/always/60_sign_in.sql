-- 60_sign_in.sql -- who somebody is, and the secrets of sign-in.
--
-- These functions run as the owner, because nobody is signed in yet when they are asked and because no grant reaches a
-- hash. Each answers one question; none takes SQL or names a table.

-- ---------------------------------------------------------------- identity

-- What a member of staff may see, as identity_set takes it. at_terminal: by PIN on a terminal of that premises, and then
-- for that premises only.
CREATE OR REPLACE FUNCTION lantern.identity_of(member uuid, at_terminal uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
WITH held AS (
    SELECT r.role, r.premises_id FROM lantern.staff_role r
    WHERE r.staff_id = member AND r.from_at <= lantern.now() AND (r.until_at IS NULL OR r.until_at > lantern.now())
        AND (at_terminal IS NULL OR r.premises_id IS NULL OR r.premises_id = at_terminal)
), sees AS (
    SELECT p.id, bool_or(h.role <> 'area_manager') AS board,
        bool_or(h.role NOT IN ('area_manager', 'agency')) AS plans,
        bool_or(h.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager')) AS health,
        bool_or(h.role IN ('keyworker', 'premises_manager')) AS family
    FROM held h
    JOIN lantern.premises p ON p.id = h.premises_id OR h.premises_id IS NULL
    WHERE (at_terminal IS NULL OR p.id = at_terminal)
        AND h.role IN ('night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'area_manager', 'agency', 'inspector')
    GROUP BY p.id
), hers AS (
    SELECT o.resident_id FROM lantern.practitioner_of o
    WHERE o.staff_id = member AND o.from_at <= lantern.now() AND (o.until_at IS NULL OR o.until_at > lantern.now())
        AND EXISTS (SELECT FROM held WHERE role = 'practitioner')
    UNION
    -- Passed to her as a deputy: for a while.
    SELECT d.resident_id FROM lantern.update_pass d
    WHERE d.kind = 'deputy' AND d.staff_id = member
        AND d.at > lantern.now() - lantern.setting_at(d.premises_id, 'deputy_sees_s', d.at)::integer * interval '1 s'
        AND EXISTS (SELECT FROM held WHERE role = 'practitioner')
)
SELECT jsonb_build_object(
    'roles', coalesce((
        SELECT jsonb_object_agg(place, names) FROM (
            SELECT coalesce(h.premises_id::text, 'estate') AS place, jsonb_agg(DISTINCT h.role) AS names
            FROM held h GROUP BY 1) by_place), '{}'),
    'premises', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM sees), '[]'),
    'board', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM sees WHERE board), '[]'),
    'plans', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM sees WHERE plans), '[]'),
    'health', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM sees WHERE health), '[]'),
    'family', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM sees WHERE family), '[]'),
    'kitchen', coalesce((SELECT jsonb_agg(DISTINCT premises_id) FROM held WHERE role = 'kitchen'), '[]'),
    'residents', coalesce((SELECT jsonb_agg(resident_id ORDER BY resident_id) FROM hers), '[]'),
    'circle', coalesce((
        SELECT jsonb_agg(resident_id) FROM (
            SELECT c.resident_id FROM lantern.resident_circle c
            WHERE c.staff_id = member AND c.from_at <= lantern.now() AND (c.until_at IS NULL OR c.until_at > lantern.now())
            UNION SELECT resident_id FROM hers) circle), '[]'),
    'names', EXISTS (SELECT FROM sees WHERE board) OR EXISTS (SELECT FROM hers))
$$;

-- The identity behind two cookies (SHA-256 of each, NULL: none); NULL when neither is known any more.
-- A session bound to a terminal counts on that terminal only.
CREATE OR REPLACE FUNCTION lantern.session_basis(token bytea, terminal_token bytea) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    here lantern.terminal;
    mine record;
BEGIN
    SELECT * INTO here FROM lantern.terminal t WHERE t.token_hash = terminal_token AND t.revoked_at IS NULL;
    SELECT s.id, s.kind, s.last_action_at, least(s.expires_at, m.until_at) AS expires_at,
        m.id AS staff, m.username, m.display_name, m.initials
    INTO mine
    FROM lantern.session s
    JOIN lantern.staff m ON m.id = s.staff_id
    WHERE s.token_hash = token AND s.ended_at IS NULL AND s.expires_at > lantern.now()
        AND m.from_at <= lantern.now() AND (m.until_at IS NULL OR m.until_at > lantern.now())
        AND (s.terminal_id IS NULL OR s.terminal_id = here.id);
    IF mine.id IS NULL AND here.id IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN jsonb_build_object(
        'terminal', here.id, 'terminal_premises', here.premises_id,
        'session', mine.id, 'kind', mine.kind, 'staff', mine.staff, 'username', mine.username,
        'display_name', mine.display_name, 'initials', mine.initials,
        'last_action_us', (extract(epoch FROM mine.last_action_at) * 1000000)::bigint,
        'expires_us', (extract(epoch FROM mine.expires_at) * 1000000)::bigint,
        'rights_until_us', (
            SELECT (extract(epoch FROM min(held.until_at)) * 1000000)::bigint FROM (
                SELECT r.until_at FROM lantern.staff_role r WHERE r.staff_id = mine.staff
                UNION ALL SELECT o.until_at FROM lantern.practitioner_of o WHERE o.staff_id = mine.staff
                UNION ALL SELECT c.until_at FROM lantern.resident_circle c WHERE c.staff_id = mine.staff) held
            WHERE held.until_at > lantern.now()),
        'idle_s', CASE WHEN mine.kind = 'password' AND here.id IS NULL THEN 900 END,
        'lock_s', CASE WHEN here.id IS NOT NULL THEN lantern.setting_at(here.premises_id, 'pin_idle_s', lantern.now()) END)
    || CASE WHEN mine.id IS NULL
        THEN jsonb_build_object('roles', '{}'::jsonb, 'premises', jsonb_build_array(here.premises_id),
            'board', jsonb_build_array(here.premises_id), 'residents', '[]'::jsonb, 'circle', '[]'::jsonb, 'names', false)
        ELSE lantern.identity_of(mine.staff, CASE WHEN mine.kind = 'pin' THEN here.premises_id END)
        END;
END
$$;

-- ---------------------------------------------------------------- passwords, second factors, PINs

-- What judging a sign-in needs; of nulls for a name nobody has, found in the same way and so after as long.
CREATE OR REPLACE FUNCTION lantern.sign_in_basis(username text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT jsonb_build_object('staff', m.id, 'username', m.username, 'display_name', m.display_name, 'initials', m.initials,
    'password_hash', s.password_hash, 'totp_secret', encode(s.totp_secret, 'hex'), 'totp_last_step', s.totp_last_step,
    'identity', lantern.identity_of(m.id, NULL))
FROM (SELECT) asked
LEFT JOIN (lantern.staff m JOIN lantern.staff_secret s ON s.staff_id = m.id) ON m.username = sign_in_basis.username
    AND m.from_at <= lantern.now() AND (m.until_at IS NULL OR m.until_at > lantern.now())
$$;

-- What judging a PIN on a terminal needs; NULL unless the terminal is enrolled. "sign_on" is null when her shift's
-- password has not been given at that premises; "pin_hash" when she has none.
CREATE OR REPLACE FUNCTION lantern.pin_basis(member uuid, terminal uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT jsonb_build_object('staff', m.id, 'username', m.username, 'display_name', m.display_name, 'initials', m.initials,
    'terminal', t.id, 'premises', t.premises_id,
    'pin_hash', p.pin_hash, 'wrong', p.wrong, 'locked_until', lantern.iso(p.locked_until),
    'sign_on', (
        SELECT jsonb_build_object('id', o.id, 'until', lantern.iso(o.until_at)) FROM lantern.sign_on o
        WHERE o.staff_id = m.id AND o.premises_id = t.premises_id AND o.ended_at IS NULL AND o.until_at > lantern.now()
        ORDER BY o.until_at DESC LIMIT 1),
    'identity', lantern.identity_of(m.id, t.premises_id))
FROM lantern.terminal t
JOIN lantern.staff m ON m.id = member AND m.from_at <= lantern.now() AND (m.until_at IS NULL OR m.until_at > lantern.now())
LEFT JOIN lantern.staff_pin p ON p.staff_id = m.id
WHERE t.id = pin_basis.terminal AND t.revoked_at IS NULL
$$;

-- Where the asker tries a password: wrong ones at an enrolled terminal and those anywhere else are counted apart.
CREATE OR REPLACE FUNCTION lantern.place_of_try() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT CASE WHEN EXISTS (SELECT FROM lantern.terminal t WHERE t.id = lantern.my_terminal() AND t.revoked_at IS NULL)
    THEN 'terminal' ELSE 'elsewhere' END
$$;

-- Until when her password opens nothing here; NULL when it does. Of many tries at once no more than five may count, so it
-- waits for those that are being counted.
CREATE OR REPLACE FUNCTION lantern.password_locked(member uuid) RETURNS timestamptz
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM FROM lantern.staff_secret s WHERE s.staff_id = member FOR UPDATE;
    RETURN (
        SELECT t.locked_until FROM lantern.staff_tries t
        WHERE t.staff_id = member AND t.place = lantern.place_of_try() AND t.locked_until > lantern.now());
END
$$;

-- A right password forgets the wrong ones before it at this place, and leaves alone what strangers do at the other. False
-- when it is locked: right or wrong is then the same.
CREATE OR REPLACE FUNCTION lantern.password_ok(member uuid) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    IF lantern.password_locked(member) IS NOT NULL THEN
        RETURN false;
    END IF;
    DELETE FROM lantern.staff_tries t WHERE t.staff_id = member AND t.place = lantern.place_of_try();
    RETURN true;
END
$$;

-- A code counts once: true for the first who brings this step.
CREATE OR REPLACE FUNCTION lantern.totp_used(member uuid, step bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    UPDATE lantern.staff_secret SET totp_last_step = step WHERE staff_id = member AND totp_last_step < step;
    RETURN FOUND;
END
$$;

-- The fifth wrong try in a row locks this place for lock_s; the count then starts anew. {"wrong": n, "locked_until":
-- iso|null}; NULL for a name nobody has.
CREATE OR REPLACE FUNCTION lantern.sign_in_failed(member uuid, lock_s integer) RETURNS jsonb
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
INSERT INTO lantern.staff_tries AS t (staff_id, place, wrong)
SELECT s.staff_id, lantern.place_of_try(), 1 FROM lantern.staff_secret s WHERE s.staff_id = member
ON CONFLICT (staff_id, place) DO UPDATE
SET wrong = CASE WHEN t.wrong >= 4 THEN 0 ELSE t.wrong + 1 END,
    locked_until = CASE WHEN t.wrong >= 4 THEN lantern.now() + lock_s * interval '1 s' ELSE t.locked_until END
RETURNING jsonb_build_object('wrong', wrong, 'locked_until',
    CASE WHEN locked_until > lantern.now() THEN lantern.iso(locked_until) END)
$$;

CREATE OR REPLACE FUNCTION lantern.pin_failed(member uuid, lock_s integer) RETURNS jsonb
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
UPDATE lantern.staff_pin
SET wrong = CASE WHEN wrong >= 4 THEN 0 ELSE wrong + 1 END,
    locked_until = CASE WHEN wrong >= 4 THEN lantern.now() + lock_s * interval '1 s' ELSE locked_until END
WHERE staff_id = member
RETURNING jsonb_build_object('wrong', wrong, 'locked_until',
    CASE WHEN locked_until > lantern.now() THEN lantern.iso(locked_until) END)
$$;

-- A right PIN forgets the wrong tries before it. False when the PIN was locked while this one was judged: of many tries at
-- once no more than five may count, so it waits for those that are being counted.
DROP FUNCTION IF EXISTS lantern.pin_ok(uuid);
CREATE FUNCTION lantern.pin_ok(member uuid, OUT passed boolean, OUT locked_until timestamptz)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM FROM lantern.staff_pin p WHERE p.staff_id = member FOR UPDATE;
    SELECT p.locked_until INTO locked_until FROM lantern.staff_pin p
    WHERE p.staff_id = member AND p.locked_until > lantern.now();
    passed := NOT FOUND;
    IF passed THEN
        UPDATE lantern.staff_pin p SET wrong = 0
        WHERE p.staff_id = member AND p.wrong > 0 AND (p.locked_until IS NULL OR p.locked_until <= lantern.now());
    END IF;
END
$$;

-- Does she work, or is she to work, where the asker does not? Roles elsewhere are no rows of the asker's, so the owner looks.
CREATE OR REPLACE FUNCTION lantern.works_elsewhere(member uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT EXISTS (
    SELECT FROM lantern.staff_role r
    WHERE r.staff_id = member AND (r.until_at IS NULL OR r.until_at > lantern.now())
        AND (r.premises_id = ANY (lantern.my_premises())) IS NOT TRUE)
$$;

-- Her own secrets, or those of staff of a premises she manages, or anybody's for the administrator. Of somebody who works
-- elsewhere too they are not hers to set: with them she could sign in there.
CREATE OR REPLACE FUNCTION lantern.check_may_set_secret(member uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    IF member = lantern.my_staff() OR lantern.is_administrator() THEN
        RETURN;
    END IF;
    IF lantern.may_manage() AND EXISTS (
        SELECT FROM lantern.staff s WHERE s.id = member AND NOT s.everywhere AND s.premises_ids && lantern.my_premises())
        AND NOT lantern.works_elsewhere(member)
    THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'not hers to set' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- totp_secret NULL keeps the second factor.
CREATE OR REPLACE FUNCTION lantern.set_password(member uuid, password_hash text, totp_secret bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM lantern.check_may_set_secret(member);
    INSERT INTO lantern.staff_secret AS s (staff_id, password_hash, totp_secret, changed_at)
    VALUES (member, set_password.password_hash, set_password.totp_secret, lantern.now())
    ON CONFLICT (staff_id) DO UPDATE SET password_hash = EXCLUDED.password_hash,
        totp_secret = EXCLUDED.totp_secret, totp_last_step = 0, changed_at = EXCLUDED.changed_at;
    DELETE FROM lantern.staff_tries t WHERE t.staff_id = member;
END
$$;

CREATE OR REPLACE FUNCTION lantern.set_pin(member uuid, pin_hash text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM lantern.check_may_set_secret(member);
    INSERT INTO lantern.staff_pin (staff_id, pin_hash, changed_at) VALUES (member, set_pin.pin_hash, lantern.now())
    ON CONFLICT (staff_id) DO UPDATE
    SET pin_hash = EXCLUDED.pin_hash, wrong = 0, locked_until = NULL, changed_at = EXCLUDED.changed_at;
END
$$;

-- A manager opens a lock before its time, at whichever place.
CREATE OR REPLACE FUNCTION lantern.unlock(member uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    PERFORM lantern.check_may_set_secret(member);
    DELETE FROM lantern.staff_tries t WHERE t.staff_id = member;
    UPDATE lantern.staff_pin SET wrong = 0, locked_until = NULL WHERE staff_id = member;
END
$$;

-- Ends every open session of a member of staff or on a terminal (NULL: not by this), when rights or a device are taken.
CREATE OR REPLACE FUNCTION lantern.end_sessions(member uuid, on_terminal uuid, why text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    ended bigint;
BEGIN
    IF member IS NOT NULL THEN
        PERFORM lantern.check_may_set_secret(member);
    ELSIF NOT EXISTS (SELECT FROM lantern.terminal t WHERE t.id = on_terminal AND (t.id = lantern.my_terminal()
        OR (lantern.may_manage() AND t.premises_id = ANY (lantern.my_premises()))))
    THEN
        RAISE EXCEPTION 'not her terminal' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE lantern.session SET ended_at = lantern.now(), end_reason = why
    WHERE ended_at IS NULL AND (staff_id = member OR terminal_id = on_terminal);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;

DO $$
DECLARE
    f regprocedure;
BEGIN
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'lantern'::regnamespace AND p.prosecdef LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION lantern.session_basis, lantern.sign_in_basis, lantern.pin_basis, lantern.totp_used,
    lantern.sign_in_failed, lantern.pin_failed, lantern.pin_ok, lantern.password_ok, lantern.set_password, lantern.set_pin, lantern.unlock,
    lantern.works_elsewhere, lantern.end_sessions TO lantern_app;
