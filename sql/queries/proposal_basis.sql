-- name: proposal_basis :one read
-- $1 proposal uuid
-- What deciding about a proposal starts from: the thing itself, what else waits for a decision, and her checks.
SELECT json_build_object(
    'basis', b.basis,
    'proposal', lantern.proposal_json(p, k.known),
    'proposals', lantern.proposals_open(p.stay_id, k.known)
    )::text AS basis
FROM lantern.proposal p
CROSS JOIN LATERAL (SELECT lantern.person_known(p.resident_id) AS known OFFSET 0) k
JOIN lantern.stay_basis b ON b.stay_id = p.stay_id
WHERE p.id = $1::uuid
