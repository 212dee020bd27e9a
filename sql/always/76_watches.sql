-- 76_watches.sql -- how watches, reviews and what is owed are told, by one rule each (features 3, 31, 32, 113).
--
-- Everything here runs with the rights of whoever asks. What somebody wrote about a restricted woman is told to those who
-- may know her name, and nobody else.

-- A watch with its check plans, decisions and answers. known: the reader may know who she is.
CREATE OR REPLACE FUNCTION lantern.watch_json(w lantern.watch, known boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object('id', w.id, 'reason', w.reason, 'words', CASE WHEN known THEN w.words END,
    'author', (SELECT s.display_name FROM lantern.staff s WHERE s.id = w.author_id),
    'from', lantern.iso(w.from_at), 'least_until', lantern.iso(w.least_until),
    -- When the question is put next: what was decided last, else what it began with.
    'decide_at', lantern.iso(COALESCE((
        SELECT d.until_at FROM lantern.watch_decision d WHERE d.watch_id = w.id AND d.decision = 'kept'
        ORDER BY d.at DESC LIMIT 1), w.decide_at)),
    'proposal', (SELECT o.id FROM lantern.proposal o WHERE o.watch_id = w.id AND o.stay_id = w.stay_id),
    'bands', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', b.kind, 'min_gap_s', b.min_gap_s, 'max_gap_s', b.max_gap_s,
            'from', lantern.minutes_words(b.from_min), 'until', lantern.minutes_words(b.until_min),
            'starts', lantern.iso(p.start_at), 'ends', lantern.iso(LEAST(p.until_at, p.ended_at)))
            ORDER BY p.start_at, b.max_gap_s, p.id, b.from_min), '[]')
        FROM lantern.check_plan p JOIN lantern.check_plan_band b ON b.plan_id = p.id
        WHERE p.watch_id = w.id),
    'decisions', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('decision', d.decision, 'until', lantern.iso(d.until_at),
            'words', CASE WHEN known THEN d.words END, 'by', s.display_name, 'at', lantern.iso(d.at)) ORDER BY d.at DESC, d.id), '[]')
        FROM lantern.watch_decision d JOIN lantern.staff s ON s.id = d.staff_id WHERE d.watch_id = w.id),
    'answers', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('rousable', a.rousable, 'answers', a.answers,
            'follows_request', a.follows_request, 'may_be_illness', a.may_be_illness, 'by', s.display_name,
            'at', lantern.iso(a.at)) ORDER BY a.at DESC, a.id), '[]')
        FROM lantern.rouse_answer a JOIN lantern.staff s ON s.id = a.staff_id WHERE a.watch_id = w.id),
    'ended', CASE WHEN w.ended_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(w.ended_at),
        'by', (SELECT s.display_name FROM lantern.staff s WHERE s.id = w.ended_by_id),
        'words', CASE WHEN known THEN w.decision END) END)
$$;

-- A review with what triggered it, what was done at once, who took part and how it was closed. told: the reader may see
-- what was written.
CREATE OR REPLACE FUNCTION lantern.review_json(v lantern.review, told boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object('id', v.id, 'opened_at', lantern.iso(v.opened_at), 'from_version', v.from_version,
    'triggers', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'ref', t.ref,
            'words', CASE WHEN told THEN t.words END, 'at', lantern.iso(t.at), 'act_by', lantern.iso(t.act_by),
            'review_by', lantern.iso(t.review_by), 'by', s.display_name,
            'act', (
                SELECT jsonb_build_object('words', CASE WHEN told THEN a.words END, 'by', o.display_name, 'at', lantern.iso(a.at))
                FROM lantern.review_act a JOIN lantern.staff o ON o.id = a.staff_id WHERE a.trigger_id = t.id))
            ORDER BY t.at DESC, t.id DESC), '[]')
        FROM lantern.review_trigger t LEFT JOIN lantern.staff s ON s.id = t.staff_id WHERE t.review_id = v.id),
    'people', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', p.id, 'name', CASE WHEN told THEN p.name END, 'role', p.role,
            'how', p.how, 'words', CASE WHEN told THEN p.words END, 'by', s.display_name, 'at', lantern.iso(p.at))
            ORDER BY p.at, p.id), '[]')
        FROM lantern.review_person p JOIN lantern.staff s ON s.id = p.author_id WHERE p.review_id = v.id),
    'closed', CASE WHEN v.closed_at IS NOT NULL THEN jsonb_build_object('at', lantern.iso(v.closed_at),
        'by', (SELECT s.display_name FROM lantern.staff s WHERE s.id = v.closed_by_id), 'outcome', v.outcome,
        'words', CASE WHEN told THEN v.words END, 'to_version', v.to_version, 'next_on', v.next_on) END)
$$;

-- The next date on which her plan has to be looked at whatever happens, after a day of her stay: the first of the house's
-- that is later, and past the last of them every so many days as the last two differ (rules/review.h).
CREATE OR REPLACE FUNCTION lantern.backstop_on(days jsonb, arrived_on date, after_on date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
SELECT arrived_on + COALESCE(
    (SELECT min(d::integer) FROM jsonb_array_elements_text(days) d WHERE d::integer > after_on - arrived_on),
    l.last + ((after_on - arrived_on - l.last) / l.step + 1) * l.step)
FROM (SELECT (days->>-1)::integer AS last,
    (days->>-1)::integer - CASE WHEN jsonb_array_length(days) > 1 THEN (days->>-2)::integer ELSE 0 END AS step) l
$$;
