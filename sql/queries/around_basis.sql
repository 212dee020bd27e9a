-- name: around_basis :one read
-- $1 id uuid        what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- $4 what text      its table
-- $5 named uuid     the service, activity or task plan that it names, or NULL
-- What one more row about a woman starts from: her checks, whether the writer may have the whole of her, and what the row names.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'today', lantern.local_date(lantern.now()),
    'tomorrow', lantern.local_date(lantern.now()) + 1,
    'arrived_on', (SELECT lantern.local_date(s.arrived_at) FROM lantern.stay s WHERE s.id = b.stay_id),
    'choices', CASE WHEN $4::text = 'choice' THEN (
        SELECT json_build_object('count', count(*), 'left', lantern.choices_left(b.stay_id)) FROM lantern.choice c WHERE c.stay_id = b.stay_id) END,
    'near', CASE WHEN $4::text = 'family_contact' THEN lantern.hard_days_near(b.stay_id) END,
    'agreed', CASE WHEN $4::text = 'activity_time' THEN COALESCE((SELECT h.told->'shares' ? 'activities' FROM lantern.sharing_told(b.stay_id) h), false) END,
    'named', CASE $4::text
        WHEN 'referral' THEN (
            SELECT json_build_object('name', s.name, 'ended', s.ended_at IS NOT NULL)
            FROM lantern.service s WHERE s.id = $5::uuid AND s.premises_id = b.premises_id)
        WHEN 'activity_time' THEN (
            SELECT json_build_object('name', a.name, 'ended', a.ended_at IS NOT NULL)
            FROM lantern.activity a WHERE a.id = $5::uuid AND a.premises_id = b.premises_id)
        WHEN 'task_plan' THEN (
            SELECT json_build_object('current', (
                SELECT lantern.task_plan_json(n, true) FROM lantern.task_plan n WHERE n.replaces_id = t.id))
            FROM lantern.task_plan t WHERE t.id = $5::uuid AND t.stay_id = b.stay_id) END
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
