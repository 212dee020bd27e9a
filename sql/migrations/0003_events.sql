-- 0003_events.sql -- what happened, what falls due, who looked.

SET LOCAL search_path = lantern, public;

-- Append-only. The trigger in sql/always fills xid, seq, recorded_at, who and digest: the writer cannot choose them.
-- Commit order is (xid, seq) below the horizon; seq alone is not (a low number may commit late).
CREATE TABLE event (
    xid         xid8 NOT NULL,
    seq         bigint GENERATED ALWAYS AS IDENTITY,
    id          uuid NOT NULL,
    premises_id uuid REFERENCES premises,       -- NULL: the whole estate
    resident_id uuid REFERENCES resident,
    stay_id     uuid REFERENCES stay,
    staff_id    uuid REFERENCES staff,          -- NULL: the clockwork
    terminal_id uuid REFERENCES terminal,
    kind        text NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    data        jsonb NOT NULL CHECK (jsonb_typeof(data) = 'object'),
    digest      bytea NOT NULL CHECK (octet_length(digest) = 32),
    PRIMARY KEY (xid, seq)
);
CREATE UNIQUE INDEX event_by_id ON event (id);
CREATE INDEX event_of_stay ON event (stay_id, happened_at DESC) WHERE stay_id IS NOT NULL;
CREATE INDEX event_at_premises ON event (premises_id, happened_at DESC);
CREATE INDEX event_by_staff ON event (staff_id, recorded_at DESC) WHERE staff_id IS NOT NULL;

-- The chain: one link an event, per premises (the nil UUID for the estate), written behind the commits by the sealer.
-- hash(n) = sha256(hash(n - 1) || digest); hash(0) = sha256(premises id).
CREATE TABLE event_link (
    premises_id uuid NOT NULL,
    n           bigint NOT NULL CHECK (n > 0),
    xid         xid8 NOT NULL,
    seq         bigint NOT NULL,
    hash        bytea NOT NULL CHECK (octet_length(hash) = 32),
    sealed_at   timestamptz NOT NULL,
    PRIMARY KEY (premises_id, n),
    FOREIGN KEY (xid, seq) REFERENCES event (xid, seq)
);
CREATE UNIQUE INDEX event_link_of_event ON event_link (xid, seq);

-- Everything that must happen at a time. Aggressive vacuum: state changes on the row, and dead ones slow the claim.
CREATE TABLE deadline (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    due_at      timestamptz NOT NULL,
    kind        text NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
    premises_id uuid REFERENCES premises,
    subject     uuid NOT NULL,
    data        jsonb NOT NULL,
    state       text NOT NULL CHECK (state IN ('open', 'done', 'void')),
    fired_at    timestamptz
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX deadline_due ON deadline (due_at, id) WHERE state = 'open';
CREATE UNIQUE INDEX deadline_standing ON deadline (subject, kind)    -- a house's own: one each, whoever starts first
    WHERE state = 'open' AND kind IN ('rounds.plan', 'shift.end');
CREATE INDEX deadline_of_subject ON deadline (subject, kind) WHERE state = 'open';

-- Each server's clockwork says how far it has come; the newest says whether anybody is minding the clock.
CREATE TABLE clock_tick (
    server_id uuid PRIMARY KEY,
    at        timestamptz NOT NULL,     -- when it last swept
    swept_to  timestamptz NOT NULL      -- everything due until then has been dealt with
) WITH (fillfactor = 20);

-- The first answer to a write, kept for whoever sends the same id again.
CREATE TABLE receipt (
    id          uuid PRIMARY KEY,
    route       text NOT NULL,
    digest      bytea NOT NULL CHECK (octet_length(digest) = 32),
    status      smallint NOT NULL,
    answer      jsonb NOT NULL,
    staff_id    uuid REFERENCES staff,
    premises_id uuid REFERENCES premises,
    at          timestamptz NOT NULL
);

-- Reads, prints, exports, failed tries. Insert only.
CREATE TABLE access_log (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    staff_id    uuid,
    terminal_id uuid,
    premises_id uuid,
    resident_id uuid,
    stay_id     uuid,
    what        text NOT NULL CHECK (what IN ('read', 'print', 'export', 'search', 'failed', 'stream')),
    route       text NOT NULL,
    request_id  uuid,
    detail      jsonb NOT NULL
);
CREATE INDEX access_log_of_resident ON access_log (resident_id, at DESC) WHERE resident_id IS NOT NULL;
CREATE INDEX access_log_at_premises ON access_log (premises_id, at DESC);
CREATE INDEX access_log_by_staff ON access_log (staff_id, at DESC);
