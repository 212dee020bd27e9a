-- name: premises_list :one read
-- The premises she may see, with the counts of a tile: no name of a woman, no reason (guard-rail 6).
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'premises', COALESCE(jsonb_agg(jsonb_build_object(
        'id', p.id, 'name', p.name, 'kind', k.words, 'region', g.name, 'ap_code', p.ap_code, 'operator', p.operator,
        'beds', (SELECT COALESCE(sum(beds), 0) FROM lantern.room WHERE premises_id = p.id)) || lantern.tile(p.id)
    ORDER BY p.name), '[]'))::text AS answer
FROM lantern.premises p
JOIN lantern.premises_kind k ON k.code = p.kind_code
JOIN lantern.probation_region g ON g.code = p.region_code
WHERE p.closed_on IS NULL OR p.closed_on > lantern.local_date(lantern.now());
