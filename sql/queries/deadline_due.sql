-- name: deadline_due :many clock
-- $1 now text
-- $2 most int
-- $3 passed_over text
-- $4 kinds text
-- What has fallen due, in order, with all that the rules need to say what follows. Nothing is claimed here: the record
-- that follows from it claims (SKIP LOCKED), so that two servers may read the same and one writes. At most one deadline
-- of a woman, and none of her house beside hers, because the second would be judged by facts that the first changes.
-- Passed over are deadlines that could not be recorded and wait for their next try, {1,2}. Kinds are those this server knows,
-- {a,b}: while a newer one runs beside it, what it does not know is left to that one.
WITH clock AS MATERIALIZED (
    SELECT set_config('lantern.now', $1::text, true)::timestamptz AS now
),
due AS MATERIALIZED (
    SELECT d.id, d.kind, d.due_at, d.premises_id, d.subject, d.data,
        CASE d.kind
            WHEN 'requirement.overdue' THEN (SELECT r.stay_id FROM lantern.requirement r WHERE r.id = d.subject)
            WHEN 'alarm.rung' THEN (SELECT a.stay_id FROM lantern.alarm a WHERE a.id = d.subject)
            WHEN 'alarm.resume' THEN (SELECT a.stay_id FROM lantern.alarm a WHERE a.id = d.subject)
            WHEN 'going.end' THEN (SELECT g.stay_id FROM lantern.going g WHERE g.id = d.subject)
            WHEN 'hospital.call' THEN (SELECT m.stay_id FROM lantern.movement m WHERE m.id = d.subject)
            WHEN 'proposal.undecided' THEN (SELECT o.stay_id FROM lantern.proposal o WHERE o.id = d.subject)
            WHEN 'chain.climb' THEN (SELECT h.stay_id FROM lantern.chain h WHERE h.id = d.subject)
            WHEN 'watch.decide' THEN (SELECT w.stay_id FROM lantern.watch w WHERE w.id = d.subject)
            WHEN 'review.act' THEN (SELECT v.stay_id FROM lantern.review v WHERE v.id = d.subject)
            WHEN 'review.due' THEN (SELECT v.stay_id FROM lantern.review v WHERE v.id = d.subject)
            WHEN 'plan.backstop' THEN d.subject
            WHEN 'plan.starter_due' THEN d.subject
            WHEN 'plan.full_due' THEN d.subject
            WHEN 'agreement.due' THEN d.subject
            WHEN 'keywork.due' THEN d.subject
            WHEN 'choices.due' THEN d.subject
            WHEN 'meeting.due' THEN d.subject
            WHEN 'meeting.copy_due' THEN (SELECT m.stay_id FROM lantern.meeting m WHERE m.id = d.subject)
            WHEN 'update.unread' THEN (SELECT u.stay_id FROM lantern.practitioner_update u WHERE u.id = d.subject)
            WHEN 'plan.review' THEN (SELECT p.stay_id FROM lantern.check_plan p WHERE p.id = d.subject)
        END AS stay_id
    FROM clock, lantern.deadline d
    WHERE d.state = 'open' AND d.due_at <= $1::text::timestamptz AND d.id <> ALL ($3::text::bigint[])
        AND d.kind = ANY ($4::text::text[])
    ORDER BY d.due_at, d.id
    LIMIT $2::int
),
placed AS (
    SELECT d.*,
        row_number() OVER house AS in_house,
        count(*) FILTER (WHERE d.stay_id IS NULL) OVER house AS house_wide,
        row_number() OVER (PARTITION BY d.premises_id, d.stay_id ORDER BY d.due_at, d.id) AS of_stay
    FROM due d
    WINDOW house AS (PARTITION BY d.premises_id ORDER BY d.due_at, d.id)
)
SELECT p.id::text AS id, p.kind, lantern.us(p.due_at)::text AS due_us, p.premises_id::text AS premises,
    p.subject::text AS subject,
    CASE WHEN p.kind = 'update.unread' THEN p.data || jsonb_build_object('unread', lantern.unread_facts(p.subject)) ELSE p.data END::text AS data,
    CASE WHEN p.stay_id IS NOT NULL
        THEN (SELECT json_build_array(b.basis)::text FROM lantern.stay_basis b WHERE b.stay_id = p.stay_id)
        WHEN p.kind IN ('digest.today', 'digest.weekly') THEN '[]'
        ELSE (SELECT COALESCE(json_agg(b.basis), '[]')::text
              FROM lantern.stay s JOIN lantern.stay_basis b ON b.stay_id = s.id
              WHERE s.premises_id = p.premises_id AND s.state = 'arrived')
    END AS bases,
    CASE WHEN p.kind IN ('digest.today', 'digest.weekly')
        THEN lantern.digest_basis(p.premises_id, substr(p.kind, 8), p.due_at)::text ELSE 'null' END AS house
FROM placed p
WHERE (p.stay_id IS NOT NULL AND p.house_wide = 0 AND p.of_stay = 1) OR (p.stay_id IS NULL AND p.in_house = 1)
ORDER BY p.due_at, p.id
