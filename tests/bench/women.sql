-- women.sql -- sixty-four houses with women to record checks about, on top of the demonstration estate. Run by a superuser.
--
--   psql -v women=12288 -v houses=64 -v visits=5000 -v premises=UUID
--
-- Ids follow from a number, so that pgbench and wrk can name them without asking: lantern_bench.id(kind, number, n). Woman w
-- lives in house w % houses, where one worker records, signed in with the token 'bench-' and the house in 37 digits.
-- Keys are not checked while it loads.
SET client_min_messages = warning;
SET search_path = lantern, public;
SET session_replication_role = replica;

CREATE SCHEMA lantern_bench;
GRANT USAGE ON SCHEMA lantern_bench TO PUBLIC;

CREATE FUNCTION lantern_bench.id(kind text, woman int, n int DEFAULT 0) RETURNS uuid LANGUAGE sql IMMUTABLE
    AS $$ SELECT (kind || lpad(to_hex(n), 4, '0') || '-0000-4000-8000-' || lpad(to_hex(woman), 12, '0'))::uuid $$;
CREATE FUNCTION lantern_bench.crn(woman int) RETURNS text LANGUAGE sql IMMUTABLE
    AS $$ SELECT 'B' || lpad(woman::text, 6, '0') $$;
CREATE FUNCTION lantern_bench.visit(woman int, n int) RETURNS uuid LANGUAGE sql IMMUTABLE
    AS $$ SELECT md5(woman::text || '/' || n::text)::uuid $$; -- immutable through and through, or it is no inlined expression

CREATE TEMPORARY TABLE woman AS
SELECT w AS n, lantern_bench.id('5a00', w) AS stay, lantern_bench.id('4e00', w) AS resident, lantern_bench.id('4000', w) AS room,
    lantern_bench.id('be00', w % :houses) AS premises, lantern_bench.id('c400', w) AS plan, lantern_bench.id('57af', w % :houses) AS staff
FROM generate_series(1, :women) w;
CREATE TEMPORARY TABLE house AS
SELECT h AS n, lantern_bench.id('be00', h) AS premises, lantern_bench.id('57af', h) AS staff FROM generate_series(0, :houses - 1) h;

INSERT INTO premises SELECT premises, 'Bench House ' || n, 'BENCH' || n, 'Q' || n + 800, '1 Measure Lane', 'BN1 1CH', '01632 960099', 'N53',
    'standard', 'Invented Housing', '2020-01-01' FROM house;
INSERT INTO staff (id, username, display_name, initials, from_at, premises_ids)
SELECT staff, 'bench.' || n, 'Bench Worker ' || n, 'B', now() - interval '1 d', ARRAY[premises] FROM house;
INSERT INTO staff_role (id, staff_id, role, premises_id, from_at, reason)
SELECT staff, staff, 'keyworker', premises, now() - interval '1 d', 'bench' FROM house;
INSERT INTO session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
SELECT staff, sha256(convert_to('bench-' || lpad(n::text, 37, '0'), 'UTF8')), staff, 'password', now(), now(), now() + interval '12 h' FROM house;
INSERT INTO room (id, premises_id, label, place) SELECT room, premises, n, 1 FROM woman;
INSERT INTO resident (id, restricted, premises_ids) SELECT resident, false, ARRAY[premises] FROM woman;
INSERT INTO resident_number (id, resident_id, restricted, premises_ids, kind, value, from_at, source)
SELECT resident, resident, false, ARRAY[premises], 'crn', lantern_bench.crn(n), now() - interval '10 d', 'bench' FROM woman;
INSERT INTO resident_person (resident_id, restricted, premises_ids, preferred_name, given_name, family_name, born_on)
SELECT resident, false, ARRAY[premises], 'Woman ' || n, 'Woman', 'Exampleby', '1990-02-03' FROM woman;
INSERT INTO stay (id, resident_id, premises_id, expected_on, released_on, arrived_at, planned_departure_on)
SELECT stay, resident, premises, current_date - 10, current_date - 10, now() - interval '10 d', current_date + 60 FROM woman;
INSERT INTO stay_room (id, stay_id, resident_id, premises_id, room_id, during)
SELECT stay, stay, resident, premises, room, tstzrange(now() - interval '10 d', NULL) FROM woman;
INSERT INTO check_plan (id, stay_id, resident_id, premises_id, origin, reason, author_id, start_at, recorded_at)
SELECT plan, stay, resident, premises, 'routine', 'usual', staff, now() - interval '10 d', now() - interval '10 d' FROM woman;
INSERT INTO check_plan_band SELECT plan, premises, 0, 0, 'sign_of_life', 1800, 3600, '{}' FROM woman;
INSERT INTO stay_checks (stay_id, resident_id, premises_id, version, seed, last_sign_of_life_at, last_conversation_at, last_rouse_at,
    last_recorded_at, gaps_s, predictable)
SELECT stay, resident, premises, 1, n, seen, seen, seen, seen, '{}', false FROM woman, LATERAL (SELECT now() - interval '35 min') s(seen);
INSERT INTO requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, seed,
    opened_at, state)
SELECT lantern_bench.id('0190', n), stay, resident, premises, 'plan', 'sign_of_life', 'routine', now() - interval '5 min',
    now() + interval '10 min', now() + interval '25 min', 1800, 3600, 7, now() - interval '35 min', 'open' FROM woman;
INSERT INTO deadline (due_at, kind, premises_id, subject, data, state)
SELECT now() + interval '25 min 1 s', 'requirement.overdue', premises, lantern_bench.id('0190', n), '{}', 'open' FROM woman;
-- The houses' own deadlines stay out of the way.
INSERT INTO deadline (due_at, kind, premises_id, subject, data, state)
SELECT now() + interval '1 d', kind, premises, premises, '{}', 'open' FROM house, unnest('{rounds.plan,shift.end}'::text[]) kind;

-- Checks of the estate's own women again, under ids that can be named: what the point read reads.
INSERT INTO visit SELECT v.*
FROM (SELECT v, row_number() OVER (ORDER BY v.id) AS n FROM visit v WHERE v.premises_id = :'premises') x,
    LATERAL jsonb_populate_record(x.v, jsonb_build_object('id', lantern_bench.id('0b15', x.n::int), 'corrects_id', NULL)) v
WHERE x.n <= :visits;

DROP TABLE woman, house;
RESET session_replication_role;
VACUUM (ANALYZE);
