-- 0001_estate.sql -- premises, rooms, residents, stays, staff: who is where, over time.
--
-- Runs as lantern_owner in one transaction. Row security and grants stand in sql/always, which is re-applied when it changes.
-- Ids are UUIDs. Instants are timestamptz. Reference data are rows with dates, never enums: tiers, stay lengths and premises
-- change without a release.

CREATE SCHEMA IF NOT EXISTS lantern;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public; -- trusted: the owner of the database may
SET LOCAL search_path = lantern, public;

-- One row. The epoch names this history of transaction ids: whoever restores a backup gives a new one, so that no stream
-- resumes across the cut.
CREATE TABLE installation (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    epoch    text NOT NULL CHECK (epoch ~ '^[1-9][0-9]{5,8}$')
);
INSERT INTO installation (epoch) VALUES ((100000 + floor(random() * 899999999))::bigint::text);

-- ---------------------------------------------------------------- reference

CREATE TABLE ap_area (
    code text PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE probation_region (
    code         text PRIMARY KEY CHECK (code ~ '^N[0-9]{2}$'),
    name         text NOT NULL UNIQUE,
    ap_area_code text NOT NULL REFERENCES ap_area
);

CREATE TABLE premises_kind (
    code        text PRIMARY KEY,
    words       text NOT NULL,
    stay_weeks  smallint NOT NULL CHECK (stay_weeks BETWEEN 1 AND 104)
);

INSERT INTO ap_area VALUES
    ('LON', 'London'), ('Mids', 'Midlands'), ('NE', 'North East'), ('NW', 'North West'),
    ('SEE', 'South East and Eastern'), ('SWSC', 'South West and South Central'), ('Wales', 'Wales');

INSERT INTO probation_region VALUES
    ('N53', 'East Midlands', 'Mids'), ('N52', 'West Midlands', 'Mids'), ('N56', 'East of England', 'SEE'),
    ('N57', 'Kent, Surrey and Sussex', 'SEE'), ('N07', 'London', 'LON'), ('N54', 'North East', 'NE'),
    ('N55', 'Yorkshire and the Humber', 'NE'), ('N51', 'North West', 'NW'), ('N50', 'Greater Manchester', 'NW'),
    ('N59', 'South Central', 'SWSC'), ('N58', 'South West', 'SWSC'), ('N03', 'Wales', 'Wales');

INSERT INTO premises_kind VALUES
    ('standard', 'Standard', 12), ('pipe', 'Psychologically informed planned environment', 26),
    ('esap', 'Enhanced security', 52);

-- ---------------------------------------------------------------- premises

CREATE TABLE premises (
    id          uuid PRIMARY KEY,
    name        text NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 80),
    ap_code     text NOT NULL UNIQUE,
    q_code      text NOT NULL UNIQUE CHECK (q_code ~ '^Q[0-9]{3}$'),
    address     text NOT NULL,
    postcode    text NOT NULL,
    phone       text NOT NULL,
    region_code text NOT NULL REFERENCES probation_region,
    kind_code   text NOT NULL REFERENCES premises_kind,
    operator    text NOT NULL,
    opened_on   date NOT NULL,
    closed_on   date CHECK (closed_on > opened_on)
);

CREATE TABLE room (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    label       text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 8),
    place       smallint NOT NULL,      -- order on a round
    beds        smallint NOT NULL DEFAULT 1 CHECK (beds BETWEEN 1 AND 4),
    facts       text[] NOT NULL DEFAULT '{}', -- near_office, ground_floor, call_point, step_free, ...
    UNIQUE (premises_id, label),
    UNIQUE (id, premises_id)
);

-- ---------------------------------------------------------------- residents

-- The woman herself, without a name: what may be joined by all who work at her premises.
CREATE TABLE resident (
    id           uuid PRIMARY KEY,
    restricted   boolean NOT NULL,        -- limited access: name shown inside her circle only
    premises_ids uuid[] NOT NULL DEFAULT '{}', -- where she has or had a stay; kept by a trigger, so that row security
                                               -- compares two arrays instead of looking her stays up
    UNIQUE (id, restricted)
);

-- Her name and birth date stand apart so that row security can withhold them alone. "restricted" is copied by the key.
CREATE TABLE resident_person (
    resident_id    uuid PRIMARY KEY,
    restricted     boolean NOT NULL,
    premises_ids   uuid[] NOT NULL DEFAULT '{}',    -- as in resident
    preferred_name text NOT NULL CHECK (char_length(preferred_name) BETWEEN 1 AND 60),
    given_name     text NOT NULL CHECK (char_length(given_name) BETWEEN 1 AND 60),
    family_name    text NOT NULL CHECK (char_length(family_name) BETWEEN 1 AND 60),
    born_on        date NOT NULL CHECK (born_on > '1900-01-01'),
    FOREIGN KEY (resident_id, restricted) REFERENCES resident (id, restricted) ON UPDATE CASCADE
);

-- Numbers change (merges, corrections): a typed identifier with history, never the key.
CREATE TABLE resident_number (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    restricted  boolean NOT NULL,
    premises_ids uuid[] NOT NULL DEFAULT '{}',      -- as in resident
    kind        text NOT NULL CHECK (kind IN ('crn', 'noms', 'event')),
    value       text NOT NULL,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz CHECK (until_at > from_at),
    source      text NOT NULL,
    FOREIGN KEY (resident_id, restricted) REFERENCES resident (id, restricted) ON UPDATE CASCADE,
    CHECK (kind <> 'crn' OR value ~ '^[A-Z][0-9]{6}$'),
    CHECK (kind <> 'noms' OR value ~ '^[A-Z][0-9]{4}[A-Z]{2}$')
);
CREATE UNIQUE INDEX resident_number_one_now ON resident_number (resident_id, kind) WHERE until_at IS NULL AND kind <> 'event';
CREATE UNIQUE INDEX resident_number_by_value ON resident_number (kind, value) WHERE until_at IS NULL AND kind <> 'event';

-- One placement of one resident at one premises. The state follows from the dates; nobody types it.
CREATE TABLE stay (
    id                   uuid PRIMARY KEY,
    resident_id          uuid NOT NULL REFERENCES resident,
    premises_id          uuid NOT NULL REFERENCES premises,
    expected_on          date NOT NULL,
    released_on          date,          -- day 0 of days since release
    arrived_at           timestamptz,
    planned_departure_on date,
    departed_at          timestamptz,
    departure_code       text,
    move_on_code         text,
    not_arrived_at       timestamptz,
    not_arrived_code     text,
    cancelled_at         timestamptz,
    state text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN departed_at IS NOT NULL THEN 'departed'
             WHEN arrived_at IS NOT NULL THEN 'arrived'
             WHEN not_arrived_at IS NOT NULL THEN 'not_arrived'
             WHEN cancelled_at IS NOT NULL THEN 'cancelled'
             ELSE 'upcoming' END) STORED,
    UNIQUE (id, resident_id, premises_id),
    CHECK (departed_at IS NULL OR coalesce(departed_at > arrived_at, false)),
    CHECK (arrived_at IS NULL OR (not_arrived_at IS NULL AND cancelled_at IS NULL))
);
CREATE UNIQUE INDEX stay_one_at_a_time ON stay (resident_id) WHERE state = 'arrived';
CREATE INDEX stay_here ON stay (premises_id) WHERE state = 'arrived';
CREATE INDEX stay_of_resident ON stay (resident_id);

-- Which room, when. Past occupancy stays true: an old check still points to the right door.
CREATE TABLE stay_room (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    room_id     uuid NOT NULL,
    bed         smallint NOT NULL DEFAULT 1,
    during      tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
    reason      text NOT NULL DEFAULT '',
    her_view    text NOT NULL DEFAULT '',
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    FOREIGN KEY (room_id, premises_id) REFERENCES room (id, premises_id),
    EXCLUDE USING gist (room_id WITH =, bed WITH =, during WITH &&),
    EXCLUDE USING gist (stay_id WITH =, during WITH &&)
);
CREATE INDEX stay_room_now ON stay_room (stay_id) WHERE upper_inf(during);

-- A fact somebody else stated (RoSH, MAPPA, a register, a communication need): with source and age, or the word for why
-- there is none. Lantern computes none of them.
CREATE TABLE imported_fact (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL REFERENCES resident,
    kind        text NOT NULL CHECK (kind IN ('rosh_overall', 'rosh_children', 'rosh_public', 'rosh_known_adult', 'rosh_staff',
                    'mappa_category', 'mappa_level', 'tier', 'register', 'communication', 'interpreter', 'allergies')),
    state       text NOT NULL CHECK (state IN ('recorded', 'none_recorded', 'not_asked', 'source_unavailable')),
    value       text CHECK ((value IS NOT NULL) = (state = 'recorded')),
    source      text NOT NULL,
    stated_on   date,
    received_at timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX imported_fact_now ON imported_fact (resident_id, kind) WHERE ended_at IS NULL;

-- ---------------------------------------------------------------- staff

CREATE TABLE staff (
    id           uuid PRIMARY KEY,
    username     text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 80),
    initials     text NOT NULL CHECK (char_length(initials) BETWEEN 1 AND 4),
    staff_code   text,                   -- NDelius staff code; independent premises' staff may have none
    from_at      timestamptz NOT NULL,
    until_at     timestamptz,
    version      integer NOT NULL DEFAULT 1,
    premises_ids uuid[] NOT NULL DEFAULT '{}', -- where she has or had a role; kept by a trigger, for row security
    everywhere   boolean NOT NULL DEFAULT false -- has or had a role for the whole estate; likewise
);

-- Secrets: no role of the server may read a hash; functions of the owner answer the two questions of sign-in.
CREATE TABLE staff_secret (
    staff_id       uuid PRIMARY KEY REFERENCES staff,
    password_hash  text NOT NULL,
    totp_secret    bytea NOT NULL CHECK (octet_length(totp_secret) BETWEEN 16 AND 64),
    totp_last_step bigint NOT NULL DEFAULT 0,   -- a code is accepted once
    changed_at     timestamptz NOT NULL
);

-- Wrong passwords in a row, those at an enrolled terminal apart from those anywhere else: a stranger who knows her username
-- shuts the outer door only, and she can still start her shift.
CREATE TABLE staff_tries (
    staff_id     uuid NOT NULL REFERENCES staff_secret,
    place        text NOT NULL CHECK (place IN ('terminal', 'elsewhere')),
    wrong        smallint NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (staff_id, place)
);

CREATE TABLE staff_pin (
    staff_id     uuid PRIMARY KEY REFERENCES staff,
    pin_hash     text NOT NULL,
    wrong        smallint NOT NULL DEFAULT 0,
    locked_until timestamptz,
    changed_at   timestamptz NOT NULL
);

CREATE TABLE role (
    name        text PRIMARY KEY,
    words       text NOT NULL,
    place       smallint NOT NULL UNIQUE,
    estate_wide boolean NOT NULL         -- may be given without a premises
);
INSERT INTO role VALUES
    ('night_worker', 'Night worker', 1, false), ('keyworker', 'Keyworker', 2, false),
    ('shift_lead', 'Shift lead', 3, false), ('premises_manager', 'Premises manager', 4, false),
    ('on_call', 'On-call manager', 5, false), ('area_manager', 'Area manager', 6, true),
    ('practitioner', 'Probation practitioner', 7, true), ('kitchen', 'Kitchen', 8, false),
    ('agency', 'Agency worker', 9, false), ('inspector', 'Inspector', 10, false),
    ('administrator', 'Administrator', 11, true);

CREATE TABLE staff_role (
    id          uuid PRIMARY KEY,
    staff_id    uuid NOT NULL REFERENCES staff,
    role        text NOT NULL REFERENCES role,
    premises_id uuid REFERENCES premises,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz CHECK (until_at > from_at),
    given_by    uuid REFERENCES staff,
    reason      text NOT NULL DEFAULT '',
    CHECK (premises_id IS NOT NULL OR role IN ('area_manager', 'practitioner', 'administrator')),
    CHECK (role <> 'agency' OR until_at IS NOT NULL),
    CHECK (role <> 'inspector' OR until_at IS NOT NULL)
);
CREATE INDEX staff_role_of_staff ON staff_role (staff_id);
CREATE INDEX staff_role_at_premises ON staff_role (premises_id);

CREATE TABLE practitioner_of (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL REFERENCES resident,
    staff_id    uuid NOT NULL REFERENCES staff,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz CHECK (until_at > from_at)
);
CREATE UNIQUE INDEX practitioner_of_now ON practitioner_of (resident_id) WHERE until_at IS NULL;
CREATE INDEX practitioner_of_staff ON practitioner_of (staff_id);

CREATE TABLE keyworker_of (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz CHECK (until_at > from_at),
    reason      text NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE UNIQUE INDEX keyworker_of_now ON keyworker_of (stay_id) WHERE until_at IS NULL;
CREATE INDEX keyworker_of_staff ON keyworker_of (staff_id) WHERE until_at IS NULL;

-- Who may see the name of a restricted woman.
CREATE TABLE resident_circle (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL REFERENCES resident,
    staff_id    uuid NOT NULL REFERENCES staff,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz CHECK (until_at > from_at),
    reason      text NOT NULL
);
CREATE INDEX resident_circle_of_staff ON resident_circle (staff_id);

-- ---------------------------------------------------------------- terminals and sessions

CREATE TABLE terminal (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    token_hash  bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    enrolled_by uuid NOT NULL REFERENCES staff,
    enrolled_at timestamptz NOT NULL,
    revoked_at  timestamptz,
    revoked_by  uuid REFERENCES staff,
    version     integer NOT NULL DEFAULT 1
);
CREATE INDEX terminal_at_premises ON terminal (premises_id);

-- A worker's shift on a terminal of the premises: made by password and second factor, lets her switch by PIN.
CREATE TABLE sign_on (
    id          uuid PRIMARY KEY,
    staff_id    uuid NOT NULL REFERENCES staff,
    premises_id uuid NOT NULL REFERENCES premises,
    terminal_id uuid REFERENCES terminal,
    at          timestamptz NOT NULL,
    until_at    timestamptz NOT NULL CHECK (until_at > at),
    ended_at    timestamptz
);
CREATE INDEX sign_on_now ON sign_on (premises_id, until_at) WHERE ended_at IS NULL;
CREATE INDEX sign_on_of_staff ON sign_on (staff_id) WHERE ended_at IS NULL;

CREATE TABLE session (
    id             uuid PRIMARY KEY,
    token_hash     bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    staff_id       uuid NOT NULL REFERENCES staff,
    terminal_id    uuid REFERENCES terminal,
    kind           text NOT NULL CHECK (kind IN ('password', 'pin')),
    opened_at      timestamptz NOT NULL,
    last_action_at timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    ended_at       timestamptz,
    end_reason     text CHECK (end_reason IN ('signed_out', 'locked', 'switched', 'expired', 'revoked'))
) WITH (fillfactor = 80);
CREATE INDEX session_of_staff ON session (staff_id) WHERE ended_at IS NULL;
CREATE INDEX session_on_terminal ON session (terminal_id) WHERE ended_at IS NULL;

-- ---------------------------------------------------------------- settings

-- What can be set, with its default and bounds. A value is a JSON number, string, or array; "kind" says which page field edits it.
CREATE TABLE setting_kind (
    name    text PRIMARY KEY,
    place   smallint NOT NULL UNIQUE,
    words   text NOT NULL,              -- as the page says it
    unit    text NOT NULL,              -- s, min, h, days, percent, local_time, ...
    kind    text NOT NULL CHECK (kind IN ('whole', 'local_time', 'local_range', 'minutes_list', 'local_times')),
    least   integer,
    most    integer,
    value   jsonb NOT NULL,             -- the default
    basis   text NOT NULL
);

-- History, insert only: in force at t is the row with the latest from_at <= t, then the latest recorded.
CREATE TABLE setting (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    name        text NOT NULL REFERENCES setting_kind,
    value       jsonb NOT NULL,
    reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
    author_id   uuid NOT NULL REFERENCES staff,
    from_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    n           bigint GENERATED ALWAYS AS IDENTITY -- order of recording, also within one microsecond
);
CREATE INDEX setting_in_force ON setting (premises_id, name, from_at DESC, n DESC);

INSERT INTO setting_kind (name, place, words, unit, kind, least, most, value, basis) VALUES
    ('curfew', 1, 'Curfew', 'local time', 'local_range', NULL, NULL, '["23:00","06:00"]', 'published house rules'),
    ('curfew_round', 2, 'Curfew round, seen and spoken to', 'local time', 'local_range', NULL, NULL, '["23:00","23:30"]', 'chosen for Lantern'),
    ('overnight_round', 3, 'Overnight round, once, at an irregular time', 'local time', 'local_range', NULL, NULL, '["02:00","05:00"]', 'chosen for Lantern'),
    ('morning_reply_by', 4, 'Morning reply by', 'local time', 'local_time', NULL, NULL, '"09:00"', 'house meeting at 09:00'),
    ('not_seen_sweep', 5, 'Afternoon check of everyone not seen since morning', 'local time', 'local_time', NULL, NULL, '"14:00"', 'chosen for Lantern'),
    ('round_chime_s', 6, 'A round chimes before its end by', 'seconds', 'whole', 300, 7200, '1800', 'chosen for Lantern'),
    ('shift_ends', 7, 'Shifts end at', 'local time', 'local_times', NULL, NULL, '["08:00","18:00"]', 'chosen for Lantern'),
    ('handover_s', 8, 'Signing on this long before shifts change is for the next shift', 'seconds', 'whole', 0, 7200, '1800', 'chosen for Lantern'),
    ('gap_variation_percent', 9, 'Gaps between checks differ by at least', 'percent', 'whole', 0, 50, '10', 'chosen for Lantern'),
    ('soon_s', 10, 'Show a check as due soon before its window by', 'seconds', 'whole', 60, 3600, '900', 'chosen for Lantern'),
    ('enhanced_max_gap_s', 11, 'Checks are enhanced when the longest gap is at most', 'seconds', 'whole', 300, 14400, '3600', 'chosen for Lantern'),
    ('ladder_routine_min', 12, 'Routine alarm: terminal, shift lead, on-call, area after', 'minutes', 'minutes_list', 0, 120, '[0,5,10,20]', 'chosen for Lantern'),
    ('ladder_enhanced_min', 13, 'Enhanced alarm: terminal, shift lead, on-call, area after', 'minutes', 'minutes_list', 0, 120, '[0,2,5,10]', 'chosen for Lantern'),
    ('ladder_rouse_min', 14, 'Rousing or no reply: terminal, shift lead, on-call, area after', 'minutes', 'minutes_list', 0, 120, '[0,1,3,6]', 'chosen for Lantern'),
    ('acknowledge_s', 15, 'An acknowledged alarm stays quiet for', 'seconds', 'whole', 60, 900, '300', 'shortest repeat of an on-call product'),
    ('late_entry_s', 16, 'An entry is marked late after', 'seconds', 'whole', 60, 3600, '600', 'chosen for Lantern'),
    ('retrospective_s', 17, 'An entry is retrospective after', 'seconds', 'whole', 600, 14400, '3600', 'chosen for Lantern'),
    ('clock_slack_s', 18, 'A device''s clock may run ahead by', 'seconds', 'whole', 0, 30, '2', 'chosen for Lantern'),
    ('batch_rooms', 19, 'Rooms entered together are marked from', 'rooms', 'whole', 2, 10, '3', 'chosen for Lantern'),
    ('batch_s', 20, 'Rooms entered together count within', 'seconds', 'whole', 10, 600, '60', 'chosen for Lantern'),
    ('return_check_s', 21, 'After coming back in, the next check is due within', 'seconds', 'whole', 300, 7200, '1800', 'chosen for Lantern'),
    ('strict_asleep', 22, 'How strict about a woman seen asleep. 0: breathing and movement or position is a sign of life. 1: all three. 2: never', 'of 2', 'whole', 0, 2, '0', 'what an outcome completes'),
    ('strict_disturb', 23, 'How strict about do not disturb. 0: it completes every check. 1: no rousing. 2: no conversation either', 'of 2', 'whole', 0, 2, '0', 'what an outcome completes'),
    ('hospital_call_s', 24, 'While she is in hospital, telephone every', 'seconds', 'whole', 1800, 43200, '7200', 'chosen for Lantern'),
    ('going_s', 25, 'I am going now lasts', 'seconds', 'whole', 60, 900, '300', 'chosen for Lantern'),
    ('floor_max_gap_s', 26, 'Only a manager may let gaps exceed', 'seconds', 'whole', 900, 86400, '14400', 'chosen for Lantern'),
    ('pin_idle_s', 27, 'A terminal locks after', 'seconds', 'whole', 30, 600, '60', 'chosen for Lantern'),
    ('pin_again_s', 28, 'The PIN is asked again after', 'seconds', 'whole', 10, 300, '30', 'chosen for Lantern'),
    ('pin_lock_s', 29, 'Five wrong PINs lock it for', 'seconds', 'whole', 60, 3600, '300', 'chosen for Lantern');
