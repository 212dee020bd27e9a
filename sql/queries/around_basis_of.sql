-- name: around_basis_of :one read
-- $1 subject uuid
-- $2 id uuid        what is to be recorded about it, NULL when nothing new is
-- $3 what text      its table: referral, named_contact or family_fact
-- What closing something around a woman starts from: the thing as it is, and her checks.
SELECT json_build_object(
    'receipt', lantern.receipt_of($2::uuid)->'receipt',
    'basis', b.basis,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'subject', t.subject
    )::text AS basis
FROM (
    SELECT r.stay_id, json_build_object('id', r.id, 'ended', r.answered_at IS NOT NULL, 'by', (
            SELECT w.display_name FROM lantern.staff w WHERE w.id = r.answered_by_id),
        'current', CASE WHEN r.answered_at IS NOT NULL THEN lantern.referral_json(r, true) END,
        'action', (SELECT json_build_object('id', a.id, 'version', a.version, 'closed', a.closed_at IS NOT NULL)
            FROM lantern.action a WHERE a.id = r.action_id)) AS subject
    FROM lantern.referral r WHERE $3::text = 'referral' AND r.id = $1::uuid
    UNION ALL
    SELECT c.stay_id, json_build_object('id', c.id, 'ended', c.ended_at IS NOT NULL)
    FROM lantern.named_contact c WHERE $3::text = 'named_contact' AND c.id = $1::uuid
    UNION ALL
    SELECT f.stay_id, json_build_object('id', f.id, 'ended', f.ended_at IS NOT NULL)
    FROM lantern.family_fact f WHERE $3::text = 'family_fact' AND f.id = $1::uuid
) t
JOIN lantern.stay_basis b ON b.stay_id = t.stay_id
