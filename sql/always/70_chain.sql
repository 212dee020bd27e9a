-- 70_chain.sql -- the chain of events, per premises, sealed just behind the commits and verified from the start.
--
-- hash(0) = sha256(premises id as text); hash(n) = sha256(hash(n - 1) || digest of event n), in the order (xid, seq).
-- The estate's own events stand under the nil UUID.

CREATE OR REPLACE FUNCTION lantern.chain_start(premises uuid) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT pg_catalog.sha256(premises::text::bytea) $$;

-- "start" is the hash that the first of a run continues.
CREATE OR REPLACE FUNCTION lantern.chain_step(state bytea, start bytea, digest bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT pg_catalog.sha256(coalesce(state, start) || digest) $$;

CREATE OR REPLACE AGGREGATE lantern.chain(start bytea, digest bytea) (SFUNC = lantern.chain_step, STYPE = bytea);

-- Seals up to "most" events below the horizon and says how many; 0 also when another server is at it. Nothing can be
-- skipped: below the horizon no transaction is left that could add an event before those already sealed.
CREATE OR REPLACE FUNCTION lantern.seal(most integer) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    after_xid xid8;
    after_seq bigint;
    sealed integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('lantern.seal', 0)) THEN
        RETURN 0;
    END IF;
    SELECT l.xid, l.seq INTO after_xid, after_seq FROM lantern.event_link l ORDER BY l.xid DESC, l.seq DESC LIMIT 1;
    WITH fresh AS MATERIALIZED (
        SELECT coalesce(e.premises_id, '00000000-0000-0000-0000-000000000000') AS premises, e.xid, e.seq, e.digest
        FROM lantern.event e
        WHERE (e.xid, e.seq) > (coalesce(after_xid, '0'), coalesce(after_seq, 0))
            AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY e.xid, e.seq
        LIMIT most
    ), head AS MATERIALIZED (
        SELECT f.premises, coalesce(l.n, 0) AS n, coalesce(l.hash, lantern.chain_start(f.premises)) AS hash
        FROM (SELECT DISTINCT premises FROM fresh) f
        LEFT JOIN LATERAL (
            SELECT n, hash FROM lantern.event_link WHERE premises_id = f.premises ORDER BY n DESC LIMIT 1) l ON true
    )
    INSERT INTO lantern.event_link (premises_id, n, xid, seq, hash, sealed_at)
    SELECT f.premises, h.n + row_number() OVER w, f.xid, f.seq, lantern.chain(h.hash, f.digest) OVER w, lantern.now()
    FROM fresh f JOIN head h USING (premises)
    WINDOW w AS (PARTITION BY f.premises ORDER BY f.xid, f.seq)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS sealed = ROW_COUNT;
    RETURN sealed;
END
$$;

-- Walks one chain from its start and gives the first link that does not hold, or no row. Reads in small portions, so a
-- year of events needs no memory. "n" is the link, or where it should stand.
CREATE OR REPLACE FUNCTION lantern.verify_chain(premises uuid) RETURNS TABLE (n bigint, event uuid, why text)
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    link record;
    hash bytea := lantern.chain_start(premises);
    last_xid xid8;
    last_seq bigint;
BEGIN
    n := 0;
    FOR link IN
        SELECT l.n, l.hash, l.xid, l.seq, e.id, e.digest, lantern.event_digest(e.id, e.xid, e.seq, e.premises_id, e.resident_id,
            e.stay_id, e.staff_id, e.terminal_id, e.kind, e.happened_at, e.recorded_at, e.data) AS digest_now,
            coalesce(e.premises_id, '00000000-0000-0000-0000-000000000000') AS belongs_to
        FROM lantern.event_link l LEFT JOIN lantern.event e ON e.xid = l.xid AND e.seq = l.seq
        WHERE l.premises_id = premises
        ORDER BY l.n
    LOOP
        n := n + 1;
        event := link.id;
        hash := pg_catalog.sha256(hash || link.digest);
        why := CASE
            WHEN link.n <> n THEN 'link missing'
            WHEN link.id IS NULL THEN 'event missing'
            WHEN link.belongs_to <> premises THEN 'event of another premises'
            WHEN link.digest <> link.digest_now THEN 'digest differs'
            WHEN link.hash <> hash THEN 'hash differs'
        END;
        IF why IS NOT NULL THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END LOOP;
    -- The sealer goes in order over all premises: what lies before the last link and has none was put in afterwards.
    SELECT l.xid, l.seq INTO last_xid, last_seq FROM lantern.event_link l ORDER BY l.xid DESC, l.seq DESC LIMIT 1;
    FOR event IN
        SELECT e.id FROM lantern.event e
        WHERE e.premises_id IS NOT DISTINCT FROM NULLIF(premises, '00000000-0000-0000-0000-000000000000')
            AND (e.xid, e.seq) <= (last_xid, last_seq)
            AND NOT EXISTS (SELECT FROM lantern.event_link l WHERE l.xid = e.xid AND l.seq = e.seq)
        ORDER BY e.xid, e.seq LIMIT 1
    LOOP
        n := n + 1;
        why := 'event not sealed though old';
        RETURN NEXT;
    END LOOP;
END
$$;

-- Whether one premises' chain is whole, for who oversees it; NULL for anybody else. It runs as the owner, since the chain
-- goes over every event, and an area manager, who is to know that it holds, sees none about a woman.
CREATE OR REPLACE FUNCTION lantern.chain_of(premises uuid) RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT jsonb_build_object(
    'events', (SELECT count(*) FROM lantern.event e WHERE e.premises_id = premises),
    'sealed', coalesce(head.n, 0),
    'head', encode(head.hash, 'hex'),
    'broken', (SELECT jsonb_build_object('n', b.n, 'event', b.event, 'why', b.why) FROM lantern.verify_chain(premises) b))
FROM (SELECT) one
LEFT JOIN LATERAL (
    SELECT l.n, l.hash FROM lantern.event_link l WHERE l.premises_id = premises ORDER BY l.n DESC LIMIT 1) head ON true
WHERE lantern.my_staff() IS NOT NULL AND premises = ANY (lantern.my_premises())
    AND lantern.my_roles() && '{premises_manager,area_manager,inspector}'
$$;
REVOKE ALL ON FUNCTION lantern.chain_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.chain_of TO lantern_app;
