// Shared screens: enrolling, the sign-on for a shift, name and PIN, and whoever was there before being there no more.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { micros, rows } from '../harness/index.mjs';
import { A, B, PIN, newId, peopleServer, slug } from './people.mjs';

let s;
before(async () => (s = await peopleServer()));
after(() => s.stop());

const choose = (browser, who, pin = PIN) => browser.post('/api/terminal/switch', { staff: who.id, pin });

test('a manager enrols the browser she sits at; it stays a terminal when she leaves', async () => {
  const terminal = await s.terminal(A, 'Night office');
  const me = (await terminal.get('/api/me')).json;
  assert.equal(me.signed_in, false);
  assert.deepEqual(me.terminal, { id: terminal.id, name: 'Night office', premises: { id: A.id, name: 'Alpha House' } });
  assert.deepEqual(me.premises, []);
});

test('the same enrolment again is refused: its key is gone', async () => {
  const manager = await s.as(A.staff.manager);
  const path = `/api/terminals/${newId()}`;
  const body = { premises: A.id, name: 'Hall' };
  assert.equal((await manager.put(path, body)).status, 201);
  const key = manager.cookies.get('__Host-lantern-terminal');
  assert.equal((await manager.put(path, body)).status, 409);
  assert.equal(manager.cookies.get('__Host-lantern-terminal'), key);
});

test('only a manager of the premises enrols there', async () => {
  for (const [who, expected] of [[A.staff.lead, 403], [A.staff.inspector, 403], [B.staff.manager, 404]]) {
    const answer = await (await s.as(who)).put(`/api/terminals/${newId()}`, { premises: A.id, name: 'Not hers' });
    assert.equal(answer.status, expected, who.username);
  }
});

test('password and code at a terminal are the sign-on until the shift ends; then the PIN is enough', async () => {
  const terminal = await s.terminal(A);
  assert.equal(slug(await choose(terminal, A.staff.night)), 'sign-on-needed');
  await s.as(A.staff.night, terminal);
  const people = (await terminal.get('/api/terminal/people')).json.people;
  const her = people.find((one) => one.staff === A.staff.night.id);
  assert.equal(her.until, '2026-11-11T08:00:00.000000Z');
  assert.deepEqual([her.name, her.initials, her.has_pin, her.locked_until], ['Alpha night worker', 'ANW', true, null]);
  assert.equal((await terminal.post('/api/terminal/lock', {})).status, 204);
  assert.equal((await terminal.get('/api/me')).json.signed_in, false);
  const back = await choose(terminal, A.staff.night);
  assert.equal(back.status, 200);
  assert.equal(back.json.kind, 'pin');
  assert.equal(back.json.staff.id, A.staff.night.id);
});

test('when the person changes, the session of the one before is over', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.night, terminal);
  await s.as(A.staff.key, terminal);
  const hers = terminal.cookies.get('__Host-lantern');
  assert.equal((await choose(terminal, A.staff.night)).json.staff.id, A.staff.night.id);
  terminal.cookies.set('__Host-lantern', hers);
  assert.equal((await terminal.get('/api/me')).json.signed_in, false, 'the old cookie is nobody');
  const reasons = await rows(s.db, `SELECT end_reason FROM lantern.session WHERE staff_id = '${A.staff.key.id}' AND end_reason = 'switched'`);
  assert.equal(reasons.length > 0, true);
});

test('switching takes less than three seconds, hash and all', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.night, terminal);
  const began = Date.now();
  assert.equal((await choose(terminal, A.staff.night)).status, 200);
  assert.ok(Date.now() - began < 3000, `${Date.now() - began} ms`);
});

test('five wrong PINs lock that PIN and no other, and the board stays open', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.lead, terminal);
  await s.as(A.staff.night, terminal);
  const left = [];
  for (let i = 0; i < 4; i++) {
    const answer = await choose(terminal, A.staff.lead, '837261');
    assert.equal(slug(answer), 'pin-wrong');
    left.push(answer.json.tries_left);
  }
  assert.deepEqual(left, ['4', '3', '2', '1']);
  const fifth = await choose(terminal, A.staff.lead, '837261');
  assert.equal(slug(fifth), 'pin-locked');
  assert.equal(micros(fifth.json.until), s.clock.us + 300_000_000n);
  assert.equal(slug(await choose(terminal, A.staff.lead)), 'pin-locked', 'right, but locked');
  assert.equal((await choose(terminal, A.staff.night)).status, 200, 'others go on');
  assert.equal((await terminal.get(`/api/premises/${A.id}/board`)).status, 200);
  s.clock.advance(301);
  assert.equal((await choose(terminal, A.staff.lead)).status, 200);
  const events = await rows(s.db, `SELECT kind FROM lantern.event WHERE kind LIKE 'access.%' AND data->>'by' = 'pin' AND premises_id = '${A.id}'`);
  assert.deepEqual(events.map((one) => one.kind).sort(), [...Array(5).fill('access.failed'), 'access.locked']);
});

test('a right PIN forgets the wrong ones before it', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.oncall, terminal);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) assert.equal(slug(await choose(terminal, A.staff.oncall, '837261')), 'pin-wrong');
    assert.equal((await choose(terminal, A.staff.oncall)).status, 200);
  }
});

test('a terminal that nobody touches locks by itself, and the server knows it too', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.night, terminal);
  s.clock.advance(59);
  assert.equal((await terminal.get('/api/premises')).status, 200);
  s.clock.advance(61);
  assert.equal((await terminal.get('/api/me')).json.signed_in, false);
  assert.equal(slug(await terminal.get('/api/premises')), 'terminal-locked');
  const board = (await terminal.get(`/api/premises/${A.id}/board`)).json;
  assert.equal(board.locked, true);
  assert.equal(JSON.stringify(board).includes('Alphaworth'), false);
  assert.equal((await choose(terminal, A.staff.night)).status, 200);
});

test('a shift ends by the wall clock, on the nights the clocks change too', async () => {
  for (const [now, until] of [
    ['2027-03-27T18:30:00Z', '2027-03-28T07:00:00.000000Z'],
    ['2026-10-24T18:30:00Z', '2026-10-25T08:00:00.000000Z'],
    ['2026-10-25T08:30:00Z', '2026-10-25T18:00:00.000000Z'],
  ]) {
    const night = await peopleServer({ now });
    try {
      const terminal = await night.terminal(B);
      await night.as(B.staff.night, terminal);
      const { people } = (await terminal.get('/api/terminal/people')).json;
      assert.equal(people.find((one) => one.staff === B.staff.night.id).until, until);
    } finally {
      await night.stop();
    }
  }
});

test('after the shift the PIN opens nothing', async () => {
  const terminal = await s.terminal(B);
  await s.as(B.staff.night, terminal);
  s.clock.advance(14 * 3600);
  assert.equal(slug(await choose(terminal, B.staff.night)), 'sign-on-needed');
  assert.deepEqual((await terminal.get('/api/terminal/people')).json.people, []);
  s.clock.advance(-14 * 3600);
});

test('signing out at a terminal ends the sign-on', async () => {
  const terminal = await s.terminal(B);
  await s.as(B.staff.key, terminal);
  assert.equal((await terminal.post('/api/sign-out', {})).status, 204);
  assert.equal(slug(await choose(terminal, B.staff.key)), 'sign-on-needed');
});

test('a terminal knows its own premises only', async () => {
  const terminal = await s.terminal(A);
  const elsewhere = await s.terminal(B);
  await s.as(B.staff.night, elsewhere);
  assert.equal(slug(await choose(terminal, B.staff.night)), 'sign-on-needed');
  const { people } = (await terminal.get('/api/terminal/people')).json;
  assert.equal(people.some((one) => one.staff === B.staff.night.id), false);
  assert.equal((await terminal.get(`/api/premises/${B.id}/board`)).status, 404);
});

test('by PIN she has her roles at this premises, and no others', async () => {
  const terminal = await s.terminal(A);
  const { json } = await (await s.as(A.staff.night, terminal)).get('/api/me');
  assert.deepEqual(json.premises.map((one) => one.id), [A.id]);
});

test('a revoked terminal is a browser like any other, at once', async () => {
  const terminal = await s.terminal(A);
  await s.as(A.staff.night, terminal);
  const manager = await s.as(A.staff.manager);
  const { terminals } = (await manager.get(`/api/premises/${A.id}/terminals`)).json;
  const one = terminals.find(({ id }) => id === terminal.id);
  assert.equal(one.enrolled_by, 'Alpha premises manager');
  const stale = await manager.post(`/api/terminals/${terminal.id}/revoke`, { reason: 'stolen', version: one.version + 1 });
  assert.equal(slug(stale), 'edit-conflict');
  assert.equal(stale.json.current.version, one.version);
  assert.equal((await manager.post(`/api/terminals/${terminal.id}/revoke`, { reason: 'stolen', version: one.version })).status, 204);
  assert.equal((await terminal.get('/api/me')).json.terminal, null);
  assert.equal((await terminal.get('/api/premises')).status, 401);
  assert.equal((await manager.post(`/api/terminals/${terminal.id}/revoke`, { reason: 'again', version: one.version + 1 })).status, 409);
  const other = await s.as(B.staff.manager);
  assert.equal((await other.post(`/api/terminals/${terminal.id}/revoke`, { reason: 'not mine', version: 1 })).status, 404);
});

test('a browser that is no terminal has nobody to switch to', async () => {
  assert.equal((await choose(s.newClient(), A.staff.night)).status, 401);
  assert.equal((await s.newClient().get('/api/terminal/people')).status, 401);
});
