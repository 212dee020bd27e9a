-- name: sign_out :one write
-- $1 session uuid
-- $2 premises uuid   of the terminal, where signing out also ends the sign-on; NULL on a laptop
WITH ended AS (
    UPDATE lantern.session SET ended_at = lantern.now(), end_reason = 'signed_out'
    WHERE id = $1::uuid AND ended_at IS NULL
    RETURNING id
),
off AS (
    UPDATE lantern.sign_on SET ended_at = lantern.now()
    WHERE staff_id = lantern.my_staff() AND premises_id = $2::uuid AND ended_at IS NULL
    RETURNING premises_id
)
-- Every server forgets her by the event, and ends what it sends her.
SELECT (SELECT count(lantern.write_event('access.signed_out', $2::uuid, NULL, NULL, lantern.now(),
        jsonb_build_object('staff', lantern.my_staff()))) FROM ended) AS ended,
    (SELECT count(lantern.write_event('sign_on.ended', premises_id, NULL, NULL, lantern.now(), '{}')) FROM off) AS off;
