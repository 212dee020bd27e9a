// Whose keyworker somebody is: given with a reason, kept with all before, suggested by room, covered while away (features 116).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, until } from '../harness/index.mjs';
import { fields, house, ROLES, slug } from './house.mjs';
import { readKeywork } from './keywork.mjs';

let h;
let her;
let staff;
before(async () => {
  h = await house({ women: 6 });
  ({ women: her } = h.here);
  staff = Object.fromEntries(Object.entries(h.here.staff).map(([role, one]) => [role, one.id]));
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const manager = () => h.as('premises_manager');
const change = (who, woman, to, more = {}, id = randomUUID(), what = 'keyworkers') =>
  who.put(`/api/${what}/${id}`, { stay: woman.stay, crn: woman.crn, staff: to, reason: 'They know each other.', based_on: null, ...more });
const page = (who, woman) => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/keyworker`);
const listed = async (who = manager()) => (await who.get(`/api/premises/${h.here.id}/keyworkers`)).json;
const capacity = (women, more = {}, who = manager()) => who.put(`/api/keyworker-capacities/${randomUUID()}`, { premises: h.here.id, staff: staff.keyworker, women, ...more });
const leave = (more = {}, id = randomUUID(), who = manager()) =>
  who.put(`/api/leaves/${id}`, { premises: h.here.id, staff: staff.keyworker, from_on: '2026-11-10', back_on: '2026-11-17', cover: staff.shift_lead, ...more });
const told = (kind) => rows(h.db, `SELECT kind, data FROM lantern.event WHERE kind LIKE '${kind}' ORDER BY xid, seq`);
let minute = 0;
const tick = () => h.at(`2026-11-10T22:${String(++minute).padStart(2, '0')}:00.000000Z`);

test('a change keeps who was before, and the second of two is told who was first', async () => {
  const [woman] = her;
  const key = h.as('keyworker');
  const id = randomUUID();
  const first = await change(key, woman, staff.keyworker, {}, id);
  assert.deepEqual([first.status, first.json], [201, { id, staff: staff.keyworker }], first.text);
  assert.equal((await change(key, woman, staff.keyworker, {}, id)).text, first.text, 'again');
  assert.equal(slug(await change(key, woman, staff.keyworker, { reason: 'x' }, id)), 'id-reused');
  const late = await change(key, woman, staff.shift_lead);
  assert.deepEqual([late.status, slug(late), fields(late), late.json.current.staff, late.json.current.id], [409, 'conflict', ['/based_on'], staff.keyworker, id]);
  assert.deepEqual(fields(await change(key, woman, staff.keyworker, { based_on: id })), ['/staff'], 'she is it already');

  await tick();
  const both = await Promise.all([staff.shift_lead, staff.night_worker].map((to) => change(h.as('shift_lead'), woman, to, { based_on: id, reason: 'She asked for it.' })));
  assert.deepEqual(both.map((one) => one.status).sort(), [201, 409], both.map((one) => one.text).join());
  const { json } = await page(h.as('keyworker'), woman);
  const [now, former] = json.history;
  assert.deepEqual([json.history.length, now.until, now.reason, former.staff, former.until], [2, null, 'She asked for it.', staff.keyworker, now.from]);
  assert.equal((await readKeywork(h.as('keyworker'), woman)).json.keyworker.id, now.staff);
  assert.deepEqual((await told('keyworker.changed')).map((one) => one.data.change), ['began', 'ended', 'began']);

  for (const [to, more, field] of [[staff.agency, {}, '/staff'], [staff.kitchen, {}, '/staff'], [h.there.staff.keyworker.id, {}, '/staff'], [randomUUID(), {}, '/staff'],
    [staff.keyworker, { reason: ' ' }, '/reason'], [staff.keyworker, { reason: 'a'.repeat(501) }, '/reason'], [staff.keyworker, { crn: her[1].crn }, '/crn']]) {
    const answer = await change(h.as('keyworker'), woman, to, { based_on: now.id, ...more });
    assert.deepEqual(fields(answer), [field], answer.text);
  }
});

test('suggested: whom she had, while she has room and is here; then who has most room', async () => {
  const woman = her[1];
  const key = h.as('keyworker');
  const given = await change(key, woman, staff.keyworker);
  await tick();
  await change(h.as('keyworker'), woman, staff.shift_lead, { based_on: given.json.id });
  const suggested = async () => (await page(manager(), woman)).json.suggested;
  const [first, ...others] = await suggested();
  assert.deepEqual([first.id, first.why, first.capacity], [staff.keyworker, 'previous', 6]);
  assert.ok(others.length >= 2 && others.every((one) => one.why === 'least_loaded' && one.id !== staff.shift_lead));
  assert.equal((await capacity(0)).status, 201);
  assert.ok((await suggested()).every((one) => one.id !== staff.keyworker), 'she is asked to hold nobody');
  await tick();
  assert.equal((await capacity(4)).status, 201);
  assert.equal((await suggested())[0].capacity, 4);
  const id = randomUUID();
  assert.equal((await leave({}, id)).status, 201);
  assert.ok((await suggested()).every((one) => one.id !== staff.keyworker), 'she is away');
  assert.equal((await manager().post(`/api/leaves/${id}/withdraw`, {})).status, 200);
  assert.equal((await suggested())[0].id, staff.keyworker);
});

test('a leave has a day of return and a cover, who reads what waits for her', async () => {
  const woman = her[2];
  const { json: given } = await change(h.as('keyworker'), woman, staff.keyworker);
  const moment = randomUUID();
  assert.equal((await h.as('agency').put(`/api/moments/${moment}`, { stay: woman.stay, crn: woman.crn, words: 'She laughed at the telly.', good: true })).status, 201);
  const reads = (role) => h.as(role).put(`/api/moment-reviews/${moment}`, { stay: woman.stay, crn: woman.crn });
  assert.equal(slug(await reads('shift_lead')), 'not-allowed');
  const id = randomUUID();
  assert.equal((await leave({}, id)).status, 201);
  const { json } = await readKeywork(h.as('shift_lead'), woman);
  assert.deepEqual(json.keyworker.away, { back_on: '2026-11-17', cover: { id: staff.shift_lead, name: h.here.staff.shift_lead.name } });
  const home = (await h.as('shift_lead').get(`/api/premises/${h.here.id}/keywork`)).json;
  assert.ok(home.women.slice(0, home.mine_first).some((one) => one.stay === woman.stay && one.unreviewed === 1), 'she covers: hers come first');
  assert.equal((await reads('keyworker')).status, 403, 'who is away has handed it over');
  assert.equal((await reads('shift_lead')).status, 200);
  const again = await reads('shift_lead');
  assert.deepEqual([again.status, again.json.reviewed.by], [200, h.here.staff.shift_lead.name]);

  const all = await listed();
  const row = all.workers.find((one) => one.id === staff.keyworker);
  assert.deepEqual([row.leave.back_on, row.leave.cover.id, row.women.map((one) => one.stay).includes(woman.stay), row.holds], ['2026-11-17', staff.shift_lead, true, row.women.length]);
  assert.deepEqual(all.leaves.map((one) => one.id), [id]);
  assert.ok(all.women_without.some((one) => one.stay === her[5].stay) && !all.women_without.some((one) => one.stay === woman.stay));
  for (const [more, field] of [[{ back_on: '2026-11-10' }, '/back_on'], [{ from_on: '2026-11-01', back_on: '2026-11-09' }, '/back_on'], [{ cover: staff.keyworker }, '/cover'],
    [{ cover: staff.agency }, '/cover'], [{ staff: staff.agency }, '/staff'], [{ from_on: '2026-11-16', back_on: '2026-11-20' }, '/from_on'], [{ from_on: 'soon' }, '/from_on']]) {
    const answer = await leave(more);
    assert.deepEqual(fields(answer), [field], answer.text);
  }
  assert.equal((await leave({ from_on: '2026-11-17', back_on: '2026-11-20' })).status, 201, 'the day she is back is free again');
  assert.deepEqual(fields(await capacity(41)), ['/women']);
  assert.equal(slug(await h.as('on_call').post(`/api/leaves/${id}/withdraw`, {})), undefined);
  assert.equal(slug(await manager().post(`/api/leaves/${id}/withdraw`, {})), 'conflict');
  assert.equal((await manager().post(`/api/leaves/${randomUUID()}/withdraw`, {})).status, 404);
  assert.ok(given.id);
});

test('a new practitioner sees her at once, the one before no more', async () => {
  const woman = her[3];
  const other = { id: randomUUID() };
  await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES ('${other.id}', '${woman.id}', '${h.there.staff.practitioner.id}', '2026-11-01')`);
  const sees = async (where) => (await readKeywork(h.as('practitioner', where), woman)).status;
  await h.at('2026-11-10T23:00:00.000000Z');
  await until(async () => (await sees(h.there)) === 200, 'the old one to see her');
  assert.equal(await sees(h.here), 404);
  const practitioner = (to, more) => change(h.as('keyworker'), woman, to, more, randomUUID(), 'practitioners');
  assert.equal((await practitioner(staff.practitioner)).status, 409);
  assert.deepEqual(fields(await practitioner(staff.keyworker, { based_on: other.id })), ['/staff']);
  const done = await practitioner(staff.practitioner, { based_on: other.id, reason: 'She moved area.' });
  assert.equal(done.status, 201, done.text);
  await until(async () => (await sees(h.here)) === 200 && (await sees(h.there)) === 404, 'rights to follow');
  const { json } = await page(h.as('keyworker'), woman);
  assert.deepEqual([json.practitioner.id, json.practitioner.staff, json.practitioner.deputy], [done.json.id, staff.practitioner, null]);
  assert.deepEqual(json.practitioners.map((one) => one.id).sort(), [staff.practitioner, h.there.staff.practitioner.id].sort());
  assert.deepEqual(await rows(h.db, `SELECT reason FROM lantern.practitioner_of WHERE id = '${done.json.id}'`), [{ reason: 'She moved area.' }]);
});

test('who may', async () => {
  const woman = her[4];
  for (const role of ROLES) {
    const may = KEEP.includes(role);
    const looks = may || role === 'inspector';
    for (const path of [`/api/premises/${h.here.id}/keyworkers`, `/api/premises/${h.here.id}/keywork`]) assert.equal((await h.as(role).get(path)).status, looks ? 200 : 403, `${role} ${path}`);
    assert.equal((await page(h.as(role), woman)).status, looks ? 200 : 403, role);
    for (const what of ['keyworkers', 'practitioners'])
      assert.equal((await change(h.as(role), woman, staff.night_worker, { based_on: randomUUID() }, randomUUID(), what)).status, may && role !== 'night_worker' ? 409 : 403, `${role} ${what}`);
    const manages = ['premises_manager', 'on_call'].includes(role);
    assert.equal((await capacity(5, {}, h.as(role))).status, manages ? 201 : 403, role);
    assert.equal((await leave({ from_on: `2027-0${1 + ROLES.indexOf(role) % 9}-01`, back_on: `2027-0${1 + ROLES.indexOf(role) % 9}-03` }, randomUUID(), h.as(role))).status, manages ? 201 : 403, role);
    if (!manages) assert.equal((await h.as(role).post(`/api/leaves/${randomUUID()}/withdraw`, {})).status, 403, role);
  }
  const stranger = h.as('premises_manager', h.there);
  for (const answer of [await stranger.get(`/api/premises/${h.here.id}/keyworkers`), await stranger.get(`/api/premises/${h.here.id}/keywork`), await page(stranger, woman),
    await change(stranger, woman, staff.keyworker), await capacity(5, {}, stranger), await leave({}, randomUUID(), stranger)]) assert.equal(answer.status, 404, answer.text);
});

test('a restricted woman is listed without who she is', async () => {
  const woman = her.at(-1);
  const given = await change(h.as('keyworker'), { ...woman, crn: 'restricted' }, staff.keyworker, { reason: 'a private reason' });
  assert.equal(given.status, 201, given.text);
  const key = h.as('keyworker');
  for (const answer of [await page(key, { ...woman, crn: 'restricted' }), await key.get(`/api/premises/${h.here.id}/keyworkers`), await key.get(`/api/premises/${h.here.id}/keywork`)]) {
    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.text, new RegExp(`a private reason|${woman.crn}|${woman.name}\\b`));
  }
  assert.doesNotMatch(JSON.stringify(await told('%')), /a private reason/);
});
