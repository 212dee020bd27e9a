-- 10_events.sql -- how an event gets its place, its author and its digest.

-- SHA-256 over a fixed byte form: UTF-8 lines, each ended by a newline, NULL an empty line:
--   "lantern-event-1", id, xid, seq, premises, resident, stay, staff, terminal, kind,
--   happened_at and recorded_at (microseconds since 1970 UTC), data (as jsonb prints it).
-- No field can hold a newline (jsonb escapes it), and none depends on DateStyle, TimeZone or extra_float_digits. So
-- anybody with the row and sha256sum can check it.
CREATE OR REPLACE FUNCTION lantern.event_digest(id uuid, xid xid8, seq bigint, premises uuid, resident uuid, stay uuid,
        staff uuid, terminal uuid, kind text, happened_at timestamptz, recorded_at timestamptz, data jsonb) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.concat('lantern-event-1', E'\n', id, E'\n', xid, E'\n', seq, E'\n',
    premises, E'\n', resident, E'\n', stay, E'\n', staff, E'\n', terminal, E'\n', kind, E'\n',
    (extract(epoch FROM happened_at) * 1000000)::bigint, E'\n',
    (extract(epoch FROM recorded_at) * 1000000)::bigint, E'\n', data, E'\n'), 'UTF8'))
$$;

-- The writer says what happened, to whom and when. The rest is not hers to choose.
CREATE OR REPLACE FUNCTION lantern.event_fill() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.xid := pg_catalog.pg_current_xact_id();
    NEW.staff_id := lantern.my_staff();
    NEW.terminal_id := lantern.my_terminal();
    NEW.recorded_at := lantern.now();
    NEW.digest := lantern.event_digest(NEW.id, NEW.xid, NEW.seq, NEW.premises_id, NEW.resident_id, NEW.stay_id,
        NEW.staff_id, NEW.terminal_id, NEW.kind, NEW.happened_at, NEW.recorded_at, NEW.data);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER event_fill BEFORE INSERT ON lantern.event
    FOR EACH ROW EXECUTE FUNCTION lantern.event_fill();

-- For the functions of this schema; requests write events with record(). No RETURNING: who writes need not be able to read.
CREATE OR REPLACE FUNCTION lantern.write_event(kind text, premises uuid, resident uuid, stay uuid, happened_at timestamptz,
        data jsonb) RETURNS uuid
    LANGUAGE plpgsql
    AS $$
DECLARE
    new_id uuid := pg_catalog.gen_random_uuid();
BEGIN
    INSERT INTO lantern.event (id, premises_id, resident_id, stay_id, kind, happened_at, data)
    VALUES (new_id, premises, resident, stay, kind, happened_at, data);
    RETURN new_id;
END
$$;

-- Where a page's stream starts: everything below is in the page, as epoch-xmin-0 of the page's own snapshot.
CREATE OR REPLACE FUNCTION lantern.horizon() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT i.epoch || '-' || pg_snapshot_xmin(pg_current_snapshot()) || '-0' FROM lantern.installation i $$;
