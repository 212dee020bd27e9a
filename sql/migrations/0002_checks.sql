-- 0002_checks.sql -- check plans, requirements, visits, alarms, comings and goings: the night itself.
--
-- Visits and plans are inserted and never changed; a requirement is opened and closed once. Tables written by
-- lantern.record() carry no defaults: the rule that decided says every value.

SET LOCAL search_path = lantern, public;

-- How often she is to be seen, by whom, and how. Several may be in force; per kind the smallest gap counts.
-- A plan whose review_by has passed stays in force until somebody decides (features 41).
CREATE TABLE check_plan (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    origin      text NOT NULL CHECK (origin IN ('routine', 'personal', 'watch')),
    reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 1000),
    author_id   uuid NOT NULL REFERENCES staff,
    start_at    timestamptz NOT NULL,
    review_by   timestamptz,
    replaces_id uuid REFERENCES check_plan,
    recorded_at timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    end_reason  text,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    UNIQUE (id, premises_id),
    CHECK (review_by > start_at),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX check_plan_in_force ON check_plan (stay_id) WHERE ended_at IS NULL;
CREATE INDEX check_plan_of_stay ON check_plan (stay_id, start_at DESC);

CREATE TABLE check_plan_band (
    plan_id     uuid NOT NULL,
    premises_id uuid NOT NULL,
    from_min    smallint NOT NULL CHECK (from_min BETWEEN 0 AND 1439),  -- local minutes of the day
    until_min   smallint NOT NULL CHECK (until_min BETWEEN 0 AND 1439), -- equal to from_min: the whole day
    kind        text NOT NULL CHECK (kind IN ('sign_of_life', 'conversation', 'rouse')),
    min_gap_s   integer NOT NULL CHECK (min_gap_s >= 0),
    max_gap_s   integer NOT NULL CHECK (max_gap_s BETWEEN 300 AND 172800),
    who         text[] NOT NULL,        -- roles that may do it; empty: any worker here
    PRIMARY KEY (plan_id, kind, from_min),
    FOREIGN KEY (plan_id, premises_id) REFERENCES check_plan (id, premises_id),
    CHECK (min_gap_s < max_gap_s)
);

-- "How to be with me": versions, never changed. Shown before a check, because it changes what happens at the door.
CREATE TABLE contact_plan (
    id            uuid PRIMARY KEY,
    stay_id       uuid NOT NULL,
    resident_id   uuid NOT NULL,
    premises_id   uuid NOT NULL,
    version       integer NOT NULL CHECK (version > 0),
    how           text NOT NULL CHECK (char_length(how) <= 600),
    sleep_options text[] NOT NULL,      -- door_ajar, red_torch, bed_pad, listen_first, ...
    consent       text NOT NULL CHECK (consent IN ('agreed', 'declined', 'not_asked')),
    reason        text NOT NULL,
    author_id     uuid NOT NULL REFERENCES staff,
    at            timestamptz NOT NULL,
    UNIQUE (stay_id, version),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (consent = 'agreed' OR sleep_options = '{}')
);

-- The running state of one woman's checks: one row a stay, updated by every decision; its version guards them (design.md).
CREATE TABLE stay_checks (
    stay_id              uuid PRIMARY KEY,
    resident_id          uuid NOT NULL,
    premises_id          uuid NOT NULL,
    version              bigint NOT NULL,
    seed                 bigint NOT NULL,       -- next draw starts here
    last_sign_of_life_at timestamptz,           -- last effective check that met this kind, by its done time
    last_conversation_at timestamptz,
    last_rouse_at        timestamptz,
    last_recorded_at     timestamptz,           -- done time of the last thing she is recorded in
    gaps_s               integer[] NOT NULL,    -- the last six gaps between effective checks, newest first
    predictable          boolean NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
) WITH (fillfactor = 50);
CREATE INDEX stay_checks_here ON stay_checks (premises_id);

-- One real contact, or the try. Insert only; a correction is another visit that names this one.
CREATE TABLE visit (
    id              uuid PRIMARY KEY,           -- made by the client: sending it again does nothing more
    stay_id         uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    room_id         uuid NOT NULL REFERENCES room,
    outcome         text NOT NULL CHECK (outcome IN ('spoke', 'do_not_disturb', 'awake_seen', 'asleep_breathing', 'no_reply', 'not_in_room')),
    breathing       boolean,
    movement        boolean,
    position        boolean,
    note            text NOT NULL CHECK (char_length(note) <= 500),
    done_at         timestamptz NOT NULL,
    entered_at      timestamptz NOT NULL,       -- when she was written down, by the device's corrected clock
    received_at     timestamptz NOT NULL,
    clock_offset_ms integer NOT NULL,           -- device minus server, as measured
    staff_id        uuid NOT NULL REFERENCES staff,
    terminal_id     uuid REFERENCES terminal,
    proof           text NOT NULL CHECK (proof IN ('scanned', 'handset', 'desk')),
    marks           text[] NOT NULL,            -- late_entry, retrospective, together, same_words
    reason          text,                       -- why so late an entry
    second_id       uuid REFERENCES staff,      -- second name of a retrospective entry
    source          text NOT NULL CHECK (source IN ('screen', 'paper')),
    meets           text[] NOT NULL,            -- the kinds it met
    corrects_id     uuid UNIQUE REFERENCES visit,
    withdrawn       boolean NOT NULL,           -- a correction that says: this did not happen to her
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    -- IS TRUE: what was not asked is NULL, and a CHECK lets NULL pass.
    CHECK (outcome <> 'asleep_breathing' OR withdrawn OR (breathing IS TRUE AND (movement IS TRUE OR "position" IS TRUE))),
    CHECK (done_at <= entered_at AND entered_at <= received_at + interval '2 minutes'),
    CHECK (NOT 'retrospective' = ANY (marks) OR (reason IS NOT NULL AND second_id IS NOT NULL AND second_id <> staff_id))
);
CREATE INDEX visit_of_stay ON visit (stay_id, done_at DESC);
CREATE INDEX visit_at_premises ON visit (premises_id, done_at DESC);
CREATE INDEX visit_by_staff ON visit (staff_id, entered_at DESC);

-- What only a later entry showed about an earlier one: the third in a minute marks the first two (features 37). A visit
-- itself never changes.
CREATE TABLE visit_mark (
    visit_id    uuid NOT NULL REFERENCES visit,
    premises_id uuid NOT NULL REFERENCES premises,
    mark        text NOT NULL CHECK (mark = 'together'),
    by_visit_id uuid NOT NULL REFERENCES visit CHECK (by_visit_id <> visit_id),
    PRIMARY KEY (visit_id, by_visit_id)
);

-- One duty to see her. Opened by a rule, closed once.
CREATE TABLE requirement (
    id             uuid PRIMARY KEY,
    stay_id        uuid NOT NULL,
    resident_id    uuid NOT NULL,
    premises_id    uuid NOT NULL,
    source         text NOT NULL CHECK (source IN ('plan', 'curfew_round', 'overnight_round', 'morning_reply', 'not_seen_sweep', 'return', 'added')),
    kind           text NOT NULL CHECK (kind IN ('sign_of_life', 'conversation', 'rouse')),
    class          text NOT NULL CHECK (class IN ('routine', 'enhanced', 'rouse')),
    from_at        timestamptz NOT NULL,
    drawn_at       timestamptz NOT NULL,
    latest_at      timestamptz NOT NULL,
    min_gap_s      integer NOT NULL,
    max_gap_s      integer NOT NULL,
    previous_gap_s integer,
    seed           bigint NOT NULL,             -- what drawn_at was drawn from
    opened_at      timestamptz NOT NULL,
    state          text NOT NULL CHECK (state IN ('open', 'done', 'missed', 'not_required')),
    closed_at      timestamptz,                 -- done time of the visit, or the moment of the decision
    visit_id       uuid REFERENCES visit,
    late_reason    text CHECK (late_reason IN ('with_another_woman', 'emergency', 'short_staffed', 'system', 'not_with_her_permission', 'other')),
    late_words     text CHECK (char_length(late_words) <= 500),
    close_reason   text CHECK (char_length(close_reason) <= 500),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (from_at <= drawn_at AND drawn_at <= latest_at),
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK ((state = 'done') = (visit_id IS NOT NULL)),
    CHECK (late_reason IS DISTINCT FROM 'other' OR coalesce(late_words, '') <> '')
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX requirement_one_interval ON requirement (stay_id, kind) WHERE state = 'open' AND source IN ('plan', 'return');
CREATE UNIQUE INDEX requirement_one_round ON requirement (stay_id, source, from_at)
    WHERE state = 'open' AND source LIKE '%\_%'; -- she may leave and come back inside one window
CREATE INDEX requirement_open ON requirement (stay_id) WHERE state = 'open';
CREATE INDEX requirement_open_here ON requirement (premises_id) WHERE state = 'open';
CREATE INDEX requirement_of_stay ON requirement (stay_id, latest_at DESC);
CREATE INDEX requirement_by_visit ON requirement (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX requirement_missed ON requirement (premises_id, latest_at DESC) WHERE state = 'missed';

-- Alarms on the same woman merge: one open a stay.
CREATE TABLE alarm (
    id                 uuid PRIMARY KEY,
    stay_id            uuid NOT NULL,
    resident_id        uuid NOT NULL,
    premises_id        uuid NOT NULL,
    class              text NOT NULL CHECK (class IN ('routine', 'enhanced', 'rouse')),
    cause              text NOT NULL CHECK (cause IN ('overdue', 'no_reply', 'not_found')),
    opened_at          timestamptz NOT NULL,
    rung               smallint NOT NULL CHECK (rung BETWEEN 0 AND 9),
    rung_at            timestamptz NOT NULL,
    quiet_until        timestamptz,
    acknowledged_by_id uuid REFERENCES staff,
    closed_at          timestamptz,
    visit_id           uuid REFERENCES visit,
    told_at            timestamptz[] NOT NULL,  -- when each rung up to this one was in fact told, as it was recorded: rung_at
                                                -- goes by the ladder, also for hours in which no server ran
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (cardinality(told_at) = rung + 1)
);
CREATE UNIQUE INDEX alarm_one_open ON alarm (stay_id) WHERE closed_at IS NULL;
CREATE INDEX alarm_open_here ON alarm (premises_id) WHERE closed_at IS NULL;

-- Who hears at which rung. Later couriers act on "channel"; 'people' means that the screen asks those there to ring.
CREATE TABLE ladder_rung (
    rung    smallint PRIMARY KEY,
    tells   text NOT NULL UNIQUE,
    channel text NOT NULL CHECK (channel IN ('terminal', 'people')),
    words   text NOT NULL
);
INSERT INTO ladder_rung VALUES
    (0, 'terminal', 'terminal', 'Sounding here'),
    (1, 'shift_lead', 'terminal', 'Shift lead called'),
    (2, 'on_call', 'people', 'Ring the on-call manager'),
    (3, 'area', 'people', 'Ring the area manager');

-- "I am going now": others see who is on the way; ends by itself.
CREATE TABLE going (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    until_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE UNIQUE INDEX going_one_now ON going (stay_id) WHERE ended_at IS NULL;

-- Out, in hospital, at court. Checks are not required while a movement is open.
CREATE TABLE movement (
    id             uuid PRIMARY KEY,
    stay_id        uuid NOT NULL,
    resident_id    uuid NOT NULL,
    premises_id    uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('out', 'hospital', 'court')),
    left_at        timestamptz NOT NULL,
    where_to       text NOT NULL CHECK (char_length(where_to) <= 300),
    back_by        timestamptz,
    phone_works    text NOT NULL CHECK (phone_works IN ('yes', 'no', 'not_asked')),
    recorded_by_id uuid NOT NULL REFERENCES staff,
    back_at        timestamptz,
    back_note      text CHECK (char_length(back_note) <= 300),
    back_by_id     uuid REFERENCES staff,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (back_at >= left_at),
    CHECK ((back_at IS NULL) = (back_by_id IS NULL))
);
CREATE UNIQUE INDEX movement_one_open ON movement (stay_id) WHERE back_at IS NULL;
CREATE INDEX movement_of_stay ON movement (stay_id, left_at DESC);

-- The two-hourly telephone call while she is in hospital.
CREATE TABLE hospital_call (
    id          uuid PRIMARY KEY,
    movement_id uuid NOT NULL REFERENCES movement,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX hospital_call_of_movement ON hospital_call (movement_id, at DESC);

-- Needs and actions: state follows from the entries.
CREATE TABLE action (
    id             uuid PRIMARY KEY,
    stay_id        uuid NOT NULL,
    resident_id    uuid NOT NULL,
    premises_id    uuid NOT NULL,
    what           text NOT NULL CHECK (char_length(what) BETWEEN 1 AND 300),
    owner_kind     text NOT NULL CHECK (owner_kind IN ('staff', 'resident', 'practitioner')),
    owner_staff_id uuid REFERENCES staff,
    identified_on  date NOT NULL,
    target_on      date NOT NULL,
    author_id      uuid NOT NULL REFERENCES staff,
    recorded_at    timestamptz NOT NULL,
    closed_at      timestamptz,
    version        integer NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((owner_kind = 'resident') = (owner_staff_id IS NULL)),
    CHECK (target_on >= identified_on)
);
CREATE INDEX action_of_stay ON action (stay_id, target_on);
CREATE INDEX action_open_here ON action (premises_id, target_on) WHERE closed_at IS NULL;

CREATE TABLE action_entry (
    id          uuid PRIMARY KEY,
    action_id   uuid NOT NULL REFERENCES action,
    premises_id uuid NOT NULL REFERENCES premises,
    kind        text NOT NULL CHECK (kind IN ('progress', 'closed', 'reopened')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL
);
CREATE INDEX action_entry_of_action ON action_entry (action_id, at);
