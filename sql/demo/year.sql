-- year.sql -- a year's worth of checks on top of the demonstration estate, for plans and benches. Run by a superuser.
--
-- Some 400,000 each of visits, requirements and events: every woman seen every three hours of the past year by the staff
-- of her house, one in a hundred late. Keys are not checked while it loads (they follow from the selects), so that it takes
-- seconds; digests and chain are real. psql -v slots=500 makes less of it.
\if :{?slots}
\else
\set slots 2700
\endif
SET client_min_messages = warning;
SET search_path = lantern, public;
SET session_replication_role = replica;

CREATE TEMPORARY TABLE seen AS
SELECT md5('year/v/' || s.id || n)::uuid AS visit, md5('year/r/' || s.id || n)::uuid AS requirement, md5('year/e/' || s.id || n)::uuid AS event,
    s.id AS stay_id, s.resident_id, s.premises_id, o.room_id, w.staff_id, n,
    first.at - n * interval '3 hours' + hashint4(n) % 2400 * interval '1 second' AS done_at
FROM (SELECT min(done_at) AS at FROM visit) first, generate_series(1, :slots) n, stay s
JOIN stay_room o ON o.stay_id = s.id AND upper_inf(o.during)
JOIN LATERAL (
    SELECT staff_id FROM staff_role r WHERE r.premises_id = s.premises_id AND r.role = 'night_worker' ORDER BY id LIMIT 1) w ON true
WHERE s.state = 'arrived';

INSERT INTO visit (id, stay_id, resident_id, premises_id, room_id, outcome, breathing, movement, note, done_at, entered_at, received_at,
    clock_offset_ms, staff_id, proof, marks, source, meets, withdrawn)
SELECT visit, stay_id, resident_id, premises_id, room_id, 'asleep_breathing', true, true, '', done_at, done_at + interval '20 s',
    done_at + interval '21 s', 0, staff_id, 'handset', '{}', 'screen', '{sign_of_life}', false
FROM seen;

INSERT INTO requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, seed,
    opened_at, state, closed_at, visit_id, late_reason)
SELECT requirement, stay_id, resident_id, premises_id, 'plan', 'sign_of_life', 'routine', done_at - interval '40 min',
    done_at - interval '5 min', done_at + late.by, 3600, 14400, n, done_at - interval '3 hours', 'done', done_at, visit,
    CASE WHEN late.by < '0' THEN 'emergency' END
FROM seen, LATERAL (SELECT CASE WHEN n % 100 = 0 THEN interval '-3 min' ELSE interval '50 min' END AS by) late;

INSERT INTO event (xid, seq, id, premises_id, resident_id, stay_id, staff_id, kind, happened_at, recorded_at, data, digest) OVERRIDING SYSTEM VALUE
SELECT pg_current_xact_id(), e.seq, e.event, premises_id, resident_id, stay_id, staff_id, 'visit.recorded', done_at, done_at + interval '21 s', data,
    event_digest(e.event, pg_current_xact_id(), e.seq, premises_id, resident_id, stay_id, staff_id, NULL, 'visit.recorded', done_at,
        done_at + interval '21 s', data)
FROM (
    SELECT nextval(pg_get_serial_sequence('lantern.event', 'seq')) AS seq, ordered.* FROM (SELECT * FROM seen ORDER BY done_at) ordered) e,
    LATERAL (SELECT jsonb_build_object('visit', jsonb_build_object('id', visit, 'outcome', 'asleep_breathing', 'done_at', lantern.iso(done_at)),
        'board', jsonb_build_object('closed', jsonb_build_array(jsonb_build_object('id', requirement, 'state', 'done')), 'opened', '[]'::jsonb)) AS data) d;

DROP TABLE seen;

-- And of plans: one sign of hers looked for in every shift, a new version every fortnight.
INSERT INTO sighting (id, stay_id, resident_id, premises_id, sign, state, shift_at, seen_at, recorded_at, words, staff_id)
SELECT md5('year/s/' || s.id || n)::uuid, s.id, s.resident_id, s.premises_id, g.sign, CASE WHEN n % 9 = 0 THEN 'seen' ELSE 'not_seen' END,
    at - interval '2 hours', at, at + interval '20 s', '', w.staff_id
FROM generate_series(1, least(:slots, 700)) n, stay s
JOIN LATERAL (SELECT g.sign FROM safety_plan p JOIN safety_plan_sign g ON g.plan_id = p.id WHERE p.stay_id = s.id ORDER BY p.version DESC, g.place LIMIT 1) g ON true
JOIN LATERAL (SELECT staff_id FROM staff_role r WHERE r.premises_id = s.premises_id AND r.role = 'night_worker' ORDER BY id LIMIT 1) w ON true,
    LATERAL (SELECT (SELECT min(done_at) FROM visit) - n * interval '12 hours' AS at) t
WHERE s.state = 'arrived';

CREATE TEMPORARY TABLE later AS
SELECT p.*, p.id AS was, md5('year/p/' || p.id || n)::uuid AS becomes, p.version + n AS next
FROM (SELECT DISTINCT ON (stay_id) * FROM safety_plan ORDER BY stay_id, version DESC) p, generate_series(1, least(:slots, 26)) n;
INSERT INTO safety_plan SELECT becomes, stay_id, resident_id, premises_id, next, state, reason, agreement, agreement_words, large_print, daily, author_id, saved_at FROM later;
INSERT INTO safety_plan_section SELECT l.becomes, x.resident_id, x.premises_id, x.name, x.her_words, x.our_words FROM later l JOIN safety_plan_section x ON x.plan_id = l.was;
INSERT INTO safety_plan_line SELECT l.becomes, x.resident_id, x.premises_id, x.state, x.line, x.place, x.sees, x.action, x.does, x.who, x.within_s FROM later l JOIN safety_plan_line x ON x.plan_id = l.was;
INSERT INTO safety_plan_sign SELECT l.becomes, x.resident_id, x.premises_id, x.state, x.sign, x.place, x.leaning, x.words, x.line FROM later l JOIN safety_plan_sign x ON x.plan_id = l.was;
INSERT INTO safety_plan_crisis SELECT l.becomes, x.resident_id, x.premises_id, x.name, x.state, x.words, x.known_at FROM later l JOIN safety_plan_crisis x ON x.plan_id = l.was;
DROP TABLE later;
RESET session_replication_role;
SELECT seal(1000000) AS sealed;
ANALYZE;
