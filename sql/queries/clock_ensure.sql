-- name: clock_ensure :one clock
-- $1 now text
-- Every open premises has its two standing deadlines. Asked at each start, so that a new premises needs nothing but its
-- row; the index deadline_standing lets two servers ask at once.
WITH made AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT $1::text::timestamptz, k.kind, p.id, p.id, '{}', 'open'
    FROM lantern.premises p, (VALUES ('rounds.plan'), ('shift.end')) AS k (kind)
    WHERE p.closed_on IS NULL
    ON CONFLICT (subject, kind) WHERE state = 'open' AND kind IN ('rounds.plan', 'shift.end') DO NOTHING
    RETURNING id
)
SELECT count(*)::text AS made FROM made
