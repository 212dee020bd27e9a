// Who did and who looked, in one list; and a chain of events that shows any change.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { binary, databaseSettings } from '../harness/binary.mjs';
import { psql, until, value } from '../harness/index.mjs';
import { A, B, ESTATE, newId, peopleServer } from './people.mjs';

const run = promisify(execFile);
let s;
let manager;
before(async () => {
  s = await peopleServer();
  const worker = await s.as(A.staff.night);
  await worker.get(A.women.known.page);
  await worker.get(`/api/premises/${A.id}/residents?q=wren`);
  await worker.put(`/api/actions/${newId()}`, { crn: A.women.known.crn, stay: A.women.known.stay, what: 'Register with a GP', owner_kind: 'resident', identified_on: '2026-11-05', target_on: '2026-11-20' });
  manager = await s.as(A.staff.manager);
  await manager.put(`/api/actions/${newId()}`, { crn: A.women.hidden.crn, stay: A.women.hidden.stay, what: 'Hazel rings her brother', owner_kind: 'resident', identified_on: '2026-11-05', target_on: '2026-11-20' });
});
after(() => s.stop());

const audit = async (query = '', browser = manager) => (await browser.get(`/api/premises/${A.id}/audit${query}`)).json;

test('events and reads stand together, newest first, with who, what and about whom', async () => {
  const { entries } = await audit();
  const kinds = entries.map((one) => `${one.source} ${one.what}`);
  for (const kind of ['event action.recorded', 'event access.signed_in', 'read read', 'read search']) assert.ok(kinds.includes(kind), kind);
  const looked = entries.find((one) => one.what === 'read' && one.about?.stay === A.women.known.stay);
  assert.deepEqual([looked.who.name, looked.about.preferred_name, looked.about.crn], ['Alpha night worker', 'WrenAlpha', 'A900001']);
  assert.equal(looked.route, '/api/residents/{crn:word}/stays/{stay:uuid}');
  const times = entries.map((one) => one.at);
  assert.deepEqual(times, [...times].sort().reverse());
});

test('each filter narrows', async () => {
  const about = (await audit(`?resident=${A.women.known.resident}`)).entries;
  assert.ok(about.length >= 2 && about.every((one) => one.about.resident === A.women.known.resident));
  const by = (await audit(`?staff=${A.staff.night.id}`)).entries;
  assert.ok(by.length >= 3 && by.every((one) => one.who.id === A.staff.night.id));
  assert.deepEqual([...new Set((await audit('?kind=action')).entries.map((one) => one.what))], ['action.recorded']);
  assert.deepEqual([...new Set((await audit('?kind=access.signed_in')).entries.map((one) => one.what))], ['access.signed_in']);
  assert.deepEqual([...new Set((await audit('?kind=search')).entries.map((one) => one.what))], ['search']);
  assert.deepEqual((await audit('?from=2026-11-11T00:00:00Z')).entries, []);
  assert.deepEqual((await audit('?until=2026-11-10T00:00:00Z')).entries, []);
  assert.equal((await manager.get(`/api/premises/${A.id}/audit?from=yesterday`)).status, 422);
  assert.equal((await manager.get(`/api/premises/${A.id}/audit?before=x`)).status, 422);
  assert.equal((await manager.get(`/api/premises/${A.id}/audit?colour=red`)).status, 422);
});

test('pages neither skip nor repeat, although reading them adds reads', async () => {
  const whole = (await audit('?limit=200&until=2026-11-10T18:01:00Z')).entries.map((one) => one.id);
  const seen = [];
  let next = '';
  while (next !== null) {
    const page = await audit(`?limit=2&until=2026-11-10T18:01:00Z${next && `&before=${next}`}`);
    seen.push(...page.entries.map((one) => one.id));
    ({ next } = page);
  }
  assert.deepEqual(seen, whole);
  assert.ok(seen.length > 4);
});

test('an audit is itself a search, and logged', async () => {
  await audit(`?staff=${A.staff.night.id}`);
  const detail = await value(s.db, `SELECT detail FROM lantern.access_log WHERE route LIKE '%/audit' ORDER BY id DESC LIMIT 1`);
  assert.deepEqual(detail, { staff: A.staff.night.id });
});

test('outside her circle a restricted woman stays unnamed in the audit', async () => {
  const inspector = await s.as(A.staff.inspector);
  const { entries } = await audit('', inspector);
  const entry = entries.find((one) => one.what === 'action.recorded' && one.about.restricted);
  assert.deepEqual([entry.about.preferred_name, entry.about.crn, entry.detail], [null, null, null]);
  assert.equal(/Hazel/.test(JSON.stringify(entries)), false);
  const named = (await audit()).entries.find((one) => one.what === 'action.recorded' && one.about.restricted);
  assert.match(named.about.preferred_name, /^Hazel/);
  assert.equal(named.detail.what, null, 'what was written stands in its row only: events go to every board');
});

test('for managers and inspectors of the premises only', async () => {
  for (const [who, expected] of [[A.staff.lead, 403], [A.staff.oncall, 403], [B.staff.manager, 404], [B.staff.inspector, 404]])
    for (const page of ['audit', 'chain']) assert.equal((await (await s.as(who)).get(`/api/premises/${A.id}/${page}`)).status, expected, `${who.username} ${page}`);
});

test('what belongs to no premises is the administrator\'s to find', async () => {
  await s.newClient().post('/api/sign-in', { username: 'no.such', password: 'a guess', code: '123456' });
  const admin = await s.as(ESTATE.admin);
  const role = { staff: ESTATE.practitioner.id, role: 'practitioner', reason: 'a second region' };
  assert.equal((await admin.put(`/api/staff-roles/${newId()}`, role)).status, 201);
  const find = async (query = '') => (await admin.get(`/api/audit${query}`)).json.entries;
  const entries = await find();
  const changed = entries.find((one) => one.what === 'access.changed');
  assert.deepEqual([changed.who.id, changed.detail.staff, changed.detail.role, changed.detail.reason],
    [ESTATE.admin.id, ESTATE.practitioner.id, 'practitioner', 'a second region']);
  assert.ok(entries.some((one) => one.what === 'failed' && one.who === null), 'a try at a name that nobody has');
  assert.ok(entries.every((one) => one.about === null), 'nobody who lives anywhere is in it');
  assert.deepEqual([...new Set((await find('?kind=access.changed')).map((one) => one.what))], ['access.changed']);
  const first = await admin.get('/api/audit?limit=1');
  const next = await admin.get(`/api/audit?limit=1&before=${first.json.next}`);
  assert.notEqual(next.json.entries[0].id, first.json.entries[0].id);
  assert.equal((await admin.get(`/api/audit?resident=${A.women.known.resident}`)).status, 422);
  // Not of any premises, and not in their audits.
  assert.equal(entries.some((one) => one.what === 'action.recorded' || one.terminal), false);
  assert.equal((await audit('?kind=access.changed')).entries.some((one) => one.id === changed.id), false);
  for (const who of [A.staff.manager, A.staff.inspector, ESTATE.area]) assert.equal((await (await s.as(who)).get('/api/audit')).status, 403, who.username);
});

const verify = async (...words) => {
  const env = { ...process.env, ...databaseSettings(s.db.socket, s.db.name, { owner: true }), LANTERN_PEPPER: 'x' };
  try {
    return { code: 0, ...(await run(binary(), ['verify', ...words], { env })) };
  } catch (error) {
    return error;
  }
};

test('the chain is whole, and the page and the command agree on its head', async () => {
  const chain = await until(async () => {
    const { json } = await manager.get(`/api/premises/${A.id}/chain`);
    return json.sealed === json.events && json;
  }, 'the sealer');
  assert.equal(chain.broken, null);
  assert.match(chain.head, /^[0-9a-f]{64}$/);
  const { code, stdout } = await verify('Alpha House');
  assert.equal(code, 0);
  assert.equal(stdout, `Alpha House: ${chain.events} events, chain whole, head ${chain.head}\n`);
  assert.match((await verify()).stdout, /^Alpha House: .*\nBeta House: .*\nThe estate: .*\n$/);
  const nobody = await verify('No House');
  assert.equal(nobody.code, 1);
});

test('an event changed behind its back is named by both', async () => {
  const event = await value(s.db, `SELECT id FROM lantern.event WHERE kind = 'action.recorded' ORDER BY seq LIMIT 1`);
  const n = await value(s.db, `SELECT l.n FROM lantern.event_link l JOIN lantern.event e USING (xid, seq) WHERE e.id = '${event}'`);
  await psql(s.db, `ALTER TABLE lantern.event DISABLE TRIGGER only_grows; UPDATE lantern.event SET data = data || '{"what": "Nothing"}' WHERE id = '${event}'`);
  const { json } = await manager.get(`/api/premises/${A.id}/chain`);
  assert.deepEqual(json.broken, { n, event, why: 'digest differs' });
  const { code, stdout } = await verify('alpha house');
  assert.equal(code, 1);
  assert.equal(stdout, `Alpha House: broken at link ${n} (event ${event}): digest differs\n`);
});
