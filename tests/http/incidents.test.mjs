// After a serious incident: everybody else is spoken to, each for herself, and whoever was on is offered somebody to talk to.
// Night events 41 and 42 (features 126).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, PIN, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 19 });
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const of = (woman, more = {}) => ({ stay: woman.stay, crn: woman.crn, kind: 'self_harm', words: 'She cut her arm.', happened_at: minutes(-16), ...more });
const tell = (who, woman, more, id = randomUUID()) => who.put(`/api/incidents/${id}`, of(woman, more));
const added = (where = '') => rows(h.db, `SELECT q.stay_id, q.kind, q.latest_at, q.state FROM lantern.requirement q WHERE q.source = 'added' ${where}`);
const of18 = () => h.here.women.filter((_, i) => i !== 0 && i !== 1);
let incident;

test('one act asks after every other woman who is in, each by herself; not her, not who is in hospital', async () => {
  const [juniper, hazel] = h.here.women;
  await h.secrets('night_worker');
  await h.secrets('agency');
  await h.as('night_worker').put(`/api/movements/${randomUUID()}`, { stay: hazel.stay, crn: hazel.crn, kind: 'hospital', left_at: NOW, phone_works: 'no' });
  incident = randomUUID();
  const answer = await tell(h.as('shift_lead'), juniper, {}, incident);
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json, { others: 17, seen_by: minutes(120) });
  assert.deepEqual((await tell(h.as('shift_lead'), juniper, {}, incident)).json, answer.json, 'the same again');

  const opened = await added();
  assert.deepEqual(opened.map((one) => one.stay_id).sort(), of18().map((one) => one.stay).sort());
  assert.ok(opened.every((one) => one.kind === 'conversation' && Date.parse(one.latest_at) === Date.parse(minutes(120)) && one.state === 'open'));
  const told = await rows(h.db, `SELECT stay_id, data FROM lantern.event WHERE kind = 'requirement.opened' AND data->>'why' = 'incident'`);
  assert.equal(new Set(told.map((one) => one.stay_id)).size, 17);
  assert.ok(told.every((one) => one.data.board.opened.length === 1));
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.deadline d JOIN lantern.requirement q ON q.id = d.subject
    WHERE q.source = 'added' AND d.state = 'open' AND d.due_at = timestamptz '${minutes(120)}' + interval '1 s'`), 17);
  assert.doesNotMatch(JSON.stringify(await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'incident.recorded'`)), /her arm/);
  assert.deepEqual(await rows(h.db, `SELECT t.kind, t.ref FROM lantern.review_trigger t JOIN lantern.review v ON v.id = t.review_id WHERE v.stay_id = '${juniper.stay}'`),
    [{ kind: 'self_harm', ref: incident }]);
});

test('one visit closes the added conversation and what else was due; asleep does not', async () => {
  const olive = h.here.women[5];
  const ali = h.as('agency');
  const asleep = await ali.put(`/api/visits/${randomUUID()}`, visitOf(olive, { outcome: 'asleep_breathing', breathing: true, position: true }));
  assert.deepEqual(asleep.json.still_needed, ['conversation'], asleep.text);
  const seen = await ali.put(`/api/visits/${randomUUID()}`, visitOf(h.here.women[6]));
  assert.deepEqual(seen.json.closed.map((one) => one.source).sort(), ['added', 'plan']);
});

test('whoever was signed on is offered a debrief, which nobody else sees', async () => {
  const listed = async (role) => (await h.as(role).get('/api/me/debriefs')).json.debriefs;
  const [offered] = await listed('night_worker');
  assert.deepEqual({ ...offered, id: null }, { id: null, kind: 'self_harm', happened_at: minutes(-16), offered_at: NOW, asks: true, answer: null });
  assert.equal((await listed('agency')).length, 1);
  assert.deepEqual(await listed('shift_lead'), [], 'she was not signed on');
  for (const role of ROLES) assert.equal((await h.as(role).get('/api/me/debriefs')).status, 200, role);
  assert.equal((await h.nobody().get('/api/me/debriefs')).status, 401);

  const say = (role, answer, id = randomUUID()) => h.as(role).put(`/api/debrief-answers/${id}`, { debrief: offered.id, answer });
  assert.equal((await say('agency', 'no')).status, 404, "another's offer");
  assert.deepEqual(fields(await say('night_worker', 'perhaps')), ['/answer']);
  const id = randomUUID();
  assert.equal((await say('night_worker', 'yes', id)).status, 201);
  assert.equal((await say('night_worker', 'yes', id)).status, 201);
  assert.equal(slug(await say('night_worker', 'no', id)), 'id-reused');
  const [said] = await listed('night_worker');
  assert.deepEqual([said.asks, said.answer], [false, { answer: 'yes', at: NOW }]);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.event WHERE kind LIKE 'debrief%'`), 0);
  assert.deepEqual(await rows(h.db, `SELECT answer, premises_id FROM lantern.receipt WHERE id = '${id}'`), [{ answer: { id }, premises_id: null }]);
});

test('who may: those who keep plans, of their own house', async () => {
  for (const role of ROLES.filter((one) => !KEEP.includes(one))) assert.equal((await tell(h.as(role), h.here.women[2])).status, 403, role);
  assert.equal((await tell(h.as('shift_lead', h.there), h.here.women[2])).status, 404);
  assert.equal((await tell(await h.terminal(), h.here.women[2])).status, 403);
});

test('an incident names what is wrong with it, and asks for the PIN', async () => {
  const woman = h.here.women[2];
  const lead = h.as('shift_lead');
  for (const [more, status, field] of [[{ kind: 'quarrel' }, 422, '/kind'], [{ happened_at: minutes(10) }, 422, '/happened_at'],
    [{ crn: h.here.women[3].crn }, 409, '/crn'], [{ words: 'x'.repeat(501) }, 422, '/words']]) {
    const answer = await tell(lead, woman, more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
  await h.secrets('keyworker');
  const screen = await h.terminal({ role: 'keyworker', since_s: 45 });
  assert.equal(slug(await tell(screen, woman, { kind: 'fire' })), 'pin-needed');
  assert.equal((await tell(screen, woman, { kind: 'fire', pin: PIN })).status, 201);
  const kinds = await rows(h.db, `SELECT t.kind FROM lantern.review_trigger t JOIN lantern.review v ON v.id = t.review_id WHERE v.stay_id = '${woman.stay}'`);
  assert.deepEqual(kinds, [{ kind: 'incident' }]);
});

// From here on the clock moves.
test('it is asked again the next day, whatever she said, and then no more', async () => {
  const debriefs = async () => (await h.as('night_worker').get('/api/me/debriefs')).json.debriefs.find((one) => one.kind === 'self_harm');
  const say = async (answer) => h.as('night_worker').put(`/api/debrief-answers/${randomUUID()}`, { debrief: (await debriefs()).id, answer });
  await h.at('2026-11-11T09:00:00.000000Z');
  assert.equal((await debriefs()).asks, true);
  assert.equal((await say('not_now')).status, 201);
  assert.equal((await debriefs()).asks, false);
  await h.at('2026-11-12T09:00:00.000000Z');
  assert.equal((await debriefs()).asks, true, 'not now');
  await say('no');
  await h.at('2026-11-13T09:00:00.000000Z');
  assert.equal((await debriefs()).asks, false);
});
