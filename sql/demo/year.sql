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

-- And of keywork and the line to her practitioner: a session a week, a moment every other day, three updates a week that were read, a
-- meeting every four weeks, a message to each practitioner on every day. One practitioner has forty women.
UPDATE practitioner_of o SET staff_id = (SELECT id FROM staff WHERE username = 'casey')
FROM (SELECT s.resident_id FROM stay s JOIN premises p ON p.id = s.premises_id AND p.ap_code <> 'LANTE' WHERE s.state = 'arrived' ORDER BY s.id LIMIT 40) w
WHERE o.resident_id = w.resident_id AND o.until_at IS NULL;

CREATE TEMPORARY TABLE of_her AS
SELECT s.id AS stay_id, s.resident_id, s.premises_id, k.staff_id AS keyworker, o.staff_id AS practitioner, (SELECT min(done_at) FROM visit) AS until
FROM stay s JOIN keyworker_of k ON k.stay_id = s.id AND k.until_at IS NULL JOIN practitioner_of o ON o.resident_id = s.resident_id AND o.until_at IS NULL
WHERE s.state = 'arrived';

CREATE TEMPORARY TABLE weekly AS
SELECT k.*, md5('year/k/' || w.stay_id || n)::uuid AS becomes, n * interval '7 days' AS back
FROM of_her w JOIN LATERAL (SELECT * FROM keywork_session k WHERE k.stay_id = w.stay_id AND k.kind = 'session' AND k.corrects_id IS NULL ORDER BY happened_at LIMIT 1) k ON true,
    generate_series(1, least(:slots, 54)) n;
INSERT INTO keywork_session (id, stay_id, resident_id, premises_id, kind, happened_at, minutes, begun_at, recorded_at, place, without_devices, author_id, not_held_words,
    tags, own_tags, she_said, we_did, went_well, nothing_yet, purposeful, came, went, did_we, next_topic, sensitive, shared, read_with_her, her_correction, changes_plan)
SELECT becomes, stay_id, resident_id, premises_id, kind, happened_at - back, minutes, begun_at - back, recorded_at - back, place, without_devices, author_id, '',
    tags, own_tags, she_said, we_did, went_well, nothing_yet, purposeful, came, went, did_we, next_topic, sensitive, shared, read_with_her, '', false FROM weekly;
INSERT INTO keywork_skill SELECT y.becomes, y.resident_id, y.premises_id, k.place, k.skill, k.how FROM weekly y JOIN keywork_skill k ON k.session_id = y.id;
DROP TABLE weekly;

INSERT INTO moment (id, stay_id, resident_id, premises_id, words, good, happened_at, recorded_at, author_id)
SELECT md5('year/m/' || stay_id || n)::uuid, stay_id, resident_id, premises_id, 'Up early, made tea for two.', true, at, at + interval '3 min', keyworker
FROM of_her, generate_series(1, least(:slots, 180)) n, LATERAL (SELECT until - n * interval '2 days' AS at) t;
INSERT INTO moment_review (moment_id, resident_id, premises_id, staff_id, at)
SELECT md5('year/m/' || stay_id || n)::uuid, resident_id, premises_id, keyworker, until - n * interval '2 days' + interval '1 day'
FROM of_her, generate_series(1, least(:slots, 180)) n;

INSERT INTO practitioner_update (id, stay_id, resident_id, premises_id, level, kind, good, words, about, about_id, author_id, at, staff_id, told_at)
SELECT md5('year/u/' || stay_id || n)::uuid, stay_id, resident_id, premises_id, CASE n % 3 WHEN 0 THEN 'today' ELSE 'weekly' END,
    CASE n % 3 WHEN 0 THEN 'review_opened' WHEN 1 THEN 'keywork' ELSE 'good_news' END, n % 3 = 2, 'As of a year.', 'stay', stay_id, keyworker, at, practitioner, at + interval '1 day'
FROM of_her, generate_series(1, least(:slots, 156)) n, LATERAL (SELECT until - n * interval '56 hours' AS at) t;
INSERT INTO update_read (update_id, resident_id, premises_id, staff_id, at)
SELECT md5('year/u/' || stay_id || n)::uuid, resident_id, premises_id, practitioner, until - n * interval '56 hours' + interval '2 days'
FROM of_her, generate_series(1, least(:slots, 156)) n WHERE n > 6; -- the last of them are still to be read

INSERT INTO meeting (id, stay_id, resident_id, premises_id, author_id, at, closed_at, closed_by_id, held, held_at, minutes, plain_words)
SELECT md5('year/t/' || stay_id || n)::uuid, stay_id, resident_id, premises_id, keyworker, at - interval '9 days', at + interval '1 h', keyworker, true, at, 40, 'As of a year.'
FROM of_her, generate_series(1, least(:slots, 13)) n, LATERAL (SELECT until - n * interval '28 days' AS at) t;
INSERT INTO meeting_time (meeting_id, resident_id, premises_id, sequence, starts_at, minutes, how, reason, author_id, at)
SELECT md5('year/t/' || stay_id || n)::uuid, resident_id, premises_id, 0, until - n * interval '28 days', 40, 'in_person', '', keyworker, until - n * interval '28 days' - interval '9 days'
FROM of_her, generate_series(1, least(:slots, 13)) n;
INSERT INTO meeting_item (id, meeting_id, resident_id, premises_id, voice, words, author_id, at)
SELECT md5('year/i/' || stay_id || n || v)::uuid, md5('year/t/' || stay_id || n)::uuid, resident_id, premises_id, v, 'As of a year.', keyworker, until - n * interval '28 days' - interval '2 days'
FROM of_her, generate_series(1, least(:slots, 13)) n, unnest('{resident,keyworker,practitioner}'::text[]) v;
INSERT INTO thread (id, stay_id, resident_id, premises_id, about, author_id, at)
SELECT md5('year/h/' || stay_id || n)::uuid, stay_id, resident_id, premises_id, 'woman', practitioner, until - n * interval '12 days' FROM of_her, generate_series(1, least(:slots, 30)) n;
INSERT INTO thread_entry (id, thread_id, resident_id, premises_id, side, kind, words, author_id, at)
SELECT md5('year/h/' || stay_id || n || k)::uuid, md5('year/h/' || stay_id || n)::uuid, resident_id, premises_id, CASE k WHEN 'answer' THEN 'premises' ELSE 'practitioner' END, k,
    'As of a year.', CASE k WHEN 'answer' THEN keyworker ELSE practitioner END, until - n * interval '12 days' + CASE k WHEN 'question' THEN interval '0' ELSE interval '1 day' END
FROM of_her, generate_series(1, least(:slots, 30)) n, unnest('{question,answer}'::text[]) k;
INSERT INTO activity_time (id, stay_id, resident_id, premises_id, what, day, minutes, purposeful, her_words, shared, author_id, at)
SELECT md5('year/a/' || stay_id || n)::uuid, stay_id, resident_id, premises_id, 'Garden', (until - n * interval '2 days')::date, 60, true, '', true, keyworker, until - n * interval '2 days'
FROM of_her, generate_series(1, least(:slots, 180)) n;

CREATE TEMPORARY TABLE sent AS
SELECT md5('year/o/' || staff_id || n)::uuid AS id, staff_id, until - n * interval '1 day' AS at, n
FROM (SELECT DISTINCT practitioner AS staff_id, until FROM of_her) p, generate_series(1, least(:slots, 360)) n;
INSERT INTO outbox (id, staff_id, template, counts, once, made_at, state, tries, next_at, handed_at, courier, sent_at)
SELECT id, staff_id, 'digest_today', '{"updates": 3}', 'year ' || id, at, 'sent', 1, at, at, 'inbox', at FROM sent;
INSERT INTO inbox_message (outbox_id, staff_id, subject, body, at) SELECT id, staff_id, 'As of a year', 'Sign in to read it.', at FROM sent;
DROP TABLE sent, of_her;
RESET session_replication_role;
SELECT seal(1000000) AS sealed;
ANALYZE;
