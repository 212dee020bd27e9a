-- name: pin_store :one write
-- $1 staff uuid       whose PIN
-- $2 hash text
-- $3 premises uuid    under which it is found in the audit, or NULL
-- $4 reason text      NULL when she sets her own
SELECT lantern.set_pin($1::uuid, $2::text)::text AS done,
    lantern.write_event('access.pin_set', $3::uuid, NULL, NULL, lantern.now(),
        jsonb_strip_nulls(jsonb_build_object('staff', $1::uuid, 'reason', $4::text))) AS event;
