-- roles.sql -- the three roles of a Lantern cluster. Run by a superuser, once per cluster; safe to run again.
--
-- lantern_owner  owns everything and migrates. Nothing that serves requests signs on as her.
-- lantern_app    answers requests. Row security is forced on it; it owns nothing.
-- lantern_clock  the clockwork, the tail and the sealer. Sees all premises; owns nothing.
--
-- Who may sign on as which role is pg_hba.conf's matter, so no password is set here (docs/deploy.md).
SET client_min_messages = warning;

DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['lantern_owner', 'lantern_app', 'lantern_clock'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I', role);
		END IF;
		EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
		EXECUTE format('ALTER ROLE %I SET search_path = lantern, public', role);
		EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', role);
		EXECUTE format('ALTER ROLE %I SET datestyle = ''ISO, YMD''', role);
		EXECUTE format('ALTER ROLE %I SET jit = off', role);
		-- A statement is planned once a connection, as the tests of plans hold it to. Otherwise each is planned afresh five
		-- times, and a page under row security takes longer to plan than to read.
		EXECUTE format('ALTER ROLE %I SET plan_cache_mode = force_generic_plan', role);
	END LOOP;
END
$$;

-- An open writing transaction holds up the live feed of everyone, so none may stay open. The server sets
-- tighter limits on its own connections (2 s for reads); these are the backstop.
ALTER ROLE lantern_app SET statement_timeout = '10s';
ALTER ROLE lantern_app SET lock_timeout = '5s';
ALTER ROLE lantern_app SET idle_in_transaction_session_timeout = '5s';
-- Notices a client that died in mid-statement, which PQcancel cannot do without blocking.
ALTER ROLE lantern_app SET client_connection_check_interval = '2s';

ALTER ROLE lantern_clock SET statement_timeout = '30s';
ALTER ROLE lantern_clock SET lock_timeout = '5s';
ALTER ROLE lantern_clock SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE lantern_clock SET client_connection_check_interval = '2s';
