-- name: action_get :one read
-- $1 action uuid
-- One action as it stands: what an entry is judged by, and what the second of two writers is shown.
SELECT a.premises_id AS premises, a.resident_id AS resident, a.stay_id AS stay, a.version, (a.closed_at IS NOT NULL) AS closed,
    (SELECT r.restricted FROM lantern.resident r WHERE r.id = a.resident_id) AS restricted,
    lantern.action_json(a)::text AS action
FROM lantern.action a
WHERE a.id = $1::uuid;
