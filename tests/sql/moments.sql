-- moments.sql -- time: one source, one byte form whatever the session's settings, policy as it was then (features 105).
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();

SELECT set_config('lantern.now', '2026-10-25T00:59:59.123456Z', true) IS NOT NULL AS set \gset
SELECT is(lantern.now(), '2026-10-25T00:59:59.123456Z'::timestamptz, 'the request says what time it is');
SELECT is(iso(lantern.now()), '2026-10-25T00:59:59.123456Z', 'and JSON says it in UTC with six decimals');
SELECT is(iso('2026-11-10T18:35:00Z'), '2026-11-10T18:35:00.000000Z', 'also when they are all zero');
SELECT is(iso(NULL::timestamptz), NULL, 'nothing stays nothing');
SELECT is(set_config('lantern.now', '', true), '', 'after a request');
SELECT is(lantern.now(), statement_timestamp(), 'time is that of the database');
SELECT is(my_staff(), NULL, 'and nobody is anybody');
SELECT is(my_names(), false, 'nor may see names');

-- Gaps by elapsed time, days by the wall clock, on the night that has 25 hours and the one that has 23.
SELECT is(timestamptz '2026-10-25T01:30:00Z' - timestamptz '2026-10-25T00:30:00Z', interval '1 hour', 'half past one twice is an hour apart');
SELECT is(local_date('2026-10-24T22:59:59Z'), '2026-10-24', 'summer time: the day ends at 23:00 UTC');
SELECT is(local_date('2026-10-24T23:00:00Z'), '2026-10-25', 'and the 25th begins');
SELECT is(local_date('2026-10-25T23:59:59Z'), '2026-10-25', 'which lasts 25 hours');
SELECT is(local_date('2026-10-26T00:00:00Z'), '2026-10-26', 'to midnight by winter time');
SELECT is(local_date('2027-03-28T22:59:59Z'), '2027-03-28', 'the day of the short night ends an hour early');
SELECT is(local_date('2027-03-28T23:00:00Z'), '2027-03-29', 'by UTC');

-- What a session is set to changes no byte of what is kept or told.
CREATE FUNCTION pg_temp.under(name text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    told text;
BEGIN
    PERFORM set_config(name, value, true);
    SELECT encode(event_digest('00000000-0000-4000-8000-000000000001', '77', 5, NULL, NULL, NULL, NULL, NULL, 'visit.recorded',
        '2026-10-25T00:30:00.000001Z', '1969-12-31T23:59:59.999999Z', '{"b": 1.10, "a": "ü\n", "t": 1e-7}'), 'hex')
        || iso('2026-10-25T00:30:00.000001Z') || to_jsonb(local_date('2026-10-24T23:30Z')) INTO told;
    PERFORM set_config(name, CASE name WHEN 'timezone' THEN 'UTC' WHEN 'datestyle' THEN 'ISO, YMD' WHEN 'extra_float_digits' THEN '1' WHEN 'lc_time' THEN 'C'
        WHEN 'intervalstyle' THEN 'postgres' WHEN 'bytea_output' THEN 'hex' END, true);
    RETURN told;
END
$$;
SELECT is(pg_temp.under(name, value), pg_temp.under('timezone', 'UTC'), name || ' ' || value || ' changes no byte') FROM (VALUES
    ('timezone', 'Asia/Kathmandu'), ('timezone', 'Europe/London'), ('datestyle', 'SQL, DMY'), ('datestyle', 'German'), ('extra_float_digits', '-15'),
    ('lc_time', 'C.UTF-8'), ('intervalstyle', 'iso_8601'), ('bytea_output', 'escape')) s(name, value);

-- What applies at a moment is what was in force then.
INSERT INTO setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at)
SELECT gen_random_uuid(), who.house('Lantern House'), 'late_entry_s', v.value, 'test', (SELECT id FROM staff WHERE username = 'morgan'), v.from_at, v.recorded_at
FROM (VALUES ('300'::jsonb, timestamptz '2026-11-10T18:00Z', timestamptz '2026-11-01T00:00Z'), ('400', '2026-11-20T18:00Z', '2026-11-02T00:00Z'),
    ('500', '2026-11-20T18:00Z', '2026-11-03T00:00Z')) v(value, from_at, recorded_at);
SELECT is(setting_at(who.house('Lantern House'), 'late_entry_s', at::timestamptz), value::jsonb, 'at ' || at || ' it was ' || value) FROM (VALUES
    ('2026-11-10T17:59:59.999999Z', '600'), ('2026-11-10T18:00Z', '300'), ('2026-11-20T17:59Z', '300'), ('2026-11-20T18:00Z', '500')) v(at, value);
SELECT is(setting_at(who.house('Heron Court'), 'late_entry_s', '2026-11-20T18:00Z'), '600', 'another house keeps the default');
SELECT is(settings_at(who.house('Lantern House'), '2026-11-20T18:00Z')->'late_entry_s', '500', 'all at once say the same');
SELECT is((SELECT count(*) FROM jsonb_object_keys(settings_at(who.house('Lantern House'), '2026-11-20T18:00Z'))), (SELECT count(*) FROM setting_kind), 'and name every setting');
SELECT is(setting_at(who.house('Lantern House'), 'no_such', now()), NULL, 'there is no other');
SELECT * FROM finish();
ROLLBACK;
