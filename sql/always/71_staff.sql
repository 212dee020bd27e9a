-- 71_staff.sql -- people who work here, as the pages show them, and the one rule about them that two writers could break
-- between them: a premises keeps a manager.

-- One worker with her roles: those at `premises`, or all that row security shows when it is NULL.
CREATE OR REPLACE FUNCTION lantern.staff_json(s lantern.staff, premises uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', s.id, 'username', s.username, 'display_name', s.display_name, 'initials', s.initials,
        'staff_code', s.staff_code, 'from', lantern.iso(s.from_at), 'until', lantern.iso(s.until_at), 'version', s.version,
        'roles', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'words', k.words, 'premises', r.premises_id,
                'premises_name', p.name, 'from', lantern.iso(r.from_at), 'until', lantern.iso(r.until_at),
                'reason', r.reason, 'given_by', g.display_name) ORDER BY r.until_at IS NOT NULL, r.from_at DESC, r.id), '[]')
            FROM lantern.staff_role r
            JOIN lantern.role k ON k.name = r.role
            LEFT JOIN lantern.premises p ON p.id = r.premises_id
            LEFT JOIN lantern.staff g ON g.id = r.given_by
            WHERE r.staff_id = s.id AND (staff_json.premises IS NULL OR r.premises_id = staff_json.premises)),
        'has_pin', EXISTS (SELECT FROM lantern.staff_pin n WHERE n.staff_id = s.id),
        'pin_locked_until', (
            SELECT lantern.iso(n.locked_until) FROM lantern.staff_pin n
            WHERE n.staff_id = s.id AND n.locked_until > lantern.now()),
        'signed_on', EXISTS (
            SELECT FROM lantern.sign_on o
            WHERE o.staff_id = s.id AND o.ended_at IS NULL AND o.until_at > lantern.now()
                AND (staff_json.premises IS NULL OR o.premises_id = staff_json.premises)))
$$;

-- Records the document unless these roles (ids), ending, would leave a premises without a manager. Then nothing is written and
-- the answer is {"last_manager": the premises' name}.
CREATE OR REPLACE FUNCTION lantern.record_keeping_managers(doc jsonb, ending uuid[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    bare record;
BEGIN
    -- One at a time: two managers who end each other's role at once would both find the other still there.
    PERFORM pg_advisory_xact_lock(hashtextextended('premises_manager', 0));
    SELECT p.name INTO bare
    FROM lantern.staff_role r JOIN lantern.premises p ON p.id = r.premises_id
    WHERE r.id = ANY (ending) AND r.role = 'premises_manager' AND (r.until_at IS NULL OR r.until_at > lantern.now())
        AND NOT EXISTS (
            SELECT FROM lantern.staff_role o JOIN lantern.staff w ON w.id = o.staff_id
            WHERE o.premises_id = r.premises_id AND o.role = 'premises_manager' AND o.id <> ALL (ending)
                AND o.from_at <= lantern.now() AND (o.until_at IS NULL OR o.until_at > lantern.now())
                AND (w.until_at IS NULL OR w.until_at > lantern.now()))
    LIMIT 1;
    IF FOUND THEN
        RETURN jsonb_build_object('last_manager', bare.name);
    END IF;
    RETURN lantern.record(doc);
END
$$;
