// What leaves the building, as people see it: what waits, what was given up, where she is written to, where a letter leads.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { client, health, psql, rows, until } from '../harness/index.mjs';
import { message } from './examples/outbox.mjs';
import { NOW, fields, house, slug } from './house.mjs';

let h;
before(async () => (h = await house({ women: 3 })));
after(() => h.stop());

const manager = () => h.as('premises_manager');
const list = async (who = manager(), query = '') => (await who.get(`/api/outbox${query}`)).json;
const row = async (id) => (await rows(h.db, `SELECT state, seen_by_id, lantern.iso(next_at) AS next_at FROM lantern.outbox WHERE id = '${id}'`))[0];
const events = (id) => rows(h.db, `SELECT kind, staff_id, data FROM lantern.event WHERE data->>'message' = '${id}'`);

test('a manager sees what of her house was given up, and for whom, but not a word of it', async () => {
  const [dead, unknown] = [await message(h), await message(h, { state: 'unknown', worker: h.here.staff.keyworker })];
  const page = await list();
  assert.deepEqual([page.dead, page.unknown, page.waiting, page.oldest_at], [1, 1, 0, null]);
  const one = page.messages.find((m) => m.id === dead);
  assert.deepEqual(one, {
    id: dead, premises: h.here.id, to: 'alder practitioner', template: 'digest_today', counts: { updates: 2 }, state: 'dead', tries: 3, made_at: NOW,
    next_at: null, sent_at: null, courier: null, last_error: 'no such mailbox', seen: null,
  });
  assert.deepEqual((await list(manager(), '?state=unknown')).messages.map((m) => m.id), [unknown]);
  assert.deepEqual((await list(h.as('premises_manager', h.there))).messages, [], 'not of another house');
  assert.equal((await list(h.as('administrator'))).messages.length, 2);
  assert.deepEqual(fields(await manager().get('/api/outbox?state=lost')), ['/state']);
});

test('again: it is sent, and who asked for it is known', async () => {
  const id = await message(h);
  assert.equal((await manager().post(`/api/outbox/${id}/again`, {})).status, 204);
  await until(async () => (await row(id)).state === 'sent', 'it to be sent');
  assert.deepEqual(await events(id), [{ kind: 'message.again', staff_id: h.here.staff.premises_manager.id,
    data: { message: id, template: 'digest_today', was: 'dead', reason: null } }]);
  const { messages: [letter] } = (await h.as('practitioner').get('/api/me/inbox')).json;
  assert.equal(letter.id, id);
  assert.equal(letter.subject, '2 updates for a resident at your premises');

  const twice = await manager().post(`/api/outbox/${id}/again`, {});
  assert.deepEqual([twice.status, slug(twice)], [409, 'conflict']);
  assert.deepEqual(fields(await manager().post(`/api/outbox/${id}/again`, { at: 1 })), ['/at']);
});

test('drop: left, with its reason, and no longer among what somebody has to look at', async () => {
  const id = await message(h, { state: 'unknown' });
  assert.equal((await manager().post(`/api/outbox/${id}/drop`, { reason: 'She rang.' })).status, 204);
  assert.equal((await row(id)).state, 'dropped');
  assert.equal((await events(id))[0].data.reason, 'She rang.');
  assert.ok(!(await list()).messages.some((m) => m.id === id));
  const [{ seen }] = (await list(manager(), '?state=dropped')).messages;
  assert.deepEqual(seen, { at: NOW, by: 'alder premises_manager' });
  assert.equal((await manager().post(`/api/outbox/${id}/drop`, {})).status, 409);
});

test('not of another house, not by others, not what does not exist', async () => {
  const id = await message(h);
  for (const act of ['again', 'drop']) {
    const other = await h.as('premises_manager', h.there).post(`/api/outbox/${id}/${act}`, {});
    assert.deepEqual([other.status, slug(other)], [404, 'not-found']);
    assert.equal((await manager().post(`/api/outbox/${randomUUID()}/${act}`, {})).status, 404);
    for (const role of ['night_worker', 'keyworker', 'shift_lead', 'practitioner', 'kitchen', 'agency', 'inspector'])
      assert.equal((await h.as(role).post(`/api/outbox/${id}/${act}`, {})).status, 403, role);
  }
  assert.equal((await row(id)).state, 'dead');
});

test('her own address: hers to set, checked, and the newest counts', async () => {
  const me = h.as('practitioner');
  const set = (body, who = me) => who.put(`/api/staff-contacts/${randomUUID()}`, body);
  assert.deepEqual((await me.get('/api/me/contact')).json.contact, null);
  assert.equal((await set({ courier: 'mail', address: 'ann@probation.example.test' })).status, 201);
  assert.deepEqual((await me.get('/api/me/contact')).json.contact, { courier: 'mail', address: 'ann@probation.example.test', at: NOW });
  for (const address of ['ann', 'ann@example.test\nBcc: all@example.test', 'a@b.test, c@d.test', '', 'https://example.test'])
    assert.deepEqual(fields(await set({ courier: 'mail', address })), ['/address'], JSON.stringify(address));
  assert.deepEqual(fields(await set({ courier: 'inbox', address: 'ann@example.test' })), ['/address']);
  assert.deepEqual(fields(await set({ courier: 'pigeon', address: 'x' })), ['/courier']);
  assert.deepEqual(fields(await set({ address: 'ann@example.test' })), ['/courier']);

  const id = randomUUID();
  const [first, again, other] = [await me.put(`/api/staff-contacts/${id}`, { courier: 'inbox' }), await me.put(`/api/staff-contacts/${id}`, { courier: 'inbox' }),
    await me.put(`/api/staff-contacts/${id}`, { courier: 'notify', address: 'a@b.test' })];
  assert.deepEqual([first.status, again.status, other.status, slug(other)], [201, 201, 409, 'id-reused']);
  const told = await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'contact_address.set'`);
  assert.deepEqual(told[0].data, { staff: h.here.staff.practitioner.id, courier: 'mail' }, 'the event has no address');
});

test("somebody else's address, and a webhook, are set by the administrator", async () => {
  const { id: staff } = h.here.staff.keyworker;
  const hook = { courier: 'webhook', address: 'https://example.test/hook' };
  const put = (who, body) => who.put(`/api/staff-contacts/${randomUUID()}`, body);
  for (const body of [{ staff, courier: 'mail', address: 'a@b.test' }, hook]) {
    const refused = await put(manager(), body);
    assert.deepEqual([refused.status, slug(refused)], [403, 'not-allowed']);
  }
  assert.equal((await put(h.as('administrator'), { staff, ...hook })).status, 201);
  assert.deepEqual(fields(await put(h.as('administrator'), { staff, courier: 'webhook', address: 'http://example.test' })), ['/address']);
  assert.equal((await h.as('keyworker').get('/api/me/contact')).json.contact.address, 'https://example.test/hook');
});

test('a letter leads to what it is about, for whom it is', async () => {
  const [woman] = h.here.women;
  const update = randomUUID();
  await psql(h.db, `INSERT INTO lantern.practitioner_of VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.practitioner.id}', '2026-01-01');
    INSERT INTO lantern.practitioner_update (id, stay_id, resident_id, premises_id, level, kind, good, words, about, about_id, at)
      VALUES ('${update}', '${woman.stay}', '${woman.id}', '${h.here.id}', 'now', 'missing', false, 'Words.', 'movement', gen_random_uuid(), '${NOW}')`);
  await h.at(NOW);
  const [digest, now] = [await message(h), await message(h, { template: 'update_now', about: update })];
  const me = h.as('practitioner');
  assert.deepEqual((await me.get(`/api/open/${digest}`)).json, { path: '/updates' });
  assert.deepEqual((await me.get(`/api/open/${now}`)).json, { path: `/residents/${woman.crn}/stays/${woman.stay}/updates` });
  for (const who of [h.as('practitioner', h.there), h.as('kitchen'), h.as('keyworker', h.there)]) {
    const none = await who.get(`/api/open/${now}`);
    assert.deepEqual([none.status, slug(none)], [404, 'not-found']);
  }
  assert.equal((await h.nobody().get(`/api/open/${now}`)).status, 401);
});

test('how much waits is in the figures and in the state of health', async () => {
  const at = client(h.server);
  const figure = async (name) => Number(new RegExp(`^lantern_outbox_${name} (\\d+)`, 'm').exec((await at.get('/metrics')).text)?.[1]);
  await psql(h.db, `UPDATE lantern.outbox SET state = 'dropped' WHERE state IN ('dead', 'unknown')`);
  await message(h);
  await message(h, { state: 'unknown' });
  const id = await message(h, { state: 'open' });
  await psql(h.db, `UPDATE lantern.outbox SET next_at = timestamptz '${NOW}' + interval '1 day', made_at = timestamptz '${NOW}' - interval '90 s' WHERE id = '${id}' AND state = 'open'`);
  await until(async () => (await figure('dead')) === 1 && (await figure('unknown')) === 1, 'the figures');
  const { couriers } = await health(h.server);
  assert.deepEqual([couriers.ok, couriers.inbox, couriers.mail, couriers.dead], [true, true, false, 1]);
  at.close();
});
