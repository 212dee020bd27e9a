-- name: briefing_basis :one read
-- $1 briefing uuid
-- What a manager's decision on a staff-only briefing starts from: the briefing as it stands, and whose it is.
SELECT json_build_object(
    'basis', b.basis,
    'subject', json_build_object('author', t.author_id, 'ended', t.expires_at <= lantern.now(),
        'decision', CASE WHEN d.briefing_id IS NOT NULL THEN json_build_object('approved', d.approved, 'words', d.words,
            'by', w.display_name, 'at', lantern.iso(d.at)) END)
    )::text AS basis
FROM lantern.staff_briefing t
JOIN lantern.stay_basis b ON b.stay_id = t.stay_id
LEFT JOIN lantern.staff_briefing_decision d ON d.briefing_id = t.id
LEFT JOIN lantern.staff w ON w.id = d.staff_id
WHERE t.id = $1::uuid
