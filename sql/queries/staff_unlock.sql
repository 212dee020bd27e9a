-- name: staff_unlock :one write
-- $1 staff uuid
-- $2 premises uuid   under which it is found in the audit, or NULL
-- $3 reason text
SELECT lantern.unlock($1::uuid)::text AS done,
    lantern.write_event('access.unlocked', $2::uuid, NULL, NULL, lantern.now(),
        jsonb_build_object('staff', $1::uuid, 'reason', $3::text)) AS event;
