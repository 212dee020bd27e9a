-- name: debriefs_list :one read
-- What she was offered after incidents in the last four weeks, and what she said: hers alone. Asked when it is offered and
-- again on another day, whatever she said then; and again the day after each "not now".
SELECT json_build_object('now', lantern.iso(lantern.now()), 'debriefs', COALESCE(json_agg(json_build_object(
        'id', d.id, 'kind', i.kind, 'happened_at', lantern.iso(i.happened_at), 'offered_at', lantern.iso(d.offered_at),
        'asks', CASE WHEN a.at IS NULL THEN true
            WHEN lantern.local_date(a.at) >= lantern.local_date(lantern.now()) THEN false
            ELSE a.answer = 'not_now' OR lantern.local_date(a.at) = lantern.local_date(d.offered_at) END,
        'answer', CASE WHEN a.at IS NOT NULL THEN json_build_object('answer', a.answer, 'at', lantern.iso(a.at)) END)
        ORDER BY d.offered_at DESC, d.id), '[]'))::text AS answer
FROM lantern.debrief d
LEFT JOIN lantern.incident i ON i.id = d.incident_id -- no longer hers to see once she works elsewhere
LEFT JOIN LATERAL (
    SELECT s.answer, s.at FROM lantern.debrief_answer s WHERE s.debrief_id = d.id ORDER BY s.at DESC, s.id DESC LIMIT 1) a ON true
WHERE d.staff_id = lantern.my_staff() AND d.offered_at > lantern.now() - interval '28 days'
