-- demo.sql -- the demonstration estate is what it says, and its history keeps the rules it shows.
BEGIN;
\set days 7
\ir estate.psql
\set at '''2026-11-10T18:00:00Z'''
SELECT * FROM no_plan();
SELECT is((SELECT count(*) FROM premises), 9::bigint, 'nine premises');
SELECT is((SELECT count(DISTINCT region_code) FROM premises), 9::bigint, 'in nine regions');
SELECT is((SELECT sum(beds) FROM room), 165::bigint, '165 beds');
SELECT is((SELECT count(*) FROM room JOIN premises p ON p.id = premises_id WHERE kind_code = 'pipe'), 18::bigint, 'one an 18-bed PIPE house');
SELECT is((SELECT count(*) FROM stay WHERE state = 'arrived'), 150::bigint, '150 women');
SELECT is((SELECT string_agg(r.label || ' ' || p.preferred_name, ', ' ORDER BY r.place) FROM stay s JOIN resident_person p USING (resident_id)
    JOIN stay_room o ON o.stay_id = s.id JOIN room r ON r.id = o.room_id WHERE s.premises_id = who.house('Lantern House') AND s.state = 'arrived' AND upper_inf(o.during)),
    '1 Juniper, 3 Marigold, 7 Wren, 9 Hazel, 11 Iris, 14 Olive', 'Lantern House as in its night');
SELECT is((SELECT count(*) FROM resident WHERE restricted), 2::bigint, 'two restricted women');
SELECT is((SELECT count(DISTINCT state) FROM imported_fact), 4::bigint, 'facts recorded, and the three words for those that are not');
SELECT set_eq('SELECT DISTINCT role FROM staff_role', 'SELECT name FROM role', 'staff of every role');

-- The history.
SELECT is_empty('SELECT * FROM requirement WHERE state = ''done'' AND closed_at > latest_at AND late_reason IS NULL', 'whatever was late has its reason');
SELECT isnt_empty('SELECT * FROM requirement WHERE state = ''done'' AND closed_at > latest_at', 'some were');
SELECT is((SELECT count(*) FROM requirement WHERE state = 'missed' AND close_reason IS NOT NULL), 4::bigint, 'two women were missed in one night each, said why');
SELECT isnt_empty('SELECT * FROM visit WHERE corrects_id IS NOT NULL', 'entries were corrected');
SELECT is_empty('SELECT * FROM requirement r JOIN visit v ON v.id = r.visit_id WHERE r.closed_at <> v.done_at OR NOT r.kind = ANY (v.meets)', 'visits closed what they meet, when they were made');
SELECT is_empty($$ SELECT FROM (SELECT done_at, lag(done_at) OVER (PARTITION BY stay_id ORDER BY done_at) AS before FROM visit WHERE corrects_id IS NULL) v WHERE done_at <= before $$,
    'no two at once to one woman');
SELECT is_empty($$ SELECT FROM requirement q JOIN movement m ON m.stay_id = q.stay_id AND q.state = 'open' AND m.back_at IS NULL $$, 'nothing is owed by a woman who is out');
SELECT is_empty($$ SELECT FROM requirement q WHERE state = 'open' AND (SELECT count(*) FROM deadline d WHERE d.subject = q.id AND d.state = 'open' AND d.due_at = q.latest_at + interval '1 s') <> 1 $$,
    'whatever is open has its deadline at its latest time and a second');
SELECT is_empty($$ SELECT FROM stay_checks c WHERE last_sign_of_life_at IS DISTINCT FROM
    (SELECT max(done_at) FROM visit v WHERE v.stay_id = c.stay_id AND v.meets @> '{sign_of_life}' AND v.corrects_id IS NULL) $$, 'running states follow from the visits');
SELECT is_empty($$ SELECT FROM event WHERE digest <> event_digest(id, xid, seq, premises_id, resident_id, stay_id, staff_id, terminal_id, kind, happened_at, recorded_at, data) $$,
    'events bear the digest they would have');
SELECT is((SELECT count(*) FROM visit v WHERE v.id::text NOT IN (SELECT data#>>'{visit,id}' FROM event WHERE kind = 'visit.recorded')), 0::bigint, 'no visit without its event');
SELECT is_empty(format('SELECT FROM event WHERE recorded_at > timestamptz %L + interval ''2 s''', :at), 'nothing is from the future');

-- Now.
SELECT is((SELECT count(*) FROM requirement WHERE state = 'open' AND latest_at < :at), 2::bigint, 'two are overdue');
SELECT cmp_ok((SELECT count(*) FROM requirement WHERE state = 'open' AND drawn_at <= :at AND latest_at >= :at), '>=', 5::bigint, 'some are due');
SELECT cmp_ok((SELECT count(*) FROM requirement WHERE state = 'open' AND drawn_at > :at AND drawn_at <= timestamptz :at + interval '15 min'), '>=', 5::bigint, 'some are soon');
SELECT is((SELECT count(*) FROM movement WHERE kind = 'hospital' AND back_at IS NULL), 2::bigint, 'two women are in hospital');

-- Keywork: held about weekly, or owed.
SELECT is_empty($$ SELECT FROM stay s WHERE state = 'arrived'
    AND NOT EXISTS (SELECT FROM keywork_session k WHERE k.stay_id = s.id AND kind = 'session' AND happened_at > '2026-11-02T00:00Z')
    AND NOT EXISTS (SELECT FROM deadline d WHERE d.subject = s.id AND kind = 'keywork.due' AND d.state = 'open')
    AND NOT EXISTS (SELECT FROM event e WHERE e.stay_id = s.id AND kind = 'keywork.due_passed'
        AND happened_at > coalesce((SELECT max(happened_at) FROM keywork_session k WHERE k.stay_id = s.id AND k.kind = 'session'), s.arrived_at)) $$,
    'each woman had a session within the last eight days, or one is owed');
SELECT is((SELECT count(*) FROM stay s WHERE state = 'arrived' AND arrived_at < timestamptz :at - interval '2 days'
    AND NOT EXISTS (SELECT FROM keywork_session k WHERE k.stay_id = s.id)), 0::bigint, 'whoever has been here for two days has had her first');
SELECT cmp_ok((SELECT count(*) FROM event e WHERE kind = 'keywork.due_passed' AND happened_at > '2026-11-03T00:00Z'
    AND NOT EXISTS (SELECT FROM keywork_session k WHERE k.stay_id = e.stay_id AND k.kind = 'session' AND k.happened_at > e.happened_at)), '>=', 3::bigint, 'a few are overdue');
SELECT is_empty($$ SELECT FROM keywork_session a JOIN keywork_session b ON a.stay_id = b.stay_id AND a.id < b.id AND a.she_said = b.she_said
    WHERE a.kind = 'session' AND b.corrects_id IS NULL AND a.corrects_id IS NULL AND abs(extract(epoch FROM a.happened_at - b.happened_at)) < 100 * 86400 $$,
    'no two sessions of a woman on one page read alike');
SELECT is_empty('SELECT FROM moment a JOIN moment b ON a.stay_id = b.stay_id AND a.id < b.id AND a.words = b.words', 'nor do two moments');
SELECT is_empty($$ SELECT FROM keywork_session k WHERE shared AND NOT coalesce((SELECT 'keywork' = ANY (shares) FROM sharing_agreement g
    WHERE g.stay_id = k.stay_id AND g.at <= k.happened_at ORDER BY g.at DESC LIMIT 1), false) $$, 'what is shared is what she was told is shared');
SELECT is_empty('SELECT FROM practitioner_update u JOIN keywork_session k ON k.id = u.about_id WHERE NOT k.shared', 'nobody outside is told of a session that is not');
SELECT isnt_empty($$ SELECT FROM keywork_session WHERE sensitive $$, 'some are in confidence');
SELECT set_eq('SELECT DISTINCT kind FROM keywork_session', '{session,attempt}'::text[], 'attempts among them');
SELECT is_empty($$ SELECT FROM keywork_session k JOIN loaded_word w ON lower(concat_ws(' ', she_said, we_did, went_well, next_topic, purposeful, not_held_words)) ~ ('\m' || w.word || '\M') $$,
    'and no loaded word in any');
SELECT is_empty('SELECT FROM moment m JOIN loaded_word w ON lower(m.words) ~ (''\m'' || w.word || ''\M'')', 'nor in a moment');

-- Meetings and the line to her practitioner.
SELECT is((SELECT string_agg(concat_ws(' ', to_char(t.starts_at AT TIME ZONE 'Europe/London', 'Dy DD Mon HH24:MI'), p.display_name), ', ') FROM meeting m
    JOIN meeting_time t ON t.meeting_id = m.id JOIN practitioner_of o ON o.resident_id = m.resident_id AND o.until_at IS NULL JOIN staff p ON p.id = o.staff_id
    WHERE m.stay_id = (who.woman('Olive')).id AND m.closed_at IS NULL), 'Wed 11 Nov 10:00 Sam Pretend', 'Olive''s is tomorrow at ten, with Sam');
SELECT isnt_empty(format('SELECT FROM meeting WHERE held IS NOT DISTINCT FROM %s', h), format('meetings %s', w))
FROM (VALUES ('true', 'were held'), ('false', 'were not held'), ('NULL', 'are to come')) AS x(h, w);
SELECT is_empty($$ SELECT FROM meeting m WHERE held AND (SELECT count(DISTINCT role) FROM meeting_person p WHERE p.meeting_id = m.id AND role IN ('resident', 'keyworker', 'practitioner')) <> 3 $$,
    'she, her keyworker and her practitioner are named in each');
SELECT isnt_empty($$ SELECT FROM meeting_note WHERE kind = 'disagreement' AND voice = 'resident' $$, 'she disagrees in her own voice');
SELECT is_empty(format('SELECT FROM meeting m WHERE held IS NOT NULL AND closed_at > %L OR held IS NULL AND (SELECT max(starts_at) FROM meeting_time t WHERE t.meeting_id = m.id) < timestamptz %L - interval ''2 days''', :at, :at),
    'what is past is written up, but for the latest');
SELECT set_eq('SELECT DISTINCT level FROM practitioner_update', '{now,today,weekly}'::text[], 'updates of the three levels');
SELECT is_empty($$ SELECT FROM practitioner_update u WHERE level = 'now' AND told_at < '2026-11-09T00:00Z' AND NOT EXISTS (SELECT FROM update_read r WHERE r.update_id = u.id)
    AND NOT EXISTS (SELECT FROM update_pass p WHERE p.update_id = u.id) $$, 'whatever was to be known at once was read, or passed on');
SELECT set_eq('SELECT DISTINCT kind FROM update_pass', '{deputy,no_deputy,phoned}'::text[], 'to a deputy, to nobody, by telephone');
SELECT is_empty($$ SELECT FROM update_read r JOIN practitioner_update u ON u.id = r.update_id WHERE r.at < u.at $$, 'and nothing before it was written');
SELECT is((SELECT count(DISTINCT last.kind) FROM thread t JOIN LATERAL (SELECT kind FROM thread_entry e WHERE e.thread_id = t.id ORDER BY at DESC LIMIT 1) last ON true), 3::bigint,
    'threads wait, are answered, are closed');
SELECT is((SELECT count(*) FROM staff_role WHERE role = 'practitioner'), 60::bigint, 'sixty practitioners');
SELECT is_empty($$ SELECT FROM (SELECT concat_ws(' ', subject, body) AS text FROM inbox_message) m JOIN resident_person p ON m.text ~ ('\m' || p.preferred_name || '\M') $$, 'no message names a woman');
SELECT is_empty('SELECT FROM outbox o JOIN inbox_message m ON m.outbox_id = o.id WHERE o.state <> ''sent'' OR o.staff_id <> m.staff_id', 'and each arrived where it was sent');

-- What is around her.
SELECT is_empty('SELECT FROM premises p WHERE (SELECT count(*) FROM service s WHERE s.premises_id = p.id AND ended_at IS NULL) < 8', 'every house knows services near it');
SELECT isnt_empty($$ SELECT FROM referral WHERE answered_at IS NULL $$, 'answers are awaited');
SELECT is_empty('SELECT FROM referral r JOIN action a ON a.id = r.action_id WHERE a.closed_at IS DISTINCT FROM r.answered_at', 'and a referral''s action ends with its answer');
SELECT is_empty($$ SELECT FROM family_contact f LEFT JOIN hard_day d ON d.id = f.hard_day_id AND d.day = f.day WHERE f.feels IN ('hard', 'good', 'both') AND d.id IS NULL $$, 'a day with family is in her calendar');
SELECT is_empty('SELECT FROM family_contact f JOIN hard_day d ON d.id = f.hard_day_id WHERE strpos(d.words, f.with_whom) > 0 AND f.stay_id <> (who.woman(''Iris'')).id', 'which names nobody, but where she said so herself');
SELECT cmp_ok((SELECT count(*) FROM keyworker_of WHERE until_at IS NOT NULL), '>=', 5::bigint, 'some had another keyworker before');
SELECT isnt_empty(format('SELECT FROM staff_leave WHERE withdrawn_at IS NULL AND %L BETWEEN from_on AND back_on', '2026-11-10'), 'somebody is away, and covered');
SELECT * FROM finish();
ROLLBACK;
