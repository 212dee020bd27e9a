-- name: hard_day_basis :one read
-- $1 id uuid       what is to be recorded; NULL: a day is taken back
-- $2 stay uuid     NULL: that of the day
-- $3 crn text
-- $4 day uuid      the day to take back, or NULL
-- What setting or taking back a hard day starts from: her checks, the day itself, and what her row on the board has of today
-- and tomorrow.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'subject', (SELECT json_build_object('id', d.id, 'withdrawn', d.withdrawn_at IS NOT NULL)
        FROM lantern.hard_day d WHERE d.id = $4::uuid),
    'today', lantern.local_date(lantern.now()),
    'tomorrow', lantern.local_date(lantern.now()) + 1,
    'near', lantern.hard_days_near(b.stay_id)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT $3::text IS NULL OR lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = COALESCE($2::uuid, (SELECT d.stay_id FROM lantern.hard_day d WHERE d.id = $4::uuid))
