-- name: settings_list :one read
-- $1 premises uuid
-- What is in force at this premises, since when, by whom and why; what was before, and what is to come. "based_on" is the
-- change recorded last: whoever changes the setting says which one they had seen.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'premises', jsonb_build_object('id', p.id, 'name', p.name),
    'settings', (
        SELECT jsonb_agg(lantern.setting_json(p.id, k) ORDER BY k.place) FROM lantern.setting_kind k))::text AS answer
FROM lantern.premises p
WHERE p.id = $1::uuid;
