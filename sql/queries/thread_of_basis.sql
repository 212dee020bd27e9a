-- name: thread_of_basis :one read
-- $1 thread uuid
-- $2 id uuid        the entry to be
-- What a further entry of a thread starts from: which side writes, and whom the thread waits for.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', b.basis,
    'side', CASE WHEN t.resident_id = ANY (lantern.my_residents()) THEN 'practitioner' ELSE 'premises' END,
    'waits_on', (SELECT w.waits_on FROM lantern.thread_waits(t.id) w),
    'keyworker', (SELECT k.staff_id FROM lantern.keyworker_of k WHERE k.stay_id = b.stay_id AND k.until_at IS NULL)
    )::text AS basis
FROM lantern.thread t
JOIN lantern.stay_basis b ON b.stay_id = t.stay_id
WHERE t.id = $1::uuid
