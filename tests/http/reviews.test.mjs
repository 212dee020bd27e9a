// Reviews at the API: what happened starts two clocks, and only a change or an explanation, with people and a date, ends one.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, slug } from './house.mjs';

let h;
let next = 0;
before(async () => { h = await house({ women: 20 }); });
after(() => h.stop());

const woman = () => h.here.women[next++];
const who = (role = 'night_worker', where = h.here) => h.as(role, where);
const said = (one, more) => ({ stay: one.stay, crn: one.restricted ? 'restricted' : one.crn, ...more });
const happened = (one, kind = 'self_harm', words = 'cut her forearm', by = who(), id = randomUUID()) => by.put(`/api/reviews/${id}`, said(one, { kind, words }));
const person = (review, more = {}, by = who('keyworker')) => by.put(`/api/review-people/${randomUUID()}`, {
  review, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'It helped that the door stayed ajar.', ...more,
});
const done = (review, words = 'First aid, 111, sat with her.', by = who()) => by.put(`/api/review-acts/${randomUUID()}`, { review, words });
const close = (review, more = {}, by = who('premises_manager')) =>
  by.post(`/api/reviews/${review}/close`, { words: 'Her plan fits: it was followed.', next_on: '2026-11-14', based_on: 0, ...more });
const read = async (one, by = who()) => (await by.get(`/api/residents/${one.restricted ? 'restricted' : one.crn}/stays/${one.stay}/reviews`)).json;
const told = (one, kind = 'review.%') => rows(h.db, `SELECT kind, data FROM lantern.event
  WHERE stay_id = '${one.stay}' AND kind LIKE '${kind}' ORDER BY xid, seq`);
const clocks = (review) => rows(h.db, `SELECT kind, lantern.iso(due_at) AS at FROM lantern.deadline
  WHERE subject = '${review}' AND state = 'open' ORDER BY kind`);
const refused = (answer, status, kind, field) => {
  assert.deepEqual([answer.status, slug(answer)], [status, kind], answer.text);
  if (field) assert.deepEqual(fields(answer), [field], answer.text);
};
/** Her plan as a new version, as her keyworker would save it. */
const saved = (one, version) => psql(h.db, `INSERT INTO lantern.safety_plan (id, stay_id, resident_id, premises_id, version, state, reason,
    agreement, agreement_words, large_print, daily, author_id, saved_at)
  VALUES (gen_random_uuid(), '${one.stay}', '${one.id}', '${h.here.id}', ${version}, 'starter', 'a line more', 'agreed', '', false, '{}',
    '${h.here.staff.keyworker.id}', '${h.clock.iso}')`);

test('who may not write plans opens none, and a meeting asks for nothing at once', async () => {
  const one = woman();
  for (const role of ['agency', 'kitchen', 'inspector', 'practitioner', 'area_manager', 'administrator'])
    assert.equal((await happened(one, 'concern', 'x', who(role))).status, 403, role);
  assert.equal((await happened(one, 'concern', 'x', who('keyworker', h.there))).status, 404);
  refused(await happened(one, 'rule'), 422, 'invalid-input', '/kind');
  refused(await happened(one, 'concern', ' '), 422, 'invalid-input', '/words');
  refused(await happened({ ...one, crn: 'X999999' }), 409, 'wrong-woman', '/crn');
  const meeting = await happened(one, 'meeting', 'three-way meeting');
  assert.equal(meeting.json.act_by, null);
  assert.deepEqual(await clocks(meeting.json.review), [{ kind: 'review.due', at: minutes(1440) }]);
});

test('a review closes with people, with a change or an explanation, and with a date', async () => {
  const one = woman();
  const { review } = (await happened(one)).json;
  for (const role of ['night_worker', 'keyworker', 'shift_lead', 'agency', 'inspector'])
    assert.equal((await close(review, {}, who(role))).status, 403, role);
  refused(await close(review), 409, 'conflict'); // nobody took part
  await person(review, { name: 'Alder premises_manager', role: 'manager' });
  refused(await close(review), 409, 'conflict'); // she alone is nobody besides her
  refused(await person(review, { role: 'friend' }), 422, 'invalid-input', '/role');
  assert.equal((await person(review, { name: 'Woman C', role: 'resident', how: 'contributed', words: '' })).status, 201);
  refused(await close(review, { words: undefined }), 422, 'reason-needed', '/words');
  refused(await close(review, { words: ' . ' }), 422, 'reason-needed', '/words');
  refused(await close(review, { next_on: '2026-11-10' }), 422, 'invalid-input', '/next_on');
  refused(await close(review, { next_on: '2026-11-15' }), 422, 'invalid-input', '/next_on'); // a day past the backstop
  refused(await close(review, { next_on: undefined }), 422, 'invalid-input', '/next_on');
  const closed = await close(review);
  assert.deepEqual([closed.status, closed.json], [200, { review, outcome: 'unchanged', to_version: 0, next_on: '2026-11-14' }], closed.text);
  assert.deepEqual(await clocks(review), []);
  assert.deepEqual((await clocks(one.stay)).filter(({ kind }) => kind.startsWith('plan.')), [{ kind: 'plan.backstop', at: '2026-11-14T00:00:00.000000Z' }]);
  assert.deepEqual((await told(one, 'review.closed'))[0].data.row, { review: null });
  const page = await read(one);
  assert.deepEqual([page.open, page.past[0].closed.words, page.next_on], [null, 'Her plan fits: it was followed.', '2026-11-14']);
  refused(await done(review), 409, 'conflict');
  refused(await person(review), 409, 'conflict');

  // The same words again are asked about; what changed needs none.
  const second = (await happened(one)).json.review;
  await person(second);
  refused(await close(second, { words: 'her plan fits, it was followed' }), 409, 'same-as-last-time', '/words');
  assert.equal((await close(second, { words: 'her plan fits, it was followed', same_words_confirmed: true })).status, 200);
  const third = (await happened(one)).json.review;
  await person(third);
  await saved(one, 1);
  const stale = await close(third, { words: undefined });
  refused(stale, 409, 'edit-conflict', '/based_on');
  assert.deepEqual(stale.json.current, { version: 1 });
  const changed = await close(third, { words: undefined, based_on: 1, next_on: '2026-11-12' });
  assert.deepEqual([changed.status, changed.json.outcome, changed.json.to_version], [200, 'changed', 1], changed.text);
});

test('two managers close it at once: one does, the other is told who', async () => {
  const one = woman();
  const { review } = (await happened(one)).json;
  await person(review);
  const both = await Promise.all([close(review), close(review, { words: 'Nothing is missing from it.' }, who('on_call'))]);
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409], both.map((answer) => answer.text).join());
  const lost = both.find((answer) => answer.status === 409);
  const by = both[0] === lost ? 'alder on_call' : 'alder premises_manager';
  assert.deepEqual([lost.json.closed.by, lost.json.detail], [by, `${by} has closed this review.`]);
  assert.equal((await told(one, 'review.closed')).length, 1);
});

test('its clocks are seen by all who work with her, its words by who reads whole plans', async () => {
  const one = woman();
  const watch = await who('agency').put(`/api/watches/${randomUUID()}`, said(one, { reason: 'intoxication', words: 'smelt of drink' }));
  assert.equal(watch.status, 201, watch.text);
  assert.equal((await happened(one, 'concern', 'told us about her brother')).json.opened, false);
  assert.deepEqual((await read(one, who('agency'))).open.triggers, []);
  const board = (await who('agency').get(`/api/premises/${h.here.id}/board`)).json.rows.find((row) => row.stay === one.stay);
  assert.deepEqual([board.review.act_by, board.review.acted], [minutes(60), false]);
  const owed = (await who('agency').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((item) => item.stay === one.stay);
  assert.ok(owed.some((item) => item.what === 'review_act'));
  assert.deepEqual((await read(one)).open.triggers.map((trigger) => trigger.words).sort(), ['smelt of drink', 'told us about her brother']);

  const hidden = h.here.women.at(-1);
  assert.equal((await happened(hidden, 'concern', 'told us about her brother')).status, 201);
  assert.equal((await read(hidden)).open.triggers[0].words, null);
  assert.doesNotMatch(JSON.stringify(await told(hidden)), /brother/);
});

test('what is owed here, in order, and what is overdue', async () => {
  const one = woman();
  const id = randomUUID();
  await who().put(`/api/watches/${id}`, said(one, { reason: 'intoxication' }));
  const besides = ['keywork', 'meeting', 'choices']; // tried where each is written
  const owed = async (by = who()) => (await by.get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((item) => item.stay === one.stay && !besides.includes(item.what));
  const list = await owed(who('inspector'));
  assert.deepEqual(list.map((item) => [item.what, item.overdue]), [
    ['full_plan', true], ['starter_plan', true], ['review_act', false], ['watch_decision', false], ['review', false],
  ].sort((a, b) => list.findIndex((item) => item.what === a[0]) - list.findIndex((item) => item.what === b[0])));
  assert.deepEqual(list.filter((item) => !item.overdue).map((item) => [item.what, item.due]), [
    ['review_act', minutes(60)], ['watch_decision', minutes(240)], ['review', minutes(1440)],
  ]);
  assert.equal(list[0].resident.preferred_name, one.name);
  await saved(one, 1);
  assert.deepEqual((await owed()).map((item) => item.what), ['full_plan', 'review_act', 'watch_decision', 'review']);
  for (const role of ['kitchen', 'practitioner', 'area_manager', 'administrator'])
    assert.equal((await who(role).get(`/api/premises/${h.here.id}/owed`)).status, 403, role);
  assert.equal((await who('keyworker', h.there).get(`/api/premises/${h.here.id}/owed`)).status, 404);
});

// The last tests move the clock.
test('what happened opens a review with both clocks, and again joins it and starts them anew', async () => {
  const one = woman();
  const id = randomUUID();
  const opened = await happened(one, 'concern', 'hood up and silent', who(), id);
  assert.deepEqual([opened.status, opened.json.opened, opened.json.act_by, opened.json.review_by], [201, true, minutes(60), minutes(1440)], opened.text);
  const { review } = opened.json;
  assert.deepEqual(await clocks(review), [{ kind: 'review.act', at: minutes(60) }, { kind: 'review.due', at: minutes(1440) }]);
  assert.deepEqual((await happened(one, 'concern', 'hood up and silent', who(), id)).json, opened.json); // sent twice
  assert.equal((await done(review)).status, 201);
  refused(await done(review), 409, 'conflict');
  assert.deepEqual(await clocks(review), [{ kind: 'review.due', at: minutes(1440) }]);

  h.clock.set(minutes(1));
  const joined = await happened(one);
  assert.deepEqual([joined.json.review, joined.json.opened], [review, false]);
  const events = await told(one);
  assert.deepEqual(events.map((event) => event.kind), ['review.opened', 'review.acted', 'review.triggered']);
  assert.deepEqual(events.map((event) => event.data.row.review.acted), [false, true, false]);
  assert.deepEqual(await clocks(review), [{ kind: 'review.act', at: minutes(61) }, { kind: 'review.due', at: minutes(1441) }]);
  // Only planned: it puts nothing off.
  h.clock.set(minutes(2));
  const meeting = await happened(one, 'meeting', 'we meet on Friday');
  assert.deepEqual([meeting.json.act_by, meeting.json.review_by], [minutes(61), minutes(1441)]);
  const page = await read(one);
  assert.deepEqual(page.open.triggers.map((trigger) => trigger.kind), ['meeting', 'self_harm', 'concern']);
  assert.equal(page.open.triggers[2].act.by, 'alder night_worker');
  assert.equal(page.backstop_on, '2026-11-14'); // day 14 of her stay
});

test('each clock of a review says so once, unless it was met', async () => {
  const [late, met] = [woman(), woman()];
  const one = (await happened(late)).json.review;
  const other = (await happened(met)).json.review;
  await done(other);
  await h.at(minutes(63));
  assert.deepEqual((await told(late, 'review.act_due')).map((event) => event.data.review), [one]);
  assert.deepEqual(await told(met, 'review.act_due'), []);
  const owed = (await who().get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((item) => item.what === 'review_act');
  assert.deepEqual(owed.filter((item) => [late.stay, met.stay].includes(item.stay)).map((item) => [item.stay, item.overdue]), [[late.stay, true]]);
  await person(other);
  assert.equal((await close(other)).status, 200);
  await h.at(minutes(1443));
  assert.equal((await told(late, 'review.due')).length, 1);
  assert.deepEqual(await told(met, 'review.due'), []);
  assert.equal((await told(late, 'review.closed')).length, 0); // nothing closes by itself
});

test('her plan is looked at on its dates for as long as she stays', async () => {
  const one = woman(); // here since 31 October
  const dates = async () => (await told(one, 'review.opened')).length;
  assert.equal(await dates(), 0);
  await h.at('2026-11-14T00:00:01.000000Z');
  assert.equal(await dates(), 1);
  const { open } = await read(one);
  assert.deepEqual([open.triggers[0].kind, open.triggers[0].by, open.triggers[0].act_by], ['backstop', null, null]);
  await h.at('2026-11-21T00:00:01.000000Z'); // the review is open still: no second one, and the next date stands
  assert.equal(await dates(), 1);
  assert.equal(await value(h.db, `SELECT lantern.iso(due_at) FROM lantern.deadline WHERE subject = '${one.stay}' AND kind = 'plan.backstop' AND state = 'open'`),
    '2026-11-28T00:00:00.000000Z');
});
