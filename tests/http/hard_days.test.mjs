// Days that are known to be hard for her: on the board from the evening before (features 21; night events 1 and 27).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { fields, house, ROLES, slug } from './house.mjs';

let h;
before(async () => {
  h = await house();
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const put = (who, woman, day, more = {}, id = randomUUID()) => who.put(`/api/hard-days/${id}`, { stay: woman.stay, crn: woman.crn, day, kind: 'letter', words: 'A letter is due.', ...more });
const page = (who, woman) => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/hard-days`);
const onBoard = async (who, woman) => (await who.get(`/api/premises/${h.here.id}/board`)).json.rows.find((row) => row.stay === woman.stay).hard_days;
const told = async (woman) => (await rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind LIKE 'hard_day.%' ORDER BY xid, seq`)).at(-1).data;

test('the board shows today and tomorrow, and the event carries the same', async () => {
  const [woman] = h.here.women;
  const mo = h.as('night_worker');
  const id = randomUUID();
  for (const [day, more, given] of [['2026-11-11', { kind: 'child_contact', words: 'Contact visit at two.' }, id], ['2026-11-12', {}], ['2026-11-10', {}]])
    assert.equal((await put(mo, woman, day, more, given)).status, 201);
  const days = [{ day: '2026-11-10', kind: 'letter', words: 'A letter is due.' }, { day: '2026-11-11', kind: 'child_contact', words: 'Contact visit at two.' }];
  assert.deepEqual(await onBoard(mo, woman), days);
  assert.deepEqual((await told(woman)).row, { hard_days: days });
  assert.equal((await told(woman)).board, undefined, 'nothing for a locked screen');
  assert.equal(await onBoard(await h.terminal(), woman), null);
  assert.deepEqual((await page(mo, woman)).json.days.map((one) => [one.day, one.author, one.withdrawn]),
    ['2026-11-10', '2026-11-11', '2026-11-12'].map((day) => [day, h.here.staff.night_worker.name, null]));
  assert.equal((await put(mo, woman, '2026-11-11', { kind: 'child_contact', words: 'Contact visit at two.' }, id)).status, 201, 'the same again');
  assert.equal((await onBoard(mo, woman)).length, 2);

  assert.deepEqual(fields(await mo.post(`/api/hard-days/${id}/withdraw`, {})), ['/reason']);
  assert.equal((await mo.post(`/api/hard-days/${id}/withdraw`, { reason: 'It was put off.' })).status, 200);
  assert.equal(slug(await mo.post(`/api/hard-days/${id}/withdraw`, { reason: 'It was put off.' })), 'conflict');
  assert.deepEqual(await onBoard(mo, woman), days.slice(0, 1));
  assert.deepEqual((await told(woman)).row, { hard_days: days.slice(0, 1) });
  assert.equal((await page(mo, woman)).json.days[1].withdrawn.reason, 'It was put off.');
});

test('who may: those who keep plans; her practitioner reads', async () => {
  const woman = h.here.women[1];
  const id = randomUUID();
  await put(h.as('keyworker'), woman, '2026-11-14', {}, id);
  for (const role of ROLES) {
    const may = KEEP.includes(role);
    assert.equal((await put(h.as(role), woman, '2026-11-15')).status, may ? 201 : 403, role);
    if (!may) assert.equal((await h.as(role).post(`/api/hard-days/${id}/withdraw`, { reason: 'x' })).status, 403, role);
    const read = await page(h.as(role), woman);
    assert.equal(read.status, may || ['agency', 'inspector'].includes(role) ? 200 : role === 'practitioner' ? 404 : 403, `${role} ${read.text}`);
  }
  const stranger = h.as('keyworker', h.there);
  for (const answer of [await page(stranger, woman), await put(stranger, woman, '2026-11-15'), await stranger.post(`/api/hard-days/${id}/withdraw`, { reason: 'x' })])
    assert.equal(answer.status, 404, answer.text);
  assert.equal((await put(await h.terminal(), woman, '2026-11-15')).status, 403);
});

test('a day names what is wrong with it', async () => {
  const [woman, other] = h.here.women;
  for (const [day, more, status, field] of [['2026-11-09', {}, 422, '/day'], ['2026-02-30', {}, 422, '/day'], ['2026-11-11', { kind: 'moon' }, 422, '/kind'],
    ['2026-11-11', { words: ' ' }, 422, '/words'], ['2026-11-11', { crn: other.crn }, 409, '/crn']]) {
    const answer = await put(h.as('keyworker'), woman, day, more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
});

test('words about a restricted woman stay in their row', async () => {
  const woman = h.here.women.at(-1);
  assert.equal((await put(h.as('keyworker'), { ...woman, crn: 'restricted' }, '2026-11-11', { words: 'Her mother died on it.' })).status, 201);
  assert.deepEqual(await onBoard(h.as('keyworker'), woman), [{ day: '2026-11-11', kind: 'letter', words: null }]);
  assert.doesNotMatch(JSON.stringify(await told(woman)), /mother/);
});

// From here on the clock moves.
test('tomorrow is that of the house: after midnight the day after is shown', async () => {
  const [woman] = h.here.women;
  await h.at('2026-11-11T00:00:01.000000Z');
  assert.deepEqual((await onBoard(h.as('night_worker'), woman)).map((one) => one.day), ['2026-11-12']);
  assert.deepEqual(fields(await put(h.as('night_worker'), woman, '2026-11-10')), ['/day']);
});
