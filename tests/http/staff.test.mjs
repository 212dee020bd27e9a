// Accounts and roles: who may give what to whom, at once and everywhere, and never to herself.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, iso, rows, server as newServer, totp, until, value } from '../harness/index.mjs';
import { A, B, ESTATE, PASSWORD, PIN, ROLES_HERE, newId, peopleServer, slug } from './people.mjs';

let s;
before(async () => (s = await peopleServer()));
after(() => s.stop());

const days = (n) => iso(s.clock.us + BigInt(n) * 86_400_000_000n);
const somebody = (over = {}) => ({ username: `new${newId().slice(-6)}`, display_name: 'Kim Invented', initials: 'KI', password: 'three random words', role: 'night_worker', premises: A.id, reason: 'starts today', ...over });
const terms = (role, place = A) => ({ role, premises: place.id, reason: 'rota', ...(['agency', 'inspector'].includes(role) && { until: days(5) }) });

test('somebody new can sign in with what was shown once', async () => {
  const manager = await s.as(A.staff.manager);
  const person = newId();
  const body = somebody({ staff_code: 'N54A123' });
  const answer = await manager.put(`/api/staff/${person}`, body);
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.json.staff, { id: person, username: body.username, version: 1 });
  const { secret_base32, uri } = answer.json.second_factor;
  assert.equal(uri, `otpauth://totp/Lantern:${body.username}?secret=${secret_base32}&issuer=Lantern`);
  const browser = s.newClient();
  const signed = await browser.post('/api/sign-in', { username: body.username, password: body.password, code: totp(secret_base32, s.clock.us) });
  assert.equal(signed.status, 200);
  assert.deepEqual(signed.json.roles, ['night_worker']);
  assert.equal(signed.json.has_pin, false);
  // The same again: the first answer without the key, which nobody kept; other content: refused.
  const again = await manager.put(`/api/staff/${person}`, body);
  assert.deepEqual([again.status, again.json.second_factor], [201, null]);
  assert.equal(slug(await manager.put(`/api/staff/${person}`, { ...body, initials: 'XX' })), 'id-reused');
  const kept = await value(s.db, `SELECT count(*)::int FROM lantern.receipt WHERE answer::text LIKE '%${secret_base32}%'`);
  assert.equal(kept, 0);
  assert.equal((await manager.put(`/api/staff/${newId()}`, body)).status, 409, 'the username is taken');
});

test('what was recorded in time is answered the same when it is sent again too late for it', async () => {
  const manager = await s.as(A.staff.manager);
  const soon = iso(s.clock.us + 60_000_000n);
  const sent = [
    [`/api/staff/${newId()}`, somebody({ role: 'agency', until: soon })],
    [`/api/staff-roles/${newId()}`, { staff: A.staff.kitchen.id, ...terms('night_worker'), from: soon }],
  ];
  const answer = ([path, body]) => manager.put(path, body);
  const first = await Promise.all(sent.map(answer));
  assert.deepEqual(first.map((one) => one.status), [201, 201]);
  s.clock.advance(300);
  const again = await Promise.all(sent.map(answer));
  assert.deepEqual(again.map((one) => [one.status, one.json.staff ?? one.json.role]), first.map((one) => [201, one.json.staff ?? one.json.role]));
});

test('what is wrong with somebody new is told by field', async () => {
  const manager = await s.as(A.staff.manager);
  for (const [over, field] of [
    [{ password: 'too short' }, '/password'], [{ username: 'Upper' }, '/username'], [{ username: '-x' }, '/username'], [{ initials: 'ABCDE' }, '/initials'],
    [{ role: 'queen' }, '/role'], [{ role: 'agency' }, '/until'], [{ role: 'agency', until: days(8) }, '/until'], [{ until: days(-1) }, '/until'],
    [{ premises: undefined }, '/premises'], [{ reason: ' ' }, '/reason'], [{ username: 'threerandom', password: 'my threerandom word' }, '/password'],
  ]) {
    const answer = await manager.put(`/api/staff/${newId()}`, somebody(over));
    assert.equal(answer.status, 422, JSON.stringify(over));
    assert.deepEqual(answer.json.errors.map((e) => e.field), [field]);
  }
});

test('each role gives what stands beside it here, and nothing above', async () => {
  const here = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'kitchen', 'agency', 'inspector'];
  for (const who of ['night', 'key', 'lead', 'oncall', 'kitchen', 'agency', 'inspector']) {
    const answer = await (await s.as(A.staff[who])).put(`/api/staff-roles/${newId()}`, { staff: A.staff.key.id, ...terms('night_worker') });
    assert.equal(answer.status, 403, who);
  }
  const gives = [[A.staff.manager, here], [ESTATE.area, [...here, 'on_call']], [ESTATE.admin, ROLES_HERE]];
  for (const [who, expected] of gives) {
    const browser = await s.as(who);
    for (const role of ROLES_HERE) {
      const answer = await browser.put(`/api/staff-roles/${newId()}`, { staff: A.staff.kitchen.id, ...terms(role) });
      assert.equal(answer.status, expected.includes(role) ? 201 : 403, `${who.username} gives ${role}: ${answer.text}`);
    }
  }
});

test('roles for the whole estate are the administrator’s to give', async () => {
  const body = (role) => ({ staff: A.staff.oncall.id, role, reason: 'covers' });
  for (const role of ['area_manager', 'practitioner', 'administrator']) {
    assert.equal((await (await s.as(ESTATE.area)).put(`/api/staff-roles/${newId()}`, body(role))).status, 403, role);
    const admin = await s.as(ESTATE.admin);
    const id = newId();
    assert.equal((await admin.put(`/api/staff-roles/${id}`, body(role))).status, 201, role);
    assert.equal((await admin.post(`/api/staff-roles/${id}/end`, { reason: 'done' })).status, 204);
  }
  assert.equal((await (await s.as(ESTATE.admin)).put(`/api/staff-roles/${newId()}`, body('night_worker'))).status, 422);
});

test('a role that has not begun can be taken back', async () => {
  const manager = await s.as(A.staff.manager);
  const id = newId();
  await manager.put(`/api/staff-roles/${id}`, { staff: A.staff.agency.id, ...terms('keyworker'), from: days(2) });
  assert.equal((await manager.post(`/api/staff-roles/${id}/end`, { reason: 'not needed' })).status, 204);
  assert.equal((await manager.post(`/api/staff-roles/${id}/end`, { reason: 'again' })).status, 409);
});

test('a manager has nothing to do with another premises or its people', async () => {
  const manager = await s.as(A.staff.manager);
  const answers = await Promise.all([
    manager.get(`/api/premises/${B.id}/staff`),
    manager.put(`/api/staff/${newId()}`, somebody({ premises: B.id })),
    manager.put(`/api/staff-roles/${newId()}`, { staff: A.staff.key.id, ...terms('night_worker', B) }),
    manager.put(`/api/staff-roles/${newId()}`, { staff: B.staff.key.id, ...terms('night_worker') }),
    manager.patch(`/api/staff/${B.staff.key.id}`, { version: 1, display_name: 'Renamed' }),
    manager.post(`/api/staff/${B.staff.key.id}/pin`, { pin: '604918', reason: 'forgot' }),
    manager.post(`/api/staff/${B.staff.key.id}/unlock`, { reason: 'forgot' }),
    manager.post(`/api/staff/${B.staff.key.id}/sign-in`, { password: 'three random words', reason: 'forgot' }),
    manager.post(`/api/staff-roles/${B.staff.key.roleId}/end`, { reason: 'gone' }),
  ]);
  assert.deepEqual(answers.map((one) => one.status), Array(9).fill(404));
  for (const answer of answers) assert.equal(/beta/i.test(answer.text), false);
});

test('nobody changes her own roles or account, and nobody a person above her', async () => {
  for (const who of [A.staff.manager, ESTATE.area, ESTATE.admin]) {
    const browser = await s.as(who);
    const statuses = [
      await browser.put(`/api/staff-roles/${newId()}`, { staff: who.id, ...terms('shift_lead') }),
      await browser.post(`/api/staff-roles/${who.roleId}/end`, { reason: 'tired' }),
      await browser.patch(`/api/staff/${who.id}`, { version: 1, display_name: 'The Queen' }),
      await browser.post(`/api/staff/${who.id}/unlock`, { reason: 'me' }),
    ].map((one) => one.status);
    assert.deepEqual(statuses, [403, 403, 403, 403], who.username);
  }
  const manager = await s.as(A.staff.manager);
  for (const above of [A.staff.oncall, ESTATE.area, ESTATE.admin])
    for (const [path, body] of [['pin', { pin: '604918', reason: 'x' }], ['sign-in', { password: 'three random words', reason: 'x' }]])
      assert.ok([403, 404].includes((await manager.post(`/api/staff/${above.id}/${path}`, body)).status), `${above.username} ${path}`);
});

test('a premises keeps a manager, even when two end each other’s role at once', async () => {
  const admin = await s.as(ESTATE.admin);
  const last = await admin.post(`/api/staff-roles/${B.staff.manager.roleId}/end`, { reason: 'moves away' });
  assert.equal(slug(last), 'last-manager');
  assert.match(last.json.detail, /Beta House/);
  const version = (await admin.get(`/api/premises/${B.id}/staff`)).json.staff.find((one) => one.id === B.staff.manager.id).version;
  assert.equal(slug(await admin.patch(`/api/staff/${B.staff.manager.id}`, { version, until: days(3) })), 'last-manager');
  const second = newId();
  assert.equal((await admin.put(`/api/staff-roles/${second}`, { staff: B.staff.lead.id, ...terms('premises_manager', B) })).status, 201);
  const [one, two] = [await s.as(B.staff.manager), await s.as(B.staff.lead)];
  const both = await Promise.all([
    one.post(`/api/staff-roles/${second}/end`, { reason: 'a quarrel' }),
    two.post(`/api/staff-roles/${B.staff.manager.roleId}/end`, { reason: 'a quarrel' }),
  ]);
  // The other is too late as the last one, or because she is no manager any more.
  const [done, refused] = both.map((answer) => answer.status).sort();
  assert.ok(done === 204 && [403, 409].includes(refused), `${done} ${refused}`);
  const left = await value(s.db, `SELECT count(*)::int FROM lantern.staff_role WHERE premises_id = '${B.id}' AND role = 'premises_manager' AND (until_at IS NULL OR until_at > '${s.clock.iso}')`);
  assert.equal(left, 1);
});

test('a role that ends is over at once, here and on every other server', async () => {
  const other = await newServer({ db: s.db, clock: s.clock, env: { LANTERN_PEPPER: 'only for tests' } });
  const worker = await s.as(A.staff.key);
  const manager = await s.as(A.staff.manager);
  // The other server knows the session by its cookie alone.
  const elsewhere = client(other);
  for (const [name, text] of worker.cookies) elsewhere.cookies.set(name, text);
  const there = (path) => elsewhere.get(path);
  assert.equal((await worker.get(`/api/premises/${A.id}/residents`)).status, 200);
  assert.equal((await there(`/api/premises/${A.id}/residents`)).status, 200);
  assert.equal((await manager.post(`/api/staff-roles/${A.staff.key.roleId}/end`, { reason: 'left us' })).status, 204);
  assert.notEqual((await worker.get(`/api/premises/${A.id}/residents`)).status, 200);
  await until(async () => (await there(`/api/premises/${A.id}/residents`)).status !== 200, 'the other server to hear of it', 3000);
  elsewhere.close();
  await other.stop();
});

test('two who edit the same person: the second is shown the first one’s change', async () => {
  const manager = await s.as(A.staff.manager);
  const person = A.staff.night.id;
  const { version } = (await manager.get(`/api/premises/${A.id}/staff`)).json.staff.find((one) => one.id === person);
  const first = await manager.patch(`/api/staff/${person}`, { version, display_name: 'Dee Trialton', initials: 'DT' });
  assert.deepEqual([first.status, first.json.staff], [200, { id: person, version: version + 1 }]);
  const second = await manager.patch(`/api/staff/${person}`, { version, initials: 'DX' });
  assert.equal(slug(second), 'edit-conflict');
  assert.deepEqual([second.json.current.display_name, second.json.current.initials, second.json.current.version], ['Dee Trialton', 'DT', version + 1]);
  const [event] = await rows(s.db, `SELECT data FROM lantern.event WHERE kind = 'staff.changed' ORDER BY seq DESC LIMIT 1`);
  assert.deepEqual([event.data.staff, event.data.display_name], [person, 'Dee Trialton']);
});

test('a PIN set by the manager opens the terminal, and her reason is kept', async () => {
  const manager = await s.as(A.staff.manager);
  assert.equal((await manager.post(`/api/staff/${A.staff.lead.id}/pin`, { pin: '123456', reason: 'forgot' })).status, 422);
  assert.equal((await manager.post(`/api/staff/${A.staff.lead.id}/pin`, { pin: '604918', reason: 'forgot it' })).status, 204);
  const terminal = await s.terminal(A);
  await s.as(A.staff.lead, terminal);
  assert.equal((await terminal.post('/api/terminal/switch', { staff: A.staff.lead.id, pin: PIN })).status, 403);
  assert.equal((await terminal.post('/api/terminal/switch', { staff: A.staff.lead.id, pin: '604918' })).status, 200);
  const [event] = await rows(s.db, `SELECT premises_id, data FROM lantern.event WHERE kind = 'access.pin_set' ORDER BY seq DESC LIMIT 1`);
  assert.deepEqual([event.premises_id, event.data], [A.id, { staff: A.staff.lead.id, reason: 'forgot it' }]);
});

test('new secrets end what was open with the old ones; a lock is opened with a reason', async () => {
  const worker = await s.as(A.staff.inspector);
  const manager = await s.as(A.staff.manager);
  const renewed = await manager.post(`/api/staff/${A.staff.inspector.id}/sign-in`, { password: 'another three words', reason: 'lost her telephone' });
  assert.equal(renewed.status, 200);
  assert.equal((await worker.get('/api/premises')).status, 401);
  const claim = { username: A.staff.inspector.username, password: 'another three words' };
  const code = () => totp(renewed.json.second_factor.secret_base32, s.clock.us);
  assert.equal((await s.newClient().post('/api/sign-in', { ...claim, password: PASSWORD, code: code() })).status, 401);
  for (let i = 0; i < 4; i++) await s.newClient().post('/api/sign-in', { ...claim, code: '000000' });
  assert.equal((await s.newClient().post('/api/sign-in', { ...claim, code: code() })).status, 401, 'locked');
  assert.equal((await manager.post(`/api/staff/${A.staff.inspector.id}/unlock`, { reason: 'it is her' })).status, 204);
  s.clock.advance(31);
  assert.equal((await s.newClient().post('/api/sign-in', { ...claim, code: code() })).status, 200);
});

test('the lists hold who may be seen', async () => {
  const staff = (await (await s.as(A.staff.lead)).get(`/api/premises/${A.id}/staff`)).json.staff;
  assert.ok(staff.some((one) => one.id === A.staff.lead.id));
  assert.equal(staff.some((one) => one.username.endsWith('.beta')), false);
  const everybody = (await (await s.as(ESTATE.admin)).get('/api/staff')).json.staff;
  assert.ok(everybody.some((one) => one.id === A.staff.lead.id) && everybody.some((one) => one.id === B.staff.lead.id));
  const found = (await (await s.as(ESTATE.admin)).get('/api/staff?q=draftwell')).json.staff;
  assert.deepEqual(found.map((one) => one.id), [ESTATE.practitioner.id]);
  assert.equal((await (await s.as(A.staff.manager)).get('/api/staff')).status, 403);
});
