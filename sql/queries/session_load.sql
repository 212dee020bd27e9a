-- name: session_load :one read
-- The identity behind two cookies; no row when neither is known (any more). include/lantern/session.h says its members.
-- $1 session text    SHA-256 (hex) of the session's cookie, '' when there is none
-- $2 terminal text   SHA-256 (hex) of the terminal's cookie, '' when there is none
-- $3 now timestamptz
SELECT b.identity::text AS identity
FROM (SELECT set_config('lantern.now', lantern.iso($3::timestamptz), true) AS now) given
CROSS JOIN LATERAL (
    SELECT lantern.session_basis(decode(NULLIF($1::text, ''), 'hex'), decode(NULLIF($2::text, ''), 'hex')) AS identity
    WHERE given.now IS NOT NULL) b
WHERE b.identity IS NOT NULL
