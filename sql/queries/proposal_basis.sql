-- name: proposal_basis :one read
-- $1 proposal uuid
-- What deciding about a proposal starts from: the thing itself, what else waits for a decision, and her checks.
SELECT json_build_object(
    'basis', b.basis,
    'proposal', lantern.proposal_json(p, true),
    'proposals', lantern.proposals_open(p.stay_id, true)
    )::text AS basis
FROM lantern.proposal p
JOIN lantern.stay_basis b ON b.stay_id = p.stay_id
WHERE p.id = $1::uuid
