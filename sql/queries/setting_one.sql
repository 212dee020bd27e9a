-- name: setting_one :one read
-- $1 premises uuid
-- $2 name text
-- One setting as it stands, for the second of two who changed it.
SELECT lantern.setting_json($1::uuid, k)::text AS setting
FROM lantern.setting_kind k
WHERE k.name = $2::text;
