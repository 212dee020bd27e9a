-- 79_outbox.sql -- what leaves the building: digests, the backlog a person sees, and where a letter leads (docs/keywork.md).

-- Whom a digest of this house tells, and of what: for each practitioner what nobody told her of until then. What she has read
-- meanwhile is counted in no letter, but is told now, too: "ids" are all of them.
CREATE OR REPLACE FUNCTION lantern.digest_basis(premises uuid, level text, until timestamptz) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
SELECT jsonb_build_object('settings', lantern.settings_at(digest_basis.premises, digest_basis.until), 'workers', coalesce((
    SELECT jsonb_agg(jsonb_build_object('staff', w.staff_id, 'updates', w.updates, 'good', w.good, 'residents', w.residents, 'ids', w.ids)
        ORDER BY w.staff_id)
    FROM (
        SELECT p.staff_id, count(*) FILTER (WHERE r.update_id IS NULL) AS updates,
            count(*) FILTER (WHERE r.update_id IS NULL AND u.good) AS good,
            count(DISTINCT u.resident_id) FILTER (WHERE r.update_id IS NULL) AS residents, jsonb_agg(u.id ORDER BY u.at, u.id) AS ids
        FROM lantern.practitioner_update u
        JOIN lantern.practitioner_of p ON p.resident_id = u.resident_id AND p.until_at IS NULL
        LEFT JOIN lantern.update_read r ON r.update_id = u.id AND r.staff_id = p.staff_id
        WHERE u.premises_id = digest_basis.premises AND u.level = digest_basis.level AND u.told_at IS NULL AND u.at <= digest_basis.until
        GROUP BY p.staff_id) w), '[]'))
$$;

-- Her own page, as far as whoever asks may know her number.
CREATE OR REPLACE FUNCTION lantern.her_path(resident uuid, stay uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT format('/residents/%s/stays/%s', coalesce(lantern.resident_named(her_path.resident)->>'crn', 'restricted'), her_path.stay)
$$;

-- Where a message, or a meeting, leads: the client's path, NULL when it is not for whoever asks.
CREATE OR REPLACE FUNCTION lantern.opens_at(id uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
WITH asked AS (
    SELECT o.template, o.about_id FROM lantern.outbox o WHERE o.id = opens_at.id
    UNION ALL
    SELECT 'meeting', m.id FROM lantern.meeting m WHERE m.id = opens_at.id
)
SELECT CASE
    WHEN a.template LIKE 'digest%' THEN '/updates'
    WHEN a.template LIKE 'update%' THEN (
        SELECT lantern.her_path(u.resident_id, u.stay_id) || '/updates' FROM lantern.practitioner_update u WHERE u.id = a.about_id)
    WHEN a.template LIKE 'thread%' THEN (
        SELECT format('%s/threads/%s', lantern.her_path(t.resident_id, t.stay_id), t.id) FROM lantern.thread t WHERE t.id = a.about_id)
    WHEN a.template LIKE 'meeting%' THEN (
        SELECT format('%s/meetings/%s', lantern.her_path(m.resident_id, m.stay_id), m.id) FROM lantern.meeting m WHERE m.id = a.about_id)
    END
FROM asked a
$$;

-- What a person looks after: each message without its words, which are none of anybody's but hers whom it is for.
CREATE OR REPLACE FUNCTION lantern.outbox_page(state text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
WITH backlog AS MATERIALIZED (
    SELECT o.* FROM lantern.outbox o
    WHERE o.state IN ('open', 'sending', 'dead', 'unknown')
),
shown AS (
    (SELECT b.* FROM backlog b
     WHERE (outbox_page.state IS NULL OR outbox_page.state = b.state)
     ORDER BY b.made_at DESC, b.id LIMIT 200)
    UNION ALL
    (SELECT o.* FROM lantern.outbox o
     WHERE outbox_page.state IN ('sent', 'dropped') AND o.state = outbox_page.state
     ORDER BY o.made_at DESC, o.id LIMIT 200)
)
SELECT jsonb_build_object('now', lantern.iso(lantern.now()),
    'waiting', (SELECT count(*) FROM backlog b WHERE b.state IN ('open', 'sending')),
    'oldest_at', (SELECT lantern.iso(min(b.made_at)) FROM backlog b WHERE b.state IN ('open', 'sending')),
    'dead', (SELECT count(*) FROM backlog b WHERE b.state = 'dead'),
    'unknown', (SELECT count(*) FROM backlog b WHERE b.state = 'unknown'),
    'messages', coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', m.id, 'premises', m.premises_id,
            'to', (SELECT s.display_name FROM lantern.staff s WHERE s.id = m.staff_id),
            'template', m.template, 'counts', m.counts, 'state', m.state, 'tries', m.tries, 'made_at', lantern.iso(m.made_at),
            'next_at', CASE WHEN m.state = 'open' THEN lantern.iso(m.next_at) END, 'sent_at', lantern.iso(m.sent_at),
            'courier', m.courier, 'last_error', m.last_error, 'seen', CASE WHEN m.seen_at IS NOT NULL THEN jsonb_build_object(
                'at', lantern.iso(m.seen_at), 'by', (SELECT s.display_name FROM lantern.staff s WHERE s.id = m.seen_by_id)) END)
            ORDER BY m.made_at DESC, m.id)
        FROM shown m), '[]'))
$$;

-- A person takes up what was given up: sends it again, or leaves it. {found, state before, taken}.
CREATE OR REPLACE FUNCTION lantern.outbox_take(id uuid, state text, reason text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    was lantern.outbox;
BEGIN
    SELECT o.* INTO was FROM lantern.outbox o WHERE o.id = outbox_take.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE lantern.outbox o
    SET state = outbox_take.state, handed_at = CASE WHEN outbox_take.state = 'dropped' THEN o.handed_at END,
        next_at = lantern.now(), seen_at = lantern.now(), seen_by_id = lantern.my_staff()
    WHERE o.id = outbox_take.id AND o.state IN ('dead', 'unknown');
    IF NOT FOUND THEN
        RETURN jsonb_build_object('taken', false, 'state', was.state);
    END IF;
    PERFORM lantern.write_event(CASE outbox_take.state WHEN 'dropped' THEN 'message.dropped' ELSE 'message.again' END,
        was.premises_id, NULL, NULL, lantern.now(),
        jsonb_build_object('message', was.id, 'template', was.template, 'was', was.state, 'reason', outbox_take.reason));
    RETURN jsonb_build_object('taken', true, 'state', outbox_take.state);
END
$$;
