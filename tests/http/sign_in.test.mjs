// Signing in: the same words whatever is wrong, five tries, a code once, a session that turns over.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { A, ESTATE, PASSWORD, PIN, peopleServer, slug } from './people.mjs';

let s;
before(async () => (s = await peopleServer()));
after(() => s.stop());

const signIn = (browser, who, over) => browser.post('/api/sign-in', s.claim(who, over));

test('a worker signs in and is told who she is and what she may open', async () => {
  const browser = s.newClient();
  const answer = await signIn(browser, A.staff.night);
  assert.equal(answer.status, 200);
  const me = answer.json;
  assert.equal(me.signed_in, true);
  assert.deepEqual(me.staff, { id: A.staff.night.id, username: 'night.alpha', display_name: 'Alpha night worker', initials: 'ANW' });
  assert.equal(me.kind, 'password');
  assert.deepEqual(me.roles, ['night_worker']);
  assert.deepEqual(me.premises, [{ id: A.id, name: 'Alpha House', roles: ['night_worker'] }]);
  assert.equal(me.terminal, null);
  assert.equal(me.has_pin, true);
  assert.deepEqual(me.settings, { pin_idle_s: 60, pin_again_s: 30 });
  assert.deepEqual((await browser.get('/api/me')).json, me);
});

test('the cookie is kept from scripts, other sites and plain connections', async () => {
  const browser = await s.as(A.staff.key);
  const answer = await signIn(s.newClient(), A.staff.oncall);
  const [cookie] = answer.headers['set-cookie'];
  assert.match(cookie, /^__Host-lantern=[A-Za-z0-9_-]{43}; /);
  for (const part of [/HttpOnly/, /Secure/, /SameSite=Strict/, /Path=\//]) assert.match(cookie, part);
  assert.equal((await browser.get('/api/me')).json.signed_in, true);
});

test('nobody is told which of the three was wrong, or whether the name exists', async () => {
  s.clock.advance(31);
  const wrong = [
    [A.staff.lead, { username: 'nobody' }],
    [A.staff.lead, { password: 'not hers, not at all' }],
    [A.staff.lead, { code: s.code() === '000000' ? '111111' : '000000' }],
    [A.staff.lead, { username: 'nobody', password: 'x', code: '000000' }],
  ];
  const answers = [];
  for (const [who, over] of wrong) answers.push(await signIn(s.newClient(), who, over));
  for (const answer of answers) {
    assert.equal(answer.status, 401);
    assert.equal(slug(answer), 'sign-in-refused');
    const { request, ...same } = answer.json;
    const { request: first, ...expected } = answers[0].json;
    assert.deepEqual(same, expected);
    assert.equal(answer.headers['set-cookie'], undefined);
  }
});

test('the work is the same for a name nobody has', async () => {
  const done = async () => {
    const { text } = await s.newClient().get('/metrics');
    return ['work', 'asks'].map((what) => Number(new RegExp(`^lantern_request_${what}_total (\\d+)$`, 'm').exec(text)[1]));
  };
  const workOf = async (over) => {
    const before = await done();
    assert.equal((await signIn(s.newClient(), A.staff.agency, over)).status, 401);
    return (await done()).map((n, i) => n - before[i]);
  };
  // One hash is judged and two statements are asked, whatever is wrong: nobody can tell by waiting.
  const wrong = [{ username: 'nobody-at-all' }, { password: 'wrong but long enough' }, { code: s.code() === '000000' ? '111111' : '000000' },
    { username: ESTATE.other.username, password: 'x' }];
  const work = [];
  for (const over of wrong) work.push(await workOf(over));
  assert.deepEqual(work, wrong.map(() => [1, 2]));
});

test('a code counts once', async () => {
  s.clock.advance(31);
  const claim = s.claim(A.staff.inspector);
  assert.equal((await s.newClient().post('/api/sign-in', claim)).status, 200);
  const again = await s.newClient().post('/api/sign-in', claim);
  assert.equal(slug(again), 'sign-in-refused');
  // Two at once with the next code: one of them.
  s.clock.advance(30);
  const next = s.claim(A.staff.inspector);
  const both = await Promise.all([1, 2].map(() => s.newClient().post('/api/sign-in', next)));
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 401]);
});

test('one step of drift is allowed, two are not', async () => {
  s.clock.advance(120);
  const codeOf = async (seconds) => {
    s.clock.advance(seconds);
    const code = s.code();
    s.clock.advance(-seconds);
    return code;
  };
  assert.equal((await signIn(s.newClient(), A.staff.kitchen, { code: await codeOf(-60) })).status, 401);
  assert.equal((await signIn(s.newClient(), A.staff.kitchen, { code: await codeOf(60) })).status, 401);
  assert.equal((await signIn(s.newClient(), A.staff.kitchen, { code: await codeOf(-30) })).status, 200);
  assert.equal((await signIn(s.newClient(), A.staff.kitchen, { code: await codeOf(30) })).status, 200);
});

test('five wrong tries lock the account for five minutes, and this is logged', async () => {
  const who = ESTATE.practitioner;
  for (let i = 0; i < 5; i++) {
    s.clock.advance(31);
    assert.equal((await signIn(s.newClient(), who, { password: 'wrong wrong wrong' })).status, 401);
  }
  s.clock.advance(240);
  assert.equal((await signIn(s.newClient(), who)).status, 401, 'right, but locked');
  s.clock.advance(90);
  assert.equal((await signIn(s.newClient(), who)).status, 200, 'after five minutes');
  const events = await rows(s.db, `SELECT kind, count(*)::int AS n FROM lantern.event WHERE data->>'staff' = '${who.id}' GROUP BY 1 ORDER BY 1`);
  assert.deepEqual(events, [{ kind: 'access.failed', n: 5 }, { kind: 'access.locked', n: 1 }, { kind: 'access.signed_in', n: 1 }]);
  const failed = await value(s.db, `SELECT count(*)::int FROM lantern.access_log WHERE what = 'failed' AND staff_id = '${who.id}'`);
  assert.equal(failed, 6);
});

test('signing in again turns the session over', async () => {
  const browser = await s.as(A.staff.manager);
  const old = browser.cookies.get('__Host-lantern');
  await s.as(A.staff.manager, browser);
  assert.notEqual(browser.cookies.get('__Host-lantern'), old);
  const thief = s.newClient();
  thief.cookies.set('__Host-lantern', old);
  assert.equal((await thief.get('/api/premises')).status, 401);
});

test('signing out ends the session', async () => {
  const browser = await s.as(A.staff.manager);
  const old = browser.cookies.get('__Host-lantern');
  assert.equal((await browser.post('/api/sign-out', {})).status, 204);
  assert.equal(browser.cookies.get('__Host-lantern'), undefined);
  browser.cookies.set('__Host-lantern', old);
  assert.equal((await browser.get('/api/premises')).status, 401);
});

test('a laptop left alone for a quarter of an hour is signed out', async () => {
  const browser = await s.as(A.staff.key);
  s.clock.advance(14 * 60);
  assert.equal((await browser.get('/api/premises')).status, 200);
  s.clock.advance(16 * 60);
  assert.equal((await browser.get('/api/premises')).status, 401);
  assert.equal((await browser.get('/api/me')).json.signed_in, false);
});

test('an account without a role, or past its end, opens nothing', async () => {
  const { kitchen, oncall } = A.staff;
  await psql(s.db, `UPDATE lantern.staff_role SET until_at = '2026-11-01' WHERE staff_id = '${kitchen.id}'`, 'lantern_owner');
  await psql(s.db, `UPDATE lantern.staff SET until_at = '2026-11-01' WHERE id = '${oncall.id}'`, 'lantern_owner');
  s.clock.advance(61);
  for (const who of [kitchen, oncall]) assert.equal(slug(await signIn(s.newClient(), who)), 'sign-in-refused', who.username);
});

test('whoever is at the screen keeps a terminal open, and only she', async () => {
  const terminal = await s.as(A.staff.night, await s.terminal(A));
  const awake = (browser) => browser.post('/api/me/awake', {});
  const opened = async () => (await terminal.get(`/api/premises/${A.id}/residents`)).status;
  for (let i = 0; i < 3; i++) {
    s.clock.advance(50);
    const answer = await awake(terminal);
    assert.deepEqual([answer.status, answer.text], [204, '']);
  }
  s.clock.advance(50);
  assert.equal(await opened(), 200, 'two hundred seconds, and never sixty without a sign of her');
  s.clock.advance(61);
  assert.equal((await awake(terminal)).status, 403, 'what has locked is not opened by it');
  assert.notEqual(await opened(), 200);
  assert.equal((await terminal.post('/api/me/awake', { at: 'now' })).status >= 400, true);
  assert.equal((await awake(s.newClient())).status, 401);
});

test('a PIN of her own is set with her password and refused when it is easily guessed', async () => {
  const browser = await s.as(A.staff.lead);
  for (const pin of ['123456', '000000', '987654', '121212', '123123', '890123']) {
    const answer = await browser.post('/api/me/pin', { password: PASSWORD, pin });
    assert.equal(answer.status, 422, pin);
    assert.equal(answer.json.errors[0].field, '/pin');
  }
  for (const pin of ['12345', '1234567', 'abcdef', '12 456']) assert.equal((await browser.post('/api/me/pin', { password: PASSWORD, pin })).status, 422, pin);
  const wrong = await browser.post('/api/me/pin', { password: 'not mine', pin: '271828' });
  assert.equal(wrong.status, 422);
  assert.equal(wrong.json.errors[0].field, '/password');
  assert.equal((await browser.post('/api/me/pin', { password: PASSWORD, pin: '271828' })).status, 204);
  assert.equal((await s.newClient().post('/api/me/pin', { password: PASSWORD, pin: PIN })).status, 401);
});

test('what is missing or odd in a claim is named, and nothing is tried', async () => {
  const browser = s.newClient();
  const answer = await browser.post('/api/sign-in', { username: 'x', code: '12', more: 1 });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.json.errors.map((e) => e.field).sort(), ['/code', '/more', '/password']);
  assert.equal((await browser.post('/api/sign-in', { username: '\u0000', password: 'x', code: '123456' })).status, 422);
});
