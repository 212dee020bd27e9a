-- outbox.sql -- what leaves the building: put in the document of its cause, once, and read by whom it concerns.
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT who.becomes('dee');

CREATE FUNCTION pg_temp.message(about text, once text, VARIADIC more jsonb[] DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object('id', md5(about)::uuid, 'premises_id', s.premises_id, 'staff_id', (SELECT id FROM staff WHERE username = 'robin'),
    'template', 'update_now', 'counts', '{"updates": 1}'::jsonb, 'about_id', md5('about')::uuid, 'once', once,
    'made_at', '2026-11-10T18:00:00Z', 'state', 'open', 'tries', 0, 'next_at', '2026-11-10T18:00:00Z')
    || coalesce((SELECT jsonb_object_agg(k.key, k.value) FROM unnest(more) m, jsonb_each(m) k), '{}')
FROM who.woman('Wren') s
$$;
CREATE FUNCTION pg_temp.record(VARIADIC messages jsonb[]) RETURNS text LANGUAGE sql AS $$
SELECT who.tried('lantern_app', format('SELECT lantern.record(%L)', jsonb_build_object('rows', jsonb_build_object('outbox', to_jsonb(messages)))))
$$;
CREATE FUNCTION pg_temp.recorded(VARIADIC messages jsonb[]) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM who.asked(format('SELECT lantern.record(%L)', jsonb_build_object('rows', jsonb_build_object('outbox', to_jsonb(messages)))));
    RETURN (SELECT count(*) FROM outbox WHERE once LIKE 'test %');
END
$$;

-- Put with its cause, once for each cause, and never in the way of the cause.
SELECT is(pg_temp.recorded(pg_temp.message('a', 'test 1')), 1::bigint, 'a message is put with its cause');
SELECT is(pg_temp.recorded(pg_temp.message('b', 'test 1')), 1::bigint, 'the same cause does not put it twice, and is recorded all the same');
SELECT is(pg_temp.recorded(pg_temp.message('c', 'test 2'), pg_temp.message('d', 'test 2')), 2::bigint, 'not in one document either');

-- Nothing that could name anybody fits in.
SELECT is(pg_temp.record(pg_temp.message('e', 'test 3', '{"counts": {"name": "Wren"}}')), '23514', 'counts have names of their own');
SELECT is(pg_temp.record(pg_temp.message('e', 'test 3', '{"counts": {"updates": "Wren"}}')), '23514', 'and are numbers');
SELECT is(pg_temp.record(pg_temp.message('e', 'test 3', '{"template": "Wren"}')), '23514', 'a template is one of seven');
SELECT is(pg_temp.record(pg_temp.message('e', 'test 3', '{"state": "sent", "sent_at": "2026-11-10T18:00:00Z"}')), '42501',
    'whoever puts a message cannot say that it was sent');
SELECT is(pg_temp.record(pg_temp.message('e', 'test 3', jsonb_build_object('premises_id', (SELECT id FROM premises WHERE name <> 'Lantern House' LIMIT 1)))),
    '42501', 'nor for another house');

SELECT * FROM finish();
ROLLBACK;
