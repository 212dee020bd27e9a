-- name: action_basis :one read
-- $1 crn text
-- $2 stay uuid
-- $3 owner uuid   whoever is to do it; NULL: she herself
-- What a new action is judged by. No row: there is no such stay for this writer.
SELECT CASE WHEN lantern.right_woman($1::text, s.resident_id) THEN 'right' ELSE 'wrong' END AS verdict,
    lantern.whose(s.id) AS whose, s.premises_id AS premises, s.resident_id AS resident, s.state,
    (SELECT r.restricted FROM lantern.resident r WHERE r.id = s.resident_id) AS restricted,
    EXISTS (SELECT FROM lantern.staff w WHERE w.id = $3::uuid AND (w.until_at IS NULL OR w.until_at > lantern.now())) AS owner_known
FROM lantern.stay s
WHERE s.id = $2::uuid;
