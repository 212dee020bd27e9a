-- name: contact_mine :one read
-- Where she is written to: her newest address, or NULL, which is the inbox within.
SELECT jsonb_build_object('now', lantern.iso(lantern.now()), 'contact', (
    SELECT jsonb_build_object('courier', c.courier, 'address', c.address, 'at', lantern.iso(c.at))
    FROM lantern.staff_contact c WHERE c.staff_id = (SELECT lantern.my_staff())
    ORDER BY c.at DESC, c.id DESC LIMIT 1))::text AS page
