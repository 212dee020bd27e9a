-- name: sign_rule_basis :one read
-- $1 rule uuid
-- What ending a rule starts from: the rule as it is, and whose it is.
SELECT json_build_object('basis', b.basis, 'rule', lantern.rule_json(r, lantern.person_known(r.resident_id)))::text AS basis
FROM lantern.sign_rule r
JOIN lantern.stay_basis b ON b.stay_id = r.stay_id
WHERE r.id = $1::uuid
