-- chain.sql -- whoever tampers with what happened, even a superuser with every trigger off, is named by the chain (features 91).
--
-- Committed step by step: the sealer takes only what no open transaction can come before.
\ir estate.psql
-- Transactions of other tests in this cluster hold the horizon too.
DO $$
BEGIN
    WHILE pg_snapshot_xmin(pg_current_snapshot()) <= (SELECT max(xid::text::bigint) FROM event)::text::xid8 LOOP
        PERFORM pg_sleep(0.05);
    END LOOP;
END
$$;
SELECT * FROM no_plan();

BEGIN;
SELECT who.becomes('dee');
SELECT lantern.write_event('visit.recorded', who.house('Lantern House'), NULL, NULL, lantern.now(), '{"n": 1}') IS NOT NULL AS written \gset
SELECT is(lantern.seal(100000), (SELECT count(*)::int - 1 FROM event), 'all that is committed is sealed, what is not yet stays out');
ROLLBACK;

SELECT is(who.asked('SELECT lantern.seal(1000)', 'lantern_clock'), '1000', 'the sealer goes in portions');
SELECT is(who.asked('SELECT lantern.seal(1000000)', 'lantern_clock')::bigint, (SELECT count(*) - 1000 FROM event), 'and takes up where it stopped');
SELECT is(who.asked('SELECT lantern.seal(1000)', 'lantern_clock'), '0', 'until nothing is left');
SELECT is_empty('SELECT * FROM premises p, verify_chain(p.id)', 'every chain holds');
SELECT is(max(n), count(*), 'links are numbered without a gap') FROM event_link WHERE premises_id = who.house('Lantern House');

-- By hand, as anybody with sha256sum could.
SELECT is((SELECT hash FROM event_link WHERE premises_id = who.house('Lantern House') AND n = 2),
    (SELECT sha256(sha256(sha256(convert_to(who.house('Lantern House')::text, 'UTF8')) || e1.digest) || e2.digest)
     FROM event_link l1 JOIN event e1 ON (e1.xid, e1.seq) = (l1.xid, l1.seq), event_link l2 JOIN event e2 ON (e2.xid, e2.seq) = (l2.xid, l2.seq)
     WHERE l1.premises_id = who.house('Lantern House') AND l1.n = 1 AND l2.premises_id = who.house('Lantern House') AND l2.n = 2),
    'a link is the hash of the one before and the event''s digest');
SELECT is(e.digest, sha256(convert_to(concat_ws(E'\n', 'lantern-event-1', e.id, e.xid, e.seq, e.premises_id, e.resident_id, e.stay_id, e.staff_id, '', e.kind,
    (extract(epoch FROM e.happened_at) * 1000000)::bigint, (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.data, ''), 'UTF8')),
    'the digest is that of the lines said in the comment')
FROM event e WHERE e.kind = 'visit.recorded' ORDER BY xid, seq LIMIT 1;

-- Tampering, each undone.
CREATE FUNCTION pg_temp.after(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    EXECUTE change;
    SELECT coalesce(string_agg(v.n || ' ' || v.why || coalesce(' ' || (v.event = e.id)::text, ''), ', '), 'holds') INTO found
    FROM lantern.verify_chain(who.house('Lantern House')) v
    LEFT JOIN lantern.event_link l ON l.premises_id = who.house('Lantern House') AND l.n = 7
    LEFT JOIN lantern.event e ON (e.xid, e.seq) = (l.xid, l.seq);
    RAISE EXCEPTION '%', found USING ERRCODE = 'LT000';
EXCEPTION
    WHEN SQLSTATE 'LT000' THEN RETURN SQLERRM;
END
$$;
SELECT l.xid AS x, l.seq AS s, l.premises_id AS p FROM event_link l WHERE l.premises_id = who.house('Lantern House') AND n = 7 \gset
\set seventh 'xid = ' :'x' ' AND seq = ' :s
SELECT is(pg_temp.after('SELECT'), 'holds', 'nothing done, nothing found');
SELECT is(pg_temp.after(format('UPDATE lantern.event SET %s WHERE %s', change, :'seventh')), '7 digest differs true', 'named: ' || change)
FROM unnest(ARRAY['staff_id = NULL', 'happened_at = happened_at + interval ''1 us''', 'recorded_at = recorded_at - interval ''1 us''',
    'data = data || ''{"a": 1}''', 'kind = ''visit.other''', 'stay_id = NULL', 'terminal_id = gen_random_uuid()']) change;
SELECT is(pg_temp.after(format('UPDATE lantern.event SET digest = sha256(''x'') WHERE %s', :'seventh')), '7 digest differs true', 'named: another digest');
SELECT is(pg_temp.after(format($$ UPDATE lantern.event e SET staff_id = NULL, digest = lantern.event_digest(id, xid, seq, premises_id, resident_id, stay_id, NULL,
    terminal_id, kind, happened_at, recorded_at, data) WHERE %s $$, :'seventh')), '7 hash differs true', 'named: another author with a fitting digest');
SELECT is(pg_temp.after(format('UPDATE lantern.event_link SET hash = sha256(''x'') WHERE %s', :'seventh')), '7 hash differs true', 'named: another hash');
SELECT is(pg_temp.after(format('DELETE FROM lantern.event WHERE %s', :'seventh')), '7 event missing', 'named: an event taken out');
SELECT is(pg_temp.after(format('DELETE FROM lantern.event_link WHERE %s', :'seventh')), '7 link missing', 'named: a link taken out');
SELECT is(pg_temp.after(format('UPDATE lantern.event SET premises_id = %L WHERE %s', who.house('Heron Court'), :'seventh')), '7 event of another premises true',
    'named: an event moved to another house');
SELECT alike(pg_temp.after(format($$ INSERT INTO lantern.event OVERRIDING SYSTEM VALUE SELECT xid, -5, gen_random_uuid(), premises_id, resident_id, stay_id, staff_id,
    terminal_id, kind, happened_at, recorded_at, data, digest FROM lantern.event WHERE %s $$, :'seventh')), '% event not sealed though old false', 'named: an event put in between');

-- Nobody can seal out of order or for another.
SELECT is(who.tried('lantern_app', 'SELECT lantern.seal(1)'), '42501', 'requests cannot seal');
SELECT is(who.tried('lantern_clock', $$ UPDATE lantern.event_link SET hash = sha256('') $$), '42501', 'the sealer cannot seal again');
SELECT * FROM finish();
