-- constraints.sql -- what the tables themselves refuse, whoever writes and whatever the server believes.
BEGIN;
\ir estate.psql
SELECT * FROM no_plan();
SELECT s.id AS stay, s.resident_id AS woman, s.premises_id AS house, o.room_id AS room FROM who.woman('Wren') s JOIN stay_room o ON o.stay_id = s.id \gset
SELECT id AS dee FROM staff WHERE username = 'dee' \gset
SELECT id AS mo FROM staff WHERE username = 'mo' \gset

-- One row as it should be, with some columns otherwise.
CREATE FUNCTION pg_temp.insert_like(tab text, source text, other jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO lantern.%1$I SELECT (jsonb_populate_record(one.x, %2$L)).* FROM (SELECT x FROM lantern.%1$I x WHERE %3$s LIMIT 1) one', tab,
        CASE WHEN tab = 'check_plan_band' THEN other ELSE jsonb_build_object('id', gen_random_uuid()) || other END, source);
    RAISE EXCEPTION 'taken' USING ERRCODE = 'LT000';
EXCEPTION
    WHEN SQLSTATE 'LT000' THEN RETURN 'taken';
    WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
CREATE FUNCTION pg_temp.visit(other jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.insert_like('visit', 'outcome = ''asleep_breathing'' AND marks = ''{}''', other)
$$;
SELECT is(pg_temp.visit('{}'), 'taken', 'a sound visit is taken');
SELECT is(pg_temp.visit(other::jsonb), '23514', why) FROM (VALUES
    ('{"breathing": null}', 'asleep without having seen her breathe'),
    ('{"breathing": false}', 'asleep and not breathing'),
    ('{"movement": null, "position": null}', 'asleep with breathing alone'),
    ('{"outcome": "all_fine"}', 'an outcome nobody agreed on'),
    ('{"done_at": "2027-01-01T00:00Z"}', 'done after it was written down'),
    ('{"entered_at": "2027-01-01T00:00Z"}', 'written down after it was received'),
    ('{"marks": ["retrospective"]}', 'retrospective without a reason and a second name'),
    ('{"proof": "assumed"}', 'a proof that is none'),
    ('{"source": "guess"}', 'a source that is none')) v(other, why);
SELECT is(pg_temp.visit(jsonb_build_object('marks', '["retrospective"]'::jsonb, 'reason', 'away', 'second_id', x.staff_id, 'staff_id', x.staff_id)), '23514',
    'a second name that is the first') FROM (SELECT staff_id FROM visit LIMIT 1) x;
SELECT is(pg_temp.visit(jsonb_build_object('premises_id', who.house('Heron Court'))), '23503', 'a visit at a house where she does not live');
SELECT is(pg_temp.visit(jsonb_build_object('resident_id', (who.woman('Hazel')).resident_id)), '23503', 'a visit to one woman in the stay of another');
SELECT is(pg_temp.visit(jsonb_build_object('corrects_id', v.corrects_id)), '23505', 'correcting one entry twice') FROM visit v WHERE v.corrects_id IS NOT NULL LIMIT 1;

CREATE FUNCTION pg_temp.requirement(other jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.insert_like('requirement', format('state = ''open'' AND source = ''plan'' AND stay_id = %L', (who.woman('Wren')).id), other)
$$;
SELECT is(pg_temp.requirement('{"kind": "rouse"}'), 'taken', 'another kind beside the first is taken');
SELECT is(pg_temp.requirement('{}'), '23505', 'two running intervals of one kind');
SELECT is(pg_temp.requirement('{"source": "return"}'), '23505', 'also when one is from her return');
SELECT is(pg_temp.requirement(other::jsonb), '23514', why) FROM (VALUES
    ('{"kind": "rouse", "drawn_at": "2020-01-01T00:00Z"}', 'drawn before its window'),
    ('{"kind": "rouse", "latest_at": "2020-01-01T00:00Z"}', 'a window that ends before it begins'),
    ('{"kind": "rouse", "closed_at": "2026-11-10T18:00Z"}', 'open and closed at once'),
    ('{"kind": "rouse", "state": "missed"}', 'missed at no time'),
    ('{"kind": "rouse", "state": "done", "closed_at": "2026-11-10T18:00Z"}', 'done by no visit'),
    ('{"kind": "rouse", "late_reason": "other", "late_words": ""}', 'another reason without words'),
    ('{"kind": "rouse", "late_reason": "other"}', 'another reason with no words at all'),
    ('{"kind": "rouse", "late_reason": "forgot"}', 'a reason that is not on the list'),
    ('{"kind": "glance"}', 'a kind that is none')) v(other, why);

SELECT is(pg_temp.insert_like('alarm', 'true', jsonb_build_object('closed_at', null, 'stay_id', :'stay', 'resident_id', :'woman', 'premises_id', :'house')), 'taken', 'one open alarm of a woman');
INSERT INTO alarm SELECT gen_random_uuid(), :'stay', :'woman', :'house', 'routine', 'overdue', now(), 0, now(), NULL, NULL, NULL, NULL, ARRAY[now()];
SELECT is(pg_temp.insert_like('alarm', 'true', jsonb_build_object('closed_at', null, 'stay_id', :'stay', 'resident_id', :'woman', 'premises_id', :'house')), '23505', 'a second one is the same alarm');
SELECT is(pg_temp.insert_like('movement', 'back_at IS NULL AND kind = ''out''', '{}'), '23505', 'out twice at once');
SELECT is(pg_temp.insert_like('movement', 'back_at IS NOT NULL', '{"back_at": "2020-01-01T00:00Z"}'), '23514', 'back before she left');
SELECT is(pg_temp.insert_like('movement', 'back_at IS NOT NULL', '{"back_by_id": null}'), '23514', 'back, said by nobody');

SELECT is(pg_temp.insert_like('check_plan_band', 'kind = ''sign_of_life'' AND max_gap_s = 14400', other::jsonb), '23514', why) FROM (VALUES
    ('{"from_min": 5, "max_gap_s": 299}', 'checks every five minutes are sitting with her, not checking'),
    ('{"from_min": 5, "max_gap_s": 200000}', 'a gap of more than two days'),
    ('{"from_min": 5, "min_gap_s": 14400}', 'no room between least and longest gap'),
    ('{"from_min": 1440}', 'a minute that no clock shows')) v(other, why);
SELECT is(pg_temp.insert_like('check_plan', 'review_by IS NOT NULL', '{"review_by": "2020-01-01T00:00Z"}'), '23514', 'a review before the plan');
SELECT is(pg_temp.insert_like('check_plan', 'true', '{"ended_at": "2026-11-11T00:00Z"}'), '23514', 'a plan ended by nobody for no reason');
SELECT is(pg_temp.insert_like('check_plan', 'true', '{"reason": ""}'), '23514', 'a plan without a reason');
SELECT is(pg_temp.insert_like('contact_plan', 'sleep_options <> ''{}''', '{"version": 50, "consent": "declined"}'), '23514', 'a sleep option without her consent');
SELECT is(pg_temp.insert_like('contact_plan', 'true', '{}'), '23505', 'two of one version');
SELECT is(pg_temp.insert_like('action', 'owner_kind = ''staff''', '{"owner_staff_id": null}'), '23514', 'a member of staff who is nobody owns it');
SELECT is(pg_temp.insert_like('action', 'true', '{"target_on": "2020-01-01"}'), '23514', 'a target before it was identified');

-- People and places.
SELECT is(pg_temp.insert_like('resident_number', 'kind = ''crn''', '{"value": "x320741"}'), '23514', 'a CRN in small letters');
SELECT is(pg_temp.insert_like('resident_number', 'kind = ''crn''', '{"value": "X999999"}'), '23505', 'two CRNs at once');
SELECT is(pg_temp.insert_like('imported_fact', 'state = ''recorded''', '{"state": "not_asked"}'), '23514', 'a value of what was not asked');
SELECT is(pg_temp.insert_like('imported_fact', 'state = ''not_asked''', '{"state": "recorded"}'), '23514', 'recorded, with no value');
SELECT is(pg_temp.insert_like('stay_room', 'upper_inf(during)', '{}'), '23P01', 'two women in one bed');
SELECT is(pg_temp.insert_like('staff_role', 'role = ''agency''', '{"until_at": null}'), '23514', 'an agency worker for ever');
SELECT is(pg_temp.insert_like('staff_role', 'role = ''inspector''', '{"until_at": null}'), '23514', 'an inspector for ever');
SELECT is(pg_temp.insert_like('staff_role', 'role = ''night_worker''', '{"premises_id": null}'), '23514', 'a night worker of everywhere');
SELECT is(who.tried('lantern_owner', format('INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, arrived_at) VALUES (gen_random_uuid(), %L, %L, now(), now())',
    :'woman', who.house('Heron Court'))), '23505', 'a woman in two houses');
SELECT is(who.tried('lantern_owner', format('UPDATE lantern.stay SET departed_at = arrived_at - interval ''1 h'' WHERE id = %L', :'stay')), '23514', 'gone before she came');
SELECT is(who.tried('lantern_owner', 'UPDATE lantern.stay SET departed_at = now() WHERE state = ''upcoming'''), '23514', 'gone without having come');
SELECT is(who.tried('lantern_owner', format('UPDATE lantern.stay SET state = ''departed'' WHERE id = %L', :'stay')), '428C9', 'nobody types a status');

-- Known where she has been: kept by triggers, because row security believes it.
SELECT is(premises_ids, ARRAY[:'house'::uuid], 'a woman is known at her house') FROM resident_person WHERE resident_id = :'woman';
UPDATE stay SET departed_at = now() WHERE id = :'stay';
INSERT INTO stay (id, resident_id, premises_id, expected_on) VALUES (gen_random_uuid(), :'woman', who.house('Heron Court'), now());
SELECT is(premises_ids, ARRAY[:'house', who.house('Heron Court')], 'and at the next, name and numbers alike') FROM resident_person WHERE resident_id = :'woman'
UNION ALL SELECT is(premises_ids, ARRAY[:'house', who.house('Heron Court')], 'numbers') FROM resident_number WHERE resident_id = :'woman';
INSERT INTO staff_role (id, staff_id, role, premises_id, from_at) VALUES (gen_random_uuid(), :'mo', 'night_worker', who.house('Heron Court'), now());
SELECT ok(who.house('Heron Court') = ANY (premises_ids), 'a worker is known where she has a role') FROM staff WHERE id = :'mo';
UPDATE resident SET restricted = true WHERE id = :'woman';
SELECT ok((SELECT bool_and(restricted) FROM resident_number WHERE resident_id = :'woman') AND (SELECT restricted FROM resident_person WHERE resident_id = :'woman'),
    'who becomes restricted is so everywhere at once');
SELECT * FROM finish();
ROLLBACK;
