-- name: resident_keywork :one read
-- $1 crn text
-- $2 stay uuid
-- $3 route text    for the access log
-- $4 before text   only sessions before this "instant_uuid", NULL: from the newest
-- Her keywork: sessions and attempts, newest first and corrected ones left out, with what her next one starts from.
WITH asked AS MATERIALIZED (
    SELECT s.id, s.resident_id, s.premises_id, s.arrived_at, lantern.right_woman($1::text, s.resident_id) AS is_right,
        lantern.person_known(s.resident_id) AS known, lantern.settings_at(s.premises_id, lantern.now()) AS settings,
        lantern.keywork_last(s.id) AS last_at, lantern.local_date(lantern.now()) AS today
    FROM lantern.stay s WHERE s.id = $2::uuid
),
logged AS (
    INSERT INTO lantern.access_log (at, staff_id, terminal_id, premises_id, resident_id, stay_id, what, route, request_id, detail)
    SELECT lantern.now(), lantern.my_staff(), lantern.my_terminal(), a.premises_id, a.resident_id, a.id,
        CASE WHEN a.is_right THEN 'read' ELSE 'failed' END, $3::text, lantern.my_request(),
        CASE WHEN a.is_right THEN '{}'::jsonb ELSE jsonb_build_object('crn', $1::text) END
    FROM asked a
),
-- One more than the page shows says whether there are more.
stretch AS MATERIALIZED (
    SELECT x.s, row_number() OVER (ORDER BY (x.s).happened_at DESC, (x.s).id DESC) AS n,
        CASE WHEN (x.s).corrects_id IS NULL THEN ARRAY[(x.s).id] ELSE lantern.keywork_chain((x.s).id) END AS chain
    FROM (
        SELECT s AS s FROM asked a JOIN lantern.keywork_session s ON s.stay_id = a.id
        WHERE a.is_right AND NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = s.id)
            AND ($4::text IS NULL OR (s.happened_at, s.id) < (split_part($4::text, '_', 1)::timestamptz, split_part($4::text, '_', 2)::uuid))
        ORDER BY s.happened_at DESC, s.id DESC LIMIT 21) x
),
actions AS MATERIALIZED (
    SELECT x.n, jsonb_agg(lantern.action_json(t) ORDER BY t.target_on, t.id) AS list
    FROM stretch x JOIN lantern.action t ON t.origin_id = ANY (x.chain) AND t.origin = 'session' GROUP BY x.n
),
suggested AS MATERIALIZED (
    SELECT DISTINCT ON (x.n) x.n, lantern.suggestion_json(g, a.known) AS one
    FROM asked a, stretch x JOIN lantern.plan_suggestion g ON g.stay_id = (x.s).stay_id AND g.source = 'session' AND g.source_id = ANY (x.chain)
    ORDER BY x.n, g.at DESC
),
-- All of hers that stand: what is carried forward does not turn the page.
standing AS MATERIALIZED (
    SELECT s.id, s.happened_at, s.went_well, s.next_topic, s.author_id
    FROM asked a JOIN lantern.keywork_session s ON s.stay_id = a.id
    WHERE a.is_right AND s.kind = 'session' AND NOT EXISTS (SELECT FROM lantern.keywork_session c WHERE c.corrects_id = s.id)
)
SELECT CASE WHEN a.is_right THEN 'right' ELSE 'wrong' END AS verdict,
    CASE WHEN NOT a.is_right THEN lantern.whose(a.id) END AS whose,
    CASE WHEN a.is_right THEN jsonb_build_object(
        'now', lantern.iso(lantern.now()),
        'banner', lantern.banner(a.id),
        'keyworker', lantern.keyworker_json(a.id),
        'owed', (
            SELECT jsonb_build_object('first', a.last_at IS NULL, 'due', lantern.iso(d.due), 'overdue', COALESCE(lantern.now() > d.due, false))
            FROM (SELECT lantern.keywork_due(a.settings, a.arrived_at, a.last_at) AS due) d),
        'last_topic', (
            SELECT jsonb_build_object('session', s.id, 'words', CASE WHEN a.known THEN s.next_topic END, 'at', lantern.iso(s.happened_at))
            FROM standing s ORDER BY s.happened_at DESC, s.id DESC LIMIT 1),
        'sessions', COALESCE((
            SELECT jsonb_agg(lantern.session_json(x.s, a.known)
                || jsonb_build_object('actions', COALESCE(t.list, '[]'), 'suggestion', g.one) ORDER BY x.n)
            FROM stretch x LEFT JOIN actions t ON t.n = x.n LEFT JOIN suggested g ON g.n = x.n WHERE x.n <= 20), '[]'),
        'more', (
            SELECT lantern.iso((x.s).happened_at) || '_' || (x.s).id FROM stretch x
            WHERE x.n = 20 AND EXISTS (SELECT FROM stretch y WHERE y.n > 20)),
        'moments', COALESCE((
            SELECT jsonb_agg(lantern.moment_json(m, a.known)
                ORDER BY v.at IS NOT NULL, CASE WHEN v.at IS NULL THEN m.happened_at END, m.happened_at DESC, m.id)
            FROM lantern.moment m LEFT JOIN lantern.moment_review v ON v.moment_id = m.id
            WHERE m.stay_id = a.id AND (v.at IS NULL OR v.at > lantern.now() - interval '28 days')), '[]'),
        'skills', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('skill', CASE WHEN a.known THEN k.skill END, 'how', k.how, 'times', k.times,
                'last_at', lantern.iso(k.last_at)) ORDER BY k.last_at DESC, k.skill, k.how)
            FROM (
                SELECT k.skill, k.how, count(*) AS times, max(s.happened_at) AS last_at
                FROM standing s JOIN lantern.keywork_skill k ON k.session_id = s.id
                GROUP BY k.skill, k.how ORDER BY max(s.happened_at) DESC, k.skill, k.how LIMIT 40) k), '[]'),
        'strengths', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('words', CASE WHEN a.known THEN t.went_well END, 'at', lantern.iso(t.happened_at),
                'by', w.display_name) ORDER BY t.happened_at DESC, t.id)
            FROM (SELECT s.* FROM standing s WHERE s.went_well <> '' ORDER BY s.happened_at DESC, s.id LIMIT 5) t
            JOIN lantern.staff w ON w.id = t.author_id), '[]'),
        'suggestions', COALESCE((
            SELECT jsonb_agg(lantern.suggestion_json(g, a.known) ORDER BY g.at, g.id)
            FROM lantern.plan_suggestion g WHERE g.stay_id = a.id AND g.decided_at IS NULL), '[]'),
        'actions', COALESCE((
            SELECT jsonb_agg(lantern.action_json(t) ORDER BY t.target_on, t.id)
            FROM lantern.action t WHERE t.stay_id = a.id AND t.closed_at IS NULL), '[]'),
        'lines', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('line', l.line, 'sees', l.sees, 'does', l.does) ORDER BY l.place)
            FROM lantern.safety_plan_line l WHERE l.plan_id = lantern.plan_now(a.id)), '[]'),
        'staff', lantern.staff_here(a.premises_id),
        'sharing', (SELECT h.told FROM lantern.sharing_told(a.id) h),
        'words', (SELECT jsonb_agg(jsonb_build_object('word', l.word, 'question', l.question) ORDER BY l.word) FROM lantern.loaded_word l)
        )::text END AS page
FROM asked a
