-- name: safety_plan_page :one read
-- $1 crn text
-- $2 stay uuid
-- $3 version int   NULL: as it is now
-- $4 route text    for the access log
-- Her plan with all that the page shows beside it. "no_version": she has a plan, but not this version of it.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right, k.known,
        k.known AND lantern.plan_whole(s.premises_id, s.resident_id) AS whole,
        -- Here: she may manage another house and work in this one.
        EXISTS (SELECT FROM lantern.staff_role o
            WHERE o.staff_id = lantern.my_staff() AND o.premises_id = s.premises_id AND o.from_at <= lantern.now()
                AND (o.until_at IS NULL OR o.until_at > lantern.now()) AND o.role IN ('premises_manager', 'on_call', 'inspector')) AS oversees,
        (SELECT p.id FROM lantern.safety_plan p
         WHERE p.stay_id = s.id AND ($3::int IS NULL OR p.version = $3::int) ORDER BY p.version DESC LIMIT 1) AS plan_id
    FROM lantern.stay s
    CROSS JOIN LATERAL (SELECT lantern.person_known(s.resident_id) AS known OFFSET 0) k
    WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $4::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    lantern.whose(a.id) AS whose,
    a.is_right AND $3::int IS NOT NULL AND a.plan_id IS NULL AS no_version,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'plan', (SELECT lantern.plan_doc(p) FROM lantern.safety_plan p WHERE p.id = a.plan_id),
        'versions', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'state', v.state,
                'saved_at', lantern.iso(v.saved_at), 'author', w.display_name, 'reason', CASE WHEN a.whole THEN v.reason END,
                'agreement', v.agreement) ORDER BY v.version DESC), '[]')
            FROM lantern.safety_plan v JOIN lantern.staff w ON w.id = v.author_id WHERE v.stay_id = a.id),
        'contact', lantern.contact_json(a.id),
        'check_plans', (
            SELECT COALESCE(jsonb_agg(lantern.check_plan_json(p) ORDER BY p.start_at DESC, p.id), '[]')
            FROM lantern.check_plan p WHERE p.stay_id = a.id AND p.ended_at IS NULL AND (p.until_at IS NULL OR p.until_at > lantern.now())),
        'quotes', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', q.id, 'section', q.section, 'words', q.words, 'source', q.source,
                'stated_on', q.stated_on, 'author', w.display_name, 'at', lantern.iso(q.at)) ORDER BY q.at DESC, q.id), '[]')
            FROM lantern.safety_plan_quote q JOIN lantern.staff w ON w.id = q.author_id WHERE q.stay_id = a.id AND a.whole),
        -- Until a manager has approved it, it is between her and who wrote it.
        'briefings', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', b.id, 'words', b.words, 'reason', b.reason,
                'author', w.display_name, 'at', lantern.iso(b.at), 'expires_at', lantern.iso(b.expires_at),
                'decision', CASE WHEN d.briefing_id IS NOT NULL THEN jsonb_build_object('approved', d.approved,
                    'words', d.words, 'by', m.display_name, 'at', lantern.iso(d.at)) END) ORDER BY b.at DESC, b.id), '[]')
            FROM lantern.staff_briefing b
            JOIN lantern.staff w ON w.id = b.author_id
            LEFT JOIN lantern.staff_briefing_decision d ON d.briefing_id = b.id
            LEFT JOIN lantern.staff m ON m.id = d.staff_id
            WHERE b.stay_id = a.id AND a.whole
                AND (a.oversees OR b.author_id = lantern.my_staff() OR (d.approved AND b.expires_at > lantern.now()))),
        'read', (
            SELECT jsonb_build_object('version', e.version, 'at', lantern.iso(e.at))
            FROM lantern.safety_plan_read e
            WHERE e.staff_id = lantern.my_staff() AND e.stay_id = a.id ORDER BY e.version DESC, e.at LIMIT 1),
        'food', (
            SELECT jsonb_build_object('state', f.state, 'words', f.words, 'author', w.display_name, 'at', lantern.iso(f.at))
            FROM lantern.food_need f JOIN lantern.staff w ON w.id = f.author_id
            WHERE f.stay_id = a.id ORDER BY f.at DESC, f.id DESC LIMIT 1),
        'review', (
            SELECT jsonb_build_object('since', lantern.iso(v.opened_at)) FROM lantern.review v
            WHERE v.stay_id = a.id AND v.closed_at IS NULL),
        'watches', lantern.watches_open(a.id),
        'hard_days', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', h.id, 'day', h.day, 'kind', h.kind,
                'words', CASE WHEN a.known THEN h.words END) ORDER BY h.day, h.id), '[]')
            FROM lantern.hard_day h
            WHERE h.stay_id = a.id AND h.withdrawn_at IS NULL AND h.day >= lantern.local_date(lantern.now())),
        'copies', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('at', lantern.iso(c.at), 'version', c.version, 'author', w.display_name,
                -- Her practitioner is told that there was a briefing, not why.
                'left_out', CASE WHEN a.premises_id = ANY (lantern.my_plans()) THEN c.left_out ELSE (
                    SELECT COALESCE(jsonb_agg(CASE WHEN o->>'what' = 'A briefing for staff' THEN o || '{"why": ""}' ELSE o END), '[]')
                    FROM jsonb_array_elements(c.left_out) o) END) ORDER BY c.at DESC, c.id), '[]')
            FROM lantern.resident_copy c JOIN lantern.staff w ON w.id = c.author_id WHERE c.stay_id = a.id AND a.whole))::text
    END AS page
FROM asked a;
