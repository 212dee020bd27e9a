-- name: thread_basis :one read
-- $1 id uuid        the thread to be
-- $2 stay uuid
-- $3 crn text
-- $4 about text
-- $5 thing uuid     what it is about, or NULL
-- What a question starts from: the woman, which side asks, whether there is such a thing of hers, and who is to be told.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'side', CASE WHEN b.resident_id = ANY (lantern.my_residents()) THEN 'practitioner' ELSE 'premises' END,
    'about', lantern.thread_about($4::text, $5::uuid, b.stay_id),
    'keyworker', (SELECT k.staff_id FROM lantern.keyworker_of k WHERE k.stay_id = b.stay_id AND k.until_at IS NULL)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
