-- name: resident_checks :one read
-- $1 crn text
-- $2 stay uuid
-- $3 before text   done-time and id of the last visit of the page before, "iso_uuid"; NULL: the newest
-- $4 limit int     visits of one page
-- $5 route text    for the access log
-- Her visits, newest first, with every duty that ended in the same stretch of time and the gaps between effective ones.
-- A corrected visit stays in its place beside what corrects it (features 91). Her practitioner has the days instead: row
-- security shows her no visit, and of the duties what was missed and why: when another ended, or is to come, would tell of a knock.
-- Days are null, and nothing is told of any check, where what she was told is shared leaves them out.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, lantern.right_woman($1::text, s.resident_id) AS is_right,
        COALESCE(s.premises_id = ANY (lantern.my_board()), false) AS here, lantern.checks_told(s.id) AS told,
        EXISTS (SELECT FROM lantern.resident_person rp WHERE rp.resident_id = s.resident_id) AS known,
        split_part($3::text, '_', 1)::timestamptz AS before_at, split_part($3::text, '_', 2)::uuid AS before_id
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $5::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
),
-- One more than asked for tells whether there is another page.
found AS MATERIALIZED (
    SELECT v.*, row_number() OVER (ORDER BY v.done_at DESC, v.id DESC) AS place
    FROM asked a
    JOIN lantern.visit v ON v.stay_id = a.id
    WHERE a.is_right AND (a.before_at IS NULL OR (v.done_at, v.id) < (a.before_at, a.before_id))
    ORDER BY v.done_at DESC, v.id DESC
    LIMIT $4::int + 1
),
stretch AS MATERIALIZED (
    SELECT (SELECT done_at FROM found WHERE place = $4::int + 1) AS after_at,
        (SELECT lantern.iso(done_at) || '_' || id FROM found WHERE place = $4::int
            AND EXISTS (SELECT FROM found WHERE place = $4::int + 1)) AS next
),
gap AS (
    SELECT f.id, f.done_at, extract(epoch FROM f.done_at - (
            SELECT p.done_at FROM lantern.visit p
            WHERE p.stay_id = f.stay_id AND p.done_at < f.done_at AND p.meets <> '{}' AND NOT p.withdrawn
                AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = p.id)
            ORDER BY p.done_at DESC LIMIT 1))::bigint AS gap_s
    FROM found f
    WHERE f.place <= $4::int AND f.meets <> '{}' AND NOT f.withdrawn
        AND NOT EXISTS (SELECT FROM lantern.visit c WHERE c.corrects_id = f.id)
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    lantern.whose(a.id) AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'visits', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', f.id, 'outcome', f.outcome, 'breathing', f.breathing,
                'movement', f.movement, 'position', f.position, 'note', CASE WHEN a.known THEN f.note END,
                'done_at', lantern.iso(f.done_at), 'entered_at', lantern.iso(f.entered_at),
                'received_at', lantern.iso(f.received_at), 'clock_offset_ms', f.clock_offset_ms,
                'by', jsonb_build_object('staff', w.id, 'name', w.display_name, 'initials', w.initials),
                'second', CASE WHEN z.id IS NOT NULL THEN
                    jsonb_build_object('staff', z.id, 'name', z.display_name, 'initials', z.initials) END,
                'room', o.label, 'proof', f.proof, 'source', f.source, 'marks', lantern.marks_of(f.id, f.marks), 'meets', f.meets,
                'reason', CASE WHEN a.known THEN f.reason END, 'corrects', f.corrects_id, 'withdrawn', f.withdrawn,
                'corrected_by', (SELECT c.id FROM lantern.visit c WHERE c.corrects_id = f.id),
                'gap_s', g.gap_s) ORDER BY f.place), '[]')
            FROM found f
            JOIN lantern.staff w ON w.id = f.staff_id
            LEFT JOIN lantern.staff z ON z.id = f.second_id
            JOIN lantern.room o ON o.id = f.room_id
            LEFT JOIN gap g ON g.id = f.id
            WHERE f.place <= $4::int),
        'requirements', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('id', q.id, 'source', q.source, 'kind', q.kind, 'class', q.class,
                'from', lantern.iso(q.from_at), 'drawn', lantern.iso(q.drawn_at), 'latest', lantern.iso(q.latest_at),
                'min_gap_s', q.min_gap_s, 'max_gap_s', q.max_gap_s, 'state', q.state,
                'closed_at', CASE WHEN a.here THEN lantern.iso(q.closed_at) END,
                'visit', CASE WHEN a.here THEN q.visit_id END,
                'late', q.state = 'done' AND q.closed_at >= q.latest_at + interval '1 s',
                'late_reason', q.late_reason, 'late_words', CASE WHEN a.known THEN q.late_words END,
                'close_reason', CASE WHEN a.known THEN q.close_reason END) ORDER BY q.latest_at DESC, q.id), '[]')
            FROM lantern.requirement q, stretch t
            WHERE q.stay_id = a.id AND (a.here OR a.told AND q.state = 'missed') AND (a.before_at IS NULL OR q.latest_at < a.before_at)
                AND (t.after_at IS NULL OR q.latest_at >= t.after_at)),
        'gaps', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('visit', g.id, 'until', lantern.iso(g.done_at), 's', g.gap_s)
                ORDER BY g.done_at DESC), '[]')
            FROM gap g WHERE g.gap_s IS NOT NULL),
        'days', CASE WHEN NOT a.here AND NOT a.told THEN NULL WHEN a.before_at IS NULL THEN lantern.check_days(a.id) ELSE '[]' END,
        'next', (SELECT next FROM stretch))::text END AS page
FROM asked a;
