-- name: inbox_put :one clock
-- $1 message uuid
-- $2 staff uuid
-- $3 subject text
-- $4 body text
-- $5 now text
-- A letter in the inbox within; put twice it is there once.
WITH put AS (
    INSERT INTO lantern.inbox_message (outbox_id, staff_id, subject, body, at)
    VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text::timestamptz)
    ON CONFLICT (outbox_id) DO NOTHING
    RETURNING outbox_id
)
SELECT count(*)::text AS put FROM put
