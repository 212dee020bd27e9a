-- 0006_keywork.sql -- the daily work that helps a woman move on, and the line to her practitioner: keywork, three-way meetings,
-- updates and threads, what leaves the building, services, activities, family (features 43 to 65, 97, 106, 114 to 117, 119,
-- 121, 123 to 125; docs/keywork.md).
--
-- What was said and done is kept whole; how she felt is a word she chose, never a number. Tables written by lantern.record()
-- carry no defaults: the rule that decided says every value. "shared" is decided when a thing is written, by what she was told.

SET LOCAL search_path = lantern, public;

-- ---------------------------------------------------------------- keywork

-- A full session, or the try at one. Insert only; a correction is another row that names this one.
CREATE TABLE keywork_session (
    id              uuid PRIMARY KEY,
    stay_id         uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('session', 'attempt')),
    happened_at     timestamptz NOT NULL,
    minutes         smallint CHECK (minutes BETWEEN 1 AND 480),
    begun_at        timestamptz NOT NULL,       -- when its writing began: how long a note takes is ours to shorten
    recorded_at     timestamptz NOT NULL,
    place           text NOT NULL CHECK (char_length(place) <= 80),
    without_devices boolean NOT NULL,           -- written up afterwards, because there was no screen in the room
    author_id       uuid NOT NULL REFERENCES staff,
    terminal_id     uuid REFERENCES terminal,
    not_held        text CHECK (not_held IN ('declined', 'not_in', 'unwell', 'asleep', 'no_staff', 'other')),
    not_held_words  text NOT NULL CHECK (char_length(not_held_words) <= 500),
    tags            text[] NOT NULL CHECK (tags <@ '{substances,mental_health,emotions,identity,everyday,family,resettlement}'),
    own_tags        text[] NOT NULL CHECK (cardinality(own_tags) <= 3),
    she_said        text NOT NULL CHECK (char_length(she_said) <= 4000),
    we_did          text NOT NULL CHECK (char_length(we_did) <= 4000),
    went_well       text NOT NULL CHECK (char_length(went_well) <= 1000),
    nothing_yet     boolean NOT NULL,
    purposeful      text NOT NULL CHECK (char_length(purposeful) <= 500),
    came            text CHECK (came IN ('very_well', 'well', 'ok', 'not_great', 'struggling')),
    went            text CHECK (went IN ('very_well', 'well', 'ok', 'not_great', 'struggling')),
    did_we          text CHECK (did_we IN ('yes', 'partly', 'no')), -- what was agreed for this time
    next_topic      text NOT NULL CHECK (char_length(next_topic) <= 300),
    sensitive       boolean NOT NULL,
    shared          boolean NOT NULL,
    read_with_her   text NOT NULL CHECK (read_with_her IN ('yes', 'no', 'declined')),
    her_correction  text NOT NULL CHECK (char_length(her_correction) <= 2000),
    changes_plan    boolean NOT NULL,
    corrects_id     uuid UNIQUE REFERENCES keywork_session CHECK (corrects_id <> id),
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (happened_at <= recorded_at AND begun_at <= recorded_at),
    CHECK ((kind = 'attempt') = (not_held IS NOT NULL)),
    CHECK (not_held IS DISTINCT FROM 'other' OR not_held_words <> ''),
    CHECK (NOT (sensitive AND shared)),
    -- What went well is asked of every session, and so is what comes next.
    CHECK (kind = 'attempt' OR (minutes IS NOT NULL AND (went_well <> '') <> nothing_yet AND next_topic <> ''))
);
CREATE INDEX keywork_session_of_stay ON keywork_session (stay_id, happened_at DESC);
CREATE INDEX keywork_session_of_resident ON keywork_session (resident_id); -- her practitioner's
CREATE INDEX keywork_session_here ON keywork_session (premises_id, happened_at DESC);

-- Skills reminded of or practised, strengths seen: carried forward and offered to the next worker.
CREATE TABLE keywork_skill (
    session_id  uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    place       smallint NOT NULL CHECK (place BETWEEN 1 AND 12),
    skill       text NOT NULL CHECK (char_length(skill) BETWEEN 1 AND 120),
    how         text NOT NULL CHECK (how IN ('reminded', 'practised', 'strength')),
    PRIMARY KEY (session_id, place),
    FOREIGN KEY (session_id, resident_id, premises_id) REFERENCES keywork_session (id, resident_id, premises_id)
);

-- Fifteen seconds by anyone. Waits for her keyworker until somebody has read it.
CREATE TABLE moment (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 280),
    good        boolean NOT NULL,
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    author_id   uuid NOT NULL REFERENCES staff,
    terminal_id uuid REFERENCES terminal,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (happened_at <= recorded_at)
);
CREATE INDEX moment_of_stay ON moment (stay_id, happened_at DESC);

CREATE TABLE moment_review (
    moment_id   uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    session_id  uuid REFERENCES keywork_session,
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (moment_id, resident_id, premises_id) REFERENCES moment (id, resident_id, premises_id)
);

-- "Does this change the plan?" Yes: words for one of its lines (or a new one), waiting until somebody takes or leaves them.
CREATE TABLE plan_suggestion (
    id            uuid PRIMARY KEY,
    stay_id       uuid NOT NULL,
    resident_id   uuid NOT NULL,
    premises_id   uuid NOT NULL,
    source        text NOT NULL CHECK (source IN ('session', 'moment', 'meeting', 'check')),
    source_id     uuid,
    line          uuid,                       -- of her plan; NULL: a new one
    words         text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
    author_id     uuid NOT NULL REFERENCES staff,
    at            timestamptz NOT NULL,
    decided_at    timestamptz,
    decided_by_id uuid REFERENCES staff,
    decision      text CHECK (decision IN ('taken', 'left')),
    reason        text CHECK (char_length(reason) <= 500),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (decision IS NULL)),
    CHECK (decision IS DISTINCT FROM 'left' OR coalesce(reason, '') <> '')
);
CREATE INDEX plan_suggestion_open ON plan_suggestion (stay_id) WHERE decided_at IS NULL;
CREATE INDEX plan_suggestion_of_stay ON plan_suggestion (stay_id, at DESC);

-- Where an action came from: a session, a meeting, a referral.
ALTER TABLE action ADD COLUMN origin text CHECK (origin IN ('session', 'meeting', 'referral', 'thread'));
ALTER TABLE action ADD COLUMN origin_id uuid;
ALTER TABLE action ADD CHECK ((origin IS NULL) = (origin_id IS NULL));
CREATE INDEX action_by_origin ON action (origin_id) WHERE origin_id IS NOT NULL;

-- How many women a keyworker is asked to hold here; the newest row counts.
CREATE TABLE keyworker_capacity (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    staff_id    uuid NOT NULL REFERENCES staff,
    women       smallint NOT NULL CHECK (women BETWEEN 0 AND 40),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL
);
CREATE INDEX keyworker_capacity_now ON keyworker_capacity (premises_id, staff_id, at DESC);

-- Away from one day to another, and who holds her women meanwhile.
CREATE TABLE staff_leave (
    id              uuid PRIMARY KEY,
    premises_id     uuid NOT NULL REFERENCES premises,
    staff_id        uuid NOT NULL REFERENCES staff,
    from_on         date NOT NULL,
    back_on         date NOT NULL CHECK (back_on > from_on),
    cover_id        uuid REFERENCES staff CHECK (cover_id <> staff_id),
    author_id       uuid NOT NULL REFERENCES staff,
    at              timestamptz NOT NULL,
    withdrawn_at    timestamptz,
    withdrawn_by_id uuid REFERENCES staff,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL))
);
CREATE INDEX staff_leave_here ON staff_leave (premises_id, back_on) WHERE withdrawn_at IS NULL;

-- Why somebody else became her practitioner; those from before this was asked have none.
ALTER TABLE practitioner_of ADD COLUMN reason text CHECK (char_length(reason) BETWEEN 1 AND 500);

-- Loaded words and the neutral question each is met with. Helps, and never blocks.
CREATE TABLE loaded_word (
    word     text PRIMARY KEY CHECK (word = lower(word) AND char_length(word) BETWEEN 2 AND 40),
    question text NOT NULL CHECK (char_length(question) BETWEEN 1 AND 160)
);
INSERT INTO loaded_word (word, question) VALUES
    ('absconded', 'Where was she, and when was she last seen?'), ('addict', 'What does she use, and how does it affect her day?'),
    ('aggressive', 'What did she do, and what happened just before?'), ('anti-social', 'What happened, and who was affected?'),
    ('attention seeking', 'What did she need just then?'), ('bad attitude', 'What did she say or do?'),
    ('challenging', 'What happened, and what helped?'), ('chaotic', 'What got in the way today?'),
    ('clean', 'Do you mean a test result, or not using?'), ('compliant', 'What did she agree to, in her words?'),
    ('criminal', 'Which fact matters here?'), ('crazy', 'What was she seeing, hearing or saying?'),
    ('dangerous', 'What was done or said, to whom?'), ('demanding', 'What did she ask for, and what was the answer?'),
    ('deserves', 'What is the fact, and what follows from it?'), ('difficult', 'What was hard, and for whom?'),
    ('dirty', 'What was seen?'), ('disruptive', 'What happened, and who was affected?'),
    ('drama', 'What happened, in order?'), ('erratic', 'What changed, and when?'),
    ('failed', 'What happened, and what was in the way?'), ('hostile', 'What did she say or do?'),
    ('hysterical', 'What did she say, and how did she sound?'), ('inappropriate', 'What did she do, and why did it matter?'),
    ('junkie', 'What does she use, and what helps?'), ('lazy', 'What was not done, and what was in the way?'),
    ('liar', 'What did she say, and what do others say?'), ('manipulative', 'What did she need, and how did she ask?'),
    ('mood low', 'What did you see or hear?'), ('needy', 'What did she ask for?'),
    ('non-compliant', 'What was asked of her, and what did she say?'), ('non-engaging', 'What was offered, when, and what did she say?'),
    ('offender', 'Her name, or resident?'),
    ('overreacted', 'What happened, and what did it mean to her?'),
    ('paranoid', 'What is she worried about, in her words?'), ('playing up', 'What did you see?'),
    ('promiscuous', 'Does this need recording? If so, what is the fact?'), ('refused', 'What did she say when asked?'),
    ('rude', 'What was said, by whom?'), ('toxic', 'What happens between them?'),
    ('unmotivated', 'What would she like to do first?'), ('unstable', 'What changed, and when?'),
    ('volatile', 'What did you see, and what came before?'), ('vulnerable', 'To what, and from whom?');

-- ---------------------------------------------------------------- three-way meetings

-- One meeting, planned, then held or not. Its state follows from what is filled in.
CREATE TABLE meeting (
    id            uuid PRIMARY KEY,
    stay_id       uuid NOT NULL,
    resident_id   uuid NOT NULL,
    premises_id   uuid NOT NULL,
    author_id     uuid NOT NULL REFERENCES staff,
    at            timestamptz NOT NULL,
    closed_at     timestamptz,                -- when its outcome was written
    closed_by_id  uuid REFERENCES staff,
    held          boolean,
    held_at       timestamptz,
    minutes       smallint CHECK (minutes BETWEEN 1 AND 480),
    not_held      text CHECK (not_held IN ('resident', 'keyworker', 'practitioner', 'premises', 'other')), -- who could not
    reason        text CHECK (char_length(reason) BETWEEN 1 AND 500),
    plain_words   text CHECK (char_length(plain_words) <= 2000),   -- what was said, for her own copy
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (held IS NULL)),
    CHECK (held IS DISTINCT FROM true OR (held_at IS NOT NULL AND minutes IS NOT NULL AND coalesce(plain_words, '') <> '')),
    CHECK (held IS DISTINCT FROM false OR (not_held IS NOT NULL AND reason IS NOT NULL))
);
CREATE UNIQUE INDEX meeting_one_planned ON meeting (stay_id) WHERE closed_at IS NULL;
CREATE INDEX meeting_of_stay ON meeting (stay_id, at DESC);
CREATE INDEX meeting_of_resident ON meeting (resident_id) WHERE closed_at IS NULL;

-- When it is to be; a later row takes the place of the one before, and a calendar sees the higher sequence.
CREATE TABLE meeting_time (
    meeting_id  uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    sequence    integer NOT NULL CHECK (sequence >= 0),
    starts_at   timestamptz NOT NULL,
    minutes     smallint NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    how         text NOT NULL CHECK (how IN ('in_person', 'by_phone', 'by_video')),
    reason      text NOT NULL CHECK (char_length(reason) <= 300),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    PRIMARY KEY (meeting_id, sequence),
    FOREIGN KEY (meeting_id, resident_id, premises_id) REFERENCES meeting (id, resident_id, premises_id),
    CHECK (sequence = 0 OR reason <> '')
);

-- What each wants to talk about. Hers come first, and nobody takes them away.
CREATE TABLE meeting_item (
    id              uuid PRIMARY KEY,
    meeting_id      uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    voice           text NOT NULL CHECK (voice IN ('resident', 'keyworker', 'practitioner')),
    words           text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 300),
    author_id       uuid NOT NULL REFERENCES staff,
    at              timestamptz NOT NULL,
    withdrawn_at    timestamptz,
    withdrawn_by_id uuid REFERENCES staff,
    FOREIGN KEY (meeting_id, resident_id, premises_id) REFERENCES meeting (id, resident_id, premises_id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)),
    CHECK (voice <> 'resident' OR withdrawn_at IS NULL)
);
CREATE INDEX meeting_item_of ON meeting_item (meeting_id, at);

-- Who was there and how; what was decided; where they do not agree, each in her own voice.
CREATE TABLE meeting_person (
    id          uuid PRIMARY KEY,
    meeting_id  uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    role        text NOT NULL CHECK (role IN ('resident', 'keyworker', 'practitioner', 'manager', 'health', 'advocate', 'interpreter', 'family', 'other')),
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    how         text NOT NULL CHECK (how IN ('in_person', 'by_phone', 'by_video', 'not_there')),
    FOREIGN KEY (meeting_id, resident_id, premises_id) REFERENCES meeting (id, resident_id, premises_id)
);
CREATE INDEX meeting_person_of ON meeting_person (meeting_id);

CREATE TABLE meeting_note (
    id          uuid PRIMARY KEY,
    meeting_id  uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('decision', 'disagreement')),
    voice       text CHECK (voice IN ('resident', 'keyworker', 'practitioner')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    place       smallint NOT NULL CHECK (place BETWEEN 1 AND 30),
    FOREIGN KEY (meeting_id, resident_id, premises_id) REFERENCES meeting (id, resident_id, premises_id),
    CHECK ((kind = 'disagreement') = (voice IS NOT NULL))
);
CREATE INDEX meeting_note_of ON meeting_note (meeting_id, place);

-- Her copy, given to her.
CREATE TABLE meeting_copy (
    meeting_id  uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    large_print boolean NOT NULL,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (meeting_id, resident_id, premises_id) REFERENCES meeting (id, resident_id, premises_id)
);

-- A private address of one worker's meetings. The token itself is shown once and kept nowhere.
CREATE TABLE calendar_feed (
    id         uuid PRIMARY KEY,
    staff_id   uuid NOT NULL REFERENCES staff,
    token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    made_at    timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE UNIQUE INDEX calendar_feed_one ON calendar_feed (staff_id) WHERE revoked_at IS NULL;

-- ---------------------------------------------------------------- the practitioner

-- What she was told is shared, how often and on which day; the newest row counts.
CREATE TABLE sharing_agreement (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    shares      text[] NOT NULL CHECK (shares <@ '{plan,checks,keywork,meetings,activities}'),
    how_often   text NOT NULL CHECK (char_length(how_often) BETWEEN 1 AND 200),
    told_on     date NOT NULL,
    her_words   text NOT NULL CHECK (char_length(her_words) <= 500),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX sharing_agreement_now ON sharing_agreement (stay_id, at DESC);

-- Something her practitioner is told, written in the transaction of its cause.
CREATE TABLE practitioner_update (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    level       text NOT NULL CHECK (level IN ('now', 'today', 'weekly')),
    kind        text NOT NULL CHECK (kind ~ '^[a-z_]+$'),
    good        boolean NOT NULL,             -- good news goes first
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    about       text NOT NULL CHECK (about ~ '^[a-z_]+$'),   -- what it is about, and which
    about_id    uuid NOT NULL,
    author_id   uuid REFERENCES staff,        -- NULL: a clock wrote it
    at          timestamptz NOT NULL,
    staff_id    uuid REFERENCES staff,        -- her practitioner then; NULL: she had none
    told_at     timestamptz,                  -- when a digest or a message about it was put in the outbox
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
) WITH (fillfactor = 80);
CREATE INDEX practitioner_update_of ON practitioner_update (resident_id, at DESC);
CREATE INDEX practitioner_update_of_stay ON practitioner_update (stay_id, at DESC);
CREATE INDEX practitioner_update_untold ON practitioner_update (premises_id, level) WHERE told_at IS NULL;

CREATE TABLE update_read (
    update_id   uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    PRIMARY KEY (update_id, staff_id),
    FOREIGN KEY (update_id, resident_id, premises_id) REFERENCES practitioner_update (id, resident_id, premises_id)
);

-- Nobody had read it in time: passed on to the named deputy. Or telephoned by the on-call manager.
CREATE TABLE update_pass (
    id          uuid PRIMARY KEY,
    update_id   uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('deputy', 'phoned', 'no_deputy')),
    staff_id    uuid REFERENCES staff,        -- the deputy, or who telephoned
    words       text NOT NULL CHECK (char_length(words) <= 500),
    at          timestamptz NOT NULL,
    FOREIGN KEY (update_id, resident_id, premises_id) REFERENCES practitioner_update (id, resident_id, premises_id),
    CHECK ((kind = 'no_deputy') = (staff_id IS NULL) AND (kind <> 'phoned' OR words <> ''))
);
CREATE UNIQUE INDEX update_pass_once ON update_pass (update_id) WHERE kind <> 'phoned';
CREATE INDEX update_pass_to ON update_pass (staff_id, at DESC) WHERE kind = 'deputy';

-- Who answers for a practitioner; the newest row counts.
CREATE TABLE practitioner_deputy (
    id         uuid PRIMARY KEY,
    staff_id   uuid NOT NULL REFERENCES staff,
    deputy_id  uuid NOT NULL REFERENCES staff CHECK (deputy_id <> staff_id),
    author_id  uuid NOT NULL REFERENCES staff,
    at         timestamptz NOT NULL
);
CREATE INDEX practitioner_deputy_now ON practitioner_deputy (staff_id, at DESC);

-- "I have read this": where "since you last looked" begins.
CREATE TABLE practitioner_look (
    id       uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    until_at timestamptz NOT NULL,            -- everything up to here was on the page
    at       timestamptz NOT NULL
);
CREATE INDEX practitioner_look_last ON practitioner_look (staff_id, until_at DESC);

-- A question on any item. Who waits for whom, and since when, follows from the last entry.
CREATE TABLE thread (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    about       text NOT NULL CHECK (about IN ('update', 'session', 'meeting', 'action', 'review', 'plan', 'watch', 'woman')),
    about_id    uuid,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX thread_of ON thread (resident_id, at DESC);
CREATE INDEX thread_here ON thread (premises_id, at DESC);

CREATE TABLE thread_entry (
    id          uuid PRIMARY KEY,
    thread_id   uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    side        text NOT NULL CHECK (side IN ('practitioner', 'premises')),
    kind        text NOT NULL CHECK (kind IN ('question', 'answer', 'closed')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 2000),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (thread_id, resident_id, premises_id) REFERENCES thread (id, resident_id, premises_id)
);
CREATE INDEX thread_entry_of ON thread_entry (thread_id, at);

-- ---------------------------------------------------------------- what leaves the building

-- Where a worker is written to: an address of hers, or none (then the inbox within). The newest row counts.
CREATE TABLE staff_contact (
    id        uuid PRIMARY KEY,
    staff_id  uuid NOT NULL REFERENCES staff,
    courier   text NOT NULL CHECK (courier IN ('inbox', 'mail', 'webhook', 'notify')),
    address   text NOT NULL CHECK (char_length(address) <= 320),
    author_id uuid NOT NULL REFERENCES staff,
    at        timestamptz NOT NULL,
    CHECK ((courier = 'inbox') = (address = ''))
);
CREATE INDEX staff_contact_now ON staff_contact (staff_id, at DESC);

-- One message to one worker. It holds no name and no reason, only what kind and how many: what cannot leave is not here.
-- Leased by one server at a time. handed_at is written before the first byte of it goes out, so that a message whose fate is
-- not known is never sent a second time by itself.
CREATE TABLE outbox (
    id          uuid PRIMARY KEY,
    premises_id uuid REFERENCES premises,
    staff_id    uuid NOT NULL REFERENCES staff,
    template    text NOT NULL CHECK (template IN ('update_now', 'update_passed', 'digest_today', 'digest_weekly', 'thread_waits', 'meeting_planned', 'meeting_missed')),
    counts      jsonb NOT NULL CHECK (counts - '{updates,good,waiting,residents}'::text[] = '{}'
        AND NOT jsonb_path_exists(counts, '$.* ? (@.type() != "number" || @ < 0 || @ > 9999)')),
    about_id    uuid,                         -- opens at /open/{id of this message}, after signing in
    once        text NOT NULL UNIQUE,         -- what it is for: the same cause makes it once
    made_at     timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('open', 'sending', 'sent', 'dead', 'unknown', 'dropped')),
    tries       smallint NOT NULL,
    next_at     timestamptz NOT NULL,
    lease_until timestamptz,
    lease       uuid,                         -- of whoever sends it now
    handed_at   timestamptz,
    courier     text,
    sent_at     timestamptz,
    last_error  text CHECK (char_length(last_error) <= 300),
    seen_at     timestamptz,                  -- a dead or unknown one, seen by a person
    seen_by_id  uuid REFERENCES staff,
    CHECK ((state = 'sending') = (lease IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state IN ('open', 'sending');
CREATE INDEX outbox_backlog ON outbox (made_at) WHERE state IN ('open', 'sending', 'dead', 'unknown') AND seen_at IS NULL;
CREATE INDEX outbox_by_state ON outbox (state, made_at DESC, id);
CREATE INDEX outbox_to ON outbox (staff_id, made_at DESC);

-- The inbox within: the default courier, so that nothing needs a server to be tried.
CREATE TABLE inbox_message (
    outbox_id uuid PRIMARY KEY REFERENCES outbox,
    staff_id  uuid NOT NULL REFERENCES staff,
    subject   text NOT NULL,
    body      text NOT NULL,
    at        timestamptz NOT NULL
);
CREATE INDEX inbox_message_to ON inbox_message (staff_id, at DESC);

-- ---------------------------------------------------------------- choices, services, activities, family

-- What was offered to her and what she chose; the newest row of a kind counts, none means "not yet offered".
CREATE TABLE choice (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('female_practitioner', 'female_keyworker', 'women_only_place', 'women_only_groups', 'interpreter', 'interpreter_gender')),
    state       text NOT NULL CHECK (state IN ('offered', 'chosen', 'declined')),
    words       text NOT NULL CHECK (char_length(words) <= 300),
    day         date NOT NULL,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX choice_of_stay ON choice (stay_id, kind, at DESC);

-- The directory of a house: versions of an entry, the newest counts; ended ones stay known to old referrals.
CREATE TABLE service (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    kind        text NOT NULL CHECK (kind IN ('womens_centre', 'specialist', 'gp', 'pharmacy', 'advocacy', 'faith', 'education', 'work', 'other')),
    tags        text[] NOT NULL CHECK (tags <@ '{substances,mental_health,emotions,identity,everyday,family,resettlement}'),
    women_only  boolean NOT NULL,
    phone       text NOT NULL CHECK (char_length(phone) <= 40),
    address     text NOT NULL CHECK (char_length(address) <= 300),
    words       text NOT NULL CHECK (char_length(words) <= 1000),     -- hours, how to refer
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    replaces_id uuid UNIQUE REFERENCES service,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE INDEX service_here ON service (premises_id, name) WHERE ended_at IS NULL;

-- A referral is an action with an answer awaited, not a leaflet.
CREATE TABLE referral (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    service_id  uuid NOT NULL REFERENCES service,
    action_id   uuid NOT NULL REFERENCES action,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
    consent     text NOT NULL CHECK (consent IN ('agreed', 'asked_for_it')),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    answered_at    timestamptz,
    answered_by_id uuid REFERENCES staff,
    answer      text CHECK (answer IN ('accepted', 'waiting_list', 'declined', 'no_answer', 'she_changed_her_mind')),
    answer_words text CHECK (char_length(answer_words) <= 500),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
);
CREATE INDEX referral_of_stay ON referral (stay_id, at DESC);
CREATE INDEX referral_open ON referral (premises_id) WHERE answered_at IS NULL;

-- Who else works with her, and what each may see.
CREATE TABLE named_contact (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    role        text NOT NULL CHECK (char_length(role) BETWEEN 1 AND 80),
    phone       text NOT NULL CHECK (char_length(phone) <= 40),
    may_see     text[] NOT NULL CHECK (may_see <@ '{plan,checks,keywork,meetings,health,family,whereabouts}'),
    her_consent text NOT NULL CHECK (her_consent IN ('agreed', 'declined', 'not_asked')),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (her_consent = 'agreed' OR may_see = '{}'),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE INDEX named_contact_of_stay ON named_contact (stay_id) WHERE ended_at IS NULL;

-- The house programme.
CREATE TABLE activity (
    id          uuid PRIMARY KEY,
    premises_id uuid NOT NULL REFERENCES premises,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    tags        text[] NOT NULL CHECK (tags <@ '{substances,mental_health,emotions,identity,everyday,family,resettlement}'),
    weekday     smallint CHECK (weekday BETWEEN 1 AND 7),   -- 1 Monday; NULL: by arrangement
    starts      time,
    minutes     smallint NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    words       text NOT NULL CHECK (char_length(words) <= 500),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    CHECK ((weekday IS NULL) = (starts IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE INDEX activity_here ON activity (premises_id) WHERE ended_at IS NULL;

-- She took part, or did something worth her while by herself, and how she sees it.
CREATE TABLE activity_time (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    activity_id uuid REFERENCES activity,     -- NULL: her own, or one to one
    what        text NOT NULL CHECK (char_length(what) BETWEEN 1 AND 120),
    day         date NOT NULL,
    minutes     smallint NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    purposeful  boolean NOT NULL,             -- as she sees it
    her_words   text NOT NULL CHECK (char_length(her_words) <= 300),
    shared      boolean NOT NULL,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX activity_time_of_stay ON activity_time (stay_id, day DESC);

-- A daily task in steps, with pictures, to print: versions, the newest of a title counts.
CREATE TABLE task_plan (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    title       text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 80),
    steps       jsonb NOT NULL CHECK (jsonb_typeof(steps) = 'array' AND jsonb_array_length(steps) BETWEEN 1 AND 12), -- {words, picture}
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    replaces_id uuid UNIQUE REFERENCES task_plan,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX task_plan_of_stay ON task_plan (stay_id, at DESC);

-- Her family and children, for those with that scope alone; ended, never changed.
CREATE TABLE family_fact (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('caring', 'contact', 'social_worker', 'asked_of_her', 'hope', 'other')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    source      text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 120),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE INDEX family_fact_of_stay ON family_fact (stay_id, at) WHERE ended_at IS NULL;

-- A day with somebody of hers: it becomes a known hard or good day.
CREATE TABLE family_contact (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    day         date NOT NULL,
    how         text NOT NULL CHECK (how IN ('visit', 'phone', 'video', 'letter')),
    with_whom   text NOT NULL CHECK (char_length(with_whom) BETWEEN 1 AND 80),
    feels       text NOT NULL CHECK (feels IN ('hard', 'good', 'both', 'not_asked')),
    words       text NOT NULL CHECK (char_length(words) <= 300),
    hard_day_id uuid REFERENCES hard_day,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX family_contact_of_stay ON family_contact (stay_id, day DESC);

-- She asked what is held about her, and it was given.
CREATE TABLE subject_access (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL REFERENCES resident,
    premises_id uuid NOT NULL REFERENCES premises,
    reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL
);
CREATE INDEX subject_access_of ON subject_access (resident_id, at DESC);
-- What is held about her is found by her stay, in tables that were looked at only while they were open, too.
CREATE INDEX alarm_of_stay ON alarm (stay_id, opened_at);
CREATE INDEX going_of_stay ON going (stay_id, at);

-- ---------------------------------------------------------------- settings and standing deadlines

INSERT INTO setting_kind (name, place, words, unit, kind, least, most, value, basis) VALUES
    ('keywork_first_s', 54, 'First keywork session after arrival within', 'seconds', 'whole', 3600, 604800, '86400', 'chosen for Lantern'),
    ('keywork_every_days', 55, 'Keywork session at least every', 'days', 'whole', 1, 28, '7', 'frequency is counted in weeks'),
    ('meeting_first_days', 56, 'First three-way meeting after arrival within', 'days', 'whole', 1, 56, '14', 'chosen for Lantern'),
    ('meeting_every_days', 57, 'Three-way meeting after that every', 'days', 'whole', 7, 84, '28', 'chosen for Lantern'),
    ('meeting_before_leaving_days', 58, 'Last three-way meeting before leaving, at least', 'days', 'whole', 1, 56, '14', 'chosen for Lantern'),
    ('meeting_copy_s', 59, 'Her copy of a three-way meeting within', 'seconds', 'whole', 3600, 259200, '86400', 'chosen for Lantern'),
    ('update_unread_s', 60, 'An unread update of level now goes to the deputy after', 'seconds', 'whole', 300, 14400, '1800', 'chosen for Lantern'),
    ('office_hours', 61, 'Practitioners'' office hours, Monday to Friday', 'local time', 'local_range', NULL, NULL, '["09:00","17:00"]', 'chosen for Lantern'),
    ('unread_morning', 62, 'Out of hours, an unread update of level now goes to the deputy at', 'local time', 'local_time', NULL, NULL, '"08:00"', 'chosen for Lantern'),
    ('digest_at', 63, 'Practitioners'' digest at', 'local time', 'local_time', NULL, NULL, '"07:30"', 'chosen for Lantern'),
    ('weekly_at', 64, 'Practitioners'' weekly digest, Monday at', 'local time', 'local_time', NULL, NULL, '"08:00"', 'chosen for Lantern'),
    ('choices_ask_s', 65, 'Offer her choices within', 'seconds', 'whole', 3600, 604800, '259200', 'chosen for Lantern'),
    ('keyworker_women', 66, 'Women a keyworker holds, unless said otherwise', 'women', 'whole', 1, 20, '6', 'chosen for Lantern'),
    ('deputy_sees_s', 67, 'A deputy sees a woman passed to her for', 'seconds', 'whole', 3600, 604800, '259200', 'chosen for Lantern'),
    ('small_number', 68, 'Across premises, hide counts under', 'of them', 'whole', 2, 20, '5', 'chosen for Lantern');

DROP INDEX deadline_standing;
CREATE UNIQUE INDEX deadline_standing ON deadline (subject, kind)
    WHERE state = 'open' AND kind IN ('rounds.plan', 'shift.end', 'digest.today', 'digest.weekly');
-- One clock each for her next session, her next meeting and her choices.
CREATE UNIQUE INDEX deadline_keywork ON deadline (subject, kind)
    WHERE state = 'open' AND kind IN ('keywork.due', 'meeting.due', 'choices.due');
