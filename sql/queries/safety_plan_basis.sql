-- name: safety_plan_basis :one read
-- $1 id uuid      what is to be recorded
-- $2 stay uuid
-- $3 crn text
-- What anything written to her plan starts from: what was answered to this id before, whether she is the one meant, her checks,
-- and her plan as the writer may read it. "whole": whether that is all of it. "seen": what has been said of each sign in the
-- shift that is running, for the boards.
SELECT json_build_object(
    'receipt', lantern.receipt_of($1::uuid)->'receipt',
    'basis', b.basis,
    'right', w.is_right,
    'whose', CASE WHEN NOT w.is_right THEN lantern.whose(b.stay_id) END,
    'whole', lantern.plan_whole(b.premises_id, b.resident_id) AND lantern.person_known(b.resident_id),
    'how', EXISTS (SELECT FROM lantern.contact_plan c WHERE c.stay_id = b.stay_id),
    'plan', (SELECT lantern.plan_doc(p) FROM lantern.safety_plan p WHERE p.stay_id = b.stay_id ORDER BY p.version DESC LIMIT 1),
    'seen', (
        SELECT json_object_agg(n.sign, n.state)
        FROM (
            SELECT DISTINCT ON (g.sign) g.sign, g.state
            -- Once, and not for each sighting of a year.
            FROM (SELECT lantern.shift_begin(lantern.setting_at(b.premises_id, 'shift_ends', lantern.now()), lantern.now()) AS at OFFSET 0) shift
            JOIN lantern.sighting g ON g.stay_id = b.stay_id AND g.seen_at >= shift.at AND g.shift_at = shift.at
            ORDER BY g.sign, g.seen_at DESC, g.recorded_at DESC) n),
    'suggestions', (SELECT json_agg(g.id) FROM lantern.plan_suggestion g WHERE g.stay_id = b.stay_id AND g.decided_at IS NULL)
    )::text AS basis
FROM lantern.stay_basis b
CROSS JOIN LATERAL (SELECT lantern.right_woman($3::text, b.resident_id) AS is_right OFFSET 0) w
WHERE b.stay_id = $2::uuid
