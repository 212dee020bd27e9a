-- name: clock_ensure :one clock
-- $1 now text
-- Every open premises has its standing deadlines; when the first digest is, the rule says.
-- Asked at each start, so that a new premises needs nothing but its
-- row; the index deadline_standing lets two servers ask at once.
WITH house AS MATERIALIZED (
    SELECT p.id, lantern.settings_at(p.id, $1::text::timestamptz) AS settings FROM lantern.premises p
),
-- The settings once a house, and not for each of its women.
here AS MATERIALIZED (
    SELECT s.id, s.premises_id, s.arrived_at, s.planned_departure_on, h.settings
    FROM lantern.stay s JOIN house h ON h.id = s.premises_id WHERE s.state = 'arrived'
),
made AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT $1::text::timestamptz, k.kind, p.id, p.id, k.data::jsonb, 'open'
    FROM lantern.premises p, (VALUES ('rounds.plan', '{}'), ('shift.end', '{}'), ('digest.today', '{"first": true}'),
        ('digest.weekly', '{"first": true}')) AS k (kind, data)
    WHERE p.closed_on IS NULL
    ON CONFLICT (subject, kind) WHERE state = 'open' AND kind IN ('rounds.plan', 'shift.end', 'digest.today', 'digest.weekly') DO NOTHING
    RETURNING id
),
-- And every woman who lives here is to be looked at again some day, who arrived before there were reviews too.
dated AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT lantern.backstop_on(s.settings->'plan_backstops', lantern.local_date(s.arrived_at),
            lantern.local_date($1::text::timestamptz))::timestamp AT TIME ZONE 'Europe/London',
        'plan.backstop', s.premises_id, s.id, jsonb_build_object('stay', s.id), 'open'
    FROM here s
    ON CONFLICT (subject) WHERE state = 'open' AND kind = 'plan.backstop' DO NOTHING
    RETURNING id
),
-- And to have a keywork session. One that is late is told of once, however often a server starts.
keywork AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT d.due, 'keywork.due', s.premises_id, s.id, jsonb_build_object('stay', s.id), 'open'
    FROM here s
    CROSS JOIN LATERAL (
        SELECT lantern.keywork_due(s.settings, s.arrived_at, lantern.keywork_last(s.id)) AS due
        OFFSET 0) d
    WHERE NOT EXISTS (
        SELECT FROM lantern.event e WHERE e.stay_id = s.id AND e.happened_at = d.due AND e.kind = 'keywork.due_passed')
    ON CONFLICT (subject, kind) WHERE state = 'open' AND kind IN ('keywork.due', 'meeting.due', 'choices.due') DO NOTHING
    RETURNING id
),
-- And a three-way meeting, likewise.
meetings AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT d.due_at, 'meeting.due', s.premises_id, s.id, jsonb_build_object('stay', s.id), 'open'
    FROM here s
    CROSS JOIN LATERAL lantern.meeting_due(s.settings, s.arrived_at,
        lantern.meeting_last(s.id), s.planned_departure_on) d
    WHERE NOT EXISTS (
        SELECT FROM lantern.event e WHERE e.stay_id = s.id AND e.happened_at = d.due_at AND e.kind = 'meeting.due_passed')
    ON CONFLICT (subject, kind) WHERE state = 'open' AND kind IN ('keywork.due', 'meeting.due', 'choices.due') DO NOTHING
    RETURNING id
),
-- And to be offered each choice, with as much said when she was not.
choices AS (
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT d.due, 'choices.due', s.premises_id, s.id, jsonb_build_object('stay', s.id), 'open'
    FROM here s
    CROSS JOIN LATERAL (
        SELECT s.arrived_at + (s.settings->>'choices_ask_s')::int * interval '1 s' AS due
        OFFSET 0) d
    WHERE lantern.choices_left(s.id) <> '{}' AND NOT EXISTS (
        SELECT FROM lantern.event e WHERE e.stay_id = s.id AND e.happened_at = d.due AND e.kind = 'choices.due_passed')
    ON CONFLICT (subject, kind) WHERE state = 'open' AND kind IN ('keywork.due', 'meeting.due', 'choices.due') DO NOTHING
    RETURNING id
)
SELECT ((SELECT count(*) FROM made) + (SELECT count(*) FROM dated) + (SELECT count(*) FROM keywork) + (SELECT count(*) FROM meetings) + (SELECT count(*) FROM choices))::text AS made
