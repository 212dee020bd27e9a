-- 81_subject_access.sql -- all that is held about a woman, in words, for her (features 121; docs/keywork.md). It walks the catalogue
-- of 80_subject_tables.sql, a piece at a time, as the owner: what is hers is hers wherever it was written. Who may ask it to is
-- judged here.

-- An instant as people say it, at the premises. The hour that comes twice says which it is.
CREATE OR REPLACE FUNCTION lantern.said(at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT to_char(at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI:SS') || CASE
    WHEN (at + interval '1 hour') AT TIME ZONE 'Europe/London' = at AT TIME ZONE 'Europe/London' THEN ' BST'
    WHEN (at - interval '1 hour') AT TIME ZONE 'Europe/London' = at AT TIME ZONE 'Europe/London' THEN ' GMT'
    ELSE '' END
$$;

-- A span as people say it: 1 h 30 min, 45 s.
CREATE OR REPLACE FUNCTION lantern.span_said(seconds integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
SELECT CASE WHEN seconds = 0 THEN '0 s' ELSE concat_ws(' ', NULLIF(seconds / 86400, 0) || ' d', NULLIF(seconds % 86400 / 3600, 0) || ' h',
    NULLIF(seconds % 3600 / 60, 0) || ' min', NULLIF(seconds % 60, 0) || ' s') END
WHERE seconds IS NOT NULL
$$;

-- Not told to her yet: it has not ended, and nobody has said no to it.
CREATE OR REPLACE FUNCTION lantern.briefing_stands(b lantern.staff_briefing) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
SELECT b.expires_at > lantern.now()
    AND NOT EXISTS (SELECT FROM lantern.staff_briefing_decision d WHERE d.briefing_id = b.id AND NOT d.approved)
$$;

-- Kinds that no other record tells: what was put off, and what the clock reminded of.
CREATE OR REPLACE FUNCTION lantern.event_stands_alone(kind text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT kind IN ('requirement.snoozed', 'visit.order_given') OR kind ~ '(_passed|[._]due)$' $$;

-- What she is not told now, why, and how much of it there is. "counts": an expression over $1 her stays and $2 her.
CREATE OR REPLACE FUNCTION lantern.subject_withheld()
RETURNS TABLE (name text, what text, why text, counts text)
LANGUAGE sql IMMUTABLE AS $$
VALUES
('staff_briefing', 'Words for staff alone that are still in force',
    'A manager has agreed, or has still to decide, that reading them now could put somebody at risk. They are told when they end.',
    '(SELECT count(*) FROM lantern.staff_briefing b WHERE b.stay_id = ANY ($1) AND lantern.briefing_stands(b))'),
('review_person', 'What family and other people said at a review',
    'They said it in confidence. It can be told when they agree.',
    '(SELECT count(*) FROM lantern.review v JOIN lantern.review_person p ON p.review_id = v.id
        WHERE v.stay_id = ANY ($1) AND p.role IN (''family'', ''other'') AND p.words <> '''')'),
('visit_mark', 'Which checks of other women were written down together with hers', 'They are about other women.',
    '(SELECT count(*) FROM lantern.visit_mark k WHERE k.visit_id IN (SELECT v.id FROM lantern.visit v WHERE v.stay_id = ANY ($1)))'),
('requirement', 'Checks that are still to come', 'Nobody is told beforehand when a check will be.',
    '(SELECT count(*) FROM lantern.requirement q WHERE q.stay_id = ANY ($1) AND q.state = ''open'')'),
('event', 'The log of every entry', 'It says again, entry by entry, what is told here.',
    '(SELECT count(*) FROM lantern.event e WHERE e.stay_id = ANY ($1) AND NOT lantern.event_stands_alone(e.kind))')
$$;

-- Her stays, at whichever house, when the asker may give out what is held about her and has said why (`access`); else NULL.
CREATE OR REPLACE FUNCTION lantern.subject_stays(stay uuid, access uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
SELECT ARRAY(SELECT o.id FROM lantern.stay o WHERE o.resident_id = s.resident_id ORDER BY o.expected_on, o.id)
FROM lantern.stay s
JOIN lantern.resident r ON r.id = s.resident_id
JOIN lantern.subject_access a ON a.id = subject_stays.access AND a.resident_id = s.resident_id AND a.author_id = lantern.my_staff()
-- her plan, her family, her marks and her name: who may have all of these at her house
WHERE s.id = subject_stays.stay AND lantern.may_manage() AND lantern.my_names()
    AND s.premises_id = ANY (lantern.my_plans()) AND s.premises_id = ANY (lantern.my_family()) AND s.premises_id = ANY (lantern.my_health())
    AND (NOT r.restricted OR r.id = ANY (lantern.my_circle()))
$$;
REVOKE ALL ON FUNCTION lantern.subject_stays FROM PUBLIC;

-- How one line of "tells" is said, as an expression over the row t.
CREATE OR REPLACE FUNCTION lantern.subject_said(name text, line text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    -- column, mark, words, expression
    part CONSTANT text[] := regexp_match(line, '^(\w+)(\*|~|@\w+)?: (.*?)(?: = (.*))?$');
    kind CONSTANT regtype := (SELECT a.atttypid FROM pg_attribute a
        WHERE a.attrelid = format('lantern.%I', name)::regclass AND a.attname = part[1]);
BEGIN
    RETURN CASE
        WHEN part[4] IS NOT NULL THEN part[4]
        WHEN part[2] = '*' THEN format('replace(t.%I, ''_'', '' '')', part[1])
        WHEN part[2] = '~' THEN format('lantern.span_said(t.%I)', part[1])
        WHEN part[2] = '@staff' THEN format('(SELECT w.display_name FROM lantern.staff w WHERE w.id = t.%I)', part[1])
        WHEN part[2] = '@room' THEN format('(SELECT o.label FROM lantern.room o WHERE o.id = t.%I)', part[1])
        WHEN part[2] LIKE '@%' THEN format('(SELECT o.name FROM lantern.%I o WHERE o.id = t.%I)', substr(part[2], 2), part[1])
        WHEN kind = 'timestamptz'::regtype THEN format('lantern.said(t.%I)', part[1])
        WHEN kind = 'date'::regtype THEN format('to_char(t.%I, ''FMDD FMMonth YYYY'')', part[1])
        WHEN kind = 'boolean'::regtype THEN format('CASE WHEN t.%1$I THEN ''yes'' WHEN NOT t.%1$I THEN ''no'' END', part[1])
        WHEN kind IN ('text[]'::regtype, 'integer[]'::regtype) THEN format('replace(array_to_string(t.%I, '', ''), ''_'', '' '')', part[1])
        ELSE format('t.%I::text', part[1]) END;
END
$$;

-- The lines of "tells", each whole: an expression may go on over several.
CREATE OR REPLACE FUNCTION lantern.subject_lines(tells text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT btrim(l) FROM regexp_split_to_table(btrim(tells, E'\n'), '\n(?=\w+(?:\*|~|@\w+)?: )') l $$;

-- The rows of one table as lists of words: $1 her stays, $2 she, $3 when she asked, from row $4 on at most $5.
CREATE OR REPLACE FUNCTION lantern.subject_query(name text, reach text, "by" text, tells text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT format('SELECT coalesce(jsonb_agg(jsonb_build_array(%s)), ''[]'') FROM (
    SELECT * FROM lantern.%I t WHERE %s ORDER BY %s OFFSET $4 LIMIT $5) t',
    (SELECT string_agg(lantern.subject_said(name, l), ', ') FROM lantern.subject_lines(tells) l), name,
    CASE reach WHEN 'stay' THEN 't.stay_id = ANY ($1)' WHEN 'resident' THEN 't.resident_id = $2' ELSE reach END, "by")
$$;

-- How many there are of each that she is not told now; what there is none of is left out.
CREATE OR REPLACE FUNCTION lantern.subject_withheld_of(stays uuid[], she uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    w record;
    n bigint;
    answer jsonb := '[]';
BEGIN
    FOR w IN SELECT * FROM lantern.subject_withheld() LOOP
        EXECUTE 'SELECT ' || w.counts INTO n USING stays, she;
        IF n > 0 THEN
            answer := answer || jsonb_build_object('what', w.what, 'why', w.why, 'count', n);
        END IF;
    END LOOP;
    RETURN answer;
END
$$;

-- A piece of it: at most `most` rows from `from_row` of `from_table` on (NULL: from the beginning), and where the next piece begins. NULL
-- for whoever may not have it. {tables: [{table, title, columns, from, rows}], withheld (with the first piece), next: {table, from}|null}
CREATE OR REPLACE FUNCTION lantern.subject_access(stay uuid, access uuid, from_table text, from_row integer, most integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    stays CONSTANT uuid[] := lantern.subject_stays(stay, access);
    she CONSTANT uuid := (SELECT s.resident_id FROM lantern.stay s WHERE s.id = subject_access.stay);
    asked_at CONSTANT timestamptz := (SELECT a.at FROM lantern.subject_access a WHERE a.id = access);
    pieces jsonb := '[]';
    next jsonb;
    t record;
    n bigint;
    told jsonb;
    room integer := most;
    skipped integer := coalesce(from_row, 0);
BEGIN
    IF stays IS NULL THEN
        RETURN NULL;
    END IF;
    FOR t IN
        SELECT c.*, (SELECT jsonb_agg((regexp_match(l, '^[^:]*: (.*?)(?: = .*)?$'))[1]) FROM lantern.subject_lines(c.tells) l) AS columns
        FROM lantern.subject_tables() c
        WHERE c.title IS NOT NULL AND (from_table IS NULL OR c.place >= (SELECT f.place FROM lantern.subject_tables() f WHERE f.name = from_table))
        ORDER BY c.place
    LOOP
        -- one more than there is room for says whether there is more
        EXECUTE lantern.subject_query(t.name, t.reach, t."by", t.tells) INTO told USING stays, she, asked_at, skipped, room + 1;
        n := jsonb_array_length(told);
        pieces := pieces || jsonb_build_object('table', t.name, 'title', t.title, 'columns', t.columns,
            'from', skipped, 'rows', CASE WHEN n > room THEN told - room ELSE told END);
        IF n > room THEN
            next := jsonb_build_object('table', t.name, 'from', skipped + room);
            EXIT;
        END IF;
        room := room - n;
        skipped := 0;
    END LOOP;
    RETURN jsonb_build_object('tables', pieces, 'next', next,
        'withheld', CASE WHEN from_table IS NULL THEN lantern.subject_withheld_of(stays, she) ELSE '[]' END);
END
$$;
REVOKE ALL ON FUNCTION lantern.subject_access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lantern.subject_access TO lantern_app;
