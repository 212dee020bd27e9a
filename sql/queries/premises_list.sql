-- name: premises_list :one read
-- The premises she may see, with the counts of a tile: no name of a woman, no reason (guard-rail 6). Where row security
-- shows her no stays, as for the administrator, the counts are 0 and "counted" is false.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'premises', COALESCE(jsonb_agg(jsonb_build_object(
        'id', p.id, 'name', p.name, 'kind', k.words, 'region', g.name, 'ap_code', p.ap_code, 'operator', p.operator,
        'beds', (SELECT COALESCE(sum(beds), 0) FROM lantern.room WHERE premises_id = p.id),
        'residents', here.residents, 'out', here.away, 'arriving', here.arriving,
        'due', duty.due, 'overdue', duty.overdue,
        'alarms', (SELECT count(*) FROM lantern.alarm WHERE premises_id = p.id AND closed_at IS NULL),
        'actions_overdue', (
            SELECT count(*) FROM lantern.action
            WHERE premises_id = p.id AND closed_at IS NULL AND target_on < lantern.local_date(lantern.now()))
    ) ORDER BY p.name), '[]'))::text AS answer
FROM lantern.premises p
JOIN lantern.premises_kind k ON k.code = p.kind_code
JOIN lantern.probation_region g ON g.code = p.region_code
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE s.state = 'arrived') AS residents,
        count(*) FILTER (WHERE s.state = 'arrived' AND EXISTS (
            SELECT FROM lantern.movement m WHERE m.stay_id = s.id AND m.back_at IS NULL)) AS away,
        count(*) FILTER (WHERE s.state = 'upcoming') AS arriving
    FROM lantern.stay s WHERE s.premises_id = p.id
) here
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE q.drawn_at <= lantern.now() AND q.latest_at >= lantern.now()) AS due,
        count(*) FILTER (WHERE q.latest_at < lantern.now()) AS overdue
    FROM lantern.requirement q WHERE q.premises_id = p.id AND q.state = 'open'
) duty
WHERE p.closed_on IS NULL OR p.closed_on > lantern.local_date(lantern.now());
