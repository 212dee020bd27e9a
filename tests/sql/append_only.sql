-- append_only.sql -- what is recorded stays (features 91): no role of the server can change it, and the owner is refused.
BEGIN;
\ir estate.psql
INSERT INTO access_log (at, what, route, detail) VALUES (now(), 'read', '/x', '{}');
INSERT INTO receipt (id, route, digest, status, answer, at) VALUES (gen_random_uuid(), 'visit', sha256(''), 201, '{}', now());
INSERT INTO event_link (premises_id, n, xid, seq, hash, sealed_at) SELECT premises_id, 1, xid, seq, sha256(''), now() FROM event LIMIT 1;
CREATE TEMPORARY TABLE grows AS
SELECT unnest('{event,event_link,access_log,setting,visit,visit_mark,receipt,contact_plan,check_plan_band,hospital_call,action_entry}'::text[]) AS name;
SELECT * FROM plan((SELECT count(*)::int * 6 + 7 FROM grows));
SELECT who.becomes('morgan');

-- A column to write to, any.
CREATE FUNCTION pg_temp.change(t text) RETURNS text LANGUAGE sql AS $$
    SELECT format('UPDATE lantern.%I SET %I = %2$I', t, (
        SELECT attname FROM pg_attribute WHERE attrelid = ('lantern.' || t)::regclass AND attnum > 0 AND attidentity = '' ORDER BY attnum LIMIT 1))
$$;

SELECT is(who.tried(role, pg_temp.change(g.name)), '42501', role || ' cannot update ' || g.name)
FROM grows g, unnest('{lantern_app,lantern_clock}'::text[]) role;
SELECT is(who.tried(role, format('DELETE FROM lantern.%I', g.name)), '42501', role || ' cannot delete from ' || g.name)
FROM grows g, unnest('{lantern_app,lantern_clock}'::text[]) role;
SELECT is(who.tried('lantern_owner', pg_temp.change(g.name)) || who.tried('lantern_owner', format('DELETE FROM lantern.%I', g.name))
    || who.tried('lantern_owner', format('TRUNCATE lantern.%I CASCADE', g.name)), '425014250142501',
    'even the owner is refused to update, delete from or truncate ' || g.name)
FROM grows g;
SELECT is(who.tried('lantern_app', format('TRUNCATE lantern.%I CASCADE', g.name)), '42501', 'lantern_app cannot truncate ' || g.name) FROM grows g;

SELECT is_empty($$
    SELECT c.relname, p FROM pg_class c, unnest('{DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p, unnest('{lantern_app,lantern_clock}'::text[]) r
    WHERE c.relnamespace = 'lantern'::regnamespace AND c.relkind = 'r' AND has_table_privilege(r, c.oid, p)$$,
    'neither role may delete, truncate, refer to or hang triggers on any table');
SELECT is_empty($$ SELECT g.name, r FROM grows g, unnest('{lantern_app,lantern_clock}'::text[]) r
    WHERE has_any_column_privilege(r, 'lantern.' || g.name, 'UPDATE') $$, 'nor update a single column of what only grows');
SELECT is_empty($$ SELECT relname FROM pg_class WHERE relnamespace = 'lantern'::regnamespace AND relowner <> 'lantern_owner'::regrole $$,
    'the roles of the server own nothing');
SELECT is_empty($$
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'lantern'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)$$,
    'row security is forced on every table');
SELECT is_empty($$ SELECT rolname FROM pg_roles WHERE rolname LIKE 'lantern\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole) $$,
    'no role of Lantern is above row security');
SET CONSTRAINTS ALL IMMEDIATE; -- what was loaded in this transaction waits to be checked, and refuses a TRUNCATE by itself
SELECT is(who.tried('lantern_owner', 'DELETE FROM lantern.requirement') || who.tried('lantern_owner', 'TRUNCATE lantern.stay CASCADE'), '4250142501',
    'what is closed by an update is not removed either');
SELECT is(who.tried('lantern_app', $$ UPDATE lantern.requirement SET latest_at = latest_at + interval '1 h' $$), '42501',
    'a window cannot be moved once it is drawn');
SELECT * FROM finish();
ROLLBACK;
