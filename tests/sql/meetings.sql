-- meetings.sql -- who may write what to a three-way meeting, whatever the server asks for, and what a calendar's token opens.
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();

CREATE FUNCTION pg_temp.item(of_voice text, author text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
SELECT who.tried('lantern_app', format('INSERT INTO lantern.meeting_item (id, meeting_id, resident_id, premises_id, voice, words, author_id, at)
    VALUES (gen_random_uuid(), %L, %L, %L, %L, ''x'', %L, lantern.now())', m.id, m.resident_id, m.premises_id, of_voice,
    coalesce((SELECT s.id FROM staff s WHERE s.username = author), lantern.my_staff())))
FROM meeting m JOIN who.woman('Olive') w ON w.id = m.stay_id WHERE m.closed_at IS NULL
$$;
CREATE FUNCTION pg_temp.back(of_voice text) RETURNS text LANGUAGE sql AS $$
SELECT who.tried('lantern_app', format('UPDATE lantern.meeting_item SET withdrawn_at = lantern.now(), withdrawn_by_id = lantern.my_staff() WHERE id = %L', i.id))
FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id JOIN who.woman('Olive') w ON w.id = m.stay_id
WHERE m.closed_at IS NULL AND i.voice = of_voice LIMIT 1
$$;
INSERT INTO meeting_item (id, meeting_id, resident_id, premises_id, voice, words, author_id, at)
SELECT gen_random_uuid(), m.id, m.resident_id, m.premises_id, v, 'x', m.author_id, m.at
FROM meeting m JOIN who.woman('Olive') w ON w.id = m.stay_id, unnest('{resident,practitioner,keyworker}'::text[]) v WHERE m.closed_at IS NULL;

SELECT who.becomes('fern');
SELECT is(pg_temp.item('resident'), 'ok: 1', 'her keyworker writes for her');
SELECT is(pg_temp.item('resident', 'kit'), '42501', 'in nobody else''s name');
SELECT is(pg_temp.back('resident'), '23514', 'hers cannot be taken away, by the table itself');
SELECT is(pg_temp.back('keyworker'), 'ok: 1', 'the house''s can');
SELECT who.becomes('sam');
SELECT is(pg_temp.item('practitioner'), 'ok: 1', 'her practitioner writes in her own voice');
SELECT is(pg_temp.item('resident'), '42501', 'not in hers');
SELECT is(pg_temp.back('practitioner'), 'ok: 1', 'and takes back her own');
SELECT is(pg_temp.back('keyworker'), 'ok: 0', 'not what the house wrote');
SELECT who.becomes('robin');
SELECT is(pg_temp.item('practitioner'), '42501', 'another practitioner writes nothing');

-- Old tokens and those that never were open nothing; a feed opens to when, and to nothing of whom.
UPDATE calendar_feed SET revoked_at = '2026-11-01' WHERE staff_id = (SELECT id FROM staff WHERE username = 'fern') AND revoked_at IS NULL;
INSERT INTO calendar_feed (id, staff_id, token_hash, made_at, revoked_at)
SELECT gen_random_uuid(), s.id, sha256(t::bytea), '2026-11-01', r::timestamptz
FROM staff s, (VALUES ('old', '2026-11-02'), ('now', NULL)) v(t, r) WHERE s.username = 'fern';
SELECT who.becomes('');
SELECT is(lantern.calendar_of(sha256('old')), NULL, 'a revoked address is nobody''s');
SELECT is(lantern.calendar_of(sha256('never')), NULL, 'as one that never was');
SELECT cmp_ok(jsonb_array_length(lantern.calendar_of(sha256('now'))), '>', 0, 'her own has meetings');
SELECT is(ARRAY(SELECT DISTINCT k FROM jsonb_array_elements(lantern.calendar_of(sha256('now'))) e, jsonb_object_keys(e) k ORDER BY k),
    '{cancelled,id,minutes,sequence,starts_us}', 'and says of each no more than when');
SELECT who.becomes('kit');
SELECT is(who.asked('SELECT count(*) FROM lantern.calendar_feed WHERE staff_id <> lantern.my_staff()'), '0', 'nobody sees another''s');
SELECT is(who.tried('lantern_app', 'SELECT token_hash FROM lantern.calendar_feed'), '42501', 'and nobody the digest');
SELECT * FROM finish();
ROLLBACK;
