-- name: residents_list :one read
-- $1 premises uuid   NULL: her own women, wherever they are (a practitioner)
-- $2 search text     part of a name, a CRN or a room; NULL or '': all
-- $3 route text      for the access log
-- Who stays here, is coming, or left in the last 14 days. Row security withholds a restricted woman's name and number, so
-- that a search can't find her by them either; she is listed as "Restricted". Her practitioner's own list is never searched
-- by room. What one of her circle typed to find a restricted woman may be her name, so the log
-- keeps only that it found her.
WITH asked AS MATERIALIZED (
    SELECT lower(btrim(COALESCE($2::text, ''))) AS words, lantern.local_date(lantern.now()) AS today
),
found AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, s.state, s.expected_on, s.released_on, s.arrived_at, s.planned_departure_on,
        s.departed_at, r.restricted, rp.preferred_name, rp.family_name, crn.value AS crn, noms.value AS noms,
        o.label AS room, o.place, p.name AS premises_name, a.today
    FROM asked a
    JOIN lantern.stay s ON s.state IN ('arrived', 'upcoming')
        OR (s.state = 'departed' AND s.departed_at > lantern.now() - interval '14 days')
    JOIN lantern.premises p ON p.id = s.premises_id
    JOIN lantern.resident r ON r.id = s.resident_id
    LEFT JOIN lantern.resident_person rp ON rp.resident_id = s.resident_id
    LEFT JOIN lantern.resident_number crn ON crn.resident_id = s.resident_id AND crn.kind = 'crn' AND crn.until_at IS NULL
    LEFT JOIN lantern.resident_number noms ON noms.resident_id = s.resident_id AND noms.kind = 'noms' AND noms.until_at IS NULL
    LEFT JOIN lantern.stay_room sr ON sr.stay_id = s.id AND upper_inf(sr.during)
    LEFT JOIN lantern.room o ON o.id = sr.room_id
    WHERE CASE WHEN $1::uuid IS NULL THEN s.resident_id = ANY ((SELECT lantern.my_residents())::uuid[])
               ELSE s.premises_id = $1::uuid END
        AND (a.words = ''
            OR strpos(lower(rp.preferred_name || ' ' || rp.family_name), a.words) > 0
            OR strpos(lower(rp.given_name || ' ' || rp.family_name), a.words) > 0
            OR lower(crn.value) = a.words OR lower(noms.value) = a.words
            OR lower(o.label) = regexp_replace(a.words, '^room +', ''))
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid,
        CASE WHEN a.words = '' THEN 'read' ELSE 'search' END, $3::text, lantern.my_request(),
        CASE WHEN a.words = '' THEN '{}'::jsonb
            WHEN EXISTS (SELECT FROM found WHERE restricted AND preferred_name IS NOT NULL) THEN '{"restricted": true}'
            ELSE jsonb_build_object('words', a.words) END
            || jsonb_build_object('found', (SELECT count(*) FROM found))
    FROM asked a
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'residents', COALESCE(jsonb_agg(jsonb_build_object(
        'stay', f.id, 'resident', f.resident_id, 'premises', jsonb_build_object('id', f.premises_id, 'name', f.premises_name),
        'restricted', f.restricted, 'crn', f.crn, 'noms', f.noms, 'preferred_name', f.preferred_name,
        'family_name', f.family_name, 'room', f.room,
        'status', lantern.stay_status(f.state, f.expected_on, f.planned_departure_on, f.today),
        'expected_on', f.expected_on, 'arrival', lantern.iso(f.arrived_at), 'planned_departure_on', f.planned_departure_on,
        'departed_at', lantern.iso(f.departed_at),
        'day_of_stay', CASE WHEN f.state = 'arrived' THEN f.today - lantern.local_date(f.arrived_at) END,
        'days_since_release', CASE WHEN f.state = 'arrived' THEN f.today - f.released_on END,
        'keyworker', (
            SELECT jsonb_build_object('staff', w.id, 'name', w.display_name, 'initials', w.initials)
            FROM lantern.keyworker_of k JOIN lantern.staff w ON w.id = k.staff_id
            WHERE k.stay_id = f.id AND k.until_at IS NULL),
        'actions_overdue', (
            SELECT count(*) FROM lantern.action t
            WHERE t.stay_id = f.id AND t.closed_at IS NULL AND t.target_on < f.today)
    ) ORDER BY f.premises_name, f.state <> 'arrived', f.state, f.place, f.expected_on, f.id), '[]'))::text AS answer
FROM found f;
