// What is around her: choices, services and referrals, who else works with her, activities, tasks, family (features 106, 123 to 125).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { CHOICES, referralOf, saveAround, saveService, serviceOf, timeOf } from './around.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 8 });
  const { women, staff } = h.here;
  // Her practitioner, and what two women were told: the first shares what she does.
  await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
      VALUES (gen_random_uuid(), '${women[0].id}', '${staff.practitioner.id}', '2026-11-01'), (gen_random_uuid(), '${women[7].id}', '${staff.practitioner.id}', '2026-11-01');
    INSERT INTO lantern.sharing_agreement VALUES (gen_random_uuid(), '${women[0].stay}', '${women[0].id}', '${h.here.id}', '{activities}', 'weekly', '2026-11-01', '', '${staff.keyworker.id}', '2026-11-01')`);
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const READ = [...KEEP, 'inspector'];
const FAMILY = ['keyworker', 'premises_manager'];
const key = () => h.as('keyworker');
const page = (who, woman, what) => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/${what}`);
const told = (kind, of) => rows(h.db, `SELECT data FROM lantern.event WHERE kind = '${kind}' AND (stay_id = '${of}' OR premises_id = '${of}') ORDER BY xid, seq`).then((all) => all.map((one) => one.data));
const ok = (answer, status = 201) => {
  assert.equal(answer.status, status, answer.text);
  return answer.json;
};
const choice = (woman, kind, more = {}, who = key()) => saveAround(who, 'choices', woman, { kind, state: 'offered', day: '2026-11-10', ...more });
const contact = (more = {}) => ({ name: 'Ms Example', role: 'Advocate', may_see: ['meetings'], her_consent: 'agreed', ...more });
const taskOf = (more = {}) => ({ title: 'Tea', steps: [{ words: 'Fill the kettle', picture: 'kettle' }, { words: 'Sit down with it', picture: 'chair' }], ...more });
const factOf = (more = {}) => ({ kind: 'social_worker', words: 'Asks for one call a week.', source: 'Her social worker', ...more });
const metOf = (more = {}) => ({ day: '2026-11-11', how: 'visit', with_whom: 'Her daughter Bea', child: true, feels: 'both', ...more });
const activityOf = (more = {}) => ({ premises: h.here.id, name: 'Garden', tags: ['everyday'], minutes: 60, ...more });
const owedOf = async (woman, what, who = key()) => (await who.get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((one) => one.stay === woman.stay && one.what === what);

test('each choice is offered, chosen or declined, and what was not offered is owed until it is', async () => {
  const [woman] = h.here.women;
  const first = ok(await page(key(), woman, 'choices'), 200);
  assert.deepEqual(first.choices.map((one) => [one.kind, one.state]), CHOICES.map((kind) => [kind, 'not_yet_offered']));
  assert.equal(first.due, '2026-11-03T22:00:00.000000Z', 'three days after she came');
  assert.deepEqual((await owedOf(woman, 'choices')).map((one) => [one.due, one.overdue]), [[first.due, true]]);
  assert.deepEqual(await owedOf(woman, 'choices', h.as('agency')), [], 'who can not read them is not told that nobody offered them');

  ok(await choice(woman, 'female_keyworker'));
  await h.at('2026-11-10T22:05:00.000000Z');
  ok(await choice(woman, 'female_keyworker', { state: 'chosen', words: 'She said so at once.' }));
  const then = ok(await page(h.as('practitioner'), woman, 'choices'), 200);
  assert.deepEqual(then.choices[1], { kind: 'female_keyworker', state: 'chosen', words: 'She said so at once.', day: '2026-11-10', by: h.here.staff.keyworker.name });
  assert.deepEqual(then.history.map((one) => one.state), ['chosen', 'offered']);
  const [, last] = await told('choice.set', woman.stay);
  assert.deepEqual([last.kind, last.state, JSON.stringify(last).includes('at once')], ['female_keyworker', 'chosen', false]);

  const rest = CHOICES.filter((kind) => kind !== 'female_keyworker');
  const answers = await Promise.all(rest.map((kind) => choice(woman, kind)));
  assert.deepEqual(answers.map((one) => one.status), rest.map(() => 201));
  assert.deepEqual([(await page(key(), woman, 'choices')).json.due, await owedOf(woman, 'choices')], [null, []]);
});

test('a choice that was not offered in time is told once; all offered, of two at once too, is not', async () => {
  const [, late, done] = h.here.women;
  const due = '2026-11-13T12:00:00Z';
  await psql(h.db, `DELETE FROM lantern.deadline WHERE kind = 'choices.due' AND subject IN ('${late.stay}', '${done.stay}');
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT '${due}', 'choices.due', s.premises_id, s.id, jsonb_build_object('stay', s.id), 'open' FROM lantern.stay s WHERE s.id IN ('${late.stay}', '${done.stay}')`);
  const times = async () => [(await told('choices.due_passed', late.stay)).length, (await told('choices.due_passed', done.stay)).length];
  const [said, unsaid] = await times();
  for (const kind of CHOICES.slice(0, 4)) ok(await choice(done, kind));
  for (const answer of await Promise.all(CHOICES.slice(4).map((kind) => choice(done, kind)))) ok(answer);
  assert.equal(await value(h.db, `SELECT state FROM lantern.deadline WHERE kind = 'choices.due' AND subject = '${done.stay}' ORDER BY id DESC LIMIT 1`), 'void');
  await h.at('2026-11-13T12:00:01.000000Z');
  assert.deepEqual(await times(), [said + 1, unsaid], 'of her, and of nobody else in the house');
  await h.at(NOW);
});

test('the directory keeps what an entry was; of two changes the second sees the first', async () => {
  const id = randomUUID();
  ok(await saveService(key(), h.here, { name: 'Example Advocacy', kind: 'advocacy', tags: ['identity', 'family'] }, id));
  const next = randomUUID();
  ok(await saveService(key(), h.here, { name: 'Example Advocacy', kind: 'advocacy', phone: '01632 960999', replaces: id }, next));
  const list = ok(await key().get(`/api/premises/${h.here.id}/services`), 200).services.filter((one) => one.name === 'Example Advocacy');
  assert.deepEqual(list.map((one) => [one.id, one.phone, one.replaces, one.ended_at, one.by]), [[next, '01632 960999', id, null, h.here.staff.keyworker.name]]);
  const refused = await saveService(h.as('shift_lead'), h.here, { replaces: id });
  assert.deepEqual([slug(refused), fields(refused), refused.json.current.id], ['edit-conflict', ['/replaces'], next]);
  for (let n = 0; n < 2; n++) ok(await key().post(`/api/services/${next}/end`, {}), 200);
  assert.equal((await told('service.changed', h.here.id)).filter((one) => one.ended).length, 1, 'ended once');
  assert.ok(!ok(await key().get(`/api/premises/${h.here.id}/services`), 200).services.some((one) => one.id === next));
  assert.deepEqual(fields(await saveService(key(), h.here, { replaces: randomUUID() })), ['/replaces']);
});

test('a referral makes an action that its answer closes, once', async () => {
  const [woman] = h.here.women;
  const service = ok(await saveService(key(), h.here)).id;
  ok(await saveAround(key(), 'referrals', woman, referralOf(service)));
  const id = randomUUID();
  const made = ok(await saveAround(key(), 'referrals', woman, referralOf(service, { target_on: '2026-11-10' }), id));
  assert.deepEqual(ok(await saveAround(key(), 'referrals', woman, referralOf(service, { target_on: '2026-11-10' }), id)), made, 'the same again');
  assert.equal(slug(await saveAround(key(), 'referrals', woman, referralOf(service), id)), 'id-reused');
  const act = async () => (await page(key(), woman, 'actions')).json.actions.find((one) => one.id === made.action);
  const open = await act();
  assert.deepEqual([open.what, open.owner.name, open.target_on, open.closed_at], ['Referral to Willow Women’s Centre: get their answer', h.here.staff.keyworker.name, '2026-11-10', null]);
  assert.deepEqual((await owedOf(woman, 'referral')).map((one) => [one.due, one.overdue]), [['2026-11-10T23:59:59.000000Z', false]], 'on its last day, not before');

  ok(await key().post(`/api/services/${service}/end`, {}), 200);
  ok(await h.as('shift_lead').post(`/api/referrals/${id}/answer`, { answer: 'accepted', words: 'From Monday.' }), 200);
  const closed = await act();
  assert.ok(closed.closed_at);
  assert.deepEqual(closed.entries.map((one) => [one.kind, one.words, one.staff]), [['closed', 'Accepted. From Monday.', h.here.staff.shift_lead.name]]);
  const again = await key().post(`/api/referrals/${id}/answer`, { answer: 'declined' });
  assert.deepEqual([slug(again), again.json.current.answered.answer], ['conflict', 'accepted']);
  const shown = ok(await page(h.as('practitioner'), woman, 'referrals'), 200).referrals.find((one) => one.id === id);
  assert.deepEqual([shown.service.name, shown.answered.words, shown.answered.by], ['Willow Women’s Centre', 'From Monday.', h.here.staff.shift_lead.name]);
  assert.ok(shown.service.ended_at, 'an old referral keeps what the directory dropped');
  assert.deepEqual(await owedOf(woman, 'referral'), []);
  assert.doesNotMatch(JSON.stringify([await told('referral.made', woman.stay), await told('referral.answered', woman.stay)]), /Willow|Monday|money/);
});

test('an answer after the action was closed by hand leaves the action alone', async () => {
  const woman = h.here.women[3];
  const { id, action } = ok(await saveAround(key(), 'referrals', woman, referralOf(ok(await saveService(key(), h.here)).id)));
  ok(await key().put(`/api/action-entries/${randomUUID()}`, { action, version: 1, kind: 'closed', words: 'She went by herself.' }));
  ok(await key().post(`/api/referrals/${id}/answer`, { answer: 'no_answer' }), 200);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.action_entry WHERE action_id = '${action}'`), 1);
});

test('who works with her sees what she agreed to, until it ends', async () => {
  const [woman] = h.here.women;
  const { id } = ok(await saveAround(key(), 'named-contacts', woman, contact()));
  assert.deepEqual(fields(await saveAround(key(), 'named-contacts', woman, contact({ her_consent: 'declined' }))), ['/may_see']);
  for (let n = 0; n < 2; n++) ok(await key().post(`/api/named-contacts/${id}/end`, {}), 200);
  const [shown] = ok(await page(h.as('practitioner'), woman, 'circle'), 200).contacts;
  assert.deepEqual([shown.name, shown.may_see, shown.ended.by], ['Ms Example', ['meetings'], h.here.staff.keyworker.name]);
  assert.equal((await told('circle.changed', woman.stay)).length, 2);
});

test('her weeks count what is worth her while, as she sees it', async () => {
  const [woman, other] = h.here.women;
  const { id } = ok(await saveAround(key(), 'activities', activityOf({ name: 'Cooking together', weekday: 1, starts: '14:30', minutes: 90 })));
  const one = ok(await saveAround(key(), 'activity-times', woman, timeOf({ activity: id }))).id;
  ok(await saveAround(key(), 'activity-times', woman, timeOf({ what: 'Television', minutes: 120, purposeful: false, her_words: 'It passed the time.' })));
  ok(await saveAround(key(), 'activity-times', woman, timeOf({ what: 'Letters', day: '2026-11-08', minutes: 45 })));
  const { weeks, programme } = ok(await page(key(), woman, 'activities'), 200);
  assert.deepEqual(weeks.slice(0, 3).map((week) => [week.from, week.hours, week.of.length]), [['2026-11-09', 1.5, 2], ['2026-11-02', 0.8, 1], ['2026-10-26', 0, 0]]);
  assert.deepEqual(programme.filter((a) => a.id === id).map((a) => [a.weekday, a.starts, a.minutes]), [[1, '14:30', 90]]);
  const list = ok(await key().get(`/api/premises/${h.here.id}/activities`), 200).activities.find((a) => a.id === id);
  assert.deepEqual(list.came.map((came) => [came.stay, came.day, came.resident.preferred_name]), [[woman.stay, '2026-11-09', woman.name]]);

  // Shared with her practitioner, because she was told so; the other one was not.
  ok(await saveAround(key(), 'activity-times', other, timeOf()));
  assert.deepEqual(await rows(h.db, `SELECT kind, good, words FROM lantern.practitioner_update WHERE about_id = '${one}'`),
    [{ kind: 'activities', good: true, words: 'Time well spent, as she sees it: Cooking together, 90 minutes.' }]);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.practitioner_update WHERE stay_id = '${other.stay}'`), 0);
  assert.ok(ok(await page(h.as('practitioner'), woman, 'activities'), 200).weeks[0].of.length > 0);
  ok(await key().post(`/api/activities/${id}/end`, {}), 200);
  assert.ok(!ok(await key().get(`/api/premises/${h.here.id}/activities`), 200).activities.some((a) => a.id === id));
});

test('a task in steps is replaced by the next one, and by one alone', async () => {
  const [woman] = h.here.women;
  const { id } = ok(await saveAround(key(), 'task-plans', woman, taskOf()));
  const next = ok(await saveAround(key(), 'task-plans', woman, taskOf({ title: 'Tea, with milk', replaces: id }))).id;
  assert.deepEqual(ok(await page(h.as('inspector'), woman, 'tasks'), 200).tasks.map((one) => [one.id, one.title, one.steps.map((step) => step.picture)]), [[next, 'Tea, with milk', ['kettle', 'chair']]]);
  const refused = await saveAround(h.as('night_worker'), 'task-plans', woman, taskOf({ replaces: id }));
  assert.deepEqual([slug(refused), fields(refused), refused.json.current.id], ['edit-conflict', ['/replaces'], next]);
});

test('a day with her family is known on the board as hard or good, and nobody learns with whom', async () => {
  const [woman] = h.here.women;
  const { id, hard_day } = ok(await saveAround(key(), 'family-contacts', woman, metOf({ words: 'At the contact centre.' })));
  const row = (await h.as('night_worker').get(`/api/premises/${h.here.id}/board`)).json.rows.find((one) => one.stay === woman.stay);
  assert.deepEqual(row.hard_days, [{ day: '2026-11-11', kind: 'child_contact', words: 'Somebody comes to see her' }]);
  const [event] = await told('hard_day.set', woman.stay);
  assert.deepEqual([event.id, event.row.hard_days], [hard_day, row.hard_days]);
  for (const [more, kept] of [[{ feels: 'not_asked' }, false], [{ day: '2026-11-09', feels: 'hard' }, false], [{ day: '2026-11-20', child: false, how: 'phone', feels: 'good' }, true]])
    assert.equal(ok(await saveAround(key(), 'family-contacts', woman, metOf(more))).hard_day !== null, kept, JSON.stringify(more));
  const fact = ok(await saveAround(key(), 'family-facts', woman, factOf())).id;
  ok(await key().post(`/api/family-facts/${fact}/end`, {}), 200);
  const shown = ok(await page(h.as('premises_manager'), woman, 'family'), 200);
  assert.deepEqual(shown.contacts.map((one) => one.day), ['2026-11-20', '2026-11-11', '2026-11-11', '2026-11-09']);
  assert.deepEqual(shown.contacts.map((one) => one.hard_day?.kind).filter(Boolean).sort(), ['child_contact', 'visit']);
  assert.equal(shown.contacts.find((one) => one.id === id).with_whom, 'Her daughter Bea');
  assert.deepEqual(shown.facts.map((one) => [one.words, one.ended.by]), [['Asks for one call a week.', h.here.staff.keyworker.name]]);
  const spoken = JSON.stringify([await told('family.changed', woman.stay), await told('hard_day.set', woman.stay), (await page(h.as('agency'), woman, 'hard-days')).json.days]);
  assert.doesNotMatch(spoken, /Bea|daughter|centre|social/);
});

test('each names what is wrong with it', async () => {
  const [woman, other] = h.here.women;
  const service = ok(await saveService(key(), h.here)).id;
  const gone = ok(await saveService(key(), h.here)).id;
  ok(await key().post(`/api/services/${gone}/end`, {}), 200);
  const theirs = ok(await saveService(h.as('keyworker', h.there), h.there)).id;
  const tries = [
    ['choices', { kind: 'female_keyworker', state: 'offered', day: '2026-11-11' }, '/day'],
    ['choices', { kind: 'moon', state: 'offered', day: '2026-11-10' }, '/kind'],
    ['choices', { kind: 'interpreter', state: 'not_yet_offered', day: '2026-11-10' }, '/state'],
    ['choices', { kind: 'interpreter', state: 'offered', day: '2026-11-10', words: 'x'.repeat(301) }, '/words'],
    ['referrals', referralOf(service, { target_on: '2026-11-09' }), '/target_on'],
    ['referrals', referralOf(gone), '/service'], ['referrals', referralOf(theirs), '/service'], ['referrals', referralOf(service, { words: ' ' }), '/words'],
    ['referrals', referralOf(service, { consent: 'not_asked' }), '/consent'],
    ['named-contacts', contact({ may_see: ['diary'] }), '/may_see/0'], ['named-contacts', contact({ name: '' }), '/name'],
    ['activity-times', timeOf({ day: '2026-11-11' }), '/day'], ['activity-times', timeOf({ day: '2026-10-30' }), '/day'],
    ['activity-times', timeOf({ activity: randomUUID() }), '/activity'], ['activity-times', timeOf({ minutes: 721 }), '/minutes'],
    ['task-plans', taskOf({ steps: [] }), '/steps'], ['task-plans', taskOf({ steps: [{ words: 'x', picture: '../a' }] }), '/steps/0/picture'],
    ['task-plans', taskOf({ replaces: randomUUID() }), '/replaces'],
    ['family-facts', factOf({ source: ' ' }), '/source'], ['family-contacts', metOf({ feels: 'well' }), '/feels'],
    ['choices', { crn: other.crn, kind: 'interpreter', state: 'offered', day: '2026-11-10' }, '/crn', 409],
    ['family-facts', factOf({ crn: other.crn }), '/crn', 409],
  ];
  for (const [what, more, field, status = 422] of tries) {
    const answer = await saveAround(key(), what, woman, more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], `${what} ${answer.text}`);
  }
  for (const [more, field] of [[{ weekday: 1 }, '/starts'], [{ starts: '10:00' }, '/weekday'], [{ weekday: 1, starts: '24:00' }, '/starts'], [{ weekday: 8, starts: '10:00' }, '/weekday'], [{ tags: ['fun'] }, '/tags/0']]) {
    const answer = await saveAround(key(), 'activities', activityOf(more));
    assert.deepEqual([answer.status, fields(answer)], [422, [field]], answer.text);
  }
  assert.deepEqual(fields(await saveService(key(), h.here, { kind: 'pub' })), ['/kind']);
  assert.equal((await page(key(), { ...woman, crn: other.crn }, 'choices')).status, 409);
  for (const [what, how] of [['services', 'end'], ['activities', 'end'], ['named-contacts', 'end'], ['family-facts', 'end']])
    assert.equal((await key().post(`/api/${what}/${randomUUID()}/${how}`, {})).status, 404, what);
  assert.equal((await key().post(`/api/referrals/${randomUUID()}/answer`, { answer: 'accepted' })).status, 404);
});

const WRITES = () => [
  ['choices', { kind: 'interpreter', state: 'offered', day: '2026-11-10' }, KEEP], ['named-contacts', contact(), KEEP], ['activity-times', timeOf(), KEEP],
  ['task-plans', taskOf(), KEEP], ['family-facts', factOf(), FAMILY], ['family-contacts', metOf(), FAMILY],
];
const PAGES = [['choices', READ, true], ['referrals', READ, true], ['circle', READ, true], ['activities', READ, true], ['tasks', READ, false], ['family', FAMILY, false]];

test('who may: every role on every one of them', async () => {
  const woman = h.here.women[4];
  const service = ok(await saveService(key(), h.here)).id;
  const writes = [...WRITES(), ['referrals', referralOf(service), KEEP]];
  for (const role of ROLES) {
    for (const [what, more, may] of writes) {
      const answer = await saveAround(h.as(role), what, woman, more);
      assert.equal(answer.status, may.includes(role) ? 201 : 403, `${role} ${what} ${answer.text}`);
    }
    assert.equal((await saveService(h.as(role), h.here)).status, KEEP.includes(role) ? 201 : 403, role);
    assert.equal((await saveAround(h.as(role), 'activities', activityOf())).status, KEEP.includes(role) ? 201 : 403, role);
    for (const [what, may, practitioner] of PAGES) {
      // She is not this practitioner's: as if there were no such stay.
      const expected = may.includes(role) ? 200 : role === 'practitioner' && practitioner ? 404 : 403;
      assert.equal((await page(h.as(role), woman, what)).status, expected, `${role} ${what}`);
    }
    for (const what of ['services', 'activities'])
      assert.equal((await h.as(role).get(`/api/premises/${h.here.id}/${what}`)).status, [...READ, 'practitioner'].includes(role) ? 200 : 403, `${role} ${what}`);
  }
});

test('another house gets nothing of it', async () => {
  const woman = h.here.women[4];
  const made = { service: ok(await saveService(key(), h.here)).id, activity: ok(await saveAround(key(), 'activities', activityOf())).id };
  made.referral = ok(await saveAround(key(), 'referrals', woman, referralOf(made.service))).id;
  made.contact = ok(await saveAround(key(), 'named-contacts', woman, contact())).id;
  made.fact = ok(await saveAround(key(), 'family-facts', woman, factOf())).id;
  const stranger = h.as('premises_manager', h.there);
  const answers = [
    ...await Promise.all(WRITES().map(([what, more]) => saveAround(stranger, what, woman, more))),
    ...await Promise.all(PAGES.map(([what]) => page(stranger, woman, what))),
    await saveAround(stranger, 'referrals', woman, referralOf(made.service)), await saveService(stranger, h.here), await saveAround(stranger, 'activities', activityOf()),
    ...await Promise.all(['services', 'activities'].map((what) => stranger.get(`/api/premises/${h.here.id}/${what}`))),
    await stranger.post(`/api/services/${made.service}/end`, {}), await stranger.post(`/api/activities/${made.activity}/end`, {}),
    await stranger.post(`/api/referrals/${made.referral}/answer`, { answer: 'accepted' }), await stranger.post(`/api/named-contacts/${made.contact}/end`, {}),
    await stranger.post(`/api/family-facts/${made.fact}/end`, {}),
  ];
  for (const answer of answers) assert.equal(answer.status, 404, answer.text);
  assert.equal((await choice(woman, 'interpreter', {}, await h.terminal())).status, 403, 'nor a locked screen');
});

test('a keyworker of another house who does nights here sees no family here', async () => {
  const woman = h.here.women[4];
  await psql(h.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, until_at, reason)
    VALUES (gen_random_uuid(), '${h.there.staff.keyworker.id}', 'agency', '${h.here.id}', '2026-01-01', '2026-12-01', 'test')`);
  await h.at(minutes(1));
  const her = h.as('keyworker', h.there);
  for (const [what] of PAGES) assert.ok([403, 404].includes((await page(her, woman, what)).status), what);
  assert.equal((await saveAround(her, 'family-facts', woman, factOf())).status, 403);
});

test('outside the circle of a restricted woman nothing of it is written or read, and her events say less', async () => {
  const woman = h.here.women.at(-1);
  const hidden = { ...woman, crn: 'restricted' };
  const service = ok(await saveService(key(), h.here)).id;
  for (const [what, more] of [...WRITES(), ['referrals', referralOf(service)]])
    assert.equal(slug(await saveAround(key(), what, hidden, more)), 'not-allowed', what);

  await psql(h.db, `INSERT INTO lantern.resident_circle (id, resident_id, staff_id, from_at, reason) VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.premises_manager.id}', '2026-01-01', 'named')`);
  await h.at(minutes(2));
  const mine = h.as('premises_manager');
  for (const [what, more] of [...WRITES(), ['referrals', referralOf(service)]]) ok(await saveAround(mine, what, woman, more));
  const [set] = await told('choice.set', woman.stay);
  assert.deepEqual(Object.keys(set), ['choice']);
  const events = JSON.stringify(await rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${woman.stay}'`));
  assert.doesNotMatch(events, /Bea|Advocate|interpreter|Willow|Asks for/);
  for (const [what] of PAGES) assert.doesNotMatch((await page(key(), hidden, what)).text, /Bea|Example|Advocate|Willow|Asks for|Tea|Cooking/, what);
  assert.match((await page(mine, woman, 'family')).text, /Bea/);
});
