// Settings: bounds, a start that is never in the past, history that stays true, and nothing silently lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { iso, rows } from '../harness/index.mjs';
import { A, B, ESTATE, newId, peopleServer, slug } from './people.mjs';

let s;
let manager;
before(async () => {
  s = await peopleServer();
  manager = await s.as(A.staff.manager);
});
after(() => s.stop());

const later = (seconds) => iso(s.clock.us + BigInt(seconds) * 1_000_000n);
const list = async (browser = manager) => (await browser.get(`/api/premises/${A.id}/settings`)).json.settings;
const one = async (name) => (await list()).find((setting) => setting.name === name);
const change = (name, value, over = {}) => ({ premises: A.id, name, value, reason: 'agreed at the staff meeting', ...over });
const put = (body, id = newId(), browser = manager) => browser.put(`/api/settings/${id}`, body);

test('each setting is shown with its words, bounds, basis and default until somebody changes it', async () => {
  const idle = await one('pin_idle_s');
  assert.deepEqual([idle.value, idle.default, idle.least, idle.most, idle.kind, idle.based_on, idle.author, idle.history], [60, 60, 30, 600, 'whole', null, null, []]);
  assert.ok((await list()).length >= 24);
});

test('a change is in force at once, with who, why and since when, and what was before stays so', async () => {
  const first = newId();
  const answer = await put(change('pin_idle_s', 90), first);
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.json.setting, { id: first, name: 'pin_idle_s', value: 90, from: s.clock.iso });
  s.clock.advance(60);
  const second = newId();
  assert.equal((await put(change('pin_idle_s', 120, { based_on: first, reason: 'still too short' }), second)).status, 201);
  const now = await one('pin_idle_s');
  assert.deepEqual([now.value, now.author, now.reason, now.based_on], [120, 'Alpha premises manager', 'still too short', second]);
  assert.deepEqual(now.history.map((h) => [h.id, h.value]), [[second, 120], [first, 90]]);
  const [before] = await rows(s.db, `SELECT lantern.setting_at('${A.id}', 'pin_idle_s', '${s.clock.iso}'::timestamptz - interval '30 s') AS value`);
  assert.equal(before.value, 90);
  assert.equal((await manager.get('/api/me')).json.terminal, null);
  const [event] = await rows(s.db, `SELECT data FROM lantern.event WHERE kind = 'setting.changed' ORDER BY seq DESC LIMIT 1`);
  assert.deepEqual([event.data.name, event.data.value, event.data.before, event.data.reason], ['pin_idle_s', 120, 90, 'still too short']);
});

test('a change may start later, and is then to come', async () => {
  const id = newId();
  const from = later(86400);
  assert.equal((await put(change('going_s', 240, { from }), id)).status, 201);
  const now = await one('going_s');
  assert.deepEqual([now.value, now.based_on, now.upcoming.map((u) => [u.id, u.value, u.from])], [300, id, [[id, 240, from]]]);
  s.clock.advance(86401);
  manager = await s.as(A.staff.manager);
  assert.equal((await one('going_s')).value, 240);
});

test('never in the past', async () => {
  const answer = await put(change('batch_s', 30, { from: later(-1) }));
  assert.deepEqual([answer.status, answer.json.errors[0].field], [422, '/from']);
});

test('each kind of value is checked, and the field named', async () => {
  const bad = {
    pin_idle_s: [29, 601, 60.5, '60', true, [60], {}, null, 1e300],
    morning_reply_by: ['9:00', '24:00', '09:60', '0900', 540, ['09:00'], '09:00:00', ''],
    curfew: ['23:00', ['23:00'], ['23:00', '23:00'], ['23:00', '6:00'], ['23:00', '06:00', '07:00'], [1380, 360]],
    shift_ends: [[], ['18:00', '08:00'], ['08:00', '08:00'], '08:00', ['8:00'], Array.from({ length: 9 }, (_, i) => `0${i}:00`)],
    ladder_rouse_min: [[0, 1, 3], [0, 1, 1, 3], [0, 5, 3, 9], [0, 1, 3, 121], [-1, 1, 3, 6], [0, 1.5, 3, 6], 'soon'],
    plan_backstops: [[], [3, 3, 7], [7, 3], [0, 3], [3, 61], [3, 7.5], 3, ['3'], Array.from({ length: 13 }, (_, i) => i + 1)],
  };
  for (const [name, values] of Object.entries(bad))
    for (const value of values) {
      const answer = await put(change(name, value));
      assert.equal(answer.status, 422, `${name} ${JSON.stringify(value)}`);
      assert.deepEqual(answer.json.errors.map((e) => e.field), ['/value'], `${name} ${JSON.stringify(value)}`);
    }
  const good = { morning_reply_by: '08:30', curfew: ['22:30', '06:30'], shift_ends: ['07:30', '14:00', '21:30'], ladder_rouse_min: [0, 2, 4, 8], plan_backstops: [2, 5, 10] };
  for (const [name, value] of Object.entries(good)) assert.equal((await put(change(name, value))).status, 201, name);
  assert.deepEqual((await put(change('no_such_setting', 1))).json.errors.map((e) => e.field), ['/name']);
});

test('the second of two changes is shown the first one, and nothing is lost', async () => {
  const first = newId();
  await put(change('soon_s', 600), first);
  const second = await put(change('soon_s', 1200));
  assert.equal(slug(second), 'edit-conflict');
  assert.equal(second.status, 409);
  assert.deepEqual([second.json.current.value, second.json.current.based_on, second.json.current.author], [600, first, 'Alpha premises manager']);
  assert.equal((await put(change('soon_s', 1200, { based_on: first }))).status, 201);
  const both = await Promise.all([put(change('late_entry_s', 500)), put(change('late_entry_s', 700))]);
  assert.deepEqual(both.map((answer) => answer.status).sort(), [201, 409]);
});

test('the same again is answered the same, other content is refused', async () => {
  const id = newId();
  const body = change('acknowledge_s', 240);
  const first = await put(body, id);
  s.clock.advance(5);
  const again = await put(body, id);
  assert.deepEqual([again.status, again.json], [201, first.json]);
  assert.equal(slug(await put({ ...body, value: 180 }, id)), 'id-reused');
  assert.equal((await one('acknowledge_s')).history.length, 1);
});

test('a start that was to come is answered the same when it is sent again after it came', async () => {
  const id = newId();
  const body = change('retrospective_s', 1800, { from: later(60) });
  const first = await put(body, id);
  assert.equal(first.status, 201, first.text);
  s.clock.advance(300);
  const again = await put(body, id);
  assert.deepEqual([again.status, again.json], [201, first.json]);
  assert.equal(slug(await put({ ...body, value: 2400 }, id)), 'id-reused');
  assert.equal((await one('retrospective_s')).history.length, 1);
});

test('workers and inspectors read, managers of the premises change', async () => {
  for (const who of [A.staff.night, A.staff.inspector, A.staff.oncall]) {
    const browser = await s.as(who);
    assert.equal((await list(browser)).length > 0, true);
    assert.equal((await put(change('batch_s', 30), newId(), browser)).status, 403, who.username);
  }
  const elsewhere = await s.as(B.staff.manager);
  assert.equal((await elsewhere.get(`/api/premises/${A.id}/settings`)).status, 404);
  assert.equal((await put(change('batch_s', 30), newId(), elsewhere)).status, 404);
  assert.equal((await put(change('batch_s', 30), newId(), await s.as(ESTATE.area))).status, 201);
});
