-- name: check_basis_of :one read
-- $1 subject uuid
-- $2 id uuid      what is to be recorded about it, NULL when nothing new is
-- $3 what text    what the subject is: movement, alarm, requirement, going, plan, watch, review or mark
-- What a change to something of a woman's checks starts from: the thing itself as it is, and her checks.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', b.basis,
    'subject', t.subject
    )::text AS basis
FROM (
    SELECT m.stay_id, json_build_object('id', m.id, 'kind', m.kind, 'left_us', lantern.us(m.left_at),
        'back_by_us', lantern.us(m.back_by), 'back_us', lantern.us(m.back_at)) AS subject
    FROM lantern.movement m WHERE $3::text = 'movement' AND m.id = $1::uuid
    UNION ALL
    SELECT a.stay_id, json_build_object('id', a.id, 'closed', a.closed_at IS NOT NULL)
    FROM lantern.alarm a WHERE $3::text = 'alarm' AND a.id = $1::uuid
    UNION ALL
    SELECT q.stay_id, json_build_object('id', q.id, 'source', q.source, 'kind', q.kind, 'state', q.state,
        'reasoned', q.late_reason IS NOT NULL OR q.close_reason IS NOT NULL)
    FROM lantern.requirement q WHERE $3::text = 'requirement' AND q.id = $1::uuid
    UNION ALL
    SELECT g.stay_id, json_build_object('id', g.id, 'ended', g.ended_at IS NOT NULL)
    FROM lantern.going g WHERE $3::text = 'going' AND g.id = $1::uuid
    UNION ALL
    SELECT p.stay_id, json_build_object('id', p.id, 'origin', p.origin, 'watch', p.watch_id, 'ended', p.ended_at IS NOT NULL)
    FROM lantern.check_plan p WHERE $3::text = 'plan' AND p.id = $1::uuid
    UNION ALL
    SELECT w.stay_id, json_build_object('id', w.id, 'ended', w.ended_at IS NOT NULL, 'at', lantern.iso(w.ended_at),
        'by', (SELECT s.display_name FROM lantern.staff s WHERE s.id = w.ended_by_id))
    FROM lantern.watch w WHERE $3::text = 'watch' AND w.id = $1::uuid
    UNION ALL
    SELECT v.stay_id, json_build_object('id', v.id, 'closed', v.closed_at IS NOT NULL, 'at', lantern.iso(v.closed_at),
        'by', (SELECT s.display_name FROM lantern.staff s WHERE s.id = v.closed_by_id),
        -- Who takes part besides whoever asks: a manager alone is no review.
        'people', (SELECT count(*) FROM lantern.review_person p WHERE p.review_id = v.id AND lower(p.name) IS DISTINCT FROM (
            SELECT lower(s.display_name) FROM lantern.staff s WHERE s.id = lantern.my_staff())),
        'last_words', (
            SELECT o.words FROM lantern.review o WHERE o.stay_id = v.stay_id AND o.closed_at IS NOT NULL
            ORDER BY o.closed_at DESC LIMIT 1),
        'act', (
            SELECT json_build_object('by', s.display_name, 'at', lantern.iso(a.at))
            FROM lantern.review_trigger t
            JOIN lantern.review_act a ON a.trigger_id = t.id
            JOIN lantern.staff s ON s.id = a.staff_id
            WHERE t.id = (SELECT g.id FROM lantern.review_trigger g WHERE g.review_id = v.id ORDER BY g.at DESC, g.id DESC LIMIT 1)))
    FROM lantern.review v WHERE $3::text = 'review' AND v.id = $1::uuid
    UNION ALL
    SELECT k.stay_id, json_build_object('id', k.id, 'healed', k.healed_at IS NOT NULL)
    FROM lantern.body_mark k WHERE $3::text = 'mark' AND k.id = $1::uuid
) t
JOIN lantern.stay_basis b ON b.stay_id = t.stay_id
