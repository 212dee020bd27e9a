-- 00_identity.sql -- who is asking and what time it is, from the settings that identity_set.sql makes for one transaction.
--
-- An unset setting reads as NULL, one whose transaction is over as '': both mean "nobody", and fail closed.
-- All are inlined by the planner. Policies read them as (SELECT lantern.my_...()), so once a statement and not once a row.

-- The only source of time for facts. Without a request's instant it is the start of the statement, so that all rows of
-- one statement agree.
CREATE OR REPLACE FUNCTION lantern.now() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(NULLIF(pg_catalog.current_setting('lantern.now', true), '')::timestamptz, pg_catalog.statement_timestamp()) $$;

-- RFC 3339 in UTC with exactly six decimals, whatever the session's TimeZone and DateStyle.
CREATE OR REPLACE FUNCTION lantern.iso(at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT pg_catalog.to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE OR REPLACE FUNCTION lantern.my_staff() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.staff', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION lantern.my_terminal() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.terminal', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION lantern.my_request() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.request', true), '')::uuid $$;

-- Premises she has to do with as a member of staff: all of them for an area manager, who runs them and meets no woman.
CREATE OR REPLACE FUNCTION lantern.my_premises() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.premises', true), '')::uuid[] $$;

-- Those of them whose women she may see, because she works with them there. Her other roles add nothing to it.
CREATE OR REPLACE FUNCTION lantern.my_board() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.board', true), '')::uuid[] $$;

-- Those of them where she may read a whole plan; an agency worker is told how to be with a woman, her signs and what to do.
CREATE OR REPLACE FUNCTION lantern.my_plans() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.plans', true), '')::uuid[] $$;

-- Those of them where she may see marks on a body: who works with the women there, day and night.
CREATE OR REPLACE FUNCTION lantern.my_health() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.health', true), '')::uuid[] $$;

-- Those of them where she may read of a woman's family and children: her keyworkers and managers.
CREATE OR REPLACE FUNCTION lantern.my_family() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.family', true), '')::uuid[] $$;

-- Premises where she cooks.
CREATE OR REPLACE FUNCTION lantern.my_kitchen() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.kitchen', true), '')::uuid[] $$;

-- Women she may see as their practitioner.
CREATE OR REPLACE FUNCTION lantern.my_residents() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.residents', true), '')::uuid[] $$;

-- Restricted women whose identity she may see.
CREATE OR REPLACE FUNCTION lantern.my_circle() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.circle', true), '')::uuid[] $$;

-- May she see names at all: not on a locked terminal, not the kitchen, not the area manager, not the administrator.
CREATE OR REPLACE FUNCTION lantern.my_names() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(NULLIF(pg_catalog.current_setting('lantern.names', true), '')::boolean, false) $$;

CREATE OR REPLACE FUNCTION lantern.my_roles() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(pg_catalog.current_setting('lantern.roles', true), '')::text[] $$;

-- Works with the women and may write about them: everybody at the premises but the inspector. A locked terminal may not.
CREATE OR REPLACE FUNCTION lantern.may_write() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT lantern.my_staff() IS NOT NULL AND coalesce(lantern.my_roles()
        && '{night_worker,keyworker,shift_lead,premises_manager,on_call,agency}', false) $$;

CREATE OR REPLACE FUNCTION lantern.may_manage() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT lantern.my_staff() IS NOT NULL AND coalesce(lantern.my_roles()
        && '{premises_manager,on_call,area_manager}', false) $$;

CREATE OR REPLACE FUNCTION lantern.is_administrator() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT lantern.my_staff() IS NOT NULL AND coalesce('administrator' = ANY (lantern.my_roles()), false) $$;

-- The day as people at the premises say it.
CREATE OR REPLACE FUNCTION lantern.local_date(at timestamptz) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT (at AT TIME ZONE 'Europe/London')::date $$;
