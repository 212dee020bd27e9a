-- name: setting_kind :one read
-- $1 name text
-- $2 premises uuid
-- The bounds of one setting and what is in force there now.
SELECT k.words, k.kind, k.least, k.most, lantern.setting_at($2::uuid, k.name, lantern.now())::text AS value
FROM lantern.setting_kind k
WHERE k.name = $1::text;
