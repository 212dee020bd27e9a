-- name: password_ok :one write
-- $1 staff uuid
-- Was her right password given while it opens anything here, and not after five wrong ones?
SELECT lantern.password_ok($1::uuid) AS passed;
