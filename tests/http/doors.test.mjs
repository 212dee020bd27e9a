// The squares at the doors: how near the recorder was, and never a condition for recording (features 36).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { value } from '../harness/index.mjs';
import { fields, house, NOW, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house();
});
after(() => h.stop());

const make = (who, room, id = randomUUID(), premises = h.here.id) => who.put(`/api/door-codes/${id}`, { premises, room });
const doors = async () => (await h.as('night_worker').get(`/api/premises/${h.here.id}/doors`)).json;
const scan = (woman, door, more = {}, id = randomUUID()) => h.as('night_worker').put(`/api/visits/${id}`, visitOf(woman, { proof: 'scanned', door, ...more }));

test('every room is listed, and a code made anew revokes the former', async () => {
  const manager = h.as('premises_manager');
  const [first, second] = [randomUUID(), randomUUID()];
  assert.equal((await make(manager, h.here.rooms[0], first)).status, 201);
  assert.deepEqual((await make(manager, h.here.rooms[0], first)).json, { door: { id: first, room: '1' } }, 'the same again');
  assert.equal((await make(manager, h.here.rooms[0], second)).status, 201);
  const page = await doors();
  assert.ok(page.host.length > 0);
  assert.deepEqual(page.doors.map((one) => one.room), ['1', '2', '3', '4', '5', '6']);
  assert.deepEqual(page.doors[0], { id: second, room: '1', room_id: h.here.rooms[0], stay: h.here.women[0].stay, made_at: NOW, made_by: h.here.staff.premises_manager.name });
  assert.deepEqual([page.doors[5].id, page.doors[5].stay], [null, null]);
  assert.equal(await value(h.db, `SELECT revoked_at IS NOT NULL FROM lantern.door_code WHERE id = '${first}'`), true);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.event WHERE kind = 'door.made'`), 2);

  assert.deepEqual(fields(await make(manager, randomUUID())), ['/room']);
  assert.deepEqual(fields(await make(manager, h.there.rooms[0])), ['/room'], 'of another house');
});

test('who may: the manager makes them, those who go round read them', async () => {
  for (const role of ROLES) {
    assert.equal((await make(h.as(role), h.here.rooms[4])).status, role === 'premises_manager' ? 201 : 403, role);
    const may = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'].includes(role);
    assert.equal((await h.as(role).get(`/api/premises/${h.here.id}/doors`)).status, may ? 200 : 403, role);
  }
  assert.equal((await make(h.as('premises_manager', h.there), h.here.rooms[4])).status, 404);
  assert.equal((await h.as('keyworker', h.there).get(`/api/premises/${h.here.id}/doors`)).status, 404);
});

test('scanned counts with the code at her door now, and the visit keeps it', async () => {
  const [woman, other] = h.here.women;
  const [{ id: hers }] = (await doors()).doors;
  const id = randomUUID();
  const seen = await scan(woman, hers, {}, id);
  assert.equal(seen.status, 201, seen.text);
  assert.equal(await value(h.db, `SELECT door_id FROM lantern.visit WHERE id = '${id}'`), hers);
  assert.equal((await h.as('night_worker').get(`/api/visits/${id}`)).json.proof, 'scanned');

  await make(h.as('premises_manager'), h.here.rooms[1]);
  for (const [whom, door, more] of [[other, hers], [woman, randomUUID()], [woman, undefined], [woman, hers, { proof: 'handset' }], [woman, hers, { proof: undefined }],
    [h.here.women[2], hers]]) {
    const answer = await scan(whom, door, more);
    assert.deepEqual([answer.status, slug(answer), fields(answer)], [422, 'invalid-input', ['/door']], answer.text);
  }
  await make(h.as('premises_manager'), h.here.rooms[0]);
  assert.deepEqual(fields(await scan(woman, hers)), ['/door'], 'what was made anew since says nothing');
  assert.equal((await scan(woman, hers, {}, id)).status, 201, 'but what was recorded is answered again');
  assert.equal((await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(woman))).status, 201, 'and nobody needs a code');
});
