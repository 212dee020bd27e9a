-- 0004_plan.sql -- the plan that acts: support-and-safety plans, signs and rules, watches, reviews, the no-reply chain
-- (features 1 to 22, 30 to 32, 36, 39, 101, 113, 126; docs/plan.md).
--
-- Nothing here measures a woman: there is no number about self-harm or suicide, only what was seen, said and done.
-- Tables written by lantern.record() carry no defaults: the rule that decided says every value.

SET LOCAL search_path = lantern, public;

-- ---------------------------------------------------------------- her plan, by versions

-- One plan a stay, each save a whole version, none ever changed: what was in force at 02:31 is a look-up, and a difference
-- a comparison. Version n is made from n - 1 and from nothing else.
CREATE TABLE safety_plan (
    id              uuid PRIMARY KEY,
    stay_id         uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    version         integer NOT NULL CHECK (version > 0),
    state           text NOT NULL CHECK (state IN ('starter', 'draft', 'active')),
    reason          text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
    agreement       text NOT NULL CHECK (agreement IN ('signed', 'agreed', 'declined', 'not_asked')),
    agreement_words text NOT NULL CHECK (char_length(agreement_words) <= 500),
    large_print     boolean NOT NULL,           -- how she wants her own copy
    daily           text[] NOT NULL CHECK (daily <@ '{meal,sleep,company}'), -- what is asked of her days (features 20)
    author_id       uuid NOT NULL REFERENCES staff,
    saved_at        timestamptz NOT NULL,
    UNIQUE (stay_id, version),
    UNIQUE (id, state),
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (agreement <> 'declined' OR agreement_words <> '')
);

-- Her own words first, then ours. "how" keeps its text in contact_plan and "checks" in check_plan: neither is stored twice.
CREATE TABLE safety_plan_section (
    plan_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    name        text NOT NULL CHECK (name IN ('how', 'good', 'usual', 'signs', 'triggers', 'do', 'checks', 'substances', 'absence', 'crisis', 'agreement')),
    her_words   text NOT NULL CHECK (char_length(her_words) <= 1500),
    our_words   text NOT NULL CHECK (char_length(our_words) <= 1500),
    PRIMARY KEY (plan_id, name),
    FOREIGN KEY (plan_id, resident_id, premises_id) REFERENCES safety_plan (id, resident_id, premises_id),
    CHECK (our_words = '' OR name NOT IN ('how', 'checks', 'agreement'))
);

-- When I see / we do / who / within how long. "line" is the same over versions.
CREATE TABLE safety_plan_line (
    plan_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    state       text NOT NULL,
    line        uuid NOT NULL,
    place       smallint NOT NULL CHECK (place BETWEEN 1 AND 20),
    sees        text NOT NULL CHECK (char_length(sees) BETWEEN 1 AND 200),
    action      text NOT NULL CHECK (action IN ('change_checks', 'sit_with_her', 'call_person', 'transport', 'call_111', 'call_999', 'tell_manager', 'tell_practitioner', 'other')),
    does        text NOT NULL CHECK (char_length(does) BETWEEN 1 AND 300),
    who         text NOT NULL CHECK (char_length(who) <= 100),
    within_s    integer CHECK (within_s BETWEEN 0 AND 604800),
    PRIMARY KEY (plan_id, line),
    UNIQUE (plan_id, place),
    FOREIGN KEY (plan_id, state) REFERENCES safety_plan (id, state),
    FOREIGN KEY (plan_id, resident_id, premises_id) REFERENCES safety_plan (id, resident_id, premises_id),
    CHECK (state <> 'active' OR (who <> '' AND within_s IS NOT NULL))
);

-- What can be seen or heard of her: an early sign, or a sign that she is well. "sign" is the same over versions.
CREATE TABLE safety_plan_sign (
    plan_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    state       text NOT NULL,
    sign        uuid NOT NULL,
    place       smallint NOT NULL CHECK (place BETWEEN 1 AND 20),
    leaning     text NOT NULL CHECK (leaning IN ('concern', 'strength')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 160),
    line        uuid,
    PRIMARY KEY (plan_id, sign),
    UNIQUE (plan_id, place),
    FOREIGN KEY (plan_id, state) REFERENCES safety_plan (id, state),
    FOREIGN KEY (plan_id, resident_id, premises_id) REFERENCES safety_plan (id, resident_id, premises_id),
    FOREIGN KEY (plan_id, line) REFERENCES safety_plan_line (plan_id, line),
    CHECK (state <> 'active' OR leaning = 'strength' OR line IS NOT NULL)
);

-- The crisis summary: ten fixed lines, of which the first (name, birth date, room) is told from what is known of her.
CREATE TABLE safety_plan_crisis (
    plan_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    name        text NOT NULL CHECK (name IN ('allergies', 'medicines', 'substances', 'naloxone', 'self_harm', 'communication', 'helps', 'may_be_told', 'gp')),
    state       text NOT NULL CHECK (state IN ('recorded', 'none_known', 'not_asked')),
    words       text NOT NULL CHECK (char_length(words) <= 240), -- ten of them read aloud in half a minute and print on one side
    known_at    timestamptz,                    -- last taken, last used; NULL: no time is known
    PRIMARY KEY (plan_id, name),
    FOREIGN KEY (plan_id, resident_id, premises_id) REFERENCES safety_plan (id, resident_id, premises_id),
    CHECK ((state = 'recorded') = (words <> ''))
);

-- What others wrote, as a quotation with its source: never pasted into her words (features 9).
CREATE TABLE safety_plan_quote (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    section     text NOT NULL CHECK (section IN ('how', 'good', 'usual', 'signs', 'triggers', 'do', 'checks', 'substances', 'absence', 'crisis', 'agreement')),
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    source      text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 100),
    stated_on   date NOT NULL,
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX safety_plan_quote_of_stay ON safety_plan_quote (stay_id, at DESC);

-- Who had seen which version: what is newer is shown as changed until she reads it (features 5).
CREATE TABLE safety_plan_read (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    version     integer NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, version) REFERENCES safety_plan (stay_id, version),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX safety_plan_read_by ON safety_plan_read (staff_id, stay_id, version DESC);

-- For staff only: why is required, a manager approves, it ends within briefing_max_days (features 12).
CREATE TABLE staff_briefing (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000),
    reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (expires_at > at)
);
CREATE INDEX staff_briefing_of_stay ON staff_briefing (stay_id, at DESC);

CREATE TABLE staff_briefing_decision (
    briefing_id uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    approved    boolean NOT NULL,
    words       text NOT NULL CHECK (char_length(words) <= 500),
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (briefing_id, resident_id, premises_id) REFERENCES staff_briefing (id, resident_id, premises_id),
    CHECK (approved OR words <> '')
);

-- Her own copy: which version, and what was left out of it (features 12, 101).
CREATE TABLE resident_copy (
    id           uuid PRIMARY KEY,
    stay_id      uuid NOT NULL,
    resident_id  uuid NOT NULL,
    premises_id  uuid NOT NULL,
    version      integer NOT NULL,
    large_print  boolean NOT NULL,
    left_out     jsonb NOT NULL CHECK (jsonb_typeof(left_out) = 'array'), -- [{what, why}]
    author_id    uuid NOT NULL REFERENCES staff,
    at           timestamptz NOT NULL,
    FOREIGN KEY (stay_id, version) REFERENCES safety_plan (stay_id, version),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX resident_copy_of_stay ON resident_copy (stay_id, at DESC);

-- All that the kitchen is told of her (features 11); the newest counts.
CREATE TABLE food_need (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    state       text NOT NULL CHECK (state IN ('recorded', 'none_known', 'not_asked')),
    words       text NOT NULL CHECK (char_length(words) <= 300),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((state = 'recorded') = (words <> ''))
);
CREATE INDEX food_need_of_stay ON food_need (stay_id, at DESC);

-- ---------------------------------------------------------------- signs and rules

-- Somebody looked for the sign in this shift. Blank is not "fine": only a row says anything.
CREATE TABLE sighting (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    sign        uuid NOT NULL,
    state       text NOT NULL CHECK (state IN ('seen', 'not_seen', 'not_known')),
    shift_at    timestamptz NOT NULL,           -- when the shift began in which it was seen
    seen_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    words       text NOT NULL CHECK (char_length(words) <= 300),
    staff_id    uuid NOT NULL REFERENCES staff,
    terminal_id uuid REFERENCES terminal,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (shift_at <= seen_at AND seen_at <= recorded_at)
);
CREATE INDEX sighting_of_stay ON sighting (stay_id, seen_at DESC);
CREATE INDEX sighting_of_sign ON sighting (stay_id, sign, shift_at DESC, seen_at DESC);

-- Meals, sleep, company: only where her plan asks for them.
CREATE TABLE daily_fact (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    day         date NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('meal', 'sleep', 'company')),
    part        text NOT NULL CHECK (part IN ('breakfast', 'midday', 'evening', 'night', 'day')),
    state       text NOT NULL CHECK (state IN ('yes', 'partly', 'no', 'not_known')), -- ate, slept, was with others
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX daily_fact_of_stay ON daily_fact (stay_id, day DESC, at DESC);

-- Chosen by people and agreed with her: so many sightings of these within so long, then checks at most so far apart.
CREATE TABLE sign_rule (
    id              uuid PRIMARY KEY,
    stay_id         uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    signs           uuid[] NOT NULL CHECK (cardinality(signs) BETWEEN 1 AND 7),
    sightings       smallint NOT NULL CHECK (sightings BETWEEN 1 AND 10),
    window_s        integer NOT NULL CHECK (window_s BETWEEN 3600 AND 604800),
    kind            text NOT NULL CHECK (kind IN ('sign_of_life', 'conversation', 'rouse')),
    min_gap_s       integer NOT NULL CHECK (min_gap_s >= 0),
    max_gap_s       integer NOT NULL CHECK (max_gap_s BETWEEN 300 AND 86400),
    agreement       text NOT NULL CHECK (agreement IN ('agreed', 'declined', 'not_asked')),
    words           text NOT NULL CHECK (char_length(words) <= 500),   -- hers about it
    author_id       uuid NOT NULL REFERENCES staff,
    from_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    ended_by_id     uuid REFERENCES staff,
    end_reason      text CHECK (char_length(end_reason) BETWEEN 1 AND 500),
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (min_gap_s < max_gap_s),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX sign_rule_of_stay ON sign_rule (stay_id, from_at DESC);
CREATE INDEX sign_rule_in_force ON sign_rule (stay_id) WHERE ended_at IS NULL;

-- ---------------------------------------------------------------- watches

-- Closer checks for a reason, from now until somebody decides. Its check plans carry the numbers.
CREATE TABLE watch (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    reason      text NOT NULL CHECK (reason IN ('release', 'rule', 'intoxication', 'concern', 'incident')),
    words       text NOT NULL CHECK (char_length(words) <= 500),
    from_at     timestamptz NOT NULL,
    least_until timestamptz,                    -- may not end before; NULL: at any time
    decide_at   timestamptz,                    -- the first time the question is put; watch_decision holds the later ones
    author_id   uuid NOT NULL REFERENCES staff,
    ended_at    timestamptz,
    ended_by_id uuid REFERENCES staff,
    decision    text CHECK (char_length(decision) BETWEEN 1 AND 500),
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK (ended_at >= coalesce(least_until, from_at)),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (decision IS NULL))
);
CREATE INDEX watch_of_stay ON watch (stay_id, from_at DESC);
CREATE INDEX watch_open ON watch (stay_id) WHERE ended_at IS NULL;
CREATE INDEX watch_open_here ON watch (premises_id) WHERE ended_at IS NULL;

ALTER TABLE check_plan ADD COLUMN watch_id uuid REFERENCES watch;
ALTER TABLE check_plan ADD CONSTRAINT check_plan_watch CHECK (watch_id IS NULL OR origin = 'watch');
-- What is known from its beginning to run until then (the first nights after release): the rules count with it beforehand.
ALTER TABLE check_plan ADD COLUMN until_at timestamptz CHECK (until_at > start_at);
CREATE INDEX check_plan_of_watch ON check_plan (watch_id) WHERE watch_id IS NOT NULL;

-- Kept on until a later time, or checked closer: a name and words each time.
CREATE TABLE watch_decision (
    id          uuid PRIMARY KEY,
    watch_id    uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    decision    text NOT NULL CHECK (decision IN ('kept', 'tightened', 'ended')),
    until_at    timestamptz,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (watch_id, resident_id, premises_id) REFERENCES watch (id, resident_id, premises_id),
    CHECK ((decision = 'kept') = (until_at IS NOT NULL))
);
CREATE INDEX watch_decision_of_watch ON watch_decision (watch_id, at DESC);

-- The four questions of a rousing check (features 31).
CREATE TABLE rouse_answer (
    id               uuid PRIMARY KEY,
    watch_id         uuid NOT NULL,
    stay_id          uuid NOT NULL,
    resident_id      uuid NOT NULL,
    premises_id      uuid NOT NULL,
    rousable         text NOT NULL CHECK (rousable IN ('yes', 'no', 'unclear')),
    answers          text NOT NULL CHECK (answers IN ('yes', 'no', 'unclear')),
    follows_request  text NOT NULL CHECK (follows_request IN ('yes', 'no', 'unclear')),
    may_be_illness   text NOT NULL CHECK (may_be_illness IN ('yes', 'no', 'unclear')), -- illness or injury
    staff_id         uuid NOT NULL REFERENCES staff,
    at               timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    FOREIGN KEY (watch_id, resident_id, premises_id) REFERENCES watch (id, resident_id, premises_id)
);
CREATE INDEX rouse_answer_of_watch ON rouse_answer (watch_id, at DESC);

-- A rule's conditions are met: a named worker confirms or declines, with a reason, before decide_by.
CREATE TABLE proposal (
    id            uuid PRIMARY KEY,
    stay_id       uuid NOT NULL,
    resident_id   uuid NOT NULL,
    premises_id   uuid NOT NULL,
    rule_id       uuid NOT NULL,
    opened_at     timestamptz NOT NULL,
    decide_by     timestamptz NOT NULL,
    decided_at    timestamptz,
    decided_by_id uuid REFERENCES staff,
    decision      text CHECK (decision IN ('confirmed', 'declined')),
    reason        text CHECK (char_length(reason) BETWEEN 1 AND 500),
    -- Decided and begun in one statement, and what closes a row comes before what begins one.
    watch_id      uuid REFERENCES watch DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    FOREIGN KEY (rule_id, resident_id, premises_id) REFERENCES sign_rule (id, resident_id, premises_id),
    CHECK (decide_by >= opened_at),
    CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (decision IS NULL) AND (decided_at IS NULL) = (reason IS NULL)),
    CHECK ((watch_id IS NOT NULL) = (decision IS NOT DISTINCT FROM 'confirmed'))
);
CREATE UNIQUE INDEX proposal_one_open ON proposal (rule_id) WHERE decided_at IS NULL;
CREATE INDEX proposal_of_stay ON proposal (stay_id, opened_at DESC);
CREATE INDEX proposal_open ON proposal (stay_id) WHERE decided_at IS NULL;

-- On which sightings it rests; those made while it is open join it.
CREATE TABLE proposal_sighting (
    proposal_id uuid NOT NULL,
    sighting_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    PRIMARY KEY (proposal_id, sighting_id),
    FOREIGN KEY (proposal_id, resident_id, premises_id) REFERENCES proposal (id, resident_id, premises_id),
    FOREIGN KEY (sighting_id, resident_id, premises_id) REFERENCES sighting (id, resident_id, premises_id)
);
CREATE INDEX proposal_sighting_of ON proposal_sighting (sighting_id);

-- An undecided proposal climbs the ladder as an alarm.
ALTER TABLE alarm DROP CONSTRAINT alarm_cause_check;
ALTER TABLE alarm ADD CONSTRAINT alarm_cause_check CHECK (cause IN ('overdue', 'proposal', 'no_reply', 'not_found'));

-- ---------------------------------------------------------------- reviews

-- One at a time. Its clocks are those of its newest trigger.
CREATE TABLE review (
    id           uuid PRIMARY KEY,
    stay_id      uuid NOT NULL,
    resident_id  uuid NOT NULL,
    premises_id  uuid NOT NULL,
    opened_at    timestamptz NOT NULL,
    from_version integer NOT NULL,              -- of her plan; 0: there was none
    closed_at    timestamptz,
    closed_by_id uuid REFERENCES staff,
    outcome      text CHECK (outcome IN ('changed', 'unchanged')),
    words        text CHECK (char_length(words) BETWEEN 1 AND 1000),
    to_version   integer,
    next_on      date,
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (outcome IS NULL)
        AND (closed_at IS NULL) = (to_version IS NULL) AND (closed_at IS NULL) = (next_on IS NULL)),
    CHECK (outcome IS NULL OR (outcome = 'changed') = (to_version > from_version)),
    CHECK (outcome IS DISTINCT FROM 'unchanged' OR words IS NOT NULL)
);
CREATE UNIQUE INDEX review_one_open ON review (stay_id) WHERE closed_at IS NULL;
CREATE INDEX review_open_here ON review (premises_id) WHERE closed_at IS NULL;
CREATE INDEX review_of_stay ON review (stay_id, opened_at DESC);

CREATE TABLE review_trigger (
    id          uuid PRIMARY KEY,
    review_id   uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('rule', 'self_harm', 'intoxication', 'no_reply', 'late_back', 'concern', 'incident', 'meeting', 'backstop', 'briefing')),
    ref         uuid,                           -- of what happened: a proposal, a watch, a chain
    words       text NOT NULL CHECK (char_length(words) <= 500),
    at          timestamptz NOT NULL,
    act_by      timestamptz,                    -- NULL: nothing has to be done at once
    review_by   timestamptz NOT NULL,
    staff_id    uuid REFERENCES staff,          -- NULL: its date came
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (review_id, resident_id, premises_id) REFERENCES review (id, resident_id, premises_id),
    CHECK ((kind = 'backstop') = (staff_id IS NULL))
);
CREATE INDEX review_trigger_of ON review_trigger (review_id, at DESC);

CREATE TABLE review_act (
    id          uuid PRIMARY KEY,
    trigger_id  uuid NOT NULL UNIQUE,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    words       text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
    staff_id    uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (trigger_id, resident_id, premises_id) REFERENCES review_trigger (id, resident_id, premises_id)
);

-- Who took part, each in her own words; none without a participant besides who wrote it (features 113).
CREATE TABLE review_person (
    id          uuid PRIMARY KEY,
    review_id   uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    role        text NOT NULL CHECK (role IN ('resident', 'keyworker', 'manager', 'practitioner', 'health', 'family', 'other')),
    how         text NOT NULL CHECK (how IN ('in_person', 'by_phone', 'by_video', 'contributed')),
    words       text NOT NULL CHECK (char_length(words) <= 1000),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    FOREIGN KEY (review_id, resident_id, premises_id) REFERENCES review (id, resident_id, premises_id)
);
CREATE INDEX review_person_of ON review_person (review_id, at);

-- ---------------------------------------------------------------- no reply

-- The steps at her door. On every screen of the premises until it is over; needs no PIN until then.
CREATE TABLE chain (
    id           uuid PRIMARY KEY,
    stay_id      uuid NOT NULL,
    resident_id  uuid NOT NULL,
    premises_id  uuid NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_by_id uuid NOT NULL REFERENCES staff,
    visit_id     uuid REFERENCES visit,
    ended_at     timestamptz,
    ended_by_id  uuid REFERENCES staff,
    outcome      text CHECK (outcome IN ('answered', 'seen_well', 'roused', 'hospital', 'not_in_room', 'died')),
    end_words    text CHECK (char_length(end_words) <= 500),
    UNIQUE (id, resident_id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX chain_one_open ON chain (stay_id) WHERE ended_at IS NULL;
CREATE INDEX chain_open_here ON chain (premises_id) WHERE ended_at IS NULL;
CREATE INDEX chain_of_stay ON chain (stay_id, opened_at DESC);

CREATE TABLE chain_step (
    id          uuid PRIMARY KEY,
    chain_id    uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    step        text NOT NULL CHECK (step IN ('knocked', 'louder', 'second_called', 'entered', 'breathing', 'not_breathing', 'called_999', 'recovery_position', 'naloxone', 'cpr', 'ambulance', 'roused', 'climbed', 'note')),
    words       text NOT NULL CHECK (char_length(words) <= 300),
    staff_id    uuid REFERENCES staff,          -- NULL: a locked screen, or the clock
    terminal_id uuid REFERENCES terminal,
    at          timestamptz NOT NULL,
    FOREIGN KEY (chain_id, resident_id, premises_id) REFERENCES chain (id, resident_id, premises_id)
);
CREATE INDEX chain_step_of ON chain_step (chain_id, at);

-- Who went in, each on her own PIN; alone needs a reason (features 39).
CREATE TABLE chain_attest (
    id          uuid PRIMARY KEY,
    chain_id    uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    alone       boolean NOT NULL,
    reason      text NOT NULL CHECK (char_length(reason) <= 500),
    at          timestamptz NOT NULL,
    UNIQUE (chain_id, staff_id),
    FOREIGN KEY (chain_id, resident_id, premises_id) REFERENCES chain (id, resident_id, premises_id),
    CHECK (NOT alone OR reason <> '')
);

-- ---------------------------------------------------------------- besides

-- Where a mark was seen on her body. For those with health scope only (features 22). Places are per mille of the outline.
CREATE TABLE body_mark (
    id           uuid PRIMARY KEY,
    stay_id      uuid NOT NULL,
    resident_id  uuid NOT NULL,
    premises_id  uuid NOT NULL,
    side         text NOT NULL CHECK (side IN ('front', 'back')),
    region       text NOT NULL CHECK (char_length(region) BETWEEN 1 AND 40),
    across       smallint NOT NULL CHECK (across BETWEEN 0 AND 1000),
    down         smallint NOT NULL CHECK (down BETWEEN 0 AND 1000),
    kind         text NOT NULL CHECK (kind IN ('cut', 'burn', 'bruise', 'swelling', 'scratch', 'injection_site', 'scar', 'other')),
    words        text NOT NULL CHECK (char_length(words) <= 300),
    seen_at      timestamptz NOT NULL,
    author_id    uuid NOT NULL REFERENCES staff,
    recorded_at  timestamptz NOT NULL,
    healed_at    timestamptz,
    healed_by_id uuid REFERENCES staff,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((healed_at IS NULL) = (healed_by_id IS NULL))
);
CREATE INDEX body_mark_of_stay ON body_mark (stay_id, seen_at DESC);

-- Days that are known to be hard, or good: told the evening before (features 21).
CREATE TABLE hard_day (
    id              uuid PRIMARY KEY,
    stay_id         uuid NOT NULL,
    resident_id     uuid NOT NULL,
    premises_id     uuid NOT NULL,
    day             date NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('court', 'child_contact', 'anniversary', 'payday', 'festive', 'letter', 'visit', 'health', 'move', 'other')),
    words           text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 160),
    author_id       uuid NOT NULL REFERENCES staff,
    at              timestamptz NOT NULL,
    withdrawn_at    timestamptz,
    withdrawn_by_id uuid REFERENCES staff,
    withdraw_reason text CHECK (char_length(withdraw_reason) BETWEEN 1 AND 300),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX hard_day_of_stay ON hard_day (stay_id, day) WHERE withdrawn_at IS NULL;

-- After a serious incident: every other woman is seen once more, staff are asked (features 126).
CREATE TABLE incident (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('self_harm', 'overdose', 'death', 'violence', 'fire', 'other')),
    words       text NOT NULL CHECK (char_length(words) <= 500),
    happened_at timestamptz NOT NULL,
    seen_by     timestamptz NOT NULL,           -- by when every other woman has been spoken to
    others      smallint NOT NULL CHECK (others >= 0),
    author_id   uuid NOT NULL REFERENCES staff,
    at          timestamptz NOT NULL,
    UNIQUE (id, premises_id),
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);
CREATE INDEX incident_at_premises ON incident (premises_id, at DESC);

-- Offered to everybody who was on, seen by nobody but her; asked again the next day, whatever she said.
CREATE TABLE debrief (
    id          uuid PRIMARY KEY,
    incident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    staff_id    uuid NOT NULL REFERENCES staff,
    offered_at  timestamptz NOT NULL,
    FOREIGN KEY (incident_id, premises_id) REFERENCES incident (id, premises_id),
    UNIQUE (incident_id, staff_id),
    UNIQUE (id, staff_id)
);
CREATE INDEX debrief_of ON debrief (staff_id, offered_at DESC);

CREATE TABLE debrief_answer (
    id          uuid PRIMARY KEY,
    debrief_id  uuid NOT NULL,
    staff_id    uuid NOT NULL,
    premises_id uuid NOT NULL REFERENCES premises,
    answer      text NOT NULL CHECK (answer IN ('yes', 'not_now', 'no')),
    at          timestamptz NOT NULL,
    FOREIGN KEY (debrief_id, staff_id) REFERENCES debrief (id, staff_id)
);
CREATE INDEX debrief_answer_of ON debrief_answer (debrief_id, at);

-- What is printed at a door for a handset's camera (features 36). It names no woman: rooms change hands.
CREATE TABLE door_code (
    id            uuid PRIMARY KEY,             -- what the square holds
    premises_id   uuid NOT NULL,
    room_id       uuid NOT NULL,
    made_by_id    uuid NOT NULL REFERENCES staff,
    made_at       timestamptz NOT NULL,
    revoked_at    timestamptz,
    revoked_by_id uuid REFERENCES staff,
    FOREIGN KEY (room_id, premises_id) REFERENCES room (id, premises_id),
    CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL))
);
CREATE UNIQUE INDEX door_code_one_now ON door_code (room_id) WHERE revoked_at IS NULL;
CREATE INDEX door_code_here ON door_code (premises_id) WHERE revoked_at IS NULL;

ALTER TABLE visit ADD COLUMN door_id uuid REFERENCES door_code;
ALTER TABLE visit ADD CONSTRAINT visit_scanned CHECK (door_id IS NULL OR proof = 'scanned');

-- Her arrival: what a stay begins with, once.
CREATE TABLE arrival (
    id          uuid PRIMARY KEY,
    stay_id     uuid NOT NULL UNIQUE,
    resident_id uuid NOT NULL,
    premises_id uuid NOT NULL,
    arrived_at  timestamptz NOT NULL,
    released_on date NOT NULL,
    room_id     uuid NOT NULL REFERENCES room,
    author_id   uuid NOT NULL REFERENCES staff,
    recorded_at timestamptz NOT NULL,
    FOREIGN KEY (stay_id, resident_id, premises_id) REFERENCES stay (id, resident_id, premises_id)
);

-- One date a stay on which her plan is looked at next, whoever sets it.
CREATE UNIQUE INDEX deadline_backstop ON deadline (subject) WHERE state = 'open' AND kind = 'plan.backstop';

-- Who moved her; empty for those before there were plans.
ALTER TABLE stay_room ADD COLUMN author_id uuid REFERENCES staff;

-- ---------------------------------------------------------------- settings

ALTER TABLE setting_kind DROP CONSTRAINT setting_kind_kind_check;
ALTER TABLE setting_kind ADD CONSTRAINT setting_kind_kind_check
    CHECK (kind IN ('whole', 'local_time', 'local_range', 'minutes_list', 'local_times', 'days_list'));
INSERT INTO setting_kind (name, place, words, unit, kind, least, most, value, basis) VALUES
    ('proposal_decide_s', 30, 'A rule that has come true waits for a decision', 'seconds', 'whole', 60, 3600, '900', 'chosen for Lantern'),
    ('sign_count_min', 31, 'Early signs in an active plan, at least', 'signs', 'whole', 1, 7, '3', 'chosen for Lantern'),
    ('sign_count_max', 32, 'Early signs in an active plan, at most', 'signs', 'whole', 1, 12, '7', 'chosen for Lantern'),
    ('review_act_s', 33, 'After a trigger, act at once within', 'seconds', 'whole', 600, 14400, '3600', 'clocks of prison care plans'),
    ('review_due_s', 34, 'After a trigger, review within', 'seconds', 'whole', 3600, 259200, '86400', 'clocks of prison care plans'),
    ('plan_starter_s', 35, 'Starter plan after arrival within', 'seconds', 'whole', 1800, 86400, '7200', 'chosen for Lantern'),
    ('plan_full_s', 36, 'Full plan after arrival within', 'seconds', 'whole', 7200, 259200, '86400', 'chosen for Lantern'),
    ('plan_backstops', 37, 'Reviews at the latest on these days of the stay, then every so many days as the last two differ', 'days', 'days_list', 1, 60, '[3,7,14,21,28,42]', 'chosen for Lantern'),
    ('agreement_ask_s', 38, 'Ask for her agreement within', 'seconds', 'whole', 3600, 604800, '259200', 'chosen for Lantern'),
    ('release_first_nights', 39, 'First nights after release', 'nights', 'whole', 0, 14, '3', 'post-release mortality studies'),
    ('release_first_max_s', 40, 'Longest gap on the first nights after release', 'seconds', 'whole', 900, 14400, '3600', 'chosen for Lantern'),
    ('release_max_s', 41, 'Longest gap on the nights after that', 'seconds', 'whole', 900, 28800, '7200', 'chosen for Lantern'),
    ('release_watch_days', 42, 'Watch after release lasts at least', 'days', 'whole', 0, 56, '14', 'post-release mortality studies'),
    ('release_review_days', 43, 'Ask again about stepping down on day', 'days', 'whole', 1, 84, '28', 'post-release mortality studies'),
    ('rouse_min_gap_s', 44, 'Rousing checks, shortest gap', 'seconds', 'whole', 0, 1800, '900', 'chosen for Lantern'),
    ('rouse_max_gap_s', 45, 'Rousing checks, longest gap', 'seconds', 'whole', 300, 3600, '1800', 'police custody: 30 minutes'),
    ('rouse_least_s', 46, 'Rousing checks go on for at least', 'seconds', 'whole', 3600, 43200, '14400', 'chosen for Lantern'),
    ('chain_louder_s', 47, 'No reply: again and louder after', 'seconds', 'whole', 10, 300, '30', 'chosen for Lantern'),
    ('chain_second_s', 48, 'No reply: call the second worker after', 'seconds', 'whole', 10, 300, '60', 'chosen for Lantern'),
    ('chain_enter_s', 49, 'No reply: go in together after', 'seconds', 'whole', 10, 600, '90', 'chosen for Lantern'),
    ('chain_climb_s', 50, 'No reply: without an outcome, on-call is told after', 'seconds', 'whole', 30, 900, '180', 'chosen for Lantern'),
    ('briefing_max_days', 51, 'A staff-only briefing ends after at most', 'days', 'whole', 1, 90, '28', 'chosen for Lantern'),
    ('snooze_max_s', 53, 'A routine alarm may be put off by at most', 'seconds', 'whole', 60, 1800, '900', 'chosen for Lantern'),
    ('incident_seen_s', 52, 'After a serious incident every other woman is spoken to within', 'seconds', 'whole', 1800, 14400, '7200', 'chosen for Lantern');
