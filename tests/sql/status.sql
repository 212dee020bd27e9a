-- Words of state are derived from dates by one rule each (features 111, 114); wall-clock times on the nights the clocks change.
BEGIN;
SELECT plan(52);

-- A stay, on 10 November 2026: state, expected, planned departure -> word, days.
SELECT is(lantern.stay_status(s.state, s.expected, s.leaving, '2026-11-10'),
    jsonb_build_object('state', s.state, 'word', s.word, 'days', s.days), s.state || ' ' || s.word || coalesce(' ' || s.days, ''))
FROM (VALUES
    ('upcoming', date '2026-12-23', NULL::date, 'upcoming', 43),
    ('upcoming', '2026-12-22', NULL, 'arriving_within_6_weeks', 42),
    ('upcoming', '2026-11-25', NULL, 'arriving_within_6_weeks', 15),
    ('upcoming', '2026-11-24', NULL, 'arriving_within_2_weeks', 14),
    ('upcoming', '2026-11-11', NULL, 'arriving_within_2_weeks', 1),
    ('upcoming', '2026-11-10', NULL, 'arriving_today', 0),
    ('upcoming', '2026-11-09', NULL, 'overdue_arrival', 1),
    ('arrived', '2026-10-01', NULL, 'arrived', NULL),
    ('arrived', '2026-10-01', '2026-11-25', 'arrived', NULL),
    ('arrived', '2026-10-01', '2026-11-24', 'departing_within_2_weeks', 14),
    ('arrived', '2026-10-01', '2026-11-11', 'departing_within_2_weeks', 1),
    ('arrived', '2026-10-01', '2026-11-10', 'departing_today', 0),
    ('arrived', '2026-10-01', '2026-11-07', 'overdue_departure', 3),
    ('departed', '2026-10-01', '2026-11-01', 'departed', NULL),
    ('not_arrived', '2026-11-01', NULL, 'not_arrived', NULL),
    ('cancelled', '2026-11-20', NULL, 'cancelled', NULL)
) AS s(state, expected, leaving, word, days);

-- An action, on 10 November 2026: target -> word, days.
SELECT is(lantern.action_status(a.closed, a.target, '2026-11-10'), jsonb_build_object('word', a.word, 'days', a.days), 'action ' || a.word || coalesce(' ' || a.days, ''))
FROM (VALUES
    (NULL::timestamptz, date '2026-11-07', 'overdue', 3),
    (NULL, '2026-11-09', 'overdue', 1),
    (NULL, '2026-11-10', 'soon', 0),
    (NULL, '2026-11-17', 'soon', 7),
    (NULL, '2026-11-18', 'open', 8),
    ('2026-11-08', '2026-11-07', 'closed', NULL)
) AS a(closed, target, word, days);

-- Minutes of the day as people write them.
SELECT is(lantern.minutes_words(m.at), m.words, m.words) FROM (VALUES (0, '00:00'), (450, '07:30'), (1380, '23:00'), (1439, '23:59')) AS m(at, words);

-- The wall clock: of an hour that comes twice the first, of one that is left out the change.
SELECT is(lantern.local_instant(l.day, l.at), l.instant, l.day || ' ' || l.at)
FROM (VALUES
    (date '2026-11-10', time '08:00', timestamptz '2026-11-10T08:00Z'),
    ('2026-07-10', '08:00', '2026-07-10T07:00Z'),
    ('2026-10-25', '00:30', '2026-10-24T23:30Z'),
    ('2026-10-25', '01:30', '2026-10-25T00:30Z'),
    ('2026-10-25', '02:00', '2026-10-25T02:00Z'),
    ('2027-03-28', '00:59', '2027-03-28T00:59Z'),
    ('2027-03-28', '01:00', '2027-03-28T01:00Z'),
    ('2027-03-28', '01:30', '2027-03-28T01:00Z'),
    ('2027-03-28', '02:00', '2027-03-28T01:00Z'),
    ('2027-03-28', '08:00', '2027-03-28T07:00Z')
) AS l(day, at, instant);

-- Until when somebody signs on, at a house whose shifts end at 08:00 and 18:00.
INSERT INTO lantern.premises VALUES ('00000000-0000-4000-8000-00000000f001', 'Test House', 'AP', 'Q001', '1', 'ZZ1 1ZZ', '1', 'N53', 'standard', 'x', '2020-01-01');
CREATE FUNCTION pg_temp.shift_end(at text) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('lantern.now', at, true);
    RETURN lantern.shift_end('00000000-0000-4000-8000-00000000f001');
END
$$;
SELECT is(pg_temp.shift_end(s.at), s.ends, 'signed on at ' || s.at)
FROM (VALUES
    ('2026-11-10T17:29:59Z', timestamptz '2026-11-10T18:00Z'),
    ('2026-11-10T17:30:00Z', '2026-11-11T08:00Z'), -- half an hour before the change she has come for the night
    ('2026-11-10T17:59:59Z', '2026-11-11T08:00Z'),
    ('2026-11-10T18:00:00Z', '2026-11-11T08:00Z'),
    ('2026-11-11T07:45:00Z', '2026-11-11T18:00Z'),
    ('2026-10-24T17:00:00Z', '2026-10-25T08:00Z'),
    ('2026-10-24T16:50:00Z', '2026-10-25T08:00Z'), -- 15 hours and 10 minutes: the clocks go back that night
    ('2026-10-25T07:29:59Z', '2026-10-25T08:00Z'), -- by the new time, of which an hour ago was half past seven too
    ('2027-03-27T17:50:00Z', '2027-03-28T07:00Z'), -- 13 hours and 10 minutes
    ('2027-03-28T06:45:00Z', '2027-03-28T17:00Z'),
    ('2027-03-27T18:00:00Z', '2027-03-28T07:00Z')
) AS s(at, ends);

-- What a house has set itself.
INSERT INTO lantern.staff (id, username, display_name, initials, from_at) VALUES ('00000000-0000-4000-8000-00000000f002', 'test.manager', 'Test', 'T', '2020-01-01');
INSERT INTO lantern.setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at)
SELECT gen_random_uuid(), '00000000-0000-4000-8000-00000000f001', v.name, v.value, 'test', '00000000-0000-4000-8000-00000000f002', v.at, v.at
FROM (VALUES ('handover_s', '0'::jsonb, timestamptz '2026-11-12T00:00Z'), ('handover_s', '7200', '2026-11-13T00:00Z'),
    ('shift_ends', '["01:30","13:00"]', '2026-11-13T00:00Z')) v(name, value, at);
SELECT is(pg_temp.shift_end(s.at), s.ends, 'as it has set itself, at ' || s.at)
FROM (VALUES
    ('2026-11-12T17:50:00Z', timestamptz '2026-11-12T18:00Z'),
    ('2026-11-13T23:40:00Z', '2026-11-14T13:00Z'), -- over midnight
    ('2026-11-14T11:00:00Z', '2026-11-15T01:30Z'),
    ('2027-10-30T22:15:00Z', '2027-10-31T00:30Z'), -- half past one comes twice, and its first coming is the change
    ('2027-10-30T22:45:00Z', '2027-10-31T13:00Z')
) AS s(at, ends);

SELECT * FROM finish();
ROLLBACK;
