-- 78_around.sql -- what is around her, as every page tells it: choices, services and referrals, who else works with her,
-- activities, tasks in steps, family (features 106, 123 to 125; docs/keywork.md).
--
-- Everything here runs with the rights of whoever asks. "known": whether the reader may have the words of this woman; outside
-- a restricted woman's circle they are null.

-- ---------------------------------------------------------------- choices

CREATE OR REPLACE FUNCTION lantern.choice_kinds() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT '{female_practitioner,female_keyworker,women_only_place,women_only_groups,interpreter,interpreter_gender}'::text[] $$;

-- Which of them nobody has offered her yet.
CREATE OR REPLACE FUNCTION lantern.choices_left(stay uuid) RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
SELECT coalesce(array_agg(k.kind ORDER BY k.place), '{}')
FROM unnest(lantern.choice_kinds()) WITH ORDINALITY k(kind, place)
WHERE NOT EXISTS (SELECT FROM lantern.choice c WHERE c.stay_id = choices_left.stay AND c.kind = k.kind)
$$;

CREATE OR REPLACE FUNCTION lantern.choice_json(c lantern.choice, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', c.id, 'kind', c.kind, 'state', c.state, 'words', CASE WHEN known THEN c.words END, 'day', c.day,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = c.author_id), 'at', lantern.iso(c.at))
$$;

-- ---------------------------------------------------------------- of the house

CREATE OR REPLACE FUNCTION lantern.service_json(s lantern.service) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'tags', s.tags, 'women_only', s.women_only, 'phone', s.phone,
    'address', s.address, 'words', s.words, 'replaces', s.replaces_id, 'ended_at', lantern.iso(s.ended_at),
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = s.author_id), 'at', lantern.iso(s.at))
$$;

CREATE OR REPLACE FUNCTION lantern.activity_json(a lantern.activity) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', a.id, 'name', a.name, 'tags', a.tags, 'weekday', a.weekday, 'starts', to_char(a.starts, 'HH24:MI'),
    'minutes', a.minutes, 'words', a.words,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = a.author_id), 'at', lantern.iso(a.at))
$$;

-- ---------------------------------------------------------------- of one woman

CREATE OR REPLACE FUNCTION lantern.referral_json(r lantern.referral, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', r.id, 'service', CASE WHEN known THEN lantern.service_json(s) END, 'words', CASE WHEN known THEN r.words END,
    'consent', r.consent, 'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = r.author_id), 'at', lantern.iso(r.at),
    'action', a.id, 'target_on', a.target_on,
    'answered', CASE WHEN r.answered_at IS NOT NULL THEN jsonb_build_object('answer', r.answer, 'words', CASE WHEN known THEN r.answer_words END,
        'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = r.answered_by_id), 'at', lantern.iso(r.answered_at)) END)
FROM lantern.action a, lantern.service s
WHERE a.id = r.action_id AND s.id = r.service_id
$$;

-- When something was ended, and by whom.
CREATE OR REPLACE FUNCTION lantern.ended_json(at timestamptz, staff uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT CASE WHEN ended_json.at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(ended_json.at),
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = ended_json.staff)) END
$$;

CREATE OR REPLACE FUNCTION lantern.named_contact_json(c lantern.named_contact, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', c.id, 'name', CASE WHEN known THEN c.name END, 'role', CASE WHEN known THEN c.role END,
    'phone', CASE WHEN known THEN c.phone END, 'may_see', c.may_see, 'her_consent', c.her_consent,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = c.author_id), 'at', lantern.iso(c.at),
    'ended', lantern.ended_json(c.ended_at, c.ended_by_id))
$$;

CREATE OR REPLACE FUNCTION lantern.activity_time_json(t lantern.activity_time, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', t.id, 'activity', t.activity_id, 'what', CASE WHEN known THEN t.what END, 'day', t.day, 'minutes', t.minutes,
    'purposeful', t.purposeful, 'her_words', CASE WHEN known THEN t.her_words END, 'shared', t.shared,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = t.author_id), 'at', lantern.iso(t.at))
$$;

CREATE OR REPLACE FUNCTION lantern.task_plan_json(t lantern.task_plan, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', t.id, 'title', CASE WHEN known THEN t.title END, 'steps', CASE WHEN known THEN t.steps ELSE '[]' END,
    'replaces', t.replaces_id, 'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = t.author_id), 'at', lantern.iso(t.at))
$$;

CREATE OR REPLACE FUNCTION lantern.family_fact_json(f lantern.family_fact, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', f.id, 'kind', f.kind, 'words', CASE WHEN known THEN f.words END, 'source', CASE WHEN known THEN f.source END,
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = f.author_id), 'at', lantern.iso(f.at),
    'ended', lantern.ended_json(f.ended_at, f.ended_by_id))
$$;

CREATE OR REPLACE FUNCTION lantern.family_contact_json(c lantern.family_contact, known boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('id', c.id, 'day', c.day, 'how', c.how, 'with_whom', CASE WHEN known THEN c.with_whom END, 'feels', c.feels,
    'words', CASE WHEN known THEN c.words END,
    'hard_day', (SELECT jsonb_build_object('id', d.id, 'kind', d.kind) FROM lantern.hard_day d WHERE d.id = c.hard_day_id),
    'by', (SELECT w.display_name FROM lantern.staff w WHERE w.id = c.author_id), 'at', lantern.iso(c.at))
$$;

-- What her row on the board has of today and tomorrow.
CREATE OR REPLACE FUNCTION lantern.hard_days_near(stay uuid) RETURNS json
    LANGUAGE sql STABLE
    AS $$
SELECT COALESCE(json_agg(json_build_object('id', d.id, 'day', d.day, 'kind', d.kind, 'words', d.words) ORDER BY d.day, d.at, d.id), '[]')
FROM lantern.hard_day d
WHERE d.stay_id = hard_days_near.stay AND d.withdrawn_at IS NULL
    AND d.day BETWEEN lantern.local_date(lantern.now()) AND lantern.local_date(lantern.now()) + 1
$$;
