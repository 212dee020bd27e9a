// Arrivals at the API: who comes to live here, once, in a room that is free, and what begins with it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { expected } from './examples/watches.mjs';
import { fields, house, minutes, NOW, slug, visitOf } from './house.mjs';

let h;
before(async () => { h = await house({ women: 4 }); });
after(() => h.stop());

const of = (one, more) => ({ stay: one.stay, crn: one.crn, arrived_at: NOW, released_on: '2026-11-10', room: h.here.rooms.at(-1), ...more });
const arrive = (one, more, by = h.as('night_worker'), id = randomUUID()) => by.put(`/api/arrivals/${id}`, of(one, more));
const refused = (answer, status, kind, field) => {
  assert.deepEqual([answer.status, slug(answer)], [status, kind], answer.text);
  if (field) assert.deepEqual(fields(answer), [field], answer.text);
};
const told = (one, like) => rows(h.db, `SELECT kind, data FROM lantern.event WHERE stay_id = '${one.stay}' AND kind LIKE '${like}' ORDER BY xid, seq`);
const due = (one) => rows(h.db, `SELECT kind, lantern.iso(due_at) AS at FROM lantern.deadline
  WHERE state = 'open' AND kind IN ('plan.starter_due', 'plan.full_due', 'agreement.due', 'plan.backstop', 'watch.decide')
    AND (subject = '${one.stay}' OR subject IN (SELECT id FROM lantern.watch WHERE stay_id = '${one.stay}')) ORDER BY due_at, kind`);
let crns = 0;
const coming = (more) => expected(h, { crn: `X17${String(1000 + crns++).slice(-4)}`, ...more });

test('what cannot be is said at its field, and nothing begins', async () => {
  const one = await coming();
  refused(await arrive(one, { room: h.here.rooms[0] }), 422, 'invalid-input', '/room');
  refused(await arrive(one, { room: h.there.rooms[0] }), 422, 'invalid-input', '/room');
  refused(await arrive(one, { released_on: '2026-11-11' }), 422, 'invalid-input', '/released_on');
  refused(await arrive(one, { released_on: '2026-02-30' }), 422, 'invalid-input', '/released_on');
  refused(await arrive(one, { arrived_at: minutes(10) }), 422, 'invalid-input', '/arrived_at');
  refused(await arrive(one, { arrived_at: minutes(-60 * 25) }), 422, 'invalid-input', '/arrived_at');
  refused(await arrive(one, { crn: h.here.women[0].crn }), 409, 'wrong-woman', '/crn');
  for (const role of ['agency', 'kitchen', 'inspector', 'practitioner', 'area_manager', 'administrator'])
    assert.equal((await arrive(one, {}, h.as(role))).status, 403, role);
  assert.equal((await arrive(one, {}, h.as('night_worker', h.there))).status, 404);
  assert.equal(await value(h.db, `SELECT state FROM lantern.stay WHERE id = '${one.stay}'`), 'upcoming');
  assert.deepEqual([await due(one), await told(one, '%')], [[], []]);
  const here = h.here.women[0];
  refused(await arrive(here), 409, 'conflict');
});

test('an arrival is recorded once, by whoever is first', async () => {
  const one = await coming();
  const id = randomUUID();
  const [first, second] = await Promise.all([
    arrive(one, {}, h.as('night_worker'), id), arrive(one, { room: h.here.rooms.at(-2) }, h.as('keyworker')),
  ]);
  assert.deepEqual([first.status, second.status].sort(), [201, 409], first.text + second.text);
  const [won, lost] = first.status === 201 ? [first, second] : [second, first];
  assert.match(lost.json.detail, /alder (night_worker|keyworker) has recorded her arrival/);
  if (won === first) {
    const again = await arrive(one, {}, h.as('night_worker'), id);
    assert.deepEqual([again.status, again.json], [201, won.json]);
    refused(await arrive(one, { released_on: '2026-11-09' }, h.as('night_worker'), id), 409, 'id-reused');
  }
  const other = await coming();
  const taken = won === first ? h.here.rooms.at(-1) : h.here.rooms.at(-2);
  refused(await arrive(other, { room: taken }), 422, 'invalid-input', '/room');
  assert.equal((await told(one, 'stay.arrived')).length, 1);
});

test('who has been out of prison for long is not watched for it', async () => {
  const one = await coming();
  const taken = await rows(h.db, `SELECT room_id FROM lantern.stay_room WHERE upper_inf(during)`);
  const room = h.here.rooms.find((id) => !taken.some((row) => row.room_id === id));
  const arrived = await arrive(one, { room, released_on: '2026-10-01' });
  assert.equal(arrived.status, 201, arrived.text);
  assert.equal(arrived.json.watch, null);
  assert.deepEqual(await told(one, 'watch.%'), []);
  assert.deepEqual((await due(one)).map((deadline) => deadline.kind), ['plan.starter_due', 'plan.full_due', 'plan.backstop', 'agreement.due']);
});

// The clock moves from here on.
test('what her plan owes is said once, when it is still owed', async () => {
  const [one] = await rows(h.db, `SELECT stay_id AS stay FROM lantern.arrival ORDER BY recorded_at, id LIMIT 1`);
  const owed = async () => (await h.as('keyworker').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((item) => item.stay === one.stay);
  assert.deepEqual((await owed()).map((item) => [item.what, item.due, item.overdue]), [
    ['starter_plan', minutes(120), false], ['full_plan', minutes(1440), false], ['keywork', minutes(1440), false], ['choices', minutes(72 * 60), false],
  ]);
  await h.at(minutes(121));
  assert.equal((await told(one, 'plan.starter_due')).length, 1);
  assert.deepEqual((await owed()).map((item) => [item.what, item.overdue]), [['starter_plan', true], ['full_plan', false], ['keywork', false], ['choices', false]]);
  await h.at(minutes(60 * 73));
  for (const kind of ['keywork.due_passed', 'choices.due_passed']) assert.equal((await told(one, kind)).length, 1, kind);
  assert.deepEqual((await told(one, '%due')).map((event) => event.kind), ['plan.starter_due', 'plan.full_due', 'review.due', 'agreement.due']
    .filter((kind) => kind !== 'review.due'));
  // Day 3 of her stay: her plan is looked at, whether or not anything happened.
  const [opened, ...more] = await told(one, 'review.opened');
  assert.deepEqual([opened.data.kind, opened.data.row.review.act_by, more.length], ['backstop', null, 0]);
  assert.deepEqual((await due(one)).filter((deadline) => deadline.kind === 'plan.backstop'), [{ kind: 'plan.backstop', at: '2026-11-17T00:00:00.000000Z' }]);
});

// Marigold: released and here on the same evening.
test('her first night begins with her: rounds, the release watch, what her plan is due by', async () => {
  const alone = await house({ women: 2 });
  const before_ = h;
  h = alone;
  try {
    await firstNight();
  } finally {
    h = before_;
    await alone.stop();
  }
});

async function firstNight() {
  const at = (clock, day = 11) => `2026-11-${day}T${clock}:00.000000Z`;
  await h.at(at('18:35'));
  const one = await coming();
  const arrived = await arrive(one, { arrived_at: at('18:35'), released_on: '2026-11-11' });
  assert.equal(arrived.status, 201, arrived.text);
  assert.equal(arrived.json.room, '4');
  assert.deepEqual(arrived.json.opened.map((duty) => [duty.source, duty.kind, duty.latest]).sort(), [
    ['curfew_round', 'conversation', at('23:30')], ['morning_reply', 'conversation', at('09:00', 12)],
    ['overnight_round', 'sign_of_life', at('05:00', 12)], ['plan', 'sign_of_life', at('19:35')],
    ['not_seen_sweep', 'sign_of_life', at('14:00', 12)],
  ].sort());
  assert.deepEqual(await due(one), [
    { kind: 'plan.starter_due', at: at('20:35') }, { kind: 'plan.full_due', at: at('18:35', 12) },
    { kind: 'plan.backstop', at: at('00:00', 14) }, { kind: 'agreement.due', at: at('18:35', 14) },
    { kind: 'watch.decide', at: at('07:00', 25) }, { kind: 'watch.decide', at: '2026-12-09T07:00:00.000000Z' },
  ]);
  assert.equal((await told(one, 'stay.arrived'))[0].data.board.room, '4');
  const board = (await h.as('night_worker').get(`/api/premises/${h.here.id}/board`)).json;
  const row = board.rows.find((line) => line.stay === one.stay);
  assert.deepEqual([row.room, row.days_since_release, row.watches[0].reason], ['4', 0, 'release']);

  // Within the hour from her arrival on; at 22:20 the next one is between 22:50 and 23:20.
  let visit;
  for (const time of ['19:30', '20:25', '21:22', '22:20']) {
    await h.at(at(time));
    visit = await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(one, { done_at: at(time) }));
    assert.equal(visit.status, 201, visit.text);
  }
  const next = visit.json.opened.find((duty) => duty.source === 'plan');
  assert.deepEqual([next.from, next.latest], [at('22:50'), at('23:20')]);
  assert.ok(next.drawn >= at('22:50') && next.drawn <= at('23:20'));
  // 01:38: asleep, breathing, turned over: that meets a sign of life, and the next comes within the hour.
  await h.at(at('01:38', 12));
  const asleep = await h.as('keyworker').put(`/api/visits/${randomUUID()}`, visitOf(one, {
    outcome: 'asleep_breathing', breathing: true, movement: true, done_at: at('01:38', 12), late_reason: 'short_staffed',
  }));
  assert.equal(asleep.status, 201, asleep.text);
  assert.equal(asleep.json.opened.find((duty) => duty.source === 'plan').latest, at('02:38', 12));
}
