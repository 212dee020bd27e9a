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
