-- name: me :one read
-- $1 session uuid    NULL: nobody is signed in here
-- $2 terminal uuid   NULL: not an enrolled terminal
SELECT lantern.me($1::uuid, $2::uuid)::text AS me;
