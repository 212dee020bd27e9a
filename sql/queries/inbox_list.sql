-- name: inbox_list :one read
-- Her own letters in the inbox within, newest first.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'messages', coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', m.outbox_id, 'subject', m.subject, 'body', m.body, 'at', lantern.iso(m.at))
        ORDER BY m.at DESC, m.outbox_id)
    FROM (
        SELECT i.* FROM lantern.inbox_message i WHERE i.staff_id = (SELECT lantern.my_staff())
        ORDER BY i.at DESC LIMIT 100) m), '[]'))::text AS page
