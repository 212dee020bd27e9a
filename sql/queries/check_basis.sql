-- name: check_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- What a new record about a woman starts from: what was answered to this id before, whether she is the one meant, and her
-- checks. "contact" is how she is met, as it stands.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'contact', (
        SELECT json_build_object('id', c.id, 'version', c.version, 'how', c.how, 'sleep_options', c.sleep_options,
            'consent', c.consent, 'reason', c.reason, 'author', w.display_name, 'at', lantern.iso(c.at))
        FROM lantern.contact_plan c JOIN lantern.staff w ON w.id = c.author_id
        WHERE c.stay_id = b.stay_id ORDER BY c.version DESC LIMIT 1)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
