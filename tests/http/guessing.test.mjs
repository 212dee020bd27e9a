// Guessing at a terminal, and what a crowd outside can do to it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { psql, rows, until, value } from '../harness/index.mjs';
import { A, PASSWORD, PIN, newId, peopleServer, slug } from './people.mjs';

let s, terminal;
before(async () => {
  s = await peopleServer();
  terminal = await s.terminal(A);
  await s.as(A.staff.key, terminal);
  await s.as(A.staff.night, terminal);
});
beforeEach(() => s.clock.advance(301)); // longer than a PIN stays locked
after(() => s?.stop());

const her = A.staff.night;
const here = (pin, who = her) => terminal.post('/api/terminal/switch', { staff: who.id, pin });
const wrongs = (n) => Array.from({ length: n }, (_, i) => String(500001 + 7 * i));

/**
 * Wrong ones and the right one, all at once. Before the right one came, or after it, no more than four are told that they
 * are wrong: whatever comes after the fifth is told that the PIN is locked, right or wrong.
 */
async function fiveCounted(send) {
  const answers = await Promise.all([...wrongs(24), PIN].map(send));
  const wrong = answers.slice(0, -1).map(slug);
  const overtook = answers.at(-1).status < 300; // it was judged before the fifth wrong one, and the count began anew
  const told = wrong.filter((one) => one === 'pin-wrong').length;
  assert.ok(overtook ? told <= 8 : told === 4, `${overtook} ${wrong.join(' ')}`);
  assert.equal(wrong.filter((one) => one === 'pin-locked').length, 24 - told, wrong.join(' '));
  assert.equal(slug(await send(PIN)), 'pin-locked', 'the right one is told the same as a wrong one');
}

test('PINs for a name, all sent at once, are five tries', async () => {
  await fiveCounted((pin) => here(pin));
});

test('PINs in the bodies of records, all sent at once, are five tries', async () => {
  assert.equal((await here(PIN)).status, 200);
  const visit = (over) => ({ stay: A.women.cared.stay, crn: A.women.cared.crn, outcome: 'spoke', done_at: s.clock.iso, ...over });
  await fiveCounted((pin) => terminal.put(`/api/visits/${newId()}`, visit({ pin })));
});

test('a second person\'s PIN has the same limit', async () => {
  assert.equal((await here(PIN)).status, 200);
  const visit = (pin) => ({
    stay: A.women.cared.stay, crn: A.women.cared.crn, outcome: 'spoke', done_at: s.clock.iso, reason: 'busy', second: { staff: A.staff.key.id, pin },
  });
  await fiveCounted((pin) => terminal.put(`/api/visits/${newId()}`, visit(pin)));
  assert.equal((await here(PIN)).status, 200, 'only the guessed one is locked');
});

test('a right PIN that is judged while the fifth wrong one is being counted is told that it is locked', async () => {
  const counting = psql(s.db, `DO $$
    BEGIN
      UPDATE lantern.staff_pin SET locked_until = '2100-01-01' WHERE staff_id = '${her.id}';
      PERFORM pg_advisory_lock(20500);
      FOR i IN 1..3000 LOOP
        EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted);
        PERFORM pg_sleep(0.01);
      END LOOP;
    END $$`);
  await until(async () => await value(s.db, `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 20500`) === 1, 'the row to be held');
  const answer = await here(PIN);
  await counting;
  assert.equal(slug(answer), 'pin-locked');
  await psql(s.db, `UPDATE lantern.staff_pin SET locked_until = NULL WHERE staff_id = '${her.id}'`);
});

const fails = async (who) => rows(s.db, `SELECT kind, data->>'place' AS place, count(*)::int AS n FROM lantern.event
  WHERE kind IN ('access.failed', 'access.locked') AND data->>'staff' = '${who.id}' AND data->>'by' = 'password' GROUP BY 1, 2 ORDER BY 1, 2`);
const tries = (place) => [{ kind: 'access.failed', place, n: 5 }, { kind: 'access.locked', place, n: 1 }];

test('passwords inside a session, all sent at once, are five tries', async () => {
  const who = A.staff.oncall;
  const browser = await s.as(who);
  const send = (password) => browser.post('/api/me/pin', { password, pin: '271828' });
  const answers = await Promise.all([...wrongs(24), PASSWORD].map(send));
  assert.deepEqual([...new Set(answers.slice(0, -1).map((one) => one.json.errors[0].field))], ['/password']);
  const overtook = answers.at(-1).status === 204; // judged before the fifth wrong one, and the count began anew
  const [failed, locked] = await fails(who);
  assert.ok(overtook ? failed.n <= 9 : failed.n === 5, `${overtook} ${failed.n}`);
  assert.equal(locked.n, 1);
  const late = await send(PASSWORD);
  assert.equal(late.json?.errors?.[0].field, '/password', 'the right one is told the same as a wrong one');
  s.clock.advance(301);
  assert.equal((await send(PASSWORD)).status, 204);
});

test('a right password that is judged while the fifth wrong one is being counted opens nothing', async () => {
  const who = A.staff.oncall;
  const browser = await s.as(who);
  const counting = psql(s.db, `DO $$
    BEGIN
      PERFORM FROM lantern.staff_secret WHERE staff_id = '${who.id}' FOR UPDATE;
      INSERT INTO lantern.staff_tries VALUES ('${who.id}', 'elsewhere', 0, '2100-01-01');
      PERFORM pg_advisory_lock(20501);
      FOR i IN 1..3000 LOOP
        EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE locktype IN ('transactionid', 'tuple') AND NOT granted);
        PERFORM pg_sleep(0.01);
      END LOOP;
    END $$`);
  await until(async () => await value(s.db, `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 20501`) === 1, 'the row to be held');
  const answer = await browser.post('/api/me/pin', { password: PASSWORD, pin: '271829' });
  await counting;
  assert.equal(answer.status, 422);
  await psql(s.db, `DELETE FROM lantern.staff_tries WHERE staff_id = '${who.id}'`);
});

test('passwords at the door, all sent at once, are five tries', async () => {
  const who = A.staff.lead;
  const answers = await Promise.all(Array.from({ length: 24 }, () => s.newClient().post('/api/sign-in', s.claim(who, { password: 'a guess' }))));
  assert.deepEqual([...new Set(answers.map(slug))], ['sign-in-refused']);
  assert.deepEqual(await fails(who), tries('elsewhere'));
});

test('a stranger who knows her username locks the outer door, and she still starts her shift', async () => {
  const who = A.staff.agency;
  const sign = (browser, over) => browser.post('/api/sign-in', s.claim(who, over));
  for (let i = 0; i < 5; i++) assert.equal((await sign(s.newClient(), { password: 'a guess' })).status, 401);
  s.clock.advance(31);
  assert.equal((await sign(s.newClient())).status, 401, 'locked outside, for her too');
  assert.equal((await sign(terminal)).status, 200, 'open at the terminal');
  s.clock.advance(31);
  assert.equal((await sign(s.newClient())).status, 401, 'which does not open the outer door again');
  assert.deepEqual(await fails(who), tries('elsewhere'));
});

test('five wrong passwords at the terminal lock it there and not at her own computer', async () => {
  const who = A.staff.inspector;
  const sign = (browser, over) => browser.post('/api/sign-in', s.claim(who, over));
  for (let i = 0; i < 5; i++) assert.equal((await sign(terminal, { password: 'a guess' })).status, 401);
  s.clock.advance(31);
  assert.equal((await sign(terminal)).status, 401);
  assert.equal((await sign(s.newClient())).status, 200);
  assert.deepEqual(await fails(who), tries('terminal'));
  s.clock.advance(301);
  assert.equal((await sign(terminal)).status, 200);
});

test('a crowd that tries to sign in does not keep the house from its own terminal', async () => {
  assert.equal((await here(PIN)).status, 200);
  const crowd = s.newClient();
  let going = true;
  const stranger = async () => {
    const statuses = [];
    while (going) statuses.push((await crowd.post('/api/sign-in', { username: 'nobody', password: 'guess', code: '123456' })).status);
    return statuses;
  };
  const strangers = Array.from({ length: 60 }, stranger);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const inside = [];
  for (let i = 0; i < 5; i++) inside.push((await here(PIN)).status);
  going = false;
  const outside = (await Promise.all(strangers)).flat();
  assert.deepEqual(inside, [200, 200, 200, 200, 200]);
  assert.ok(outside.includes(429), 'there were more of them than are judged');
});
