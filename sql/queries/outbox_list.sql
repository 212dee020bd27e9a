-- name: outbox_list :one read
-- $1 state text    NULL: what is not sent, and what a person has to look at
SELECT lantern.outbox_page($1::text)::text AS page
