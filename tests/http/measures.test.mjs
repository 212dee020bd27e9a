// How the work goes: figures of a house that explain themselves, and of all houses without a woman, a room or what stands for few.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { psql, value } from '../harness/index.mjs';
import { saveSession } from './keywork.mjs';
import { fields, house, ROLES, slug } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 6 });
});
after(() => h.stop());

const address = (query = '', place = h.here) => `/api/premises/${place.id}/measures${query}`;
const READ = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector'];
const of = (answer, name) => answer.json.measures.find((one) => one.name === name);

test('a session that is held makes the figure, and the figure says of whom', async () => {
  const manager = h.as('premises_manager');
  const was = await manager.get(address());
  assert.equal(was.status, 200, was.text);
  assert.deepEqual([was.json.from, was.json.until, was.json.premises.name], ['2026-10-14', '2026-11-10', h.here.name], 'the last 28 days');
  assert.deepEqual([of(was, 'delivery_rate').value, of(was, 'delivery_rate').of], [0, 6], 'six women, one whole week each');
  const [woman] = h.here.women;
  const saved = await saveSession(h.as('keyworker'), woman, { happened_at: '2026-11-05T15:00:00.000000Z' });
  assert.equal(saved.status, 201, saved.text);
  const now = await manager.get(address());
  assert.deepEqual([of(now, 'delivery_rate').count, of(now, 'delivery_rate').value], [1, 16]);
  assert.deepEqual(of(now, 'delivery_rate').because[0], { stay: woman.stay, room: '1', words: '1 of 1 week with a session' });
  assert.deepEqual(of(now, 'delivery_rate').because.map((one) => one.room), ['1', '2', '3', '4', '5', '6'], 'by room, whatever it says');
  assert.deepEqual(of(now, 'first_session_days').value, 5);
  assert.doesNotMatch(now.text, /Woman|Exampleby|X10000/, 'no name');
  assert.equal(of(await manager.get(address('?from=2026-11-06')), 'delivery_rate').of, 0, 'a week that is cut short is not counted');
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.access_log WHERE premises_id = '${h.here.id}' AND route LIKE '%/measures' AND what = 'read'`), 3);
});

test('what are no days is said', async () => {
  const manager = h.as('premises_manager');
  assert.deepEqual(fields(await manager.get(address('?until=2026-11-11'))), ['/until']);
  assert.deepEqual(fields(await manager.get(address('?from=2026-11-09&until=2026-11-08'))), ['/from']);
  assert.deepEqual(fields(await manager.get(address('?from=2025-11-09'))), ['/from']);
  assert.deepEqual(fields(await manager.get(address('?from=yesterday'))), ['/from']);
  assert.equal((await manager.get(address('?from=2025-11-10'))).status, 200, 'a year');
});

test('a house is for who works there, the houses together for who runs them', async () => {
  for (const role of ROLES) {
    const here = await h.as(role).get(address());
    assert.equal(here.status, READ.includes(role) ? 200 : 403, role);
    const all = await h.as(role).get('/api/measures');
    assert.equal(all.status, role === 'area_manager' ? 200 : 403, role);
  }
  assert.equal(slug(await h.as('premises_manager', h.there).get(address())), 'not-found');
});

test('across houses nothing stands for few, and no house stands beside another', async () => {
  const area = h.as('area_manager');
  const answer = await area.get('/api/measures');
  assert.deepEqual([answer.json.from, answer.json.until, answer.json.small, answer.json.premises], ['2026-08-17', '2026-11-08', 5, 2], 'twelve whole weeks');
  for (const one of answer.json.measures.filter((each) => each.hidden)) assert.deepEqual([one.value, one.count, one.of], [null, null, null], one.name);
  assert.equal(of(answer, 'delivery_rate').hidden, true, 'one of eight is few');
  assert.doesNotMatch(answer.text, /Alder|Birch|Woman|"room"|"stay"|"because"/);
  for (const woman of [...h.here.women.slice(1, 5)]) {
    assert.equal((await saveSession(h.as('premises_manager'), woman.restricted ? h.here.women[1] : woman, { happened_at: '2026-11-05T15:00:00.000000Z' })).status, 201);
  }
  assert.deepEqual(of(await area.get('/api/measures'), 'delivery_rate').hidden, true, 'five of eight leave three');
  await psql(h.db, `INSERT INTO lantern.setting (id, premises_id, name, value, reason, author_id, from_at, recorded_at)
    SELECT gen_random_uuid(), p, 'small_number', '3', 'test', '${h.here.staff.premises_manager.id}', '2026-11-01', '2026-11-01' FROM unnest('{${h.here.id},${h.there.id}}'::uuid[]) p`);
  const more = of(await area.get('/api/measures'), 'delivery_rate');
  assert.deepEqual([more.hidden, more.count, more.of, more.value], [false, 5, 8, 62]);
});
