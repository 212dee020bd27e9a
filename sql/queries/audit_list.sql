-- name: audit_list :one slow
-- $1 premises uuid   NULL: what belongs to none, for the administrator
-- $2 resident uuid   NULL: all
-- $3 staff uuid      NULL: all
-- $4 kind text       an event's kind, its first half ("visit"), or a word of the access log ("read"); NULL: all
-- $5 from timestamptz  NULL: without beginning
-- $6 until timestamptz NULL: without end
-- $7 before text     cursor of the page before, "iso_source_id"; NULL: the newest
-- $8 limit int
-- $9 route text      for the access log
-- Events and reads together, newest first by when they were recorded. An area manager finds what the house did apart from
-- its women: row security gives her nothing about them. Outside the circle of a restricted woman an entry
-- says what and when, not whom or what was written.
WITH cursor AS MATERIALIZED (
    SELECT split_part($7::text, '_', 1)::timestamptz AS at, split_part($7::text, '_', 2) AS source,
        split_part($7::text, '_', 3) AS id
),
happened AS (
    SELECT e.recorded_at AS at, 'event' AS source, e.id::text AS id, e.happened_at, e.kind AS what, e.staff_id, e.terminal_id,
        e.resident_id, e.stay_id, NULL::text AS route, e.data - 'board' AS detail
    FROM cursor c, lantern.event e
    WHERE (e.premises_id = $1::uuid OR $1::uuid IS NULL AND e.premises_id IS NULL)
        AND ($2::uuid IS NULL OR e.resident_id = $2::uuid) AND ($3::uuid IS NULL OR e.staff_id = $3::uuid)
        AND ($4::text IS NULL OR e.kind = $4::text OR split_part(e.kind, '.', 1) = $4::text)
        AND ($5::timestamptz IS NULL OR e.recorded_at >= $5::timestamptz)
        AND ($6::timestamptz IS NULL OR e.recorded_at < $6::timestamptz)
        AND (c.at IS NULL OR (e.recorded_at, 'event', e.id::text) < (c.at, c.source, c.id))
    ORDER BY e.recorded_at DESC, e.id::text DESC
    LIMIT $8::int + 1
),
looked AS (
    SELECT l.at, 'read' AS source, lpad(l.id::text, 20, '0') AS id, l.at AS happened_at, l.what, l.staff_id, l.terminal_id,
        l.resident_id, l.stay_id, l.route, l.detail
    FROM cursor c, lantern.access_log l
    WHERE (l.premises_id = $1::uuid OR $1::uuid IS NULL AND l.premises_id IS NULL)
        AND ($2::uuid IS NULL OR l.resident_id = $2::uuid) AND ($3::uuid IS NULL OR l.staff_id = $3::uuid)
        AND ($4::text IS NULL OR l.what = $4::text)
        AND ($5::timestamptz IS NULL OR l.at >= $5::timestamptz)
        AND ($6::timestamptz IS NULL OR l.at < $6::timestamptz)
        AND (c.at IS NULL OR (l.at, 'read', lpad(l.id::text, 20, '0')) < (c.at, c.source, c.id))
    ORDER BY l.at DESC, l.id DESC
    LIMIT $8::int + 1
),
found AS MATERIALIZED (
    SELECT b.*, row_number() OVER (ORDER BY b.at DESC, b.source DESC, b.id DESC) AS place
    FROM (SELECT * FROM happened UNION ALL SELECT * FROM looked) b
    ORDER BY b.at DESC, b.source DESC, b.id DESC
    LIMIT $8::int + 1
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), $1::uuid, $2::uuid, 'search', $9::text,
        lantern.my_request(), jsonb_strip_nulls(jsonb_build_object('staff', $3::uuid, 'kind', $4::text,
            'from', lantern.iso($5::timestamptz), 'until', lantern.iso($6::timestamptz)))
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()),
    'entries', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('source', f.source, 'id', f.id, 'at', lantern.iso(f.at),
            'happened_at', lantern.iso(f.happened_at), 'what', f.what, 'route', f.route,
            'who', CASE WHEN w.id IS NOT NULL THEN
                jsonb_build_object('id', w.id, 'name', w.display_name, 'initials', w.initials) END,
            'terminal', t.name,
            'about', CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('resident', r.id, 'stay', f.stay_id,
                'restricted', r.restricted, 'preferred_name', rp.preferred_name, 'family_name', rp.family_name,
                'crn', crn.value) END,
            'detail', CASE WHEN f.resident_id IS NULL OR rp.resident_id IS NOT NULL THEN f.detail END)
            ORDER BY f.place), '[]')
        FROM found f
        LEFT JOIN lantern.staff w ON w.id = f.staff_id
        LEFT JOIN lantern.terminal t ON t.id = f.terminal_id
        LEFT JOIN lantern.resident r ON r.id = f.resident_id
        LEFT JOIN lantern.resident_person rp ON rp.resident_id = r.id
        LEFT JOIN lantern.resident_number crn ON crn.resident_id = rp.resident_id AND crn.kind = 'crn' AND crn.until_at IS NULL
        WHERE f.place <= $8::int),
    'next', (
        SELECT lantern.iso(f.at) || '_' || f.source || '_' || f.id FROM found f
        WHERE f.place = $8::int AND EXISTS (SELECT FROM found WHERE place = $8::int + 1)))::text AS answer
WHERE $1::uuid IS NULL OR EXISTS (SELECT FROM lantern.premises p WHERE p.id = $1::uuid);
