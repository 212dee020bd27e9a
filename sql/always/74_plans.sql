-- 74_plans.sql -- her plan as every page tells it (features 1, 2, 5 to 9, 11; docs/plan.md).
--
-- Everything here runs with the rights of whoever asks. An agency worker, and whoever is outside a restricted woman's circle,
-- is told what a stranger needs at her door (how, signs, what we do, the crisis summary); not her own words, nor why.

-- May she read all of it: with the whole plan open to her, and the woman's record too.
CREATE OR REPLACE FUNCTION lantern.plan_whole(premises uuid, resident uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT COALESCE(premises = ANY (lantern.my_plans()), false) OR COALESCE(resident = ANY (lantern.my_residents()), false)
$$;

CREATE OR REPLACE FUNCTION lantern.person_known(resident uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (SELECT FROM lantern.resident_person p WHERE p.resident_id = resident) $$;

-- The nine lines after the first, in their order, whatever has been written so far.
CREATE OR REPLACE FUNCTION lantern.crisis_lines(plan uuid) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT jsonb_agg(jsonb_build_object('name', o.name, 'state', COALESCE(c.state, 'not_asked'), 'words', COALESCE(c.words, ''),
    'known_at', lantern.iso(c.known_at)) ORDER BY o.place)
FROM unnest('{allergies,medicines,substances,naloxone,self_harm,communication,helps,may_be_told,gp}'::text[])
    WITH ORDINALITY o(name, place)
LEFT JOIN lantern.safety_plan_crisis c ON c.plan_id = plan AND c.name = o.name
$$;

-- One version: PlanDoc.
CREATE OR REPLACE FUNCTION lantern.plan_doc(p lantern.safety_plan) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    whole CONSTANT boolean := lantern.plan_whole(p.premises_id, p.resident_id) AND lantern.person_known(p.resident_id);
    doc jsonb;
BEGIN
    doc := jsonb_build_object('id', p.id, 'version', p.version, 'state', p.state, 'reason', CASE WHEN whole THEN p.reason END,
        'author', (SELECT w.display_name FROM lantern.staff w WHERE w.id = p.author_id), 'saved_at', lantern.iso(p.saved_at),
        'agreement', jsonb_build_object('state', p.agreement, 'words', CASE WHEN whole THEN p.agreement_words ELSE '' END),
        'large_print', p.large_print, 'daily', p.daily,
        'lines', COALESCE((SELECT jsonb_agg(lantern.line_json(l) ORDER BY l.place)
            FROM lantern.safety_plan_line l WHERE l.plan_id = p.id), '[]'),
        'signs', COALESCE((SELECT jsonb_agg(jsonb_build_object('sign', g.sign, 'leaning', g.leaning, 'words', g.words, 'line', g.line)
            ORDER BY g.place) FROM lantern.safety_plan_sign g WHERE g.plan_id = p.id), '[]'),
        'crisis', lantern.crisis_lines(p.id));
    IF NOT whole THEN
        RETURN doc;
    END IF;
    RETURN doc || jsonb_build_object('sections', (
        SELECT jsonb_agg(jsonb_build_object('name', o.name, 'her_words', COALESCE(s.her_words, ''),
            'our_words', COALESCE(s.our_words, '')) ORDER BY o.place)
        FROM unnest('{how,good,usual,signs,triggers,do,checks,substances,absence,crisis,agreement}'::text[])
            WITH ORDINALITY o(name, place)
        LEFT JOIN lantern.safety_plan_section s ON s.plan_id = p.id AND s.name = o.name));
END
$$;

-- How she is met at her door, as it stands.
CREATE OR REPLACE FUNCTION lantern.contact_json(stay uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', c.id, 'version', c.version, 'how', c.how, 'sleep_options', c.sleep_options, 'consent', c.consent,
    'reason', CASE WHEN lantern.person_known(c.resident_id) THEN c.reason END, 'author', w.display_name, 'at', lantern.iso(c.at))
FROM lantern.contact_plan c JOIN lantern.staff w ON w.id = c.author_id
WHERE c.stay_id = stay ORDER BY c.version DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION lantern.check_plan_json(p lantern.check_plan) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', p.id, 'origin', p.origin, 'reason', CASE WHEN k.known THEN p.reason END, 'author', w.display_name,
    'start', lantern.iso(p.start_at), 'until', lantern.iso(p.until_at), 'watch', p.watch_id, 'review_by', lantern.iso(p.review_by),
    'review_overdue', COALESCE(p.review_by < lantern.now(), false),
    'replaces', p.replaces_id, 'recorded_at', lantern.iso(p.recorded_at),
    'ended_at', lantern.iso(COALESCE(p.ended_at, CASE WHEN p.until_at <= lantern.now() THEN p.until_at END)), 'ended_by', e.display_name, 'end_reason', CASE WHEN k.known THEN p.end_reason END,
    'bands', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('from', lantern.minutes_words(b.from_min),
            'until', lantern.minutes_words(b.until_min), 'kind', b.kind, 'min_gap_s', b.min_gap_s,
            'max_gap_s', b.max_gap_s, 'who', b.who) ORDER BY b.kind, b.from_min), '[]')
        FROM lantern.check_plan_band b WHERE b.plan_id = p.id))
FROM (SELECT lantern.person_known(p.resident_id) AS known) k
JOIN lantern.staff w ON w.id = p.author_id
LEFT JOIN lantern.staff e ON e.id = p.ended_by_id
$$;

-- The watches that are open, as the board shows them.
CREATE OR REPLACE FUNCTION lantern.watches_open(stay uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT COALESCE(jsonb_agg(jsonb_build_object('id', w.id, 'reason', w.reason, 'from', lantern.iso(w.from_at),
    'least_until', lantern.iso(w.least_until), 'decide_at', lantern.iso(COALESCE((
        SELECT d.until_at FROM lantern.watch_decision d WHERE d.watch_id = w.id AND d.decision = 'kept'
        ORDER BY d.at DESC LIMIT 1), w.decide_at))) ORDER BY w.from_at, w.id), '[]')
FROM lantern.watch w WHERE w.stay_id = stay AND w.ended_at IS NULL
$$;

-- The first line says who and where she is; the others come from her newest version (features 2).
CREATE OR REPLACE FUNCTION lantern.crisis_json(s lantern.stay) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('stay', s.id,
    'resident', jsonb_build_object('preferred_name', n.preferred_name, 'given_name', n.given_name, 'family_name', n.family_name,
        'born_on', n.born_on, 'crn', (SELECT c.value FROM lantern.resident_number c
            WHERE c.resident_id = n.resident_id AND c.kind = 'crn' AND c.until_at IS NULL)),
    'room', (SELECT o.label FROM lantern.stay_room r JOIN lantern.room o ON o.id = r.room_id
        WHERE r.stay_id = s.id AND upper_inf(r.during)),
    'version', p.version, 'saved_at', lantern.iso(p.saved_at),
    'author', (SELECT w.display_name FROM lantern.staff w WHERE w.id = p.author_id),
    'lines', lantern.crisis_lines(p.id),
    'how', (SELECT c.how FROM lantern.contact_plan c WHERE c.stay_id = s.id ORDER BY c.version DESC LIMIT 1),
    'review', (SELECT jsonb_build_object('since', lantern.iso(v.opened_at)) FROM lantern.review v
        WHERE v.stay_id = s.id AND v.closed_at IS NULL),
    'watches', lantern.watches_open(s.id))
FROM (SELECT 1) one
LEFT JOIN lantern.resident_person n ON n.resident_id = s.resident_id
LEFT JOIN LATERAL (SELECT * FROM lantern.safety_plan v WHERE v.stay_id = s.id ORDER BY v.version DESC LIMIT 1) p ON true
$$;

-- What her own copy does not hold, and why. The copy is made without these; that they were left out stays on record.
CREATE OR REPLACE FUNCTION lantern.left_out_of_copy(stay uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT COALESCE(jsonb_agg(jsonb_build_object('what', x.what, 'why', x.why) ORDER BY x.at, x.id), '[]')
FROM (
    SELECT b.at, b.id, 'A briefing for staff' AS what,
        -- Until it is approved, its reason is between who wrote it and the managers.
        CASE WHEN d.approved THEN b.reason ELSE 'A manager has not decided about it yet' END AS why
    FROM lantern.staff_briefing b
    LEFT JOIN lantern.staff_briefing_decision d ON d.briefing_id = b.id
    WHERE b.stay_id = stay AND b.expires_at > lantern.now() AND d.approved IS DISTINCT FROM false
    UNION ALL
    SELECT q.at, q.id, 'What others wrote: ' || q.source, 'Not her words; whoever wrote it can be asked for it'
    FROM lantern.safety_plan_quote q WHERE q.stay_id = stay
) x
$$;

-- All that a kitchen is told: the room and what may be eaten there. It runs as the owner, because who lives in which room is
-- not for a kitchen; nothing of the woman leaves it.
CREATE OR REPLACE FUNCTION lantern.kitchen(premises uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT COALESCE(jsonb_agg(jsonb_build_object('room', o.label, 'state', COALESCE(f.state, 'not_asked'), 'words', COALESCE(f.words, ''),
    'at', lantern.iso(f.at)) ORDER BY o.place, o.label), '[]')
FROM lantern.stay s
JOIN lantern.stay_room r ON r.stay_id = s.id AND upper_inf(r.during)
JOIN lantern.room o ON o.id = r.room_id
LEFT JOIN LATERAL (SELECT n.* FROM lantern.food_need n WHERE n.stay_id = s.id ORDER BY n.at DESC, n.id DESC LIMIT 1) f ON true
WHERE s.premises_id = kitchen.premises AND s.state = 'arrived'
    AND (kitchen.premises = ANY (lantern.my_kitchen()) OR (kitchen.premises = ANY (lantern.my_board()) AND lantern.my_names()))
$$;
REVOKE ALL ON FUNCTION lantern.kitchen(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.kitchen(uuid) TO lantern_app;
