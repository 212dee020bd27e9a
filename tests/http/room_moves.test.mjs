// She moves to another room: what was recorded before still points to the door it was recorded at.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 4 });
});
after(() => h.stop());

const empty = () => h.here.rooms.at(-1);
const body = (woman, more) => ({ stay: woman.stay, crn: woman.crn, room: empty(), moved_at: NOW, reason: 'sleeps better away from the stairs', her_view: 'I asked for it.', ...more });
const move = (woman, more, role = 'keyworker', id = randomUUID(), where = h.here) => h.as(role, where).put(`/api/room-moves/${id}`, body(woman, more));
const roomOn = async (woman) => (await h.as('night_worker').get(`/api/premises/${h.here.id}/board`)).json.rows.find((row) => row.stay === woman.stay).room;

test('what does not fit is refused by field', async () => {
  const [woman, other] = h.here.women;
  for (const [more, field] of [[{ room: h.here.rooms[0] }, '/room'], [{ room: h.here.rooms[1] }, '/room'], [{ room: h.there.rooms[0] }, '/room'], [{ room: randomUUID() }, '/room'],
    [{ moved_at: minutes(5) }, '/moved_at'], [{ moved_at: minutes(-20000) }, '/moved_at'], [{ reason: ' ' }, '/reason']]) {
    const answer = await move(woman, more);
    assert.deepEqual([answer.status, fields(answer)], [422, [field]], JSON.stringify(more) + answer.text);
  }
  assert.equal(slug(await move(woman, { crn: other.crn })), 'wrong-woman');
});

test('only who keeps her plan moves her', async () => {
  for (const role of ROLES.filter((one) => !['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'].includes(one)))
    assert.equal((await move(h.here.women[0], {}, role)).status, 403, role);
  assert.ok([403, 404].includes((await move(h.here.women[0], {}, 'keyworker', randomUUID(), h.there)).status));
});

test('from, to, when, why and her view stay; checks before it point to the old door, those after it to the new', async () => {
  const [woman] = h.here.women;
  const worker = h.as('night_worker');
  const before = randomUUID();
  assert.equal((await worker.put(`/api/visits/${before}`, visitOf(woman))).status, 201);
  await h.at(minutes(3));
  const id = randomUUID();
  const at = h.clock.iso;
  const answer = await move(woman, { moved_at: at }, 'keyworker', id);
  assert.deepEqual([answer.status, answer.json.moved_at], [201, at], answer.text);
  assert.deepEqual((await move(woman, { moved_at: at }, 'keyworker', id)).json, answer.json, 'sent twice is done once');
  assert.equal(await roomOn(woman), answer.json.room);
  const past = await rows(h.db, `SELECT room_id, reason, her_view, author_id, lower(during) AS since, upper(during) AS until FROM lantern.stay_room WHERE stay_id = '${woman.stay}' ORDER BY lower(during)`);
  assert.deepEqual(past.map((one) => one.room_id), [h.here.rooms[0], empty()]);
  assert.deepEqual([past[1].reason, past[1].her_view, past[1].author_id], ['sleeps better away from the stairs', 'I asked for it.', h.here.staff.keyworker.id]);
  assert.equal(past[0].until, past[1].since);
  const after = randomUUID();
  await h.at(minutes(6));
  assert.equal((await h.as('night_worker').put(`/api/visits/${after}`, visitOf(woman, { done_at: h.clock.iso }))).status, 201);
  assert.equal(await value(h.db, `SELECT room_id FROM lantern.visit WHERE id = '${before}'`), h.here.rooms[0]);
  assert.equal(await value(h.db, `SELECT room_id FROM lantern.visit WHERE id = '${after}'`), empty());
  const page = await h.as('keyworker').get(`/api/residents/${woman.crn}/stays/${woman.stay}`);
  assert.deepEqual(page.json.overview.rooms.map((one) => one.reason)[0], 'sleeps better away from the stairs');
});

test('two women moved into one bed at once: one of them has it', async () => {
  const [, second, third] = h.here.women;
  const room = h.here.rooms[0]; // free since the first one left
  const answers = await Promise.all([second, third].map((woman) => move(woman, { room, moved_at: h.clock.iso })));
  const good = answers.filter((one) => one.status === 201);
  const bad = answers.filter((one) => one.status !== 201);
  assert.equal(good.length, 1, answers.map((one) => one.text).join());
  assert.ok([409, 422, 503].includes(bad[0].status), bad[0].text);
  const again = await move(answers[0].status === 201 ? third : second, { room, moved_at: h.clock.iso });
  assert.deepEqual([again.status, fields(again)], [422, ['/room']], again.text);
});
