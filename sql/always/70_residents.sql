-- 70_residents.sql -- how a woman, her stay and her actions are told, by one rule each (features 107 to 112, 114).
--
-- Everything here runs with the rights of whoever asks, so row security decides what of her is told. Status words are
-- derived from facts and the local date; nobody types one, and tests/sql/status.sql holds each rule.


-- Where a stay stands: its stored state, the word to show, and the days to or past the date it is about.
CREATE OR REPLACE FUNCTION lantern.stay_status(state text, expected_on date, planned_departure_on date, today date)
RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_build_object('state', state, 'word', w.word,
        'days', CASE WHEN w.word LIKE 'arriv%' AND state = 'upcoming' THEN expected_on - today
                     WHEN w.word = 'upcoming' THEN expected_on - today
                     WHEN w.word = 'overdue_arrival' THEN today - expected_on
                     WHEN w.word LIKE 'departing%' THEN planned_departure_on - today
                     WHEN w.word = 'overdue_departure' THEN today - planned_departure_on END)
    FROM (SELECT CASE
        WHEN state = 'upcoming' THEN CASE
            WHEN expected_on < today THEN 'overdue_arrival'
            WHEN expected_on = today THEN 'arriving_today'
            WHEN expected_on <= today + 14 THEN 'arriving_within_2_weeks'
            WHEN expected_on <= today + 42 THEN 'arriving_within_6_weeks'
            ELSE 'upcoming' END
        WHEN state = 'arrived' THEN CASE
            WHEN planned_departure_on < today THEN 'overdue_departure'
            WHEN planned_departure_on = today THEN 'departing_today'
            WHEN planned_departure_on <= today + 14 THEN 'departing_within_2_weeks'
            ELSE 'arrived' END
        ELSE state END AS word) w
$$;

-- Open, due within seven days, overdue, or closed: with the days that the words need ("3 days overdue").
CREATE OR REPLACE FUNCTION lantern.action_status(closed_at timestamptz, target_on date, today date)
RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN closed_at IS NOT NULL THEN '{"word": "closed", "days": null}'::jsonb
        WHEN target_on < today THEN jsonb_build_object('word', 'overdue', 'days', today - target_on)
        WHEN target_on <= today + 7 THEN jsonb_build_object('word', 'soon', 'days', target_on - today)
        ELSE jsonb_build_object('word', 'open', 'days', target_on - today) END
$$;

-- 1380 is "23:00".
CREATE OR REPLACE FUNCTION lantern.minutes_words(minutes integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lpad((minutes / 60)::text, 2, '0') || ':' || lpad((minutes % 60)::text, 2, '0')
$$;

-- Whether this CRN is hers, now or formerly (an old address still works after a merge). Her number is withheld from readers
-- outside a restricted woman's circle; they reach her by the word instead. Asked at every check: the number she has now is
-- found by its index; only what is not that is looked for among the former ones, in a statement of its own, whose cost
-- would otherwise have both planned anew each time.
CREATE OR REPLACE FUNCTION lantern.right_woman(crn text, resident uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM lantern.resident_number n
               WHERE n.resident_id = resident AND n.kind = 'crn' AND n.until_at IS NULL AND n.value = upper(btrim(crn)))
    THEN
        RETURN true;
    END IF;
    RETURN EXISTS (SELECT FROM lantern.resident_number n
                   WHERE n.resident_id = resident AND n.kind = 'crn' AND n.until_at IS NOT NULL AND n.value = upper(btrim(crn)))
        OR (crn = 'restricted'
            AND EXISTS (SELECT FROM lantern.resident r WHERE r.id = resident AND r.restricted)
            AND NOT EXISTS (SELECT FROM lantern.resident_person p WHERE p.resident_id = resident));
END
$$;

-- The first bed of this room that nobody has now; NULL when it is full or no room of this premises.
CREATE OR REPLACE FUNCTION lantern.free_bed(room uuid, premises uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT min(bed.n) FROM lantern.room o, generate_series(1, o.beds) AS bed(n)
    WHERE o.id = room AND o.premises_id = premises AND NOT EXISTS (
        SELECT FROM lantern.stay_room t WHERE t.room_id = o.id AND t.bed = bed.n AND upper_inf(t.during))
$$;

-- Whose stay this is, in a sentence for somebody who had another woman in mind.
CREATE OR REPLACE FUNCTION lantern.whose(stay uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE(p.preferred_name || ' ' || p.family_name || ' (' || n.value || ')', 'a woman whose record is restricted')
        || COALESCE(', room ' || o.label, '')
    FROM lantern.stay s
    LEFT JOIN lantern.resident_person p ON p.resident_id = s.resident_id
    LEFT JOIN lantern.resident_number n ON n.resident_id = p.resident_id AND n.kind = 'crn' AND n.until_at IS NULL
    LEFT JOIN lantern.stay_room sr ON sr.stay_id = s.id AND upper_inf(sr.during)
    LEFT JOIN lantern.room o ON o.id = sr.room_id
    WHERE s.id = stay
$$;

-- What others stated of one kind, each with source and age. Nothing on record means that nobody asked: the third of three
-- words (features 110), not the same as "none recorded".
CREATE OR REPLACE FUNCTION lantern.facts_json(resident uuid, of_kind text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT COALESCE(jsonb_agg(jsonb_build_object('state', f.state, 'value', f.value, 'source', f.source,
            'stated_on', f.stated_on, 'received_at', lantern.iso(f.received_at),
            'age_days', lantern.local_date(lantern.now()) - COALESCE(f.stated_on, lantern.local_date(f.received_at)))
            ORDER BY f.received_at DESC, f.id),
        '[{"state": "not_asked", "value": null, "source": null, "stated_on": null, "received_at": null, "age_days": null}]')
    FROM lantern.imported_fact f
    WHERE f.resident_id = resident AND f.kind = of_kind AND f.ended_at IS NULL
$$;

-- The banner on every page about a woman. Outside a restricted woman's circle row security gives no fact about her person:
-- they are left out then, because "not asked" would be untrue. An agency worker is not told of offences.
CREATE OR REPLACE FUNCTION lantern.banner(stay uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'stay', s.id, 'resident', s.resident_id, 'restricted', r.restricted,
        'preferred_name', p.preferred_name, 'given_name', p.given_name, 'family_name', p.family_name, 'born_on', p.born_on,
        'crn', jsonb_build_object('value', crn.value, 'source', crn.source, 'from', lantern.iso(crn.from_at),
            'state', CASE WHEN crn.value IS NOT NULL THEN 'recorded' WHEN p.resident_id IS NULL THEN 'restricted' ELSE 'none_recorded' END),
        'noms', jsonb_build_object('value', noms.value, 'source', noms.source, 'from', lantern.iso(noms.from_at),
            'state', CASE WHEN noms.value IS NOT NULL THEN 'recorded' WHEN p.resident_id IS NULL THEN 'restricted' ELSE 'none_recorded' END),
        'premises', jsonb_build_object('id', b.id, 'name', b.name),
        'room', o.label, 'room_facts', COALESCE(to_jsonb(o.facts), '[]'),
        'status', lantern.stay_status(s.state, s.expected_on, s.planned_departure_on, lantern.local_date(lantern.now())),
        'expected_on', s.expected_on, 'arrival', lantern.iso(s.arrived_at), 'released_on', s.released_on,
        'planned_departure_on', s.planned_departure_on, 'departed_at', lantern.iso(s.departed_at),
        'day_of_stay', CASE WHEN s.state = 'arrived' THEN lantern.local_date(lantern.now()) - lantern.local_date(s.arrived_at) END,
        'days_since_release', CASE WHEN s.state = 'arrived' THEN lantern.local_date(lantern.now()) - s.released_on END,
        'keyworker', (
            SELECT jsonb_build_object('staff', w.id, 'name', w.display_name, 'initials', w.initials)
            FROM lantern.keyworker_of k JOIN lantern.staff w ON w.id = k.staff_id
            WHERE k.stay_id = s.id AND k.until_at IS NULL),
        'practitioner', (
            SELECT jsonb_build_object('staff', w.id, 'name', w.display_name)
            FROM lantern.practitioner_of k JOIN lantern.staff w ON w.id = k.staff_id
            WHERE k.resident_id = s.resident_id AND k.until_at IS NULL),
        'facts', CASE WHEN p.resident_id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
            'communication', lantern.facts_json(s.resident_id, 'communication'),
            'interpreter', lantern.facts_json(s.resident_id, 'interpreter'),
            'allergies', lantern.facts_json(s.resident_id, 'allergies'),
            'rosh_overall', lantern.facts_json(s.resident_id, 'rosh_overall'),
            'rosh_children', lantern.facts_json(s.resident_id, 'rosh_children'),
            'rosh_public', lantern.facts_json(s.resident_id, 'rosh_public'),
            'rosh_known_adult', lantern.facts_json(s.resident_id, 'rosh_known_adult'),
            'rosh_staff', lantern.facts_json(s.resident_id, 'rosh_staff'),
            'tier', lantern.facts_json(s.resident_id, 'tier')) END
            || CASE WHEN p.resident_id IS NULL OR lantern.my_roles() <@ ARRAY['agency'] THEN '{}'::jsonb ELSE jsonb_build_object(
                'mappa_category', lantern.facts_json(s.resident_id, 'mappa_category'),
                'mappa_level', lantern.facts_json(s.resident_id, 'mappa_level'),
                'register', lantern.facts_json(s.resident_id, 'register')) END)
    FROM lantern.stay s
    JOIN lantern.premises b ON b.id = s.premises_id
    JOIN lantern.resident r ON r.id = s.resident_id
    LEFT JOIN lantern.resident_person p ON p.resident_id = s.resident_id
    LEFT JOIN lantern.resident_number crn ON crn.resident_id = p.resident_id AND crn.kind = 'crn' AND crn.until_at IS NULL
    LEFT JOIN lantern.resident_number noms ON noms.resident_id = p.resident_id AND noms.kind = 'noms' AND noms.until_at IS NULL
    LEFT JOIN lantern.stay_room sr ON sr.stay_id = s.id AND upper_inf(sr.during)
    LEFT JOIN lantern.room o ON o.id = sr.room_id
    WHERE s.id = stay
$$;

-- One need or action with everything written at it. Its words are withheld outside a restricted woman's circle.
CREATE OR REPLACE FUNCTION lantern.action_json(a lantern.action) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', a.id, 'what', CASE WHEN known.yes THEN a.what END, 'owner_kind', a.owner_kind,
        'owner', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('staff', o.id, 'name', o.display_name) END,
        'identified_on', a.identified_on, 'target_on', a.target_on,
        'status', lantern.action_status(a.closed_at, a.target_on, lantern.local_date(lantern.now())),
        'author', w.display_name, 'recorded_at', lantern.iso(a.recorded_at), 'closed_at', lantern.iso(a.closed_at),
        'version', a.version,
        'entries', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'words', CASE WHEN known.yes THEN e.words END,
                'staff', x.display_name, 'at', lantern.iso(e.at)) ORDER BY e.at, e.id), '[]')
            FROM lantern.action_entry e JOIN lantern.staff x ON x.id = e.staff_id WHERE e.action_id = a.id))
    FROM (SELECT EXISTS (SELECT FROM lantern.resident_person p WHERE p.resident_id = a.resident_id) AS yes) known
    JOIN lantern.staff w ON w.id = a.author_id
    LEFT JOIN lantern.staff o ON o.id = a.owner_staff_id
$$;

-- One setting at a premises: what is in force, what was, what is to come.
CREATE OR REPLACE FUNCTION lantern.setting_change_json(s lantern.setting) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', s.id, 'value', s.value, 'author', w.display_name, 'reason', s.reason,
        'from', lantern.iso(s.from_at), 'recorded_at', lantern.iso(s.recorded_at))
    FROM lantern.staff w WHERE w.id = s.author_id
$$;

CREATE OR REPLACE FUNCTION lantern.setting_json(premises uuid, k lantern.setting_kind) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('name', k.name, 'words', k.words, 'unit', k.unit, 'kind', k.kind, 'least', k.least,
        'most', k.most, 'default', k.value, 'basis', k.basis,
        'value', COALESCE(force.value, k.value), 'author', w.display_name, 'reason', force.reason,
        'from', lantern.iso(force.from_at),
        'based_on', (SELECT s.id FROM lantern.setting s WHERE s.premises_id = premises AND s.name = k.name
                     ORDER BY s.n DESC LIMIT 1),
        'history', (SELECT COALESCE(jsonb_agg(lantern.setting_change_json(s) ORDER BY s.from_at DESC, s.n DESC), '[]')
                    FROM lantern.setting s
                    WHERE s.premises_id = premises AND s.name = k.name AND s.from_at <= lantern.now()),
        'upcoming', (SELECT COALESCE(jsonb_agg(lantern.setting_change_json(s) ORDER BY s.from_at, s.n), '[]')
                     FROM lantern.setting s
                     WHERE s.premises_id = premises AND s.name = k.name AND s.from_at > lantern.now()))
    FROM (SELECT 1) one
    LEFT JOIN LATERAL (
        SELECT s.value, s.author_id, s.reason, s.from_at FROM lantern.setting s
        WHERE s.premises_id = premises AND s.name = k.name AND s.from_at <= lantern.now()
        ORDER BY s.from_at DESC, s.n DESC LIMIT 1) force ON true
    LEFT JOIN lantern.staff w ON w.id = force.author_id
$$;
