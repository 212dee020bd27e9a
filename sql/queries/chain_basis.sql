-- name: chain_basis :one read
-- $1 chain uuid
-- $2 id uuid      what is to be recorded about it, NULL when nothing new is
-- What a step of a no-reply chain, its attesting and its end start from: the chain as it is told, her checks, and who else
-- is signed on at the premises. A locked screen asks too.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', b.basis,
    'subject', json_build_object('chain', c.whole, 'attests', COALESCE((
            SELECT json_agg(json_build_object('staff', a.staff_id, 'alone', a.alone, 'reason', a.reason))
            FROM lantern.chain_attest a WHERE a.chain_id = h.id), '[]')),
    'on', COALESCE((
        SELECT json_agg(json_build_object('staff', w.id, 'name', w.display_name, 'initials', w.initials)
            ORDER BY w.display_name, w.id)
        FROM lantern.staff w
        WHERE lantern.my_names() AND w.id <> lantern.my_staff() AND w.id IN (
            SELECT o.staff_id FROM lantern.sign_on o
            WHERE o.premises_id = h.premises_id AND o.ended_at IS NULL AND o.until_at > lantern.now())), '[]')
    )::text AS basis
FROM lantern.chain h
JOIN lantern.stay_basis b ON b.stay_id = h.stay_id
CROSS JOIN LATERAL (SELECT lantern.chain_json(h, true, NOT (
    SELECT r.restricted FROM lantern.resident r WHERE r.id = h.resident_id)) AS whole OFFSET 0) c
WHERE h.id = $1::uuid
