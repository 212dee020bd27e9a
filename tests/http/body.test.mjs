// Where a mark was seen on her body: for those with health scope and for nobody else (features 22; night event 40).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';

let h;
before(async () => {
  h = await house();
});
after(() => h.stop());

const HEALTH = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager'];
const page = (who, woman) => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/body`);
const put = (who, woman, more = {}, id = randomUUID()) => who.put(`/api/body-marks/${id}`, {
  stay: woman.stay, crn: woman.crn, side: 'front', region: 'left forearm', across: 320, down: 410, kind: 'cut', words: 'two, shallow', seen_at: minutes(-1), ...more,
});

test('a mark is kept where it was seen, and stays when it has healed', async () => {
  const [juniper] = h.here.women;
  const dee = h.as('night_worker');
  const id = randomUUID();
  assert.equal((await put(dee, juniper, {}, id)).status, 201);
  assert.equal((await put(dee, juniper, {}, id)).status, 201);
  assert.equal(slug(await put(dee, juniper, { across: 1 }, id)), 'id-reused');
  const mark = { id, side: 'front', region: 'left forearm', across: 320, down: 410, kind: 'cut', words: 'two, shallow', seen_at: minutes(-1),
    author: h.here.staff.night_worker.name, recorded_at: NOW, healed: null };
  const read = await page(h.as('keyworker'), juniper);
  assert.deepEqual([read.json.banner.stay, read.json.marks], [juniper.stay, [mark]]);

  for (let twice = 0; twice < 2; twice++) assert.equal((await h.as('shift_lead').post(`/api/body-marks/${id}/healed`, {})).status, 200);
  assert.deepEqual((await page(dee, juniper)).json.marks, [{ ...mark, healed: { at: NOW, by: h.here.staff.shift_lead.name } }]);
  const events = await rows(h.db, `SELECT kind, data FROM lantern.event WHERE kind LIKE 'body.%' ORDER BY xid, seq`);
  assert.deepEqual(events, [{ kind: 'body.marked', data: { mark: id } }, { kind: 'body.healed', data: { mark: id } }], 'nothing of it is told');
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.access_log WHERE what = 'read' AND route LIKE '%/body'`), 2);
});

test('who may see it: health scope; who may write: also on-call', async () => {
  const woman = h.here.women[1];
  const id = randomUUID();
  await put(h.as('keyworker'), woman, {}, id);
  for (const role of ROLES) {
    const read = await page(h.as(role), woman);
    assert.equal(read.status, HEALTH.includes(role) ? 200 : 403, `${role} ${read.text}`);
    if (read.status !== 200) assert.doesNotMatch(read.text, /forearm|shallow/);
    assert.equal((await put(h.as(role), woman)).status, [...HEALTH, 'on_call'].includes(role) ? 201 : 403, role);
    assert.equal((await h.as(role).post(`/api/body-marks/${id}/healed`, {})).status, HEALTH.includes(role) ? 200 : 403, role);
  }
  const stranger = h.as('keyworker', h.there);
  for (const answer of [await page(stranger, woman), await put(stranger, woman), await stranger.post(`/api/body-marks/${id}/healed`, {})]) {
    assert.equal(answer.status, 404, answer.text);
    assert.doesNotMatch(answer.text, /Exampleby|forearm/);
  }
  assert.equal((await page(await h.terminal(), woman)).status, 403);
});

test('a mark names what is wrong with it', async () => {
  const [woman, other] = h.here.women;
  for (const [more, status, field] of [[{ side: 'left' }, 422, '/side'], [{ across: 1001 }, 422, '/across'], [{ down: -1 }, 422, '/down'],
    [{ region: '' }, 422, '/region'], [{ kind: 'wound' }, 422, '/kind'], [{ seen_at: minutes(5) }, 422, '/seen_at'], [{ crn: other.crn }, 409, '/crn']]) {
    const answer = await put(h.as('keyworker'), woman, more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
  const wrong = await page(h.as('keyworker'), { ...woman, crn: other.crn });
  assert.deepEqual([wrong.status, slug(wrong)], [409, 'wrong-woman']);
  assert.equal((await h.as('keyworker').post(`/api/body-marks/${randomUUID()}/healed`, {})).status, 404);
});
