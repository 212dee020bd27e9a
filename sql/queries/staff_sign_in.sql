-- name: staff_sign_in :one write
-- $1 staff uuid
-- $2 hash text       of the new password
-- $3 totp text       the new second factor's key, hex
-- $4 premises uuid   under which it is found in the audit, or NULL
-- $5 reason text
-- New secrets for somebody who lost hers. What was open with the old ones ends.
SELECT lantern.set_password($1::uuid, $2::text, decode($3::text, 'hex'))::text AS done,
    lantern.end_sessions($1::uuid, NULL, 'revoked') AS ended,
    lantern.write_event('access.renewed', $4::uuid, NULL, NULL, lantern.now(),
        jsonb_build_object('staff', $1::uuid, 'reason', $5::text)) AS event;
